"""Dates an expression of time: from the day of publication, the last date told, and the tense of its clause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bilan.dispatch import Published
from bilan.resolve.dating.counted import (
    anchored_span,
    duration_span,
    event_span,
    now_span,
    offset_span,
    recent_span,
    same_span,
)
from bilan.resolve.dating.named import date_span, dates_span, decade_span, season_span
from bilan.resolve.dating.spans import Context, Span, Tense
from bilan.resolve.dating.weeks import period_span, weekday_span, weekdays_span, weekend_span
from bilan.times import TimeExpression, When, last_day

_FORMS: dict[str, Callable[[Context, TimeExpression], Span | None]] = {
    "date": date_span, "dates": dates_span, "season": season_span, "decade": decade_span, "weekday": weekday_span,
    "weekdays": weekdays_span, "weekend": weekend_span, "offset": offset_span, "anchored": anchored_span,
    "same": same_span, "period": period_span, "recent": recent_span, "duration": duration_span, "now": now_span,
    "event": event_span,
}


def resolve(
    expression: TimeExpression, *, published: Published | date | None, anchor: When | None, tense: Tense,
    dated_quote: When | None = None,
) -> When | None:
    """The span of time that an expression means, `None` where it cannot be dated or is a bare length.

    `anchor` is the last date told ("la veille", "ce jour-là"), or for the form `event` the event's own time.
    `dated_quote` is the day of the speech that the expression stands in: what is counted from the publication is then
    counted from it. Without a day to count from, only what carries its own year is dated.
    """
    day = published.day if isinstance(published, Published) else published
    if dated_quote is not None and dated_quote.end is not None and len(dated_quote.end) == 10:
        day = last_day(dated_quote.end)
    span = _FORMS[expression.form](Context(day, anchor, tense), expression) if expression.form in _FORMS else None
    return _related(span, expression, day, tense) if span is not None else None


def _related(span: Span, expression: TimeExpression, day: date | None, tense: Tense) -> When | None:
    """The span with its relation: "depuis" runs to the publication, "jusqu'à" and "d'ici" only have an end."""
    today = day.isoformat() if day else None
    start, end, relation = span.start, span.end, expression.relation
    if span.whole or relation in ("at", "within", "for"):
        found = When(start, end, span.basis)
    elif relation == "since":
        open_ended = tense == "future" or (today is not None and start is not None and start > today)
        found = When(start, None) if open_ended else When(start, today, "publication")
    elif relation == "after":
        found = When(end, None)
    else:
        found = When(None, start if relation == "before" else end)
    return found if found.start is not None or found.end is not None else None
