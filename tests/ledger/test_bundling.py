"""A bundle is the whole record in one file: it verifies without the ledger it is from, and shows what was changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bilan.errors import LedgerError
from bilan.ledger import Ledger
from bilan.records import Query
from tests.reconcile.making import held, observe, read, span, toll


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.system)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    where = tmp_path / "war.bilan" if request.param == "file" else request.getfixturevalue("postgresql")
    made = observe(where, read("a", "2016-12-01", toll(225), held("captured", "Sakhour", "damas", span("2016-12-01"))),
                   read("b", "2016-12-02", toll(230)), read("gone", "2016-12-02", toll(3))).ledger
    made.judge("accept", made.claims(Query())[0].key, author="Editor")
    made.publish({"said": "more than 415"}, title="Report 1")
    made.expunge(made.dispatch("gone").key, author="Editor", reason="safety")  # type: ignore[union-attr]
    with made:
        yield made


def test_a_bundle_verifies_without_its_ledger_and_answers_as_it_does(ledger: Ledger, tmp_path: Path) -> None:
    out, seal = tmp_path / "evidence.bilan", ledger.seal()
    assert ledger.bundle(out).head == seal.head
    with Ledger.open(out, create=False) as copy:
        assert copy.verify(seal=seal.head).holds and copy.seal() == seal
        assert copy.claims(Query()) == ledger.claims(Query()) and copy.log() == ledger.log()
    assert sorted(path.name for path in tmp_path.iterdir() if "evidence" in path.name) == ["evidence.bilan"]


def test_what_is_changed_in_a_bundle_is_named(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "evidence.bilan"
    ledger.bundle(out)
    with sqlite3.connect(out) as db:
        db.execute("UPDATE judgements SET author = 'Somebody'")
    db.close()
    with Ledger.open(out, create=False) as copy:
        assert "judgement" in str(copy.verify().record)


def test_a_ledger_that_does_not_hold_is_not_bundled(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing() as conn:
        conn.exec_driver_sql("UPDATE claims SET version = 7")
    with pytest.raises(LedgerError, match="does not hold and is not bundled"):
        ledger.bundle(tmp_path / "evidence.bilan")
    assert not list(tmp_path.glob("*evidence*"))


def test_a_bundle_is_a_new_file_in_a_folder(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("kept")
    for out, why in ((tmp_path / "there", "is there already"), (tmp_path / "none" / "x", "no folder")):
        with pytest.raises(LedgerError, match=why):
            ledger.bundle(out)
    assert (tmp_path / "there").read_text() == "kept"


def test_the_command_line(tmp_path: Path, run: Callable[..., Any]) -> None:
    path, out = tmp_path / "war.bilan", tmp_path / "evidence.bilan"
    seal = observe(path, read("a", "2016-12-01", toll(225))).seal()
    assert run("bundle", "--ledger", path, "--out", out).out == f"3 entries in {out}, head {seal.head}\n"
    path.unlink()
    assert run("verify", "--ledger", out, "--seal", seal.head).code == 0
    assert run("seal", "--ledger", out).out == f"{seal.head}\n"
    assert run("bundle", "--ledger", out, "--out", out).code == 1
