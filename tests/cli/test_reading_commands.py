"""`bilan add`, `extract` and `explain`: what they write, say and end with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilan import contract
from bilan.entities import Entity
from tests.cli import conftest
from tests.cli.conftest import Run, StandInObservatory

pytestmark = pytest.mark.usefixtures("pipeline", "observatory")


@pytest.fixture
def dispatches(tmp_path: Path) -> Path:
    folder = tmp_path / "dispatches"
    folder.mkdir()
    folder.joinpath("a.txt").write_text("Un mort à Goma.", encoding="utf-8")
    folder.joinpath("b.md").write_text("---\npublished: 2020-03-05\n---\nUn mort à Beni.", encoding="utf-8")
    return folder


def test_extract_writes_a_file_of_the_contract_for_each_dispatch(run: Run, dispatches: Path, tmp_path: Path) -> None:
    ended = run("extract", dispatches, "--out", tmp_path / "new" / "out")
    assert (ended.code, ended.out) == (0, "")
    assert "2 dispatches read, 4 claims written" in ended.err
    files = sorted((tmp_path / "new" / "out").iterdir())
    assert [file.name for file in files] == ["a.json", "b.json"]
    document = json.loads(files[1].read_text("utf-8"))
    contract.check(document, "Un mort à Beni.")
    assert (document["dispatch"]["published"], document["dispatch"]["published_given"]) == ("2020-03-05", True)
    assert document["claims"][0]["rule"] == "said.test"


def test_the_options_reach_the_dispatch(run: Run, tmp_path: Path) -> None:
    options = ("--published", "2021-01-02", "--outlet", "Radio", "--format", "txt", "--language", "fr")
    ended = run("extract", "-", "--out", tmp_path, *options, stdin=b"Un mort.")
    assert ended.code == 0
    (file,) = tmp_path.glob("*.json")
    head = json.loads(file.read_text("utf-8"))["dispatch"]
    assert (head["published"], head["outlet"], head["id"]) == ("2021-01-02", "Radio", file.stem)


def test_problems_are_named_and_counted_and_the_rest_goes_on(run: Run, dispatches: Path, tmp_path: Path) -> None:
    dispatches.joinpath("c.txt").write_text("fail", encoding="utf-8")
    dispatches.joinpath("d.txt").write_bytes(b"\xe9")
    dispatches.joinpath("e.pdf").write_bytes(b"")
    ended = run("extract", dispatches, "--out", tmp_path / "out")
    assert ended.code == 1
    assert f"error: {dispatches / 'c.txt'}: it failed\n" in ended.err
    assert f"error: {dispatches / 'd.txt'}: not UTF-8" in ended.err
    assert "1 other file left out" in ended.err
    assert "2 problems:" in ended.err
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_file_that_breaks_the_contract_is_not_written(
    run: Run, dispatches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "SPEAKER", Entity(""))
    ended = run("extract", dispatches, "--out", tmp_path / "out")
    assert ended.code == 1
    assert "claims.0.speaker" in ended.err


def test_a_terminal_is_not_steered_by_a_name(run: Run, tmp_path: Path) -> None:
    ended = run("extract", "none\x1b[2J.txt", "--out", tmp_path)
    assert ended.code == 1
    assert "\x1b" not in ended.err


@pytest.mark.parametrize(
    "options",
    [
        ("--published", "soon"), ("--published", "2999-01-01"), ("--language", "tlh"), ("--format", "pdf"),
        ("--nothing",),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2(run: Run, dispatches: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    ended = run("extract", dispatches, "--out", tmp_path / "out", *options)
    assert ended.code == 2
    assert ended.err
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_wrong_use(run: Run, dispatches: Path) -> None:
    assert run("extract", dispatches, "--out", dispatches / "a.txt").code == 2


def test_a_folder_that_cannot_be_written_is_one_error(run: Run, dispatches: Path) -> None:
    ended = run("extract", dispatches, "--out", "/proc/none")
    assert ended.code == 1
    assert ended.err.startswith("error: /proc/none/") and "cannot be written" in ended.err


def test_add_says_what_was_added(run: Run, dispatches: Path, observatory: type[StandInObservatory]) -> None:
    ended = run("add", dispatches, "--ledger", "war.bilan")
    assert (ended.code, ended.out) == (0, "")
    assert "2 dispatches added, 1 already there, 4 claims" in ended.err
    assert observatory.asked == ["war.bilan", "closed"]


def test_add_counts_what_failed(run: Run, dispatches: Path) -> None:
    dispatches.joinpath("c.txt").write_text("fail", encoding="utf-8")
    ended = run("add", dispatches, "--ledger", "war.bilan")
    assert ended.code == 1
    assert "c.txt: it failed" in ended.err


def test_explain_prints_each_claim_with_its_rule_and_a_proof(run: Run) -> None:
    ended = run("explain", "Un mort à Uvira.", "--published", "2020-03-05")
    assert ended.code == 0
    assert "toll  [toll.test]  confidence medium" in ended.out
    assert "evidence [0, 16]: Un mort à Uvira." in ended.out
    assert 'proof: { text = "Un mort à Uvira.", harm = "killed"' in ended.out


def test_explain_says_that_the_day_is_unknown(run: Run) -> None:
    assert "Day of publication: unknown" in run("explain", "Un mort.").out
    assert run("explain", "  ").code == 2
