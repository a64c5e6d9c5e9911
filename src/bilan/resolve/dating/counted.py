"""What is counted: from the publication, from the last date told, from an event, or as a length."""

from __future__ import annotations

from bilan.resolve.dating.named import date_span
from bilan.resolve.dating.spans import MONTHS, SUBDAILY, YEARS, Context, Span, moved, near
from bilan.resolve.dating.weeks import weekday_span
from bilan.times import TimeExpression, first_day

_WHOLE_DAY = 10
"""The characters of a day: hours are counted from nothing longer."""


def offset_span(context: Context, expression: TimeExpression) -> Span | None:
    if context.day is None:
        return None
    if expression.amount is None:
        today = context.day.isoformat()
        return Span(None, today, True, "publication") if expression.direction <= 0 else Span(today, None, True)
    found = moved(context.day, expression.amount, expression.unit, expression.bound)
    if found is None:
        return None
    if expression.part == "night" and expression.unit == "day" and expression.amount == -1:
        return Span(found, context.day.isoformat())
    return Span(found, found)


def anchored_span(context: Context, expression: TimeExpression) -> Span | None:
    """Counted from the last date told, from the publication where none is ("la veille" of a lead)."""
    if expression.weekday is not None:
        return _anchored_weekday(context, expression)
    anchor, sign = context.anchor, -1 if (expression.amount or expression.direction or 1) < 0 else 1
    told = (anchor.start or anchor.end) if anchor and sign < 0 else (anchor.end or anchor.start) if anchor else None
    if told is None:
        told = context.day.isoformat() if context.day else None
    if told is None:
        return None
    if expression.amount is None:
        if expression.unit in SUBDAILY:
            return Span(told, told) if len(told) == _WHOLE_DAY else None
        return Span(None, told, True) if sign < 0 else Span(told, None, True)
    if len(told) < 10 and expression.unit not in MONTHS and expression.unit not in YEARS:
        return None
    found = moved(first_day(told), expression.amount, expression.unit, expression.bound)
    if found is not None and len(found) > len(told):
        found = found[:len(told)]
    return Span(found, found) if found else None


def _anchored_weekday(context: Context, expression: TimeExpression) -> Span | None:
    """"le vendredi" after a date told is the first from that day on; with none told, it is a weekday like another."""
    assert expression.weekday is not None
    told = context.anchor.start if context.anchor else None
    if told is None or len(told) < 10:
        return weekday_span(context, expression)
    day = first_day(told)
    found = near(expression.weekday, expression.direction or 0, day, "past" if expression.direction < 0 else "future")
    if context.day is not None and found > context.day and context.tense != "future":
        return weekday_span(context, expression)
    return Span(found.isoformat(), found.isoformat())


def same_span(context: Context, expression: TimeExpression) -> Span | None:
    anchor = context.anchor
    if anchor is not None and (anchor.start or anchor.end):
        start, end = anchor.start or anchor.end, anchor.end or anchor.start
        size = {"year": 4, "month": 7}.get(expression.unit or "", 10)
        return Span((start or "")[:size], (end or "")[:size])
    if expression.part is not None and context.day is not None:
        today = context.day.isoformat()
        return Span(today, today)
    return None


def recent_span(context: Context, expression: TimeExpression) -> Span | None:
    if context.day is None:
        return None
    today = context.day.isoformat()
    if expression.direction > 0:
        return Span(today, None, True)
    return Span(None, today, True, "publication")


def duration_span(context: Context, expression: TimeExpression) -> Span | None:
    """A length: "depuis" and "en" count back from the publication, "d'ici" on from it; a bare one dates nothing."""
    if context.day is None or expression.relation not in ("since", "within", "by"):
        return None
    today, amount = context.day.isoformat(), expression.amount
    forward = expression.relation == "by" or expression.direction > 0
    if amount is None:
        if expression.relation == "within":
            return None
        return Span(today, None, True) if forward else Span(None, today, True, "publication")
    if expression.relation == "within" and not expression.direction and amount < SUBDAILY.get(expression.unit or "", 0):
        return None  # "en dix minutes" tells how fast, and not when
    found = moved(context.day, amount if forward else -amount, expression.unit, expression.bound)
    if found is None:
        return None
    if expression.relation == "by":
        return Span(found, found, True)
    return Span(today, found, True) if forward else Span(found, today, True, "publication")


def now_span(context: Context, expression: TimeExpression) -> Span | None:
    """The day of publication; a date or a day of the week printed with "ce" is that one, be it the day before ("ce
    dimanche 21 mai", "ce dimanche" on a Monday) or one of a story told ("ce vendredi 9 janvier 2015")."""
    if context.day is None:
        return date_span(context, expression) if expression.year is not None else None
    if expression.day is not None:
        return date_span(context, expression)
    if expression.weekday is not None and expression.weekday != context.day.weekday():
        return weekday_span(context, expression)
    today = context.day.isoformat()
    return Span(today, today)


def event_span(context: Context, expression: TimeExpression) -> Span | None:
    """From the event's own time: since its start, before its start, after its end, or a length away from it."""
    anchor = context.anchor
    if anchor is None or anchor.start is None:
        return None
    if expression.amount is None:
        return Span(anchor.start, anchor.start if expression.relation in ("since", "before") else anchor.end)
    found = moved(first_day(anchor.start), expression.amount, expression.unit, expression.bound)
    if found is None:
        return None
    found = found[:len(anchor.start)]
    return Span(found, found, True)
