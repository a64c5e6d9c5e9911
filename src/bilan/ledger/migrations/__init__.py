"""From an older form of the tables to that of today: the steps are Alembic's, one file each in `versions/`.

A ledger's format is a number: it stands in the table `alembic_version` (ledgers of format 1 have none) and, so that it
cannot be altered unseen, in the chain's entries `opened` and `migrated`.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from bilan.errors import LedgerError
from bilan.ledger import schema
from bilan.ledger.audit import chain

FIRST = 1


def check(conn: Connection, name: str) -> None:
    """Raises `LedgerError` where the ledger has another format than this version of Bilan reads."""
    found = current(conn)
    if found < schema.FORMAT:
        raise LedgerError(f"the ledger {name} has format {found}, this version of Bilan reads {schema.FORMAT}: bring "
                          f"it up to date with: bilan migrate --ledger {name}")
    if found > schema.FORMAT:
        raise LedgerError(f"the ledger {name} has format {found}, this version of Bilan reads {schema.FORMAT}: use the "
                          "version that made it, or a newer one")


def current(conn: Connection) -> int:
    """The format of a ledger. Where its table says another than today's, the chain is believed: an altered table is
    for `verify` to name."""
    return schema.FORMAT if noted(conn) == [str(schema.FORMAT)] else chained(conn)


def noted(conn: Connection) -> list[str]:
    """What the ledger's own table says of its format, nothing where there is no such table."""
    if not inspect(conn).has_table(schema.alembic_version.name):
        return []
    return list(conn.execute(select(schema.alembic_version.c.version_num)).scalars())


def chained(conn: Connection) -> int:
    """The format that the chain gives, today's where its entries are not to be read."""
    entries = schema.entries
    bodies = conn.execute(select(entries.c.body).where(entries.c.kind.in_(("opened", "migrated")))
                          .order_by(entries.c.number.desc())).scalars()
    for body in bodies:
        try:
            found = json.loads(body).get("format")
        except (ValueError, AttributeError):
            continue
        if isinstance(found, int):
            return found
    return schema.FORMAT


def upgrade(conn: Connection, name: str) -> tuple[int, int]:
    """Brings a ledger to today's format within the caller's transaction, with an entry in its chain; returns its format
    before and after. Raises `LedgerError` for one of a newer version."""
    before = current(conn)
    if before == schema.FORMAT:
        return before, before
    if before > schema.FORMAT:
        check(conn, name)
    step(conn, before, schema.FORMAT)
    chain.append(conn, "migrated", "ledger", format=schema.FORMAT)
    return before, schema.FORMAT


def step(conn: Connection, before: int, after: int) -> None:
    """Runs Alembic's steps from one format to another (0: no tables at all) within the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = conn
    if before == FIRST and not noted(conn):
        command.stamp(config, str(FIRST))
    command.upgrade(config, str(after))
