"""`bilan report` and `bilan reports`: published, drafted, had again; files and languages; what is refused."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from bilan.claims import Toll
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.times import When
from tests.cli.conftest import Run

DAY = date(2020, 3, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    text = "Douze civils ont péri à Gao, selon la Croix-Rouge."
    source = Entity("la Croix-Rouge", "Croix-Rouge", "bilan:actor/croix-rouge")
    toll = Toll(id="1", rule="r", evidence=(0, 26), harm="killed", victims="civilians", count=Count.exact(12),
                where=(Entity("Gao", "Gao", "geonames:2457161"),), when=When.moment(DAY), source=source)
    path = tmp_path / "war.bilan"
    with Observatory.open(path) as observatory:
        observatory.file([Extraction(Dispatch("a", text, published=DAY), Published(DAY, DAY, True), (toll,))])
    return path


def reports(run: Run, ledger: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("reports", "--ledger", ledger, "--json").out)
    return found


def test_one_publication_in_two_languages(run: Run, ledger: Path, tmp_path: Path) -> None:
    french, english = tmp_path / "out" / "rapport.html", tmp_path / "out" / "report.html"
    ended = run("report", "--ledger", ledger, "--lang", "fr", "--out", french, "--lang", "en", "--out", english,
                "--as", "Desk")
    assert ended.code == 0 and "published as internal report 1" in ended.err
    assert 'href="report.html"' in french.read_text("utf-8") and 'href="rapport.html"' in english.read_text("utf-8")
    [one] = reports(run, ledger)
    digests = {f"{name} html": hashlib.sha256(path.read_bytes()).hexdigest()
               for name, path in (("fr", french), ("en", english))}
    assert one["files"] == digests and (one["number"], one["by"], one["as_of"]) == (1, "Desk", "2020-03-01")
    assert run("report", "--ledger", ledger, "--again", 1, "--lang", "en").out == english.read_text("utf-8")
    assert run("report", "--ledger", ledger, "--again", 1).out == french.read_text("utf-8")
    listed = run("reports", "--ledger", ledger).out
    assert "internal 1" in listed and digests["fr html"] in listed


def test_a_draft_is_written_and_not_kept(run: Run, ledger: Path, tmp_path: Path) -> None:
    before = ledger.read_bytes()
    out = tmp_path / "draft.md"
    assert run("report", "--ledger", ledger, "--draft", "--lang", "en", "--out", out).code == 0
    assert out.read_text("utf-8").startswith("# ") and "DRAFT" in out.read_text("utf-8")
    assert ledger.read_bytes() == before and reports(run, ledger) == []
    assert "no report was published" in run("reports", "--ledger", ledger).err


def test_an_old_report_says_which_redactions_it_does_not_know(run: Run, ledger: Path) -> None:
    run("report", "--ledger", ledger)
    assert "warning" not in run("report", "--ledger", ledger, "--again", 1).err
    run("judge", "pseudonymise", "Croix-Rouge", "--shown-as", "une organisation", "--ledger", ledger, "--as", "A")
    ended = run("report", "--ledger", ledger, "--again", 1)
    assert ended.code == 0 and ended.err.count("warning: this report is older than redaction") == 1
    run("report", "--ledger", ledger)
    assert "warning" not in run("report", "--ledger", ledger, "--again", 2).err
    assert "Croix-Rouge" not in run("report", "--ledger", ledger, "--again", 2).out


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("--again", 1), 2, "no internal report has the number 1"),
    (("--again", 0), 2, "--again"),
    (("--again", 1, "--draft"), 2, "--draft has no place"),
    (("--lang", "fr", "--lang", "en", "--out", "one.html"), 2, "one --lang for each --out"),
    (("--out", "report.pdf"), 2, "ends in .html or .md"),
    (("--profile", "secret"), 2, "no profile 'secret'"),
    (("--as-of", "soon"), 2, "not a day"),
    (("--as-of", "1999-01-01"), 1, "nothing to report on"),
])
def test_what_it_refuses_is_one_error_and_publishes_nothing(
    run: Run, ledger: Path, arguments: tuple[object, ...], code: int, words: str
) -> None:
    ended = run("report", "--ledger", ledger, *arguments)
    assert ended.code == code and words in ended.err and "Traceback" not in ended.err
    assert reports(run, ledger) == []
