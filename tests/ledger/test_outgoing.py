"""What is out already when words are deleted: reports and exports that hold them are listed, and the list is in the
chain."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bilan.cli.main import main
from bilan.errors import LedgerError
from bilan.ledger import Ledger
from bilan.ledger.encoding import pack
from bilan.observatory import Observatory
from bilan.records import Query
from bilan.reporting.leaving import left
from tests.reconcile.making import observe, read, small_world, span, toll

DAY = span("2016-12-01")
SECRET = "Jane Doe was wounded in this street, as she told us herself."


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    told = toll(1, "Sakhour", DAY, evidence=(0, 40))
    return observe(tmp_path / "war.bilan", read("a", "2016-12-01", told, text=SECRET),
                   read("b", "2016-12-01", toll(3, "Homs", DAY)))


def _names(ledger: Ledger, tombstone: int) -> list[str]:
    return [one.name for one in ledger.still_out(tombstone)]


def _export(observatory: Observatory, name: str, query: Query = Query()) -> None:  # noqa: B008
    path = Path(str(observatory.ledger._name)).with_name(name)
    path.write_text(name)
    left(observatory, [path], "csv", query)


def test_an_expunged_dispatch_lists_the_reports_and_exports_that_may_hold_it(observatory: Observatory) -> None:
    ledger, key = observatory.ledger, _key(observatory, "a")
    ledger.publish({"dispatches": [key]}, title="internal 1")
    ledger.publish({"dispatches": [_key(observatory, "b")]}, title="public 1")
    _export(observatory, "all.csv")
    _export(observatory, "alep.csv", Query(place="Alep"))
    _export(observatory, "homs.csv", Query(place="Homs"))
    tombstone = ledger.expunge(key, author="Editor", reason="safety")
    assert _names(ledger, tombstone) == ["internal 1", "all.csv", "alep.csv"]
    assert ledger.verify().holds


def test_what_left_before_the_dispatch_came_is_not_listed(observatory: Observatory) -> None:
    _export(observatory, "early.csv")
    observatory.file([read("c", "2016-12-02", toll(2, "Sakhour", DAY))])
    tombstone = observatory.ledger.expunge(_key(observatory, "c"), author="Editor", reason="safety")
    assert _names(observatory.ledger, tombstone) == []


def test_an_expunged_redaction_lists_what_shows_the_name(observatory: Observatory) -> None:
    ledger = observatory.ledger
    for number, text in enumerate(("<p>Jane  DOE was there</p>", "<p>a witness was there</p>"), 1):
        ledger.publish({"files": [{"form": "fr html", "bytes": pack(text)}]}, title=f"internal {number}")
    _export(observatory, "all.csv")
    _export(observatory, "homs.csv", Query(place="Homs"))
    made = ledger.judge("pseudonymise", "Jane Doe", author="E", detail={"names": ["Jane Doe"], "alias": "a witness"})
    tombstone = ledger.expunge_judgement(made.number, author="Editor", reason="safety")
    assert _names(ledger, tombstone) == ["internal 1", "all.csv"]


def test_an_expunged_addition_lists_the_reports_that_cite_it(observatory: Observatory) -> None:
    ledger = observatory.ledger
    claim = {"kind": "need", "evidence": [0, 9], "needs": ["food"]}
    made = ledger.judge("add", _key(observatory, "b"), author="Editor", detail={"claim": claim})
    for number, keys in enumerate(([], [f"judgement-{made.number}"]), 1):
        ledger.publish({"claims": keys}, title=f"internal {number}")
    tombstone = ledger.expunge_judgement(made.number, author="Editor", reason="safety")
    assert _names(ledger, tombstone) == ["internal 2"]


def test_a_report_that_lost_its_content_may_hold_the_next_one_too(observatory: Observatory) -> None:
    ledger = observatory.ledger
    ledger.publish({"dispatches": [_key(observatory, "a")]}, title="internal 1")
    ledger.expunge(_key(observatory, "a"), author="Editor", reason="safety")
    tombstone = ledger.expunge(_key(observatory, "b"), author="Editor", reason="safety")
    assert _names(ledger, tombstone) == ["internal 1"]


def test_what_is_recorded_of_an_export_cannot_be_changed_unseen(observatory: Observatory, tmp_path: Path) -> None:
    _export(observatory, "all.csv")
    observatory.close()
    with sqlite3.connect(tmp_path / "war.bilan") as raw:
        raw.execute("UPDATE publications SET content = replace(content, 'all.csv', 'own.csv')")
    found = small_verification(tmp_path / "war.bilan")
    assert found is not None and "export all.csv" in found


def small_verification(path: Path) -> str | None:
    with Ledger.open(path, enclosing=small_world().located) as ledger:
        return ledger.verify().record


def test_the_command_line_records_what_it_writes_and_lists_it(observatory: Observatory, tmp_path: Path,
                                                              monkeypatch: pytest.MonkeyPatch,
                                                              capsys: pytest.CaptureFixture[str]) -> None:
    told = ("--ledger", tmp_path / "war.bilan")
    for *command, name in (("export", "jsonl", "claims.jsonl"), ("review", "export", "day.xlsx"),
                           ("bundle", "whole.bilan")):
        assert _run(monkeypatch, *command, *told, "--out", tmp_path / name) == 0
    capsys.readouterr()
    assert _run(monkeypatch, "expunge", "a", *told, "--as", "Editor", "--reason", "safety", "--yes") == 0
    out = [line for line in capsys.readouterr().out.splitlines() if line.startswith("still out: ")]
    assert [line.split(" of ")[0] for line in out] == [
        "still out: jsonl claims.jsonl", "still out: review day.xlsx", "still out: bundle whole.bilan"]
    assert _run(monkeypatch, "verify", *told) == 0


def test_what_cannot_be_written_to_is_exported_all_the_same(observatory: Observatory, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(self: Ledger, *args: object, **named: object) -> int:
        raise LedgerError("cannot be written")

    monkeypatch.setattr(Ledger, "exported", refuse)
    out = tmp_path / "claims.jsonl"
    assert _run(monkeypatch, "export", "jsonl", "--out", out, "--ledger", tmp_path / "war.bilan") == 0
    assert out.exists() and "an expunging will not list claims.jsonl: cannot be written" in capsys.readouterr().err


def test_a_file_that_is_no_ledger_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("not a ledger, only a note")
    for command in (("tolls",), ("verify",), ("seal",)):
        assert _run(monkeypatch, *command, "--ledger", note) == 2
        assert "is not a ledger" in capsys.readouterr().err


def _key(observatory: Observatory, id: str) -> str:
    return next(f.key for f in observatory.filed() if f.dispatch.id == id)


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr("sys.argv", ["bilan", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)
