"""Wire stories: the groups of dispatches, and of passages, that print one and the same text.

A story is named after the first of its members in view, in the order of their keys: what was published later is not
seen, and the order of adding plays no part. What is asked of a few dispatches reads only what they are linked to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from bilan.ledger.schema import copies, dispatches, passages, readings, shared

Span = tuple[int, int]
Pair = tuple[str, str]
Links = dict[str, tuple[str, tuple[str, ...]]]
FEW = 5000
"""Of more dispatches than these everything is read at once."""
CHUNK = 500


def links(conn: Connection, keys: Sequence[str] | None, as_of: date | None = None) -> Links:
    """For each of the dispatches (`None`: all) that has copies in view by `as_of`, its story and the keys of the
    others; for what it is linked to, too."""
    pairs = _all_pairs(conn) if keys is None or len(keys) > FEW else _linked(conn, keys)
    if as_of is not None:
        view = _in_view(conn, {key for pair in pairs for key in pair}, as_of)
        pairs = [pair for pair in pairs if view.issuperset(pair)]
    top: dict[str, str] = {}
    for one, other in pairs:
        a, b = _find(top, one), _find(top, other)
        top[max(a, b)] = min(a, b)
    groups: dict[str, set[str]] = defaultdict(set)
    for key in {k for pair in pairs for k in pair}:
        groups[_find(top, key)].add(key)
    # A story's name is no dispatch's key: its first member must be told from a dispatch that nobody copies.
    return {key: (f"wire-{first}", tuple(sorted(members - {key}))) for first, members in groups.items()
            for key in members}


def finder(conn: Connection, keys: Sequence[str] | None, as_of: date | None) -> Callable[[str, Span], str]:
    """A function that gives the story of the characters `(start, end)` of a dispatch (one of `keys`, `None` for any):
    that of the passage they lie in where others print it too, else that of the dispatch. Only dispatches in view by
    `as_of` count."""
    whole = links(conn, keys, as_of)
    printed = _shared_passages(conn, keys, as_of)

    def story(dispatch: str, span: Span) -> str:
        if dispatch in whole:
            return whole[dispatch][0]
        for start, end, passage in printed.get(dispatch, ()):
            if start <= span[0] < end:
                return f"passage-{passage}"
        return dispatch

    return story


def _all_pairs(conn: Connection) -> list[Pair]:
    return [(row.one, row.other) for row in conn.execute(select(copies))]


def _linked(conn: Connection, keys: Iterable[str]) -> list[Pair]:
    """The pairs that these dispatches, their copies, and theirs in turn, are in."""
    found: set[Pair] = set()
    seen: set[str] = set()
    fresh = set(keys)
    while fresh:
        seen |= fresh
        for some in _chunks(fresh):
            query = select(copies).where(or_(copies.c.one.in_(some), copies.c.other.in_(some)))
            found.update((row.one, row.other) for row in conn.execute(query))
        fresh = {key for pair in found for key in pair} - seen
    return sorted(found)


def _in_view(conn: Connection, keys: Iterable[str], as_of: date) -> set[str]:
    table = dispatches.join(readings, and_(readings.c.dispatch == dispatches.c.key, readings.c.live))
    query = select(dispatches.c.key).select_from(table).where(readings.c.last <= as_of.isoformat())
    return {key for some in _chunks(keys) for key in conn.execute(query.where(dispatches.c.key.in_(some))).scalars()}


def _shared_passages(conn: Connection, keys: Sequence[str] | None,
                     as_of: date | None) -> dict[str, list[tuple[int, int, str]]]:
    table = (shared.join(passages, passages.c.passage == shared.c.passage)
             .join(readings, and_(readings.c.dispatch == passages.c.dispatch, readings.c.live)))
    query = select(passages).select_from(table)
    if as_of is not None:
        query = query.where(readings.c.last <= as_of.isoformat())
    printers: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for asked in _asked(conn, query, keys):
        for row in conn.execute(asked):
            printers[row.passage].append((row.dispatch, row.start, row.end))
    wanted = None if keys is None else set(keys)
    out: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for passage, where in printers.items():
        if len(where) > 1:
            for dispatch, start, end in where:
                if wanted is None or dispatch in wanted:
                    out[dispatch].append((start, end, passage))
    return out


def _asked(conn: Connection, query: Select[Any], keys: Sequence[str] | None) -> Iterator[Select[Any]]:
    """The query, or, for a few dispatches, the query for the shared passages that they print."""
    if keys is None or len(keys) > FEW:
        yield query
        return
    print_some = select(shared.c.passage).join(passages, passages.c.passage == shared.c.passage)
    mine = {passage for some in _chunks(keys)
            for passage in conn.execute(print_some.where(passages.c.dispatch.in_(some))).scalars()}
    for some in _chunks(mine):
        yield query.where(passages.c.passage.in_(some))


def _chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    for i in range(0, len(ordered), CHUNK):
        yield ordered[i:i + CHUNK]


def _find(top: dict[str, str], key: str) -> str:
    while top.get(key, key) != key:
        key = top[key]
    return key
