"""Older ledgers: `fixtures/format-1.sql` is one of the first format, dumped when that was today's (version 0.1.0)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, create_engine, inspect, select, text

from bilan.errors import LedgerError
from bilan.ledger import Ledger, migrations, schema
from bilan.records import Query
from tests.reconcile.making import read, toll

FIRST = Path(__file__).parent / "fixtures" / "format-1.sql"
SEAL = "b4e0f76a98c8da64fcc2e26e2a3c943e1c703bec1323bb311ef8a9e94dd8a8c5"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.bilan"
    with sqlite3.connect(path) as db:
        db.executescript(FIRST.read_text("utf-8"))
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.close()
    return path


@pytest.fixture
def old_server(old: Path, postgresql: str) -> str:
    """The same ledger in PostgreSQL: the tables as the first step makes them, its rows copied."""
    source, target = create_engine(f"sqlite:///{old}"), _engine(postgresql)
    with source.begin() as here, target.begin() as there:
        migrations.step(there, 0, 1)
        there.execute(text("DROP TABLE alembic_version"))
        held = MetaData()
        held.reflect(there)
        for table in held.sorted_tables:
            rows = [dict(row) for row in here.execute(select(table)).mappings()]
            if rows:
                there.execute(table.insert(), rows)
    return postgresql


def _engine(address: str) -> Engine:
    return create_engine(address.replace("postgresql:", "postgresql+psycopg:"))


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.system)])
def where(request: pytest.FixtureRequest) -> Iterator[Any]:
    yield request.getfixturevalue("old" if request.param == "file" else "old_server")


def test_an_older_ledger_says_what_to_do(where: Any) -> None:
    with pytest.raises(LedgerError, match=r"has format 1.*bilan migrate --ledger"):
        Ledger.open(where)


def test_an_older_ledger_is_whole_after_migrating(where: Any) -> None:
    assert Ledger.migrate(where) == (1, schema.FORMAT)
    with Ledger.open(where, create=False) as ledger:
        assert ledger.verify(seal=SEAL).holds
        records = ledger.claims(Query())
        assert [r.review.state for r in records].count("approved") == 1 and len(records) == 6
        assert len(ledger.filed()) == 2 and len(ledger.published()) == 1
        ledger.add(read("new", "2016-12-05", toll(4)))
        ledger.judge("accept", ledger.claims(Query())[-1].key, author="Editor")
        seal = ledger.seal().head
        assert ledger.verify(seal=SEAL).holds
    assert Ledger.migrate(where) == (schema.FORMAT, schema.FORMAT)
    with Ledger.open(where) as ledger:
        assert ledger.seal().head == seal


def test_the_steps_lead_to_the_tables_of_today(where: Any) -> None:
    Ledger.migrate(where)
    engine = create_engine(f"sqlite:///{where}") if isinstance(where, Path) else _engine(where)
    with engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), schema.metadata) == []


def test_the_steps_lead_from_nothing_to_the_tables_of_today(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'made'}")
    with engine.begin() as conn:
        migrations.step(conn, 0, schema.FORMAT)
        assert compare_metadata(MigrationContext.configure(conn), schema.metadata) == []
        assert set(inspect(conn).get_table_names()) == set(schema.metadata.tables)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _dump(old)

    def broken(conn: Any, *formats: int) -> None:
        conn.execute(text("CREATE TABLE half (a INTEGER)"))
        raise ValueError("no")

    monkeypatch.setattr(migrations, "step", broken)
    with pytest.raises(ValueError, match="no"):
        Ledger.migrate(old)
    assert _dump(old) == before


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.bilan"
    Ledger.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE alembic_version SET version_num = '99'")
        db.execute("""UPDATE entries SET body = '{"format":99}'""")
    db.close()
    before = _dump(path)
    for use in (Ledger.open, Ledger.migrate):
        with pytest.raises(LedgerError, match=r"has format 99.*or a newer one"):
            use(path)
    assert _dump(path) == before


def test_what_is_no_ledger_is_not_migrated(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other") as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()
    with pytest.raises(LedgerError, match="no ledger of Bilan"):
        Ledger.migrate(tmp_path / "other")
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.migrate(tmp_path / "none")


def test_the_command_line(old: Path, run: Callable[..., Any]) -> None:
    ended = run("tolls", "--ledger", old)
    assert ended.code == 1 and f"bilan migrate --ledger {old}" in ended.err
    assert run("migrate", "--ledger", old).out == f"format 1 to format {schema.FORMAT}\n"
    assert run("migrate", "--ledger", old).out == f"format {schema.FORMAT}: up to date already\n"
    assert run("verify", "--ledger", old, "--seal", SEAL).code == 0


def _dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as db:
        lines = list(db.iterdump())
    db.close()
    return lines
