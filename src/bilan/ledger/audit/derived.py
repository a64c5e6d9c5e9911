"""Checking what is derived: look-up columns, versions, the state of being live, passages and copies, and stray rows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, select

from bilan.ledger import migrations, rows, schema
from bilan.ledger.audit.outgoing import EXPORT, REPORT
from bilan.ledger.encoding import from_json, slots_digest
from bilan.ledger.wire import passages

Problem = tuple[str, str]
ROWS_OF = {("dispatch",): (schema.dispatches, "entry"), ("reading",): (schema.readings, "entry"),
           ("judgement",): (schema.judgements, "number"), (REPORT, EXPORT): (schema.publications, "number")}
"""The kinds of entries whose content is a row of a table, and the column that names the entry."""


def claim_problem(found: Sequence[RowMapping], dispatch: str, day: str | None, live: bool) -> Problem | None:
    """What is wrong with the derived columns of a reading's claims, `None` where nothing is."""
    for row in found:
        name = f"claim {row['key']}"
        if row["dispatch"] != dispatch or bool(row["live"]) != bool(live):
            return name, "it is of another dispatch, or live where its reading is not"
        expected = rows.claim_columns(row["body"], day)
        if any(row[column] != value for column, value in expected.items()):
            return name, "a look-up column differs from what it was derived from"
    return None


def problems(conn: Connection) -> Iterator[Problem]:
    """Every derived row that does not agree with its source, and every row that no entry accounts for."""
    yield from _format(conn)
    yield from _strays(conn)
    yield from _versions(conn)
    yield from _passages(conn)


def _format(conn: Connection) -> Iterator[Problem]:
    if migrations.noted(conn) != [str(migrations.chained(conn))]:
        yield schema.alembic_version.name, "it says another format than the chain"


def _strays(conn: Connection) -> Iterator[Problem]:
    kinds = Counter(conn.execute(select(schema.entries.c.kind)).scalars())
    for of, (table, column) in ROWS_OF.items():
        numbers = conn.execute(select(table.c[column])).scalars().all()
        if len(numbers) != sum(kinds[kind] for kind in of):
            yield table.name, "a row is there that no entry of the chain accounts for"
    filed = set(conn.execute(select(schema.readings.c.entry)).scalars())
    for table in (schema.claims, schema.places):
        for number in conn.execute(select(table.c.reading).distinct()).scalars():
            if number not in filed:
                yield f"{table.name} of reading {number}", "no entry of the chain accounts for it"
    live: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for row in conn.execute(select(schema.readings).order_by(schema.readings.c.entry)).mappings():
        live[row["dispatch"]].append((row["entry"], bool(row["live"])))
    for dispatch, read in live.items():
        salt = select(schema.dispatches.c.salt).where(schema.dispatches.c.key == dispatch)
        gone = conn.execute(salt).scalar() is None
        expected = [False] * (len(read) - 1) + [not gone]
        if [state for _, state in read] != expected:
            yield f"reading of {dispatch}", "another reading than the last is live"


def _versions(conn: Connection) -> Iterator[Problem]:
    table = schema.claims
    last: dict[str, tuple[int, str]] = {}
    kept = select(table.c.key, table.c.version, table.c.body).join(
        schema.readings, schema.readings.c.entry == table.c.reading).where(schema.readings.c.salt.is_not(None))
    for row in conn.execute(kept.order_by(table.c.reading, table.c.position)):
        slots = slots_digest(from_json(json.loads(row.body)))
        number, before = last.get(row.key, (0, ""))
        expected = number if slots == before else number + 1
        if row.version != expected:
            yield f"claim {row.key}", f"its version is {row.version} and not {expected}"
        last[row.key] = (row.version, slots)


def _passages(conn: Connection) -> Iterator[Problem]:
    texts = {row.key: row.text for row in conn.execute(select(schema.dispatches.c.key, schema.dispatches.c.text))
             if row.text}
    expected = {(p, key): (a, b) for key, text in texts.items() for p, a, b in passages.passages(text)}
    found = {(row.passage, row.dispatch): (row.start, row.end) for row in conn.execute(select(schema.passages))}
    for passage, dispatch in sorted(expected.items() ^ found.items(), key=lambda item: item[0])[:1]:
        yield f"passage {passage[0]} of {passage[1]}", f"its row was altered, put in or taken out (at {dispatch[0]})"
    prints = Counter(p for p, _ in expected)
    shared = {p for p, n in prints.items() if n > 1}
    for extra in sorted(shared ^ set(conn.execute(select(schema.shared.c.passage)).scalars()))[:1]:
        yield f"shared passage {extra}", "its row was altered, put in or taken out"
    yield from _copies(conn, texts, expected, shared)


def _copies(conn: Connection, texts: dict[str, str], printed: dict[tuple[str, str], tuple[int, int]],
            shared: set[str]) -> Iterator[Problem]:
    printers: dict[str, list[str]] = defaultdict(list)
    for passage, dispatch in printed:
        if passage in shared:
            printers[passage].append(dispatch)
    pairs = {tuple(sorted((a, b))) for where in printers.values() for a in where for b in where if a < b}
    expected = {pair for pair in pairs if passages.are_copies(texts[pair[0]], texts[pair[1]])}
    found = {(row.one, row.other) for row in conn.execute(select(schema.copies))}
    for one, other in sorted(expected ^ found)[:1]:
        yield f"copies {one} and {other}", "their row was altered, put in or taken out"
