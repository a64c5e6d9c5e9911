"""Deleting a dispatch's words for somebody's safety. What stays is that it was there, who deleted it and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from bilan.errors import UsageError
from bilan.ledger import schema
from bilan.ledger.audit import chain
from bilan.ledger.encoding import canonical, digest
from bilan.ledger.rows import TEXT_COLUMNS

KEPT_SLOTS = ("kind", "id", "evidence")
EMPTY_CLAIM = {"what": "", "people": None, "place": None, "day": None, "first": None, "last": None, "live": False}


def expunge(conn: Connection, key: str, author: str, reason: str) -> int:
    """Deletes the dispatch's text and metadata, its claims' slots, the judgements and reports that repeat them, and
    all their salts, in every version; offsets stay. Returns the number of the tombstone's entry.

    Raises `UsageError` for an unknown key or without an author and a reason.
    """
    if not author.strip() or not reason.strip():
        raise UsageError("to expunge needs an author and a reason: both stay in the chain")
    found = conn.execute(select(schema.dispatches.c.entry).where(schema.dispatches.c.key == key)).scalar_one_or_none()
    if found is None:
        raise UsageError(f"no dispatch has the key {key!r}")
    conn.execute(update(schema.dispatches).where(schema.dispatches.c.key == key)
                 .values(salt=None, **dict.fromkeys(TEXT_COLUMNS)))
    emptied = [found, *_empty_readings(conn, key), *_empty_judgements(conn, key), *_empty_reports(conn, key)]
    conn.execute(delete(schema.passages).where(schema.passages.c.dispatch == key))
    conn.execute(delete(schema.copies).where((schema.copies.c.one == key) | (schema.copies.c.other == key)))
    printed = select(schema.passages.c.passage).group_by(schema.passages.c.passage).having(func.count() > 1)
    conn.execute(delete(schema.shared).where(schema.shared.c.passage.not_in(printed)))
    return chain.append(conn, "expunged", key, author=author, reason=reason, entries=sorted(emptied),
                        remains=remains(conn, key))


def expunge_judgement(conn: Connection, number: int, author: str, reason: str) -> int:
    """Deletes what a judgement said, with its author, reason and salt; returns the number of the tombstone's entry.

    Raises `UsageError` for a number that no judgement has, or without an author and a reason.
    """
    if not author.strip() or not reason.strip():
        raise UsageError("to expunge needs an author and a reason: both stay in the chain")
    emptied = _empty_judgement(conn, schema.judgements.c.number == number)
    if not emptied:
        raise UsageError(f"no judgement has the number {number}")
    subject = f"judgement {number}"
    return chain.append(conn, "expunged", subject, author=author, reason=reason, entries=[*emptied],
                        remains=remains(conn, subject))


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
    return _empty(conn, table, table.c.content.contains(key, autoescape=True), content=None)


def _empty(conn: Connection, table: Any, about: Any, **values: Any) -> Sequence[int]:
    numbers: Sequence[int] = conn.execute(select(table.c.number).where(about)).scalars().all()
    conn.execute(update(table).where(table.c.number.in_(numbers)).values(salt=None, **values))
    return numbers
