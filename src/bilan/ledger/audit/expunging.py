"""Deleting a dispatch's words for somebody's safety. What stays is that it was there, who deleted it and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from bilan.errors import UsageError
from bilan.ledger import schema
from bilan.ledger.audit import chain, outgoing
from bilan.ledger.audit.outgoing import Sought
from bilan.ledger.encoding import canonical, digest
from bilan.ledger.rows import TEXT_COLUMNS

KEY_LENGTH = 16
"""A claim's key begins with its dispatch's, of so many characters."""
KEPT_SLOTS = ("kind", "id", "evidence")
EMPTY_CLAIM = {"what": "", "people": None, "place": None, "day": None, "first": None, "last": None, "live": False}


def expunge(conn: Connection, key: str, author: str, reason: str) -> int:
    """Deletes the dispatch's text and metadata, its claims' slots, the judgements and reports that repeat them, and
    all their salts, in every version; offsets stay. Returns the number of the tombstone's entry, which names the
    reports and exports that are out with it.

    Raises `UsageError` for an unknown key or without an author and a reason.
    """
    if not author.strip() or not reason.strip():
        raise UsageError("to expunge needs an author and a reason: both stay in the chain")
    found = conn.execute(select(schema.dispatches.c.entry).where(schema.dispatches.c.key == key)).scalar_one_or_none()
    if found is None:
        raise UsageError(f"no dispatch has the key {key!r}")
    conn.execute(update(schema.dispatches).where(schema.dispatches.c.key == key)
                 .values(salt=None, **dict.fromkeys(TEXT_COLUMNS)))
    out = outgoing.holding(conn, Sought(dispatches=(key,), since=found))
    emptied = [found, *_empty_readings(conn, key), *_empty_judgements(conn, key), *_empty_reports(conn, key)]
    conn.execute(delete(schema.passages).where(schema.passages.c.dispatch == key))
    conn.execute(delete(schema.copies).where((schema.copies.c.one == key) | (schema.copies.c.other == key)))
    printed = select(schema.passages.c.passage).group_by(schema.passages.c.passage).having(func.count() > 1)
    conn.execute(delete(schema.shared).where(schema.shared.c.passage.not_in(printed)))
    return chain.append(conn, "expunged", key, author=author, reason=reason, entries=sorted(emptied),
                        out=out, remains=remains(conn, key))


def expunge_judgement(conn: Connection, number: int, author: str, reason: str) -> int:
    """Deletes what a judgement said, with its author, reason and salt; returns the number of the tombstone's entry,
    which names the reports and exports that are out with what it said.

    Raises `UsageError` for a number that no judgement has, or without an author and a reason.
    """
    if not author.strip() or not reason.strip():
        raise UsageError("to expunge needs an author and a reason: both stay in the chain")
    out = outgoing.holding(conn, _said(conn, number))
    emptied = _empty_judgement(conn, schema.judgements.c.number == number)
    if not emptied:
        raise UsageError(f"no judgement has the number {number}")
    subject = f"judgement {number}"
    return chain.append(conn, "expunged", subject, author=author, reason=reason, entries=[*emptied],
                        out=out, remains=remains(conn, subject))


def _said(conn: Connection, number: int) -> Sought:
    """What a judgement may have brought into reports and exports: the claim that it added, and what its own texts say
    of the dispatch that it is about; of a redaction the names that it hides, which are out from before it too."""
    table = schema.judgements
    row = conn.execute(select(table).where(table.c.number == number)).mappings().first()
    if row is None or row["detail"] is None:
        return Sought(since=number)
    names = json.loads(row["detail"]).get("names", [])
    if row["verdict"] in ("pseudonymise", "coarsen"):
        return Sought(outgoing.telling(conn, names), names=names)
    keys = row["subject"].split(" ")
    homes = select(schema.dispatches.c.key).where(schema.dispatches.c.key.in_([key[:KEY_LENGTH] for key in keys]))
    return Sought(conn.execute(homes).scalars().all(), keys=(f"judgement-{number}",), since=number)


def remains(conn: Connection, key: str) -> str:
    """The digest of what is left of an expunged dispatch's claims, which the tombstone covers."""
    table = schema.claims
    left = conn.execute(select(table).where(table.c.dispatch == key).order_by(table.c.reading, table.c.position))
    return digest(canonical([dict(row) for row in left.mappings()]))


def _empty_readings(conn: Connection, key: str) -> Sequence[int]:
    table = schema.claims
    for row in conn.execute(select(table).where(table.c.dispatch == key)).mappings().all():
        body = {k: v for k, v in json.loads(row["body"]).items() if k in KEPT_SLOTS}
        conn.execute(update(table).where(table.c.reading == row["reading"], table.c.position == row["position"])
                     .values(body=canonical(body), **EMPTY_CLAIM))
    numbers: Sequence[int] = conn.execute(
        select(schema.readings.c.entry).where(schema.readings.c.dispatch == key)).scalars().all()
    conn.execute(delete(schema.places).where(schema.places.c.reading.in_(numbers)))
    conn.execute(update(schema.readings).where(schema.readings.c.dispatch == key)
                 .values(salt=None, first=None, last=None, reasons=None, live=False))
    return numbers


def _empty_judgements(conn: Connection, key: str) -> Sequence[int]:
    table = schema.judgements
    # A claim's key begins with its dispatch's, and a judgement may name one in its subject or in its detail.
    about = or_(table.c.subject.contains(key, autoescape=True), table.c.detail.contains(key, autoescape=True))
    return _empty_judgement(conn, about)


def _empty_judgement(conn: Connection, about: Any) -> Sequence[int]:
    return _empty(conn, schema.judgements, about, subject="", basis="", author=None, reason=None, detail=None)


def _empty_reports(conn: Connection, key: str) -> Sequence[int]:
    table = schema.publications
    # What is recorded of an export is where it went, and no words: that stays, to be listed.
    reports = select(schema.entries.c.number).where(schema.entries.c.kind == outgoing.REPORT)
    holds = and_(table.c.number.in_(reports), table.c.content.contains(key, autoescape=True))
    return _empty(conn, table, holds, content=None)


def _empty(conn: Connection, table: Any, about: Any, **values: Any) -> Sequence[int]:
    numbers: Sequence[int] = conn.execute(select(table.c.number).where(about)).scalars().all()
    conn.execute(update(table).where(table.c.number.in_(numbers)).values(salt=None, **values))
    return numbers
