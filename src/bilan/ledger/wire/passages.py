"""Which dispatches print the same wire story, whole or by the passage.

A passage is a sentence of at least `MIN_WORDS` words, known by the digest of its words without case, accents and
punctuation. Two dispatches that share half of the shorter one's passages, or a quarter where their words agree by
RapidFuzz's token measure, are copies. That is a fact of the pair alone, so the order of adding cannot change it; the
thresholds and what they find are in `docs/ledger.md`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz
from sqlalchemy import Connection, insert, select

from bilan.ledger import schema
from bilan.ledger.encoding import digest

MIN_WORDS = 8
SHARED_HALF = 0.5
SHARED_QUARTER = 0.25
ALIKE = 85.0
"""RapidFuzz `token_sort_ratio`, 0 to 100, from which a quarter of the passages is enough. Measured by
`benchmarks/copies.py`: without the quarter, two articles of one subject pass it by their vocabulary alone."""

ENDS = re.compile(r"(?<=[.!?…])[»\"”’)]*+\s++|(?<!\n)\n++")
WORDS = re.compile(r"\w+")


def passages(text: str) -> Iterator[tuple[str, int, int]]:
    """The digest (16 hex digits), start and end of each passage of a text, in order, repeated ones left out."""
    seen: set[str] = set()
    start = 0
    for stop in [m.end() for m in ENDS.finditer(text)] + [len(text)]:
        words = _words(text[start:stop])
        if len(words) >= MIN_WORDS:
            passage = digest(" ".join(words))[:16]
            if passage not in seen:
                seen.add(passage)
                yield passage, start, stop
        start = stop


def file(conn: Connection, key: str, text: str) -> None:
    """Keeps a dispatch's passages and links it to its copies."""
    mine = list(passages(text))
    if not mine:
        return
    hashes = [p for p, _, _ in mine]
    found = conn.execute(select(schema.passages.c.passage, schema.passages.c.dispatch)
                         .where(schema.passages.c.passage.in_(hashes))).all()
    conn.execute(insert(schema.passages),
                 [{"passage": p, "dispatch": key, "start": a, "end": b} for p, a, b in mine])
    common = {p for p, _ in found}
    if common:
        known = set(conn.execute(select(schema.shared.c.passage)
                                 .where(schema.shared.c.passage.in_(common))).scalars())
        fresh = [{"passage": p} for p in sorted(common - known)]
        if fresh:
            conn.execute(insert(schema.shared), fresh)
    shares = Counter(other for _, other in found)
    copies = [other for other in sorted(shares) if _copies(conn, other, shares[other], text, len(mine))]
    if copies:
        conn.execute(insert(schema.copies), [dict(zip(("one", "other"), sorted((key, o)), strict=True))
                                             for o in copies])


def are_copies(one: str, other: str) -> bool:
    """Whether two texts print the same story, by the rule above."""
    a, b = {p for p, _, _ in passages(one)}, {p for p, _, _ in passages(other)}
    return bool(a & b) and _alike(len(a & b), min(len(a), len(b)), one, other)


def _copies(conn: Connection, other: str, common: int, text: str, mine: int) -> bool:
    theirs = len(conn.execute(select(schema.passages.c.passage).where(schema.passages.c.dispatch == other)).all())
    body = conn.execute(select(schema.dispatches.c.text).where(schema.dispatches.c.key == other)).scalar_one()
    return _alike(common, min(mine, theirs), text, body or "")


def _alike(common: int, shorter: int, one: str, other: str) -> bool:
    if common >= 2 and common >= SHARED_HALF * shorter:
        return True
    if common < SHARED_QUARTER * shorter:
        return False
    return fuzz.token_sort_ratio(" ".join(_words(one)), " ".join(_words(other)), score_cutoff=ALIKE) > 0


def _words(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return WORDS.findall(bare.casefold())
