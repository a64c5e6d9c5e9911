"""Walking the whole record: every entry against the one before, every row against its entry, every derived row against
what it is derived from. The first that does not hold is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from bilan.ledger import rows, schema
from bilan.ledger.audit import chain, derived, outgoing
from bilan.ledger.audit.expunging import remains
from bilan.ledger.encoding import canonical
from bilan.records import Verification

Problem = tuple[str, str]


def verify(conn: Connection, seal: str | None) -> Verification:
    """Whether everything holds; with `seal`, also that the chain still contains that head."""
    number, head, sealed = 0, "", seal is None
    for number, head, problem in _walk(conn):
        if problem:
            return Verification(False, number, head, *problem)
        sealed = sealed or head == seal
    for name, trouble in derived.problems(conn):
        return Verification(False, number, head, name, trouble)
    if not sealed:
        return Verification(False, number, head, "chain", "the sealed head is not in it: it was cut or rewritten")
    return Verification(True, number, head)


def _walk(conn: Connection) -> Iterator[tuple[int, str, Problem | None]]:
    previous, expected = "", 1
    emptied = _tombstones(conn)
    seen: dict[str, int] = dict.fromkeys(("dispatch", "reading", "judgement", "report", "export"), 0)
    for row in conn.execute(select(schema.entries).order_by(schema.entries.c.number)).mappings().all():
        name = f"entry {row['number']}"
        entry = chain.Entry(row["number"], row["at"], row["kind"], row["subject"], row["body"], row["digest"],
                            row["previous"])
        if row["number"] != expected:
            yield expected - 1, previous, (f"entry {expected}", "it is missing")
            return
        if row["previous"] != previous or row["hash"] != entry.hash:
            yield row["number"], row["hash"], (name, "it was altered, or the one before was")
            return
        trouble = _content(conn, entry, row["number"] in emptied)
        if trouble:
            yield row["number"], row["hash"], (f"{name}, {trouble[0]}", trouble[1])
            return
        seen[entry.kind] = seen.get(entry.kind, 0) + 1
        previous, expected = row["hash"], expected + 1
        yield row["number"], previous, None
    if expected == 1:
        yield 0, "", ("entry 1", "it is missing")


def _tombstones(conn: Connection) -> set[int]:
    table = schema.entries
    emptied: set[int] = set()
    for body in conn.execute(select(table.c.body).where(table.c.kind == "expunged")).scalars():
        try:
            emptied.update(json.loads(body).get("entries", ()))
        except (ValueError, TypeError, AttributeError):
            continue
    return emptied


def _content(conn: Connection, entry: chain.Entry, emptied: bool) -> Problem | None:
    match entry.kind:
        case "dispatch":
            return _dispatch(conn, entry, emptied)
        case "reading":
            return _reading(conn, entry, emptied)
        case "judgement":
            return _judgement(conn, entry, emptied)
        case outgoing.REPORT | outgoing.EXPORT:
            return _report(conn, entry, emptied)
        case "expunged":
            held = json.loads(entry.body).get("remains") == remains(conn, entry.subject)
            return None if held else (f"dispatch {entry.subject}", "what was left of its claims was altered")
        case "opened" | "migrated":
            return None
    return ("its kind", f"no entry is of the kind {entry.kind!r}")


def _dispatch(conn: Connection, entry: chain.Entry, emptied: bool) -> Problem | None:
    table = schema.dispatches
    name = f"dispatch {entry.subject}"
    row = conn.execute(select(table).where(table.c.entry == entry.number)).mappings().first()
    if row is None or row["key"] != entry.subject:
        return name, "its row is missing or has another key"
    columns = {c: row[c] for c in rows.TEXT_COLUMNS}
    if emptied:
        return None if row["salt"] is None and not any(columns.values()) else (name, "an expunged row has content")
    if row["salt"] is None or chain.salted(row["salt"], columns) != entry.digest:
        return name, "its row was altered"
    return None


def _reading(conn: Connection, entry: chain.Entry, emptied: bool) -> Problem | None:
    name = f"reading of {entry.subject}"
    table = schema.readings
    row = conn.execute(select(table).where(table.c.entry == entry.number)).mappings().first()
    if row is None or row["dispatch"] != entry.subject:
        return name, "its row is missing or is of another dispatch"
    if emptied:
        bare = not any(row[c] for c in ("salt", "first", "last", "reasons", "live"))
        return None if bare else (name, "an expunged row has content")
    found = conn.execute(select(schema.claims).where(schema.claims.c.reading == entry.number)
                         .order_by(schema.claims.c.position)).mappings().all()
    if [c["position"] for c in found] != list(range(len(found))) or row["salt"] is None:
        return name, "a claim's row or the salt is missing"
    located: list[list[str]] = [[] for _ in found]
    for place in conn.execute(select(schema.places).where(schema.places.c.reading == entry.number)
                              .order_by(schema.places.c.place)).mappings():
        if place["position"] >= len(located):
            return name, "a place of no claim was put in"
        located[place["position"]].append(place["place"])
    content = rows.reading_content(entry.subject, row, [c["body"] for c in found], map(sorted, located))
    if chain.salted(row["salt"], content) != entry.digest:
        return name, "its row, a claim or a claim's places were altered"
    return derived.claim_problem(found, entry.subject, row["last"], row["live"])


def _judgement(conn: Connection, entry: chain.Entry, emptied: bool) -> Problem | None:
    name = f"judgement {entry.number}"
    table = schema.judgements
    row = conn.execute(select(table).where(table.c.number == entry.number)).mappings().first()
    if row is None or row["at"] != entry.at or row["verdict"] != entry.subject:
        return name, "its row is missing, or says another time or verdict"
    columns = {c: row[c] for c in ("at", "verdict", "subject", "author", "reason", "detail", "basis")}
    if emptied:
        bare = not any(row[c] for c in ("salt", "subject", "author", "reason", "detail", "basis"))
        return None if bare else (name, "an expunged row has content")
    if row["salt"] is None or chain.salted(row["salt"], columns) != entry.digest:
        return name, "its row was altered"
    return None


def _report(conn: Connection, entry: chain.Entry, emptied: bool) -> Problem | None:
    name = f"{entry.kind} {entry.subject}"
    table = schema.publications
    row = conn.execute(select(table).where(table.c.number == entry.number)).mappings().first()
    if row is None:
        return name, "its row is missing"
    if emptied:
        return None if row["salt"] is None and row["content"] is None else (name, "an expunged row has content")
    content: Any = _json(row["content"])
    if row["salt"] is None or content is None or chain.salted(row["salt"], content) != entry.digest:
        return name, "its row was altered"
    return None


def _json(text: str | None) -> Any:
    try:
        value = json.loads(text or "")
    except ValueError:
        return None
    # Another spelling of the same value would pass the digest: only the canonical one was written.
    return value if canonical(value) == text else None
