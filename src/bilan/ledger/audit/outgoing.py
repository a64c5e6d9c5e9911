"""What has left the ledger, reports and exports, and which of it holds what is to be deleted: nobody can call it back,
but whoever deletes must know where it went."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from bilan.ledger import schema
from bilan.ledger.encoding import unpack
from bilan.records import Publication
from bilan.world.folding import fold

REPORT, EXPORT = "report", "export"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in that which is out: keys of dispatches, other words that stand in it in the clear (keys of
    claims), and names. `since` is the number of the entry before which none of it can be out."""

    dispatches: Collection[str] = ()
    keys: Collection[str] = ()
    names: Collection[str] = ()
    since: int = 0


def publications(conn: Connection) -> Iterator[Publication]:
    """All that left and was recorded, oldest first."""
    entries, kept = schema.entries, schema.publications
    found = conn.execute(
        select(kept.c.number, entries.c.at, entries.c.kind, entries.c.subject, entries.c.body, kept.c.content)
        .join(entries, entries.c.number == kept.c.number).order_by(kept.c.number)).all()
    for row in found:
        yield Publication(row.number, row.at, row.subject, json.loads(row.body).get("author"),
                          json.loads(row.content) if row.content else None, row.kind)


def holding(conn: Connection, sought: Sought) -> list[int]:
    """The entries of the reports and exports that hold it, or may: of a report whose content was deleted since nobody
    can say any more, and an export of everything holds every dispatch that was there before it."""
    return [one.entry for one in publications(conn) if one.entry > sought.since and _holds(one, sought)]


def told_by(conn: Connection, tombstone: int) -> tuple[Publication, ...]:
    """The reports and exports that the entry of a deletion names."""
    body = conn.execute(select(schema.entries.c.body).where(schema.entries.c.number == tombstone)).scalar_one()
    named = set(json.loads(body).get("out", ()))
    return tuple(one for one in publications(conn) if one.entry in named)


def telling(conn: Connection, names: Collection[str]) -> set[str]:
    """The keys of the dispatches whose words, title or address hold one of the names."""
    table = schema.dispatches
    rows = conn.execute(select(table.c.key, table.c.text, table.c.title, table.c.url)) if names else ()
    return {row.key for row in rows if _says((row.text, row.title, row.url), names)}


def _holds(one: Publication, sought: Sought) -> bool:
    if one.content is None:
        return True
    if one.kind == EXPORT:
        listed = one.content["dispatches"]
        return bool(sought.dispatches) and (listed is None or not set(sought.dispatches).isdisjoint(listed))
    said = json.dumps(one.content)
    if any(key in said for key in (*sought.dispatches, *sought.keys)):
        return True
    return bool(sought.names) and _says(_files(one.content), sought.names)


def _files(content: dict[str, Any]) -> Iterator[str]:
    for file in content.get("files", ()):
        yield unpack(file["bytes"])


def _says(texts: Iterable[str | None], names: Collection[str]) -> bool:
    wanted = [f" {folded} " for folded in map(fold, names) if folded]
    return any(name in f" {fold(text)} " for text in texts if text for name in wanted)
