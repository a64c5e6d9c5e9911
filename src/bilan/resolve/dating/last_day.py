"""The day of the week on which a dispatch was published, from the days that it tells as past and as to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bilan.resolve.dating.hints import Hint

# Weights found on 356 dated dispatches (benchmarks/dating.py): the day first told is mostly the last one, days told
# within quotations or without a tense less often; a day more than half a week back says no more than half a week.
_FIRST, _OPENING, _QUOTED, _NO_TENSE = 2.0, 1.2, 0.5, 0.6
_FAR = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A day of the week told in a dispatch, in the sentence of that index."""

    weekday: int
    sentence: int
    hint: Hint | None
    quoted: bool = False


def last_weekday(told: Sequence[Told]) -> int | None:
    """The latest day told as past or present, `None` where no day is. Days to come must lie ahead of it."""
    past = [t for t in told if t.hint != "future"]
    if not past:
        return None
    weights: dict[int, float] = {}
    for i, day in enumerate(past):
        weight = _NO_TENSE if day.hint is None else 1.0
        weight *= (_QUOTED if day.quoted else 1.0) * (_FIRST if i == 0 else 1.0)
        weights[day.weekday] = weights.get(day.weekday, 0.0) + weight * (_OPENING if day.sentence <= 1 else 1.0)
    future = {t.weekday for t in told if t.hint == "future"}

    def strain(last: int) -> float:
        back = sum(min((last - day) % 7, _FAR) * weight for day, weight in weights.items())
        return back + sum(min((day - last) % 7, _FAR) for day in future)

    return min(weights, key=lambda last: (strain(last), -weights[last], last))
