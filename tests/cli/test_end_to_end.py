"""The commands over the real thing: the example dispatches into a ledger, out again as answers, claims and reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilan import contract
from bilan.dispatch import Dispatch
from bilan.read import dispatches
from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples" / "alep"
QUESTIONS = ("tolls", "control", "displacement", "chronology", "statements")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger") / "alep.bilan"


def test_the_examples_go_in_once(run: Run, ledger: Path) -> None:
    count = sum(isinstance(item, Dispatch) for item in dispatches([EXAMPLES]))
    ended = run("add", EXAMPLES, "--ledger", ledger)
    assert ended.code == 0, ended.err
    assert f"{count} dispatches added" in ended.err
    assert f"0 dispatches added, {count} already there" in run("add", EXAMPLES, "--ledger", ledger).err
    assert run("verify", "--ledger", ledger).code == 0


def test_a_dispatch_that_nothing_dates_is_named(run: Run, tmp_path: Path) -> None:
    text = "Des combats ont fait dix morts à Gao, selon l'armée."
    tmp_path.joinpath("undated.txt").write_text(text, encoding="utf-8")
    ended = run("add", tmp_path / "undated.txt", "--ledger", tmp_path / "war.bilan")
    assert ended.code == 0 and "no day: " in ended.err and "undated.txt" in ended.err


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_answers_with_their_evidence(run: Run, ledger: Path, question: str) -> None:
    if not ledger.exists():
        run("add", EXAMPLES, "--ledger", ledger)
    rows = json.loads(run(question, "--ledger", ledger, "--json").out)
    texts = {item.id: item.text for item in dispatches([EXAMPLES]) if isinstance(item, Dispatch)}
    pointed = [e for row in rows for e in row.get("evidence", [])]
    assert rows and pointed
    assert {e["key"] for e in pointed if texts[e["dispatch"]][e["start"] : e["end"]] != e["quote"]} == set()
    assert run(question, "--ledger", ledger, "--csv").out.count("\n") > len(rows)
    assert run(question, "--ledger", ledger, "--place", "Reykjavik", "--json").code == 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_report_is_written_in_both_languages(run: Run, ledger: Path, tmp_path: Path, language: str) -> None:
    if not ledger.exists():
        run("add", EXAMPLES, "--ledger", ledger)
    for name in ("report.html", "report.md"):
        ended = run("report", "--ledger", ledger, "--lang", language, "--out", tmp_path / name)
        assert ended.code == 0, ended.err
        assert tmp_path.joinpath(name).stat().st_size > 5_000


def test_claims_hold_to_the_contract_and_point_into_the_text(run: Run, tmp_path: Path) -> None:
    assert run("extract", EXAMPLES, "--out", tmp_path).code == 0
    for item in dispatches([EXAMPLES]):
        if isinstance(item, Dispatch):
            document = json.loads(tmp_path.joinpath(f"{item.id}.json").read_text("utf-8"))
            contract.check(document, item.text)
            assert document["claims"]
            assert document["dispatch"]["text_sha256"] == item.text_sha256


def test_explain_reads_a_sentence(run: Run) -> None:
    ended = run("explain", "Au moins 12 civils ont été tués mardi à Gao.", "--published", "2024-05-02")
    assert ended.code == 0
    assert "toll" in ended.out and "count: at_least 12" in ended.out


def test_a_file_that_is_no_ledger_is_one_error(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.bilan"
    wrong.write_bytes(b"not a database" * 100)
    for command in (("add", EXAMPLES), ("tolls",), ("verify",)):
        ended = run(*command, "--ledger", wrong)
        assert ended.code == 2
        assert ended.err.count("error:") == 1 and "Traceback" not in ended.err
