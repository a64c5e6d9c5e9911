"""Streaming claims: what `claims` gives, page by page, and no page costs more in a larger ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bilan.ledger import selecting
from bilan.observatory import Observatory
from bilan.records import Query
from tests.datasets.dossier import observe, war


@pytest.fixture(scope="module")
def observatory(tmp_path_factory: pytest.TempPathFactory) -> Observatory:
    return observe(Path(tmp_path_factory.mktemp("ledger")) / "war.bilan")


@pytest.mark.parametrize("query", [Query(), Query(as_of=date(2016, 12, 1)), Query(first=date(2020, 1, 1)),
                                   Query(harm="killed"), Query(own_voice=False)])
@pytest.mark.parametrize("page", [1, 3, 2000])
def test_a_stream_gives_what_claims_gives(observatory: Observatory, monkeypatch: pytest.MonkeyPatch, query: Query,
                                          page: int) -> None:
    monkeypatch.setattr(selecting, "PAGE", page)
    streamed = list(observatory.ledger.stream(query))
    assert {r.key for r in streamed} == {r.key for r in observatory.ledger.claims(query)}
    assert len(streamed) == len({r.key for r in streamed})


def test_readings_that_no_longer_live_are_not_streamed(tmp_path: Path) -> None:
    with observe(tmp_path / "war.bilan") as made:
        before = [record.key for record in made.ledger.stream(Query())]
        for result in war():
            made.ledger.reread(result)
        assert sorted(record.key for record in made.ledger.stream(Query())) == sorted(before)


def test_no_page_sorts_the_ledger(observatory: Observatory) -> None:
    engine = observatory.ledger._engine
    asked: list[tuple[str, Any]] = []

    def note(conn: Connection, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "LIMIT" in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert list(observatory.ledger.stream(Query(as_of=date(2024, 6, 1))))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        plans = [str(row) for statement, parameters in asked
                 for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert plans and not [plan for plan in plans if "TEMP B-TREE" in plan]
