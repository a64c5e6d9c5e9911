"""The commands over a small ledger: divergences, a place's history, changes, and slots in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilan.observatory import Observatory
from bilan.read import Options, dispatches
from tests.cli.conftest import Run
from tests.reconcile.making import held, incident, observe, place_id, read, said, span, toll

SAKHOUR = place_id("Sakhour")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "war.bilan"
    observe(path, read("a", "2016-11-27", held("holds", "Sakhour", "rebelles", span("2016-11-27"))),
            read("b", "2016-11-29", held("captured", "Sakhour", "armee", span("2016-11-28"), "rebelles")),
            read("c", "2016-12-01", toll(225), said("osdh"), incident("airstrike", "Sakhour", span("2016-11-30"))),
            read("d", "2016-12-01", toll(300, source="reseau"),
                 incident("airstrike", "Sakhour", span("2016-11-30")))).close()
    return path


def rows(run: Run, *arguments: object) -> list[dict[str, object]]:
    ended = run(*arguments, "--json")
    assert ended.code == 0, ended.err
    found: list[dict[str, object]] = json.loads(ended.out)
    return found


def test_divergences_are_asked_for_with_the_claims_of_each_side(run: Run, ledger: Path) -> None:
    [row] = rows(run, "disputes", "--ledger", ledger)
    assert (row["kind"], row["rule"], row["dispatches"]) == ("true disagreement", "disputes.origins", ["c", "d"])
    assert isinstance(row["evidence"], list) and [len(side) for side in row["evidence"]] == [1, 1]
    assert rows(run, "disputes", "--ledger", ledger, "--as-of", "2016-11-30") == []


def test_the_history_of_a_place_is_a_row_a_change(run: Run, ledger: Path) -> None:
    found = rows(run, "history", "--ledger", ledger, "--place", SAKHOUR)
    assert [(r["day"], r["holder"]) for r in found] == [("2016-11-27", "rebelles"), ("2016-11-28", "armée")]
    assert len(rows(run, "history", "--ledger", ledger, "--place", SAKHOUR, "--from", "2016-11-28")) == 1
    ended = run("history", "--ledger", ledger)
    assert ended.code == 2 and "--place NAME" in ended.err


def test_what_changed_between_two_days(run: Run, ledger: Path) -> None:
    days = ("--from", "2016-11-27", "--to", "2016-12-01")
    [row] = rows(run, "changes", "--ledger", ledger, *days)
    assert (row["holder_before"], row["holder"], row["day_before"]) == ("rebelles", "armée", "2016-11-27")
    assert rows(run, "changes", "--ledger", ledger, "--from", "2016-11-28", "--to", "2016-12-01") == []
    ended = run("changes", "--ledger", ledger, "--from", "2016-11-27")
    assert ended.code == 2 and "name both days" in ended.err


def test_a_slot_is_corrected_in_plain_words(run: Run, ledger: Path) -> None:
    [key] = [e["key"] for r in rows(run, "tolls", "--ledger", ledger) if r["row"] == "reading" and r["figure"] == "225"
             for e in r["evidence"]]  # type: ignore[attr-defined]
    judge = ("judge", "correct", key, "--ledger", ledger, "--as", "A. Editor")
    ended = run(*judge, "--set", "count=at_least 230", "--set", "when=2016-11-15..2016-11-28", "--set", "where=Sakhour",
                "--set", "source=SNHR")
    assert ended.code == 0, ended.err
    [row] = [r for r in rows(run, "tolls", "--ledger", ledger) if r["figure"] == "at least 230" and "evidence" in r]
    assert (row["place"], row["as_of"]) == ("Sakhour", "2016-11-28") and "Réseau syrien" in str(row["source"])
    assert isinstance(row["evidence"], list) and row["evidence"][0]["review"] == "corrected"
    assert row["evidence"][0]["judgement"] > 0
    ended = run(*judge, "--set", "count=a lot")
    assert ended.code == 2 and "count: 'a lot' is no count" in ended.err
    assert run(*judge, "--set", "count=231").code == 0


def test_happenings_are_merged_and_split(run: Run, ledger: Path) -> None:
    def raids() -> list[dict[str, object]]:
        return [r for r in rows(run, "chronology", "--ledger", ledger) if r["type"] == "airstrike"]

    [one] = raids()
    assert isinstance(one["aliases"], list) and isinstance(one["decisions"], list)
    assert [(d["verdict"], d["by"]) for d in one["decisions"]] == [("same", None)]
    pair = (one["id"], one["aliases"][0], "--ledger", ledger, "--as", "A. Editor")
    assert run("judge", "split", *pair).code == 0 and len(raids()) == 2
    assert run("judge", "merge", *pair).code == 0 and len(raids()) == 1
    ended = run("judge", "join", *pair)
    assert ended.code == 2 and "no verdict is called 'join'" in ended.err


def test_a_claim_from_elsewhere_answers_only_the_questions_of_its_kind(run: Run, ledger: Path) -> None:
    claim = {"kind": "toll", "harm": "killed", "victims": "civilians", "evidence": [0, 0],
             "count": {"value": 3, "bound": "exact"}}
    detail = json.dumps({"claim": claim, "record": "field notes 12", "published": "2016-12-01"})
    assert run("judge", "add", "--ledger", ledger, "--as", "A. Editor", "--detail", detail).code == 0
    assert len(rows(run, "statements", "--ledger", ledger)) == 1
    [row] = [r for r in rows(run, "tolls", "--ledger", ledger) if r["row"] == "reading" and r["figure"] == "3"]
    assert row["dispatches"] == []


def test_a_folder_is_added_from_python_with_what_is_no_dispatch_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "dispatches"
    folder.mkdir()
    folder.joinpath("SOURCES.md").write_text("Nothing to read.")
    folder.joinpath("broken.jsonl").write_text("no json\n")
    with Observatory.open(tmp_path / "new.bilan") as observatory:
        report = observatory.add(dispatches([folder], Options()))
    assert (report.added, report.known) == ((), ())
    assert [("broken.jsonl" in f.where_from, bool(f.error)) for f in report.failed] == [(True, True)]
