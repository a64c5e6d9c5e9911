"""Filing a dispatch and the readings of it, and what a report said: the only ways in for what was not judged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bilan.claims import Claim
from bilan.errors import LedgerError, OutdatedError
from bilan.extraction import Extraction
from bilan.ledger import rows, schema, versions
from bilan.ledger.audit import chain
from bilan.ledger.audit.outgoing import REPORT
from bilan.ledger.encoding import canonical, from_json, slots_digest, to_json
from bilan.ledger.wire import passages


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new reading of a dispatch brought: keys of claims gained, lost, and read with other slots."""

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def known(conn: Connection, identity: str) -> str | None:
    """The key of the dispatch of that identity, `None` where it is not there."""
    key = identity[:16]
    return conn.execute(select(schema.dispatches.c.key).where(schema.dispatches.c.key == key)).scalar_one_or_none()


def add(conn: Connection, extraction: Extraction, rules: str, enclosing: rows.Enclosing) -> str | None:
    """Files a dispatch and its first reading; returns its key, or `None` where it was there already."""
    dispatch = extraction.dispatch
    if known(conn, dispatch.identity):
        return None
    key, salt, columns = rows.key_of(dispatch), chain.new_salt(), rows.dispatch_columns(dispatch)
    entry = chain.append(conn, "dispatch", key, chain.salted(salt, columns))
    conn.execute(insert(schema.dispatches).values(key=key, entry=entry, salt=salt, **columns))
    passages.file(conn, key, dispatch.text)
    taken: set[str] = set()
    claims = _with_keys(extraction.claims, [versions.first_key(key, c, taken) for c in extraction.claims])
    _file_reading(conn, key, extraction, rules, claims, [1] * len(claims), enclosing)
    return key


def reread(conn: Connection, extraction: Extraction, rules: str, enclosing: rows.Enclosing) -> Changes:
    """Files another reading of a dispatch that is there; one that reads the same as the last leaves no trace."""
    key = known(conn, extraction.dispatch.identity)
    if key is None:
        raise LedgerError(f"the dispatch {extraction.dispatch.id} is not in the ledger: add it first")
    taken = set(conn.execute(select(schema.claims.c.key).where(schema.claims.c.dispatch == key)).scalars())
    latest = conn.execute(select(schema.claims.c.body, schema.claims.c.version)
                          .where(schema.claims.c.dispatch == key, schema.claims.c.live)
                          .order_by(schema.claims.c.position)).all()
    old = [from_json(json.loads(row.body)) for row in latest]
    links = versions.continued(old, extraction.claims)
    keys = [old[o].id if o is not None else versions.first_key(key, c, taken)
            for c, o in zip(extraction.claims, links, strict=True)]
    claims = _with_keys(extraction.claims, keys)
    numbers = [_next_version(old[o], latest[o].version, c) if o is not None else 1
               for c, o in zip(claims, links, strict=True)]
    if _unchanged(conn, key, extraction, latest, claims):
        return Changes()
    conn.execute(update(schema.readings).where(schema.readings.c.dispatch == key).values(live=False))
    conn.execute(update(schema.claims).where(schema.claims.c.dispatch == key).values(live=False))
    _file_reading(conn, key, extraction, rules, claims, numbers, enclosing)
    by_key = {c.id: c for c in old}
    return Changes(
        gained=tuple(c.id for c in claims if c.id not in by_key),
        lost=tuple(k for k in by_key if k not in set(keys)),
        changed=tuple(c.id for c in claims if c.id in by_key and slots_digest(c) != slots_digest(by_key[c.id])))


def publish(conn: Connection, content: dict[str, Any], title: str, author: str | None, seal: str | None,
            kind: str = REPORT) -> int:
    """Keeps what a report said, or what an export was of; returns the number of its entry."""
    if seal is not None and chain.head(conn).head != seal:
        raise OutdatedError("the ledger was written to while the report was being made: make it again")
    salt = chain.new_salt()
    number = chain.append(conn, kind, title, chain.salted(salt, content), author=author)
    conn.execute(insert(schema.publications).values(number=number, salt=salt, content=canonical(content)))
    return number


def _file_reading(conn: Connection, key: str, extraction: Extraction, rules: str, claims: Sequence[Claim],
                  numbers: Sequence[int], enclosing: rows.Enclosing) -> None:
    published = rows.published_columns(extraction.published)
    bodies = [canonical(to_json(claim)) for claim in claims]
    located = [rows.place_keys(claim, enclosing) for claim in claims]
    salt = chain.new_salt()
    content = rows.reading_content(key, published, bodies, located)
    entry = chain.append(conn, "reading", key, chain.salted(salt, content), rules=rules, claims=len(claims))
    conn.execute(insert(schema.readings).values(entry=entry, dispatch=key, salt=salt, live=True, **published))
    if not claims:
        return
    conn.execute(insert(schema.claims), [
        {"reading": entry, "position": i, "dispatch": key, "version": numbers[i], "live": True, "body": body,
         **rows.claim_columns(body, published["last"])} for i, body in enumerate(bodies)])
    where = [{"place": place, "reading": entry, "position": i} for i, keys in enumerate(located) for place in keys]
    if where:
        conn.execute(insert(schema.places), where)


def _with_keys(claims: Sequence[Claim], keys: Sequence[str]) -> list[Claim]:
    renamed = {claim.id: key for claim, key in zip(claims, keys, strict=True) if claim.id}
    out = []
    for claim, key in zip(claims, keys, strict=True):
        whole = getattr(claim, "part_of", None)
        out.append(replace(claim, id=key, **({"part_of": renamed.get(whole)} if whole else {})))  # type: ignore[arg-type]
    return out


def _next_version(old: Claim, number: int, new: Claim) -> int:
    return number if slots_digest(old) == slots_digest(new) else number + 1


def _unchanged(conn: Connection, key: str, extraction: Extraction, latest: Sequence[Any],
               claims: Sequence[Claim]) -> bool:
    row = conn.execute(select(schema.readings.c.first, schema.readings.c.last, schema.readings.c.reasons)
                       .where(schema.readings.c.dispatch == key, schema.readings.c.live)).one()
    same_day = dict(row._mapping) == rows.published_columns(extraction.published)
    return same_day and [r.body for r in latest] == [canonical(to_json(c)) for c in claims]
