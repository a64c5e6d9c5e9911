"""Judging from Python and from the command line: what goes in, what it changes, what is refused."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bilan.cli.main import main
from bilan.dispatch import Dispatch, Published
from bilan.errors import UsageError
from bilan.extraction import Extraction
from bilan.judging import figure, judge
from bilan.language.version import PACKAGE, READING, version
from bilan.ledger import Ledger
from bilan.observatory import Observatory
from bilan.records import Query
from tests.reconcile.making import incident, numbered, observe, read, span, toll

WEEK = span("2016-11-15", "2016-11-27")
DAY = span("2016-12-01")


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    return observe(
        tmp_path / "war.bilan", read("a", "2016-11-28", toll(225, when=WEEK)),
        read("b", "2016-11-28", toll(300, when=WEEK, source="reseau")),
        read("c", "2016-12-01", incident("shelling", "Sakhour", DAY)),
        read("d", "2016-12-02", incident("airstrike", "Sakhour", DAY)))


def _keys(observatory: Observatory, kind: str) -> list[str]:
    return [r.key for r in observatory.ledger.claims(Query(), kinds=(kind,))]


def test_a_pair_is_judged_in_any_order_and_undone(observatory: Observatory) -> None:
    one, other = _keys(observatory, "incident")
    assert len(observatory.chronology()) == 2
    made = judge(observatory, "same", [other, one], author="Editor", reason="one raid")
    [happening] = observatory.chronology()
    assert happening.id == one and happening.aliases == (other,)
    assert [d.by for d in happening.decisions] == ["Editor"]
    judge(observatory, "undo", str(made.number), author="Editor")
    assert [h.id for h in observatory.chronology()] == [one, other]


def test_a_sign_off_is_of_what_the_figure_rests_on_and_lapses_with_it(observatory: Observatory) -> None:
    [total] = observatory.tolls().totals
    made = judge(observatory, "sign off", total.id, author="Editor")
    assert made.detail["claims"] == sorted(_keys(observatory, "toll"))
    assert figure(observatory, total.id).signed_off
    observatory.file([read("e", "2016-11-28", toll(260, when=WEEK, source="Le Comité des quartiers"))])
    assert not figure(observatory, total.id).signed_off


def test_a_recommendation_is_of_a_reading_behind_the_figure(observatory: Observatory) -> None:
    [total] = observatory.tolls().totals
    with pytest.raises(UsageError, match="does not rest on"):
        judge(observatory, "recommend", total.id, author="Editor", claim=_keys(observatory, "incident")[0])
    judge(observatory, "recommend", total.id, author="Editor", claim=total.readings[0].records[0].key)
    assert figure(observatory, total.id).best == total.readings[0].count


def test_what_was_decided_later_is_not_seen_by_an_earlier_day(observatory: Observatory) -> None:
    key = _keys(observatory, "toll")[0]
    judge(observatory, "reject", key, author="Editor", reason="misread")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    assert len(observatory.tolls().series) == 1
    assert len(observatory.tolls(Query(decided=yesterday)).series) == 2


@pytest.mark.parametrize(("verdict", "subjects", "why"), [
    ("approve", ["x"], "no verdict"), ("accept", ["x"], "no claim"), ("accept", ["x", "y"], "one subject"),
    ("same", ["x"], "two different"), ("sign off", ["figure-0"], "no figure"),
    ("grade incident", ["x"], "no happening"), ("undo", ["99"], "no judgement"),
])
def test_what_does_not_fit_is_refused_and_leaves_no_trace(observatory: Observatory, verdict: str, subjects: list[str],
                                                          why: str) -> None:
    before = observatory.seal()
    with pytest.raises(UsageError, match=why):
        judge(observatory, verdict, subjects, author="Editor")
    with pytest.raises(UsageError):
        judge(observatory, verdict, subjects, author=" ")
    assert observatory.seal() == before


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["bilan", *(str(a) for a in arguments)])
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def test_the_command_line_judges_lists_and_seals(observatory: Observatory, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch,
                                                 capsys: pytest.CaptureFixture[str]) -> None:
    path, key = tmp_path / "war.bilan", _keys(observatory, "toll")[0]
    count = 'count={"value": 230, "bound": "at_least"}'
    assert _run(monkeypatch, "judge", "correct", key, "--set", count, "--ledger", path, "--as", "Editor") == 0
    assert capsys.readouterr().out.startswith("judgement ")
    [corrected] = [r for r in Ledger.open(path).claims(Query()) if r.key == key]
    assert corrected.review.state == "corrected" and getattr(corrected.claim, "count").value == 230  # noqa: B009
    assert _run(monkeypatch, "judgements", "--ledger", path, "--json") == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["verdict"], row["subject"], row["by"]) == ("correct", key, "Editor")
    assert row["detail"] == {"slots": {"count": {"value": 230, "bound": "at_least"}}}
    assert _run(monkeypatch, "judgements", "--ledger", path, "--csv") == 0
    (told,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert told["detail"] == 'slots: {"count": {"bound": "at_least", "value": 230}}'
    assert _run(monkeypatch, "judgements", "--ledger", path, "--decided", date(2016, 1, 1), "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert _run(monkeypatch, "seal", "--ledger", path) == 0
    head = capsys.readouterr().out.strip()
    assert head == observatory.seal().head
    assert _run(monkeypatch, "verify", "--ledger", path, "--seal", head) == 0


@pytest.mark.parametrize("wrong", [("--set", "count"), ("--detail", "{"), ("--detail", "[]"), ("--from", "lundi")])
def test_the_command_line_refuses_what_it_cannot_read(observatory: Observatory, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, str]) -> None:
    key = _keys(observatory, "toll")[0]
    assert _run(monkeypatch, "judge", "correct", key, *wrong, "--ledger", tmp_path / "war.bilan", "--as", "Editor") == 2


def test_the_command_line_expunges_only_what_is_there_and_confirmed(observatory: Observatory, tmp_path: Path,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    told = ("--ledger", tmp_path / "war.bilan", "--as", "Editor", "--reason", "names a witness")
    assert _run(monkeypatch, "expunge", "none", *told, "--yes") == 2
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert _run(monkeypatch, "expunge", "a", *told) == 1
    assert len(observatory.ledger.claims(Query())) == 4
    assert _run(monkeypatch, "expunge", "a", *told, "--yes") == 0
    assert len(observatory.ledger.claims(Query())) == 3
    assert observatory.verify().holds


class _Reader:
    """Reads another figure than the one filed."""

    def extract_many(self, dispatches: Iterable[Dispatch]) -> Iterator[Extraction]:
        for dispatch in dispatches:
            [claim] = numbered([toll(226, when=WEEK)])
            yield Extraction(dispatch, Published(dispatch.published, dispatch.published, True), (claim,))


def test_the_command_line_reads_again_and_lists_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "war.bilan"
    [key] = _keys(observe(path, read("a", "2016-11-28", toll(225, when=WEEK))), "toll")
    monkeypatch.setattr(Observatory, "reader", _Reader())
    for expected in (f"changed {key}\n", ""):
        assert _run(monkeypatch, "reread", "--ledger", path) == 0
        assert capsys.readouterr().out == expected


def test_the_version_of_the_rules_is_of_one_language_and_does_not_move(observatory: Observatory) -> None:
    assert version("fr") == version("fr") and version("fr").startswith("fr-")
    assert READING and all((PACKAGE / part).is_dir() for part in READING)
