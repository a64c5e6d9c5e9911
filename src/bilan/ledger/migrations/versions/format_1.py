"""The first tables, as they were: every ledger made before formats were counted in a table of their own has these."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Text

revision = "1"
down_revision = None


def upgrade() -> None:
    """Makes the tables of format 1."""
    _chain_and_dispatches()
    _claims()
    _copies()
    op.create_table(
        "judgements",
        Column("number", Integer, ForeignKey("entries.number"), primary_key=True, autoincrement=False),
        Column("salt", String(64)), Column("at", String(32), nullable=False),
        Column("verdict", String(16), nullable=False), Column("subject", Text, nullable=False),
        Column("author", Text), Column("reason", Text), Column("detail", Text),
        Column("basis", String(64), nullable=False), sa.Index("judgements_subject", "subject"))
    op.create_table(
        "publications",
        Column("number", Integer, ForeignKey("entries.number"), primary_key=True, autoincrement=False),
        Column("salt", String(64)), Column("content", Text))


def _chain_and_dispatches() -> None:
    op.create_table(
        "entries",
        Column("number", Integer, primary_key=True, autoincrement=False), Column("at", String(32), nullable=False),
        Column("kind", String(32), nullable=False), Column("subject", Text, nullable=False),
        Column("body", Text, nullable=False), Column("digest", String(64), nullable=False),
        Column("previous", String(64), nullable=False), Column("hash", String(64), nullable=False))
    op.create_table(
        "dispatches",
        Column("key", String(16), primary_key=True),
        Column("entry", Integer, ForeignKey("entries.number"), nullable=False, unique=True), Column("salt", String(64)),
        Column("id", Text), Column("text", Text), Column("language", String(16)), Column("outlet", Text),
        Column("title", Text), Column("url", Text), Column("where_from", Text), Column("given", String(10)))
    op.create_table(
        "readings",
        Column("entry", Integer, ForeignKey("entries.number"), primary_key=True, autoincrement=False),
        Column("dispatch", String(16), ForeignKey("dispatches.key"), nullable=False), Column("salt", String(64)),
        Column("first", String(10)), Column("last", String(10)), Column("reasons", Text),
        Column("live", Boolean, nullable=False), sa.Index("readings_dispatch", "dispatch", "live"))


def _claims() -> None:
    op.create_table(
        "claims",
        Column("reading", Integer, ForeignKey("readings.entry"), primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("dispatch", String(16), ForeignKey("dispatches.key"), nullable=False),
        Column("key", String(32), nullable=False), Column("version", Integer, nullable=False),
        Column("live", Boolean, nullable=False), Column("kind", String(16), nullable=False),
        Column("what", String(32), nullable=False), Column("people", String(32)),
        Column("place", String(160)), Column("day", String(10)),
        Column("first", String(10)), Column("last", String(10)), Column("body", Text, nullable=False),
        sa.Index("claims_key", "key", "version"), sa.Index("claims_kind", "live", "kind", "what", "people"),
        sa.Index("claims_dispatch", "dispatch"), sa.Index("claims_place", "place"))
    op.create_table(
        "places",
        Column("place", String(160), primary_key=True),
        Column("reading", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        sa.Index("places_claim", "reading", "position"), sqlite_with_rowid=False)


def _copies() -> None:
    op.create_table(
        "passages",
        Column("passage", String(16), primary_key=True),
        Column("dispatch", String(16), ForeignKey("dispatches.key"), primary_key=True),
        Column("start", Integer, nullable=False), Column("end", Integer, nullable=False),
        sa.Index("passages_dispatch", "dispatch"), sqlite_with_rowid=False)
    op.create_table("shared", Column("passage", String(16), primary_key=True))
    op.create_table(
        "copies",
        Column("one", String(16), ForeignKey("dispatches.key"), primary_key=True),
        Column("other", String(16), ForeignKey("dispatches.key"), primary_key=True), sa.Index("copies_other", "other"))
