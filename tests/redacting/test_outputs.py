"""Whatever leaves Bilan obeys: reports in both editions, data sets in every format, and what the commands print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bilan import datasets
from bilan.judging import judge
from bilan.observatory import Observatory
from bilan.reporting import File, Wanted, issue, report
from tests.reconcile.making import held, incident, observe, read, said, span, toll

DAY = span("2016-12-01")
SECRET = "Zoé al-Khatib a vu l'école brûler à Sakhour. Trois enfants sont morts, dit Zoé al-Khatib."
Written = Callable[[], dict[str, str]]
QUESTIONS = ("tolls", "control", "chronology", "statements", "displacement", "judgements")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.bilan"


@pytest.fixture
def observatory(path: Path) -> Observatory:
    claims = (incident("destruction", "Sakhour", DAY, evidence=(15, 43)),
              toll(3, "Sakhour", DAY, source="Zoé al-Khatib", victims="children", evidence=(45, 69)),
              said("Zoé al-Khatib"), held("holds", "Sakhour", "rebelles", DAY, evidence=(0, 43)))
    return observe(path, read("khatib", "2016-12-01", *claims, text=SECRET, outlet="Un journal"),
                   read("b", "2016-12-02", toll(7, "Homs", DAY), text="Sept morts à Homs, dit-on, sans autre nom ici."))


def _written(observatory: Observatory, path: Path, folder: Path, run: Callable[..., Any]) -> dict[str, str]:
    """Everything that can be had, by what it is; a workbook and a Parquet file as the tables that they are made of."""
    out = {f"report {markdown} {public}": report(observatory, Wanted(public=public), markdown=markdown)
           for markdown in (False, True) for public in (False, True)}
    out |= {f"table {name}": repr(datasets.table(observatory, name).rows()) for name in datasets.NAMES}
    for form in datasets.FORMATS:
        datasets.export(observatory, form, folder / f"out.{form}")
    out |= {file.name: file.read_text("utf-8", "replace") for file in folder.rglob("*") if file.is_file()}
    return out | {name: run(name, "--ledger", path, "--json").out for name in QUESTIONS}


@pytest.fixture
def written(observatory: Observatory, path: Path, tmp_path: Path, run: Callable[..., Any]) -> Written:
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda: _written(observatory, path, folder, run)


def _with(written: dict[str, str], word: str) -> set[str]:
    return {name for name, text in written.items() if word in text.casefold()}


def test_without_a_redaction_it_is_there(written: Written) -> None:
    everything = written()
    assert len(_with(everything, "khatib")) > 10 and len(_with(everything, "sakhour")) > 10


def test_a_name_hidden_leaves_nowhere(observatory: Observatory, written: Written) -> None:
    judge(observatory, "pseudonymise", ["Zoé al-Khatib", "Khatib"], shown_as="témoin 1", author="A. Editor")
    everything = written()
    assert _with(everything, "khatib") == set() and len(_with(everything, "moin 1")) > 5


def test_a_place_coarsened_leaves_nowhere(observatory: Observatory, written: Written) -> None:
    judge(observatory, "coarsen", ["Sakhour"], author="A. Editor")
    assert _with(written(), "sakhour") == set()


def test_words_expunged_leave_nowhere(observatory: Observatory, written: Written) -> None:
    filed = observatory.dispatch("khatib")
    assert filed is not None
    observatory.ledger.expunge(filed.key, author="A. Editor", reason="asked for")
    everything = written()
    assert _with(everything, "khatib") == set() and _with(everything, "sakhour") == set()


def test_a_report_after_a_redaction_does_not_correct_what_is_hidden(observatory: Observatory) -> None:
    before = issue(observatory, [File("fr", markdown=True)])
    judge(observatory, "pseudonymise", ["Zoé al-Khatib", "Khatib"], shown_as="témoin 1", author="A. Editor")
    after = issue(observatory, [File("fr", markdown=True)])
    again = issue(observatory, [File("fr", markdown=True)])
    assert "khatib" in before.text().casefold()
    assert "khatib" not in (after.text() + again.text()).casefold()
    assert (after.content or {})["corrections"] == (again.content or {})["corrections"] == []
