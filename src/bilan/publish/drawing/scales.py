"""Scales: from counts and days to places on a drawing, with the ticks that a reader expects."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from bilan.publish.wording import Labels


@dataclass(frozen=True, slots=True)
class Linear:
    """From `[low, high]` to `[start, end]` in drawing units."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(high: float, wanted: int = 4) -> list[int]:
    """Round values from 0 to at least `high`, about as many as wanted: steps of 1, 2 or 5 times a power of ten."""
    if high <= 0:
        return [0, 1]
    rough = high / wanted
    power = 10 ** math.floor(math.log10(rough))
    step = max(1, int(next(m * power for m in (1, 2, 5, 10) if m * power >= rough)))
    return list(range(0, math.ceil(high / step) * step + 1, step))


LONG = 120  # days past which ticks are months and not days


def tick_label(labels: Labels, day: date, first: date, last: date) -> str:
    """The words under a tick: the day, or over a long span the month with its year."""
    return labels.month(day) if (last - first).days > LONG else labels.day(day, short=True)


def day_ticks(first: date, last: date, wanted: int) -> list[date]:
    """Days at equal steps (1, 2, 5, 7 … days, or months' firsts) between two days, at most about as many as wanted."""
    span = (last - first).days
    for step in (1, 2, 5, 7, 14, 30):
        if span / step <= wanted and span <= LONG:
            return [first + timedelta(days=i) for i in range(0, span + 1, step)]
    months = span / 30
    every = next((m for m in (1, 2, 3, 6, 12, 24, 60) if months / m <= wanted), 120)
    found = []
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        if date(year, month, 1) >= first:
            found.append(date(year, month, 1))
        month += every
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return found or [first]
