"""When a happening is coded: single days, or one day for a span, with the precision that the codebooks give it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bilan.findings import Happening
from bilan.times import first_day, last_day

WEEK = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a happening can have been; `told` is true where the text gives both ends as days."""

    first: date
    last: date
    told: bool

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def month(self) -> bool:
        """Whether it lies in one month."""
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)

    @property
    def middle(self) -> date:
        """Its middle day, the earlier of two."""
        return self.first + timedelta(days=(self.length - 1) // 2)


def span(happening: Happening) -> Span | None:
    """The days of a happening, `None` where an end is not told or only the publication gives one."""
    first, last = happening.first, happening.last
    if first is None or last is None or happening.by_then:
        return None
    begins, ends = first_day(first), last_day(last)
    if ends < begins:
        return None
    return Span(begins, ends, len(first) == len(last) == len("2016-11-27"))


def acled(days: Span, *, daily: bool, longest: int) -> list[tuple[date, int]]:
    """The days to code with their precision; none where the span is wider than a month.

    A day is itself; with `daily`, each of 3 to `longest` days that are told by their dates; else a week or less and a
    month have their middle.
    """
    if days.length == 1:
        return [(days.first, 1)]
    if daily and days.told and 2 < days.length <= longest:
        return [(days.first + timedelta(days=n), 1) for n in range(days.length)]
    if days.length <= WEEK:
        return [(days.middle, 2)]
    return [(days.middle, 3)] if days.month else []


def ucdp(days: Span) -> int | None:
    """The precision of a span; `None` where it is wider than a year."""
    if days.length == 1:
        return 1
    if days.length < WEEK:
        return 2
    if days.length == WEEK:
        return 3
    if days.month:
        return 4
    return 5 if days.first.year == days.last.year else None
