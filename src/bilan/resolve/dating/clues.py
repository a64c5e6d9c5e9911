"""Clues to the day on which an undated dispatch was published, each a condition on that day with its reason."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bilan.times import TimeExpression, first_day, last_day

EARLIEST, LATEST = date(1990, 1, 1), date(2060, 12, 31)
_MONTH, _YEAR = 30.4, 365.25
_UNIT_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": _MONTH, "quarter": 91.3, "half_year": _YEAR / 2,
              "year": _YEAR, "decade": 10 * _YEAR}
# How far, in its own unit, a length may lie from its figure: before and after it.
_PLAIN = {"day": (1.0, 1.0), "week": (0.5, 0.6), "month": (0.5, 0.6), "half_year": (0.5, 0.5), "year": (0.25, 0.75)}
_BOUNDED = {"more_than": (0.0, 0.9), "at_least": (0.0, 0.9), "less_than": (0.6, 0.0), "nearly": (0.6, 0.0),
            "at_most": (0.6, 0.0)}
_NEARLY_WHOLE = 0.2
# The first sentences, title included, tell the news.
OPENING = 2
_TOLD, _MAYBE_TOLD = 2.0, 0.75
_NEAR, _A_MONTH = 200, 31


@dataclass(frozen=True, slots=True)
class Clue:
    """A condition on the day of publication.

    `kind` is `printed` (the dispatch's own date), `dated` (a date with its weekday, in the opening), `ago` (a length
    back to a date), `event_lead` and `event_week` (a key event of the last days, told in the opening or later),
    `event_year` (one of the last year), `event_length` (a length since one), `told` (a date that is past), `ahead`
    (one to come), `term` (an office held) or `last_day` (the weekday). `of` names what it rests on.
    """

    kind: str
    weight: float
    fits: Callable[[date], bool]
    reason: str
    of: str = ""


@dataclass(slots=True)
class Clues:
    """All clues of a dispatch, and the days and months that it tells as past with their year (their first days)."""

    found: list[Clue] = field(default_factory=list)
    told: list[date] = field(default_factory=list)

    def tell(self, span: tuple[date, date], reason: str, *, certain: bool) -> None:
        """Notes that the dispatch tells those days; `certain` where its words show them to be past."""
        begun = span[0]
        self.found.append(Clue("told", _TOLD if certain else _MAYBE_TOLD, lambda day: day >= begun, reason))
        if certain and (span[1] - begun).days <= _A_MONTH:
            self.told.append(begun)

    def is_near(self, day: date) -> bool:
        """Whether a day follows one that is told with its year by no more than some months."""
        return any(0 <= (day - told).days <= _NEAR for told in self.told)


def within(ranges: Iterable[tuple[date, date]]) -> Callable[[date], bool]:
    """The condition that a day lies in one of the ranges."""
    kept = tuple(ranges)
    return lambda day: any(first <= day <= last for first, last in kept)


def length(expression: TimeExpression) -> tuple[timedelta, timedelta] | None:
    """The shortest and longest that a length can mean, `None` where it has no figure."""
    unit = _UNIT_DAYS.get(expression.unit or "")
    if unit is None or expression.amount is None:
        return None
    amount = abs(expression.amount)
    if expression.bound == "about":
        low, high = amount * (1 - _NEARLY_WHOLE), amount * (1 + _NEARLY_WHOLE)
    else:
        less, more = _BOUNDED.get(expression.bound or "", _PLAIN.get(expression.unit or "", (0.5, 0.5)))
        low, high = amount - less, amount + more
    return timedelta(days=int(low * unit)), timedelta(days=round(high * unit) + 1)


def after(first: date, last: date, span: tuple[timedelta, timedelta]) -> tuple[date, date]:
    """The days that lie a length after a day between `first` and `last`."""
    try:
        return first + span[0], last + span[1]
    except OverflowError:
        return LATEST, LATEST


def days_of(expression: TimeExpression, first: date, last: date) -> list[date]:
    """The days that a date without a year can be, between two days; a weekday beside it picks the years."""
    if expression.month is None or expression.day is None:
        return []
    years = [expression.year] if expression.year else range(first.year - 1, last.year + 1)
    days = [date(y, expression.month, expression.day) for y in years
            if expression.day <= calendar.monthrange(y, expression.month)[1]]
    return [d for d in days if first - timedelta(days=366) <= d <= last
            and (expression.weekday is None or d.weekday() == expression.weekday)]


def span_of(expression: TimeExpression) -> tuple[date, date] | None:
    """First and last day of a date that carries its year, `None` for one that does not."""
    if expression.year is None or not EARLIEST.year <= expression.year <= LATEST.year:
        return None
    partial = f"{expression.year:04d}" + (f"-{expression.month:02d}" if expression.month else "")
    try:
        if expression.month and expression.day:
            day = date(expression.year, expression.month, expression.day)
            return day, day
        if expression.part == "late":
            end = last_day(partial)
            return end - timedelta(days=10 if expression.month else 61), end
        return first_day(partial), last_day(partial)
    except ValueError:
        return None
