"""Opening a database, and saying in one line why it cannot be opened or written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from bilan.errors import LedgerError, NoLedgerError
from bilan.ledger.schema import APPLICATION_ID

HEADER = b"SQLite format 3\x00"
WAIT_MS = 30_000
"""How long a writer waits for another to finish before it gives up."""

REASONS = (
    ("readonly", "cannot be written: the file or its folder is read-only"),
    ("read-only", "cannot be written: the file or its folder is read-only"),
    ("disk is full", "cannot be written: the disk is full; nothing of the last dispatch was kept"),
    ("disk I/O error", "cannot be written or read: the disk failed or is full; nothing of the last dispatch was kept"),
    ("unable to open", "cannot be opened: no such folder, or no right to it"),
    ("not a database", "is not a ledger: it is no SQLite database"),
    ("malformed", "is damaged: it is no whole SQLite database any more"),
    ("locked", "is being written by somebody else: try again"),
)


def engine_for(where: str | Path, *, create: bool) -> tuple[Engine, str]:
    """The engine for a file or an SQLAlchemy URL, and the name to use in messages. Raises `LedgerError`."""
    text = os.fspath(where)
    if "://" not in text:
        return _sqlite(Path(text), create), text
    try:
        url = make_url(text)
        if url.get_backend_name() == "sqlite" and url.database:
            plain = not url.database.startswith("file:")
            return (_sqlite(Path(url.database), create) if plain else _listening(create_engine(url))), url.database
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True, isolation_level="REPEATABLE READ"), url.render_as_string()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise NoLedgerError(f"not a ledger's address: {text.split('@')[-1]} ({error})") from error


def reason(error: SQLAlchemyError, name: str) -> str:
    """One line for a database's error: which ledger, what is wrong."""
    said = str(getattr(error, "orig", None) or error)
    for sign, words in REASONS:
        if sign.lower() in said.lower():
            return f"the ledger {name} {words}"
    return f"the ledger {name} cannot be used: {said.splitlines()[0]}"


def mark(conn: Connection) -> None:
    """Writes into a new SQLite file that it is a ledger of Bilan."""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _sqlite(path: Path, create: bool) -> Engine:
    _check_file(path, create)
    return _listening(create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_MS / 1000}))


def _listening(engine: Engine) -> Engine:
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise NoLedgerError(f"the ledger {path} is a folder: name a file")
    if not path.exists():
        if not create:
            raise NoLedgerError(f"there is no ledger {path}: add dispatches to make one")
        if not path.parent.is_dir():
            raise NoLedgerError(f"the ledger {path} cannot be made: there is no folder {path.parent}")
        return
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError as error:
        raise LedgerError(f"the ledger {path} cannot be read: {error.strerror}") from error
    if head and not head.startswith(HEADER):
        raise NoLedgerError(f"{path} is not a ledger: it is no SQLite database")
    if head and int.from_bytes(head[68:72], "big") not in (APPLICATION_ID, 0):
        raise NoLedgerError(f"{path} is a database of another program: name another file")


def _connected(raw: Any, _record: object) -> None:
    if not isinstance(raw, sqlite3.Connection):
        return
    raw.isolation_level = None
    raw.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA secure_delete = ON")
    raw.execute("PRAGMA cache_size = -65536")


def _begun(conn: Connection) -> None:
    writing = conn.get_execution_options().get("bilan_writing", False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
