"""The tables. Every column is either covered by a digest in the audit chain or derived from columns that are, and
`verify` recomputes both. A change here needs a new `FORMAT` and a step in `migrations/versions/`.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

FORMAT = 2
APPLICATION_ID = 0x42494C41
"""Marks an SQLite file as a ledger of Bilan ("BILA" in ASCII), in the place that SQLite's header has for it."""

metadata = MetaData()

entries = Table(
    "entries", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

dispatches = Table(
    "dispatches", metadata,
    Column("key", String(16), primary_key=True),
    Column("entry", ForeignKey("entries.number"), nullable=False, unique=True),
    Column("salt", String(64)),
    Column("id", Text),
    Column("text", Text),
    Column("language", String(16)),
    Column("outlet", Text),
    Column("title", Text),
    Column("url", Text),
    Column("where_from", Text),
    Column("given", String(10)),
)

readings = Table(
    "readings", metadata,
    Column("entry", ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    Column("dispatch", ForeignKey("dispatches.key"), nullable=False),
    Column("salt", String(64)),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("reasons", Text),
    Column("live", Boolean, nullable=False),
    Index("readings_dispatch", "dispatch", "live"),
)

claims = Table(
    "claims", metadata,
    Column("reading", ForeignKey("readings.entry"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("dispatch", ForeignKey("dispatches.key"), nullable=False),
    Column("key", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("what", String(32), nullable=False),
    Column("people", String(32)),
    Column("place", String(160)),
    Column("day", String(10)),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("body", Text, nullable=False),
    Index("claims_key", "key", "version"),
    Index("claims_kind", "live", "kind", "what", "people"),
    Index("claims_dispatch", "dispatch"),
    Index("claims_place", "place"),
)

places = Table(
    "places", metadata,
    Column("place", String(160), primary_key=True),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Index("places_claim", "reading", "position"),
    sqlite_with_rowid=False,
)
"""Where each claim is, each place with all that it lies in, so that "in Syria" is one look-up. It is part of what a
reading's digest covers, for the gazetteer changes."""

passages = Table(
    "passages", metadata,
    Column("passage", String(16), primary_key=True),
    Column("dispatch", ForeignKey("dispatches.key"), primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("passages_dispatch", "dispatch"),
    sqlite_with_rowid=False,
)

shared = Table(
    "shared", metadata,
    Column("passage", String(16), primary_key=True),
)
"""The passages that more than one dispatch prints."""

copies = Table(
    "copies", metadata,
    Column("one", ForeignKey("dispatches.key"), primary_key=True),
    Column("other", ForeignKey("dispatches.key"), primary_key=True),
    Index("copies_other", "other"),
)

judgements = Table(
    "judgements", metadata,
    Column("number", ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    Column("salt", String(64)),
    Column("at", String(32), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("author", Text),
    Column("reason", Text),
    Column("detail", Text),
    Column("basis", String(64), nullable=False),
    Index("judgements_subject", "subject"),
    Index("judgements_verdict", "verdict", "subject"),
)

publications = Table(
    "publications", metadata,
    Column("number", ForeignKey("entries.number"), primary_key=True, autoincrement=False),
    Column("salt", String(64)),
    Column("content", Text),
)

alembic_version = Table(
    "alembic_version", metadata,
    Column("version_num", String(32), primary_key=True),
)
"""One row, the format of these tables, as Alembic keeps it. The chain says the same."""
