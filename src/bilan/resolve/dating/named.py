"""Dates, months, years and seasons that an expression names."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from bilan.resolve.dating.spans import Context, Span, Tense
from bilan.times import TimeExpression

# First and last month of a season in the north, where the wars that dispatches tell of in seasons are fought.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}

_YEAR = 4
"""The characters of a bare year, whose middle is June and July."""


def date_span(context: Context, expression: TimeExpression) -> Span | None:
    found = _named(context, expression)
    if found is not None and expression.part == "mid" and len(found) == _YEAR:
        return Span(f"{found}-06", f"{found}-{'07' if expression.relation == 'at' else '06'}")
    return Span(found, found) if found else None


def _named(context: Context, expression: TimeExpression) -> str | None:
    """A date as a partial ISO date; a year that it lacks is the nearest that tense, direction and weekday allow."""
    year, month, day = expression.year, expression.month, expression.day
    if year is None:
        if month is None or context.day is None:
            return None
        year = _year_of(expression, context.day, context.tense)
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


_SLIP = 200
"""Days from today within which a weekday decides on the year. Farther off, a weekday that does not fit is a slip of the
press ("lundi 26 novembre" of a Tuesday) and not another year."""
_FAR, _CLOSE = 300, 45
"""A day without a year that a future tense would put more than `_FAR` days off is the one that passed at most `_CLOSE`
days ago: "l'offensive lancée le 9 octobre", in the sentence of a plan, on 19 October."""


def _year_of(expression: TimeExpression, today: date, tense: Tense) -> int:
    """The year of a day or month without one: the past looks back and the future on, unless a weekday beside it or the
    nearness of the other side says otherwise."""
    month, day = expression.month or 1, expression.day
    forward = expression.direction > 0 or (tense == "future" and expression.direction == 0)
    if day is not None:
        days = [date(y, month, day) for y in range(today.year - 6, today.year + 7) if _exists(y, month, day)]
        if expression.weekday is not None:
            fits = [d for d in days if d.weekday() == expression.weekday and abs((d - today).days) <= _SLIP]
            if fits:
                return min(fits, key=lambda d: ((d > today) != forward and d != today, abs((d - today).days))).year
        return _nearest(days, today, forward, expression.direction)
    for year in range(today.year, today.year + 7) if forward else range(today.year, today.year - 7, -1):
        told = date(year, month, 1)
        if forward and (year, month) >= (today.year, today.month):
            return year
        if not forward and told <= today and not (expression.direction < 0 and _is_now(told, today, day)):
            return year
    return today.year


def _nearest(days: list[date], today: date, forward: bool, direction: int) -> int:
    sides = [d for d in days if (d >= today if forward else d <= today) and not (direction < 0 and d == today)]
    others = [d for d in days if d not in sides]
    side = min(sides, key=lambda d: abs((d - today).days), default=today)
    other = min(others, key=lambda d: abs((d - today).days), default=side)
    if forward and direction == 0 and (side - today).days > _FAR and (today - other).days <= _CLOSE:
        return other.year
    return side.year


def _is_now(told: date, today: date, day: int | None) -> bool:
    """Whether "dernier" cannot mean it: this very day, or this very month."""
    return told == today if day else (told.year, told.month) == (today.year, today.month)


def dates_span(context: Context, expression: TimeExpression) -> Span | None:
    assert expression.until is not None
    until = expression.until
    end = _named(context, until)
    if end is None:
        return None
    given = replace(expression, until=None)
    if given.year is None:
        given = replace(given, year=int(end[:4]))
    start = _named(context, given)
    if start is not None and start[:7] > end[:7] and expression.year is None:
        start = _named(context, replace(given, year=int(end[:4]) - 1))
    return Span(start, end)


def season_span(context: Context, expression: TimeExpression) -> Span | None:
    year, season = expression.year, expression.season or ""
    if expression.until is not None and expression.until.year is not None and year is not None:
        return Span(f"{year}-12", f"{expression.until.year}-02")
    if season not in _SEASONS:
        if year is None:
            return None
        return Span(str(year), str(year))
    first, last = _SEASONS[season]
    if year is None:
        if context.day is None:
            return None
        begun = context.day.month >= first and not (expression.direction < 0 and context.day.month <= last)
        forward = expression.direction > 0 or context.tense == "future"
        year = context.day.year + (1 if forward and context.day.month > last else 0) - (0 if begun or forward else 1)
    return Span(f"{year}-{first:02d}", f"{year}-{last:02d}")


def decade_span(context: Context, expression: TimeExpression) -> Span | None:
    return Span(str(expression.year), str(expression.year + 9)) if expression.year is not None else None
