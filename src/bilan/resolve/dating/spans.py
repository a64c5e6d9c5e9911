"""What the meanings of expressions of time are made of: a day to count from, spans, and moves by a length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bilan.times import Basis, When

Tense = Literal["past", "present", "future"]

DAYS = {"day": 1, "week": 7, "fortnight": 14}
SUBDAILY = {"hour": 24, "minute": 24 * 60, "second": 24 * 3600}
MONTHS = {"month": 1, "quarter": 3}
YEARS = {"year": 1, "decade": 10, "century": 100}
# Where in its unit a bounded length of years most likely ends: "près de six ans" is five and three quarters.
# Lengths that are told to the month: "un an", "un an et demi".
_SHORT_YEARS = {"year": 1, "half_year": 3}
_LEAN = {"nearly": -0.25, "less_than": -0.25, "at_most": -0.25, "more_than": 0.25, "at_least": 0.25}
_DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends as partial dates. `whole` is true where the relation of the expression is already in them."""

    start: str | None
    end: str | None
    whole: bool = False
    basis: Basis = "text"


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is dated from: the day of publication (or of the speech), the last date told, the tense."""

    day: date | None
    anchor: When | None
    tense: Tense


def near(weekday: int, direction: int, today: date, tense: Tense) -> date:
    """The nearest such day: told as past it is today or before, "dernier" is before today, "prochain" after it."""
    if direction > 0 or (tense == "future" and direction == 0):
        ahead = (weekday - today.weekday()) % 7
        return today + timedelta(days=ahead or (7 if direction > 0 else 0))
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or (7 if direction < 0 else 0))


def moved(day: date, amount: int, unit: str | None, bound: str | None = None) -> str | None:
    """A day moved by a length, at the length's own precision: years give a year, months and "un an" a month."""
    if unit in _SHORT_YEARS and 0 < abs(amount) <= _SHORT_YEARS[unit] and not bound:
        amount, unit = amount * 12 // (2 if unit == "half_year" else 1), "month"
    try:
        if unit in DAYS:
            return (day + timedelta(days=amount * DAYS[unit])).isoformat()
        if unit in SUBDAILY:
            return (day + timedelta(days=int(amount / SUBDAILY[unit]))).isoformat()
        if unit in MONTHS:
            months = day.year * 12 + day.month - 1 + amount * MONTHS[unit]
            return f"{months // 12:04d}-{months % 12 + 1:02d}" if months >= 12 else None
        years = amount / 2 if unit == "half_year" else float(amount * YEARS[unit or ""])
        lean = _LEAN.get(bound or "", 0.0)
        if lean or unit == "half_year":
            years += lean if years > 0 else -lean
            return f"{(day + timedelta(days=round(years * _DAYS_OF_YEAR))).year:04d}"
        return f"{day.year + int(years):04d}" if day.year + years >= 1 else None
    except (KeyError, OverflowError, ValueError):
        return None
