"""Days of the week, week-ends, and weeks, months and years as wholes."""

from __future__ import annotations

from datetime import date, timedelta

from bilan.resolve.dating.spans import Context, Span, Tense, near
from bilan.times import TimeExpression, first_day


def weekday_span(context: Context, expression: TimeExpression) -> Span | None:
    if context.day is None or expression.weekday is None:
        return None
    found = near(expression.weekday, expression.direction, context.day, context.tense).isoformat()
    return Span(found, found)


def weekdays_span(context: Context, expression: TimeExpression) -> Span | None:
    until = expression.until
    if context.day is None or expression.weekday is None or until is None or until.weekday is None:
        return None
    span = timedelta(days=(until.weekday - expression.weekday) % 7)
    if context.tense == "future":
        start = near(expression.weekday, expression.direction, context.day, context.tense)
        return Span(start.isoformat(), (start + span).isoformat())
    end = near(until.weekday, expression.direction, context.day, context.tense)
    return Span((end - span).isoformat(), end.isoformat())


def weekend_span(context: Context, expression: TimeExpression) -> Span | None:
    today = context.day
    if today is None:
        return None
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if today.weekday() >= 5 and expression.direction < 0:
        saturday -= timedelta(days=7)
    if expression.direction > 0 or (context.tense == "future" and today.weekday() < 5):
        saturday += timedelta(days=7)
    sunday = saturday + timedelta(days=1)
    if context.tense != "future" and expression.direction <= 0:
        sunday = min(sunday, today)
    return Span(saturday.isoformat(), sunday.isoformat())


def period_span(context: Context, expression: TimeExpression) -> Span | None:
    """A week from Monday to Sunday, a month or a year; one that is not over ends, in the past, with the publication."""
    today = context.day
    if expression.unit == "year" and expression.year is not None:
        return _edge(str(expression.year), expression)
    if today is None:
        return None
    if expression.unit == "week":
        return _week(today, context.tense, expression)
    if expression.unit == "month":
        months = today.year * 12 + today.month - 1 + expression.direction
        return _edge(f"{months // 12:04d}-{months % 12 + 1:02d}", expression)
    return _edge(f"{today.year + expression.direction:04d}", expression)


def _edge(whole: str, expression: TimeExpression) -> Span:
    """A month or a year; since its beginning is since its first day, by its end (of a year) by its last month."""
    if expression.part == "early" and expression.relation == "since":
        day = first_day(whole).isoformat()
        return Span(day, day)
    if expression.part == "late" and expression.relation in ("by", "before", "until") and len(whole) == 4:
        return Span(f"{whole}-12", f"{whole}-12")
    return Span(whole, whole)


def _week(today: date, tense: Tense, expression: TimeExpression) -> Span:
    monday = today + timedelta(days=7 * expression.direction - today.weekday())
    first, last = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}.get(expression.part or "", (0, 6))
    start, end = monday + timedelta(days=first), monday + timedelta(days=last)
    if tense != "future" and expression.direction <= 0:
        end = max(min(end, today), start)
    return Span(start.isoformat(), end.isoformat())
