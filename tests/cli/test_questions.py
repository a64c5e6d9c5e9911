"""The questions and `bilan verify`: options to query, findings to rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from bilan.cli.output import show
from bilan.cli.questions import cells, tolls
from bilan.entities import Entity
from bilan.findings import AsOf, Measure, Origin, Reading, Series, Total
from bilan.quantities import Count
from bilan.records import Query
from bilan.times import When
from tests.cli.conftest import Run, StandInObservatory

pytestmark = pytest.mark.usefixtures("observatory")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "war.bilan"
    path.touch()
    return path


def test_every_option_reaches_the_query(run: Run, ledger: Path, observatory: type[StandInObservatory]) -> None:
    asked = "--place Gao --from 2020-01-01 --to 2020-02-01 --victims children --harm killed --source ONU"
    assert run("statements", "--ledger", ledger, *asked.split(), "--as-of", "2020-03-01").code == 0
    query = Query("Gao", date(2020, 1, 1), date(2020, 2, 1), "children", "killed", "ONU", date(2020, 3, 1))
    assert observatory.asked == [str(ledger), query, "closed"]


def test_json_holds_the_evidence(run: Run, ledger: Path) -> None:
    (row,) = json.loads(run("statements", "--ledger", ledger, "--json").out)
    assert (row["speaker"], row["role"], row["published"]) == ("le gouverneur", "gouverneur", "2020-03-05")
    assert row["evidence"][0] | {"quote": ""} == {
        "key": "k1", "dispatch": "the-id", "start": 0, "end": 16, "quote": "", "rule": "said.test",
        "confidence": "medium",
    }  # fmt: skip


def test_csv_has_a_header_and_no_formula(run: Run, ledger: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run("statements", "--ledger", ledger, "--csv").out))
    assert row["quote"].startswith("'=Il a parlé")


def test_a_table_is_for_reading(run: Run, ledger: Path) -> None:
    ended = run("statements", "--ledger", ledger)
    assert "le gouverneur" in ended.out and "\x1b" not in ended.out


def test_a_folder_is_no_ledger(run: Run, tmp_path: Path) -> None:
    ended = run("tolls", "--ledger", tmp_path)
    assert ended.code == 2 and "is a folder, and a ledger is a file" in ended.err


def test_an_empty_answer_says_so(run: Run, ledger: Path) -> None:
    assert "nothing in the ledger answers this" in run("chronology", "--ledger", ledger).out
    assert run("chronology", "--ledger", ledger, "--json").out == "[]\n"


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "2020-02-01", "--to", "2020-01-01"), ("--from", "lundi"), ("--victims", "aliens"), ("--harm", "x"),
        ("--json", "--csv"), ("--ledger", "none.bilan"),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2(run: Run, ledger: Path, options: tuple[str, ...]) -> None:
    ended = run("statements", "--ledger", ledger, *options)
    assert ended.code == 2
    assert ended.err and not ended.out


def test_verify(run: Run, ledger: Path, observatory: type[StandInObservatory]) -> None:
    assert run("verify", "--ledger", ledger, "--seal", "abc").out == "the record holds: 3 entries, head abc\n"
    assert observatory.asked == [str(ledger), "abc", "closed"]
    observatory.holds = False
    ended = run("verify", "--ledger", ledger)
    assert (ended.code, ended.err) == (1, "error: entry 2: its hash differs\n")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count.exact(7), "7"), (Count(value=415, bound="more_than"), "more than 415"),
        (Count(low=180, high=200), "180 to 200"),
        (Count(order="tens_of_thousands"), "tens of thousands"), (None, None),
    ],
)  # fmt: skip
def test_counts_are_said_as_they_were(count: Count | None, words: str | None) -> None:
    assert cells.said(count) == words


def test_days_and_spans() -> None:
    assert cells.as_of(AsOf("2020-03-05", "publication")) == "by 2020-03-05"
    assert cells.as_of(AsOf("2020-03", "printed")) == "2020-03"
    assert cells.as_of(AsOf(None)) is None
    assert cells.span(When("2020", "2020-03")) == "2020..2020-03"
    assert cells.span(When.moment("2020-03-05")) == "2020-03-05"


def test_totals_come_before_readings_and_parts_after_their_whole() -> None:
    measure = Measure("toll", "killed", "civilians", Entity("Gao"), "2020-01-01", True)
    body = Origin("onu", "ONU")
    part = Reading(measure, Count.exact(2), AsOf("2020-02-01"), body, ())
    whole = Reading(measure, Count.exact(12), AsOf("2020-02-01"), body, (), parts=(part,))
    total = Total(measure, None, None, Count.exact(12), Count.exact(12), None, "single source", "total.single", (body,))
    rows = tolls.rows((total,), (Series(measure, body, (whole,), whole, "series.latest"),))
    assert [(row["row"], row["figure"]) for row in rows] == [("total", "12"), ("reading", "12"), ("part", "2")]
    assert (rows[0]["source"], rows[0]["since"], rows[0]["place"]) == (["ONU"], "2020-01-01", "Gao")


def test_a_range_without_an_upper_bound_shows_its_highest_as_said() -> None:
    measure = Measure("toll", "killed", "civilians", Entity("Gao"), "2020-01-01", True)
    wide = Total(measure, None, None, Count.exact(80), None, None, "range", "totals", highest=Count(100, "more_than"))
    (row,) = tolls.rows((wide,), ())
    assert (row["figure"], row["low"], row["high"]) == (None, "80", "more than 100")


def test_a_table_has_codes_in_words_and_csv_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"people": "security_forces", "id": "figure_1"}]
    show("Tolls", rows, ("people", "id"))
    show("Tolls", rows, ("people", "id"), as_csv=True)
    table, _, written = capsys.readouterr().out.partition("people,id")
    assert "security forces" in table and "figure_1" in table and "security_forces" in written
