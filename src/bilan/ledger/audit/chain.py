"""The audit chain: one row for everything that ever entered the ledger, each hash covering the row and the hash before.

A row names what entered (`kind`, `subject`), when, and the digest of its content under a salt. The content itself is in
the tables; deleting it with its salt, for somebody's safety, leaves a chain that still verifies.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from bilan.ledger.encoding import canonical, digest
from bilan.ledger.schema import entries
from bilan.records import Seal


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the chain. `at` is ISO in UTC, `body` canonical JSON that holds nothing secret."""

    number: int
    at: str
    kind: str
    subject: str
    body: str
    digest: str
    previous: str

    @property
    def hash(self) -> str:
        """The hash that this row must carry."""
        return digest(str(self.number), self.at, self.kind, self.subject, self.body, self.digest, self.previous)


def now() -> str:
    """This moment, ISO in UTC with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def new_salt() -> str:
    """A fresh salt: 32 random bytes in hex."""
    return secrets.token_hex(32)


def salted(salt: str, content: Any) -> str:
    """The digest under which a content stands in the chain."""
    return digest(salt, canonical(content))


def lock(conn: Connection) -> None:
    """Serialises appends for the rest of the transaction (SQLite's `BEGIN IMMEDIATE` does that by itself)."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("LOCK TABLE entries IN EXCLUSIVE MODE"))


def head(conn: Connection) -> Seal:
    """The last hash and the number of entries."""
    row = conn.execute(select(entries.c.number, entries.c.hash).order_by(entries.c.number.desc()).limit(1)).first()
    return Seal(row.hash, row.number) if row else Seal("", 0)


def append(conn: Connection, kind: str, subject: str, content_digest: str = "", *, at: str | None = None,
           **body: Any) -> int:
    """Adds an entry inside the caller's transaction and returns its number; entries count from 1."""
    last = head(conn)
    entry = Entry(last.entries + 1, at or now(), kind, subject, canonical(body), content_digest, last.head)
    conn.execute(insert(entries).values(
        number=entry.number, at=entry.at, kind=kind, subject=subject, body=entry.body, digest=content_digest,
        previous=entry.previous, hash=entry.hash))
    return entry.number


def count(conn: Connection) -> int:
    """How many entries the table holds."""
    return int(conn.execute(select(func.count()).select_from(entries)).scalar_one())
