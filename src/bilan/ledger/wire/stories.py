"""Wire stories: the groups of dispatches, and of passages, that print one and the same text.

A story is named after the first of its members in view, in the order of their keys: what was published later is not
seen, and the order of adding plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection, and_, select

from bilan.ledger.schema import copies, dispatches, passages, readings, shared

Span = tuple[int, int]


def links(conn: Connection, keys: Sequence[str] | None) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each dispatch that has copies among `keys` (`None`: among all): its story and the keys of the others."""
    view = None if keys is None else set(keys)
    pairs = [(row.one, row.other) for row in conn.execute(select(copies))
             if view is None or (row.one in view and row.other in view)]
    groups: dict[str, set[str]] = defaultdict(set)
    top: dict[str, str] = {}
    for one, other in pairs:
        a, b = _find(top, one), _find(top, other)
        top[max(a, b)] = min(a, b)
    for key in {k for pair in pairs for k in pair}:
        groups[_find(top, key)].add(key)
    # A story's name is no dispatch's key: its first member must be told from a dispatch that nobody copies.
    return {key: (f"wire-{first}", tuple(sorted(members - {key}))) for first, members in groups.items()
            for key in members}


def finder(conn: Connection, keys: Sequence[str] | None, as_of: date | None) -> Callable[[str, Span], str]:
    """A function that gives the story of the characters `(start, end)` of a dispatch (one of `keys`, `None` for any):
    that of the passage they lie in where others print it too, else that of the dispatch. Only dispatches in view by
    `as_of` count."""
    whole = links(conn, _in_view(conn, as_of))
    printed = _shared_passages(conn, None if keys is None else set(keys), as_of)

    def story(dispatch: str, span: Span) -> str:
        if dispatch in whole:
            return whole[dispatch][0]
        for start, end, passage in printed.get(dispatch, ()):
            if start <= span[0] < end:
                return f"passage-{passage}"
        return dispatch

    return story


def _in_view(conn: Connection, as_of: date | None) -> list[str] | None:
    if as_of is None:
        return None
    table = dispatches.join(readings, and_(readings.c.dispatch == dispatches.c.key, readings.c.live))
    query = select(dispatches.c.key).select_from(table).where(readings.c.last <= as_of.isoformat())
    return list(conn.execute(query).scalars())


def _shared_passages(
    conn: Connection, keys: set[str] | None, as_of: date | None,
) -> dict[str, list[tuple[int, int, str]]]:
    table = (shared.join(passages, passages.c.passage == shared.c.passage)
             .join(readings, and_(readings.c.dispatch == passages.c.dispatch, readings.c.live)))
    query = select(passages).select_from(table)
    if as_of is not None:
        query = query.where(readings.c.last <= as_of.isoformat())
    printers: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for row in conn.execute(query):
        printers[row.passage].append((row.dispatch, row.start, row.end))
    out: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for passage, where in printers.items():
        if len(where) > 1:
            for dispatch, start, end in where:
                if keys is None or dispatch in keys:
                    out[dispatch].append((start, end, passage))
    return out


def _find(top: dict[str, str], key: str) -> str:
    while top.get(key, key) != key:
        key = top[key]
    return key
