"""The rows that a dispatch and a reading of it become: what is kept, and the columns derived from it for look-ups.

Filing writes these rows and verifying computes them again, so that both mean the same by every column.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.ledger.encoding import canonical, from_json
from bilan.times import When, first_day, last_day

Row = dict[str, Any]
Columns = Mapping[str, Any] | RowMapping
Enclosing = Callable[[Entity], Sequence[str]]

TEXT_COLUMNS = ("id", "text", "language", "outlet", "title", "url", "where_from", "given")
PLACE_LENGTH = 160


def key_of(dispatch: Dispatch) -> str:
    """A dispatch's permanent key: the first 16 hex digits of its identity."""
    return dispatch.identity[:16]


def dispatch_columns(dispatch: Dispatch) -> Row:
    """The columns that hold what was received; together they are the content of the dispatch's entry."""
    given = dispatch.published.isoformat() if dispatch.published else None
    return {"id": dispatch.id, "text": dispatch.text, "language": dispatch.language, "outlet": dispatch.outlet,
            "title": dispatch.title, "url": dispatch.url, "where_from": dispatch.where_from, "given": given}


def dispatch_from(row: Columns) -> Dispatch:
    """The dispatch of a row; an expunged one has an empty text."""
    given = date.fromisoformat(row["given"]) if row["given"] else None
    return Dispatch(id=row["id"] or "", text=row["text"] or "", language=row["language"] or "", published=given,
                    outlet=row["outlet"], title=row["title"], url=row["url"], where_from=row["where_from"] or "")


def published_columns(published: Published) -> Row:
    """The columns of a reading that say when its dispatch was published."""
    return {"first": published.first.isoformat() if published.first else None,
            "last": published.last.isoformat() if published.last else None,
            "reasons": canonical([published.given, list(published.reasons)])}


def published_from(row: Columns) -> Published:
    """The day of publication that a reading found."""
    given, reasons = json.loads(row["reasons"]) if row["reasons"] else (False, [])
    return Published(first=date.fromisoformat(row["first"]) if row["first"] else None,
                     last=date.fromisoformat(row["last"]) if row["last"] else None,
                     given=bool(given), reasons=tuple(reasons))


def reading_content(dispatch: str, published: Columns, bodies: Iterable[str],
                    located: Iterable[Sequence[str]]) -> Row:
    """The content of a reading's entry: its claims in their order, what each one's places lie in, and the day found."""
    return {"dispatch": dispatch, "claims": list(bodies), "places": [list(keys) for keys in located],
            "first": published["first"], "last": published["last"], "reasons": published["reasons"]}


def claim_columns(body: str, day: str | None) -> Row:
    """The look-up columns of a claim, derived from its canonical JSON and its dispatch's day."""
    claim = from_json(json.loads(body))
    first, last = days(claim.when)
    place = claim.place if isinstance(claim, Control) else claim.where[0] if claim.where else None
    return {"key": claim.id, "kind": claim.kind, "what": what(claim), "people": people(claim), "day": day,
            "place": (place.id or "")[:PLACE_LENGTH] or None if place else None, "first": first, "last": last}


def place_keys(claim: Claim, enclosing: Enclosing) -> tuple[str, ...]:
    """Everything that the claim's places are and lie in, each once, sorted."""
    return tuple(sorted({key[:PLACE_LENGTH] for place in named_places(claim) for key in enclosing(place)}))


def named_places(claim: Claim) -> list[Entity]:
    """The places that a claim names, in whatever slot."""
    slots = (getattr(claim, slot, None) for slot in ("place", "origin", "destination"))
    return [*claim.where, *(place for place in slots if place is not None)]


def days(when: When | None) -> tuple[str | None, str | None]:
    """The first and the last day of a span as full ISO dates, `None` where open or where it is no date."""
    if when is None:
        return None, None
    return _day(when.start, first_day), _day(when.end, last_day)


def what(claim: Claim) -> str:
    """The slot that says what the claim is about within its kind."""
    match claim:
        case Toll():
            return claim.harm
        case Displacement():
            return claim.movement
        case Control():
            return claim.change
        case Incident():
            return claim.type
        case Need():
            return claim.needs[0] if claim.needs else ""
        case Alignment():
            return claim.relation
        case Statement():
            return claim.mode
    return ""


def people(claim: Claim) -> str | None:
    """The class of people that the claim counts, `None` for kinds that count nobody."""
    match claim:
        case Toll():
            return claim.victims
        case Displacement() | Need():
            return claim.population
    return None


def _day(partial: str | None, end: Callable[[str], date]) -> str | None:
    if partial is None:
        return None
    try:
        return end(partial).isoformat()
    except ValueError:
        return None
