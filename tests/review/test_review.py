"""A day's claims to a spreadsheet and back: what is decided in it enters once, what does not fit is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bilan.claims import Toll
from bilan.errors import UsageError
from bilan.ledger import Ledger
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.records import Query
from bilan.review import Outcome, export_sheet, import_sheet
from bilan.review.workbook import COLUMNS, HIDDEN
from tests.reconcile.making import held, incident, observe, read, said, span, toll

TEXT = ("Au moins 27 personnes sont mortes lundi à Sakhour. Le quartier a été pris par l'armée.\n"
        "Un raid a visé une école. Deux camions ont brûlé.")
DAY = span("2016-12-01")
ACCEPT = {"verdict": "accept"}


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    claims = (toll(">=27", "Sakhour", DAY, evidence=(0, 49)),
              held("captured", "Sakhour", "armee", DAY, evidence=(51, 86)),
              incident("airstrike", "Sakhour", DAY, evidence=(88, 113)), said("Le Directeur"))
    return observe(tmp_path / "war.bilan", read("a", "2016-12-01", *claims, text=TEXT),
                   read("b", "2016-12-02", toll(3, "Homs", DAY)))


@pytest.fixture
def sheet(observatory: Observatory, tmp_path: Path) -> Path:
    path = tmp_path / "day.xlsx"
    assert export_sheet(observatory, path, published=date(2016, 12, 1)) == 4
    return path


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Changes the page of claims of a workbook, as a person would."""
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def at(page: Any, kind: str, column: str) -> Any:
    """The cell of a column in the row of the first claim of a kind."""
    row = next(r for r in range(2, 100) if page.cell(r, COLUMNS.index("kind") + 1).value == kind)
    return page.cell(row, COLUMNS.index(column) + 1)


def decide(path: Path, **rows: dict[str, Any]) -> None:
    """Fills in cells of the first row of each kind."""
    def change(page: Any) -> None:
        for kind, cells in rows.items():
            for cell, value in [(at(page, kind, column), value) for column, value in cells.items()]:
                cell.value = value

    edit(path, change)


def new(page: Any, number: int, cells: dict[str, Any]) -> None:
    """Fills in a row below the claims."""
    for column, value in cells.items():
        page.cell(number, COLUMNS.index(column) + 1).value = value


def back(observatory: Observatory, path: Path) -> Outcome:
    return import_sheet(observatory, path, author="A. Editor")


def test_a_row_shows_the_sentence_and_the_slots(sheet: Path) -> None:
    page = load_workbook(sheet).worksheets[0]
    assert at(page, "toll", "sentence").value == "Au moins 27 personnes sont mortes lundi à Sakhour."
    assert [at(page, "toll", c).value for c in ("what", "people", "count", "when", "where", "source", "dispatch")] == [
        "killed", "civilians", "at_least 27", "2016-12-01", "Sakhour", "Observatoire des droits", "a"]
    offered = [v.formula1 for v in page.data_validations.dataValidation]
    assert '"accept,reject,correct,add"' in offered and '"1,2,3,4,5,6"' in offered
    assert any("captured" in f for f in offered)
    assert load_workbook(sheet)[HIDDEN].sheet_state == "veryHidden"


def test_verdicts_come_back_as_judgements_once(observatory: Observatory, sheet: Path) -> None:
    decide(sheet, toll={"verdict": "correct", "count": 30, "where": "Alep-Est", "reason": "misread"},
           control={"verdict": "accept", "grade": "2"}, incident={"verdict": "Rejeter", "reason": "not in the text"})
    done = back(observatory, sheet)
    assert [(j.verdict, j.author, j.reason) for j in done.recorded] == [
        ("correct", "A. Editor", "misread"), ("accept", "A. Editor", ""), ("grade claim", "A. Editor", ""),
        ("reject", "A. Editor", "not in the text")]
    assert (done.known, done.refused) == (0, ())
    claims = {r.claim.kind: r for r in observatory.ledger.claims(Query(as_of=date(2016, 12, 1)))}
    assert "incident" not in claims and claims["control"].review.grade == "2"
    corrected = claims["toll"].claim
    assert isinstance(corrected, Toll) and corrected.count == Count.exact(30)
    assert [p.id for p in corrected.where] == ["bilan:place/alep-est"]
    seal = observatory.seal()
    again = back(observatory, sheet)
    assert (again.recorded, again.known, again.refused) == ((), 4, ()) and observatory.seal() == seal
    assert observatory.verify().holds


def test_what_was_undone_since_is_not_put_back_by_the_same_file(observatory: Observatory, sheet: Path) -> None:
    decide(sheet, toll={"verdict": "reject"})
    [made] = back(observatory, sheet).recorded
    observatory.judge("undo", str(made.number), author="B. Editor")
    assert back(observatory, sheet).recorded == ()
    decide(sheet, toll=ACCEPT)
    assert [j.verdict for j in back(observatory, sheet).recorded] == ["accept"]


def test_a_claim_that_was_missed_is_added_with_its_evidence(observatory: Observatory, sheet: Path) -> None:
    row: dict[str, Any] = {
        "verdict": "add", "kind": "incident", "dispatch": "a", "evidence": "Deux camions\nont  brûlé",
        "what": "attack", "when": datetime(2016, 12, 1), "where": "Sakhour; Alep-Est", "reason": "missed",
    }
    elsewhere = {"verdict": "add", "kind": "toll", "evidence": "own interview 14", "published": "2016-12-02",
                 "what": "wounded", "people": "people", "count": "~20", "when": "..2016-12-01", "where": "Sakhour"}

    def change(page: Any) -> None:
        for number, cells in enumerate((row, elsewhere), 6):
            new(page, number, cells)

    edit(sheet, change)
    assert [j.verdict for j in back(observatory, sheet).recorded] == ["add", "add"]
    one, other = (r for r in observatory.ledger.claims(Query()) if r.review.state == "added")
    assert one.quote == "Deux camions ont brûlé" and one.claim.when == DAY and len(one.claim.where) == 2
    assert isinstance(other.claim, Toll) and other.claim.count == Count(value=20, bound="about")
    assert other.quote == "own interview 14" and other.claim.when == span(None, "2016-12-01")
    assert back(observatory, sheet).recorded == ()


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no verdict": ({"count": 30}, "count: changed, but"),
    "nothing changed": ({"verdict": "correct"}, "change what is wrong"),
    "unknown verdict": ({"verdict": "maybe"}, "'maybe' is none of"),
    "unknown grade": ({"grade": 7}, "'7' is none of"),
    "no count": ({"verdict": "correct", "count": "plenty"}, "count: 'plenty' is no count"),
    "no such class": ({"verdict": "correct", "people": "aliens"}, "victims cannot be 'aliens'"),
    "no day": ({"verdict": "correct", "when": "Monday"}, "is a day, a month or a year"),
    "ends before it starts": ({"verdict": "correct", "when": "2016-12-02..2016-12-01"}, "cannot start on"),
    "emptied": ({"verdict": "correct", "count": None}, "does not fit"),
    "another kind's slot": ({"verdict": "correct", "via": "radio"}, "via: a toll has no such slot"),
    "unknown identifier": ({"verdict": "correct", "where": "Sakhour [geonames:0]"}, "where: nothing has the"),
    "another evidence": ({"verdict": "accept", "evidence": "Un raid"}, "sorted in part"),
    "another key": ({"verdict": "accept", "key": "0"}, "was not exported"),
    "no key": ({"verdict": "accept", "key": None}, "a row without one adds"),
    "there already": ({"verdict": "add"}, "is there already"),
    "reason alone": ({"reason": "hm"}, "without a verdict"),
    "a formula": ({"verdict": "accept", "reason": '=HYPERLINK("x")'}, "a formula stands there"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_row_that_does_not_fit_is_refused_and_the_others_go_on(observatory: Observatory, sheet: Path,
                                                                 wrong: str) -> None:
    cells, why = WRONG[wrong]
    decide(sheet, toll=cells, incident=ACCEPT)
    done = back(observatory, sheet)
    assert [(j.verdict) for j in done.recorded] == ["accept"]
    [refused] = done.refused
    assert refused.row == 2 and why in refused.reason


@pytest.mark.parametrize(("cells", "why"), [
    ({"kind": "riot"}, "kind: 'riot'"), ({"dispatch": "zz"}, "not in the ledger"), ({"evidence": "absent"}, "do not"),
    ({"evidence": ""}, "copy the words"), ({"evidence": "a"}, "more than once"), ({"what": ""}, "does not fit"),
])
def test_an_addition_that_does_not_fit_is_refused(observatory: Observatory, sheet: Path, cells: dict[str, str],
                                                  why: str) -> None:
    row = {"verdict": "add", "kind": "incident", "dispatch": "a", "evidence": "Un raid", "what": "attack", **cells}
    edit(sheet, lambda page: new(page, 6, row))
    [refused] = back(observatory, sheet).refused
    assert refused.row == 6 and why in refused.reason


def test_what_others_did_since_is_not_overridden(observatory: Observatory, sheet: Path) -> None:
    keys = {r.claim.kind: r.key for r in observatory.ledger.claims(Query(as_of=date(2016, 12, 1)))}
    observatory.judge("reject", keys["toll"], author="B. Editor", reason="doubtful")
    observatory.judge("accept", keys["incident"], author="B. Editor")
    decide(sheet, toll=ACCEPT, incident=ACCEPT)
    done = back(observatory, sheet)
    assert [j.subject for j in done.recorded] == [keys["incident"]]
    [refused] = done.refused
    assert "B. Editor has judged it since (reject" in refused.reason


def test_rows_may_be_sorted_and_columns_moved_and_left_out(observatory: Observatory, sheet: Path) -> None:
    def change(page: Any) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        for number, row in enumerate([rows[0], *rows[:0:-1]], 1):
            for place, value in enumerate([row[-1], *row[-4::-1]], 1):
                page.cell(number, place).value = value

    decide(sheet, toll=ACCEPT)
    edit(sheet, change)
    done = back(observatory, sheet)
    assert (len(done.recorded), done.refused) == (1, ())


def test_hostile_text_cannot_act_and_comes_back_unchanged(tmp_path: Path) -> None:
    text = "=cmd|' /C calc'!A0 \x1b[2J_x0041_ \u202egnipolevne\r\n" + "+1 " * 3000
    claim = toll(3, source='=HYPERLINK("http://x")', evidence=(0, len(text)), means="-2+3", victim=text)
    observatory = observe(tmp_path / "war.bilan", read("=x", "2016-12-01", claim, text=text, outlet="@evil"))
    path = tmp_path / "day.xlsx"
    export_sheet(observatory, path)
    book = load_workbook(path)
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.value is None for page in book for row in page.iter_rows() for cell in row if cell.data_type == "n")
    decide(path, toll=ACCEPT)
    done = back(observatory, path)
    assert (len(done.recorded), done.refused) == (1, ())


def test_what_is_no_review_is_refused(observatory: Observatory, tmp_path: Path) -> None:
    other = Workbook()
    other.save(tmp_path / "other.xlsx")
    (tmp_path / "note.xlsx").write_text("a note")
    for name, why in (("other.xlsx", "is no review"), ("note.xlsx", "no workbook"), ("none.xlsx", "no such file")):
        with pytest.raises(UsageError, match=why):
            back(observatory, tmp_path / name)
    with pytest.raises(UsageError, match="nothing to review"):
        export_sheet(observatory, tmp_path / "x.xlsx", published=date(2020, 1, 1))


def test_a_claim_read_differently_since_is_refused(observatory: Observatory, sheet: Path) -> None:
    observatory.ledger.reread(read("a", "2016-12-01", toll(28, "Sakhour", DAY, evidence=(0, 49)), text=TEXT))
    decide(sheet, toll=ACCEPT, incident=ACCEPT)
    assert [r.reason.partition(";")[0] for r in back(observatory, sheet).refused] == [
        "key: the claim has been read differently since", "key: the ledger reads this claim no longer"]


def test_the_command_line(observatory: Observatory, tmp_path: Path, run: Callable[..., Any]) -> None:
    ledger, path = tmp_path / "war.bilan", tmp_path / "jour.xlsx"
    told = ("--ledger", ledger, "--place", "bilan:place/sakhour", "--lang", "fr", "--out", path)
    assert run("review", "export", *told).err == f"3 claims written to {path}\n"
    decide(path, toll={"verdict": "accepter"}, incident={"verdict": "corriger"})
    ended = run("review", "import", path, "--ledger", ledger, "--as", "A. Editor")
    assert (ended.code, ended.out) == (1, "1 judgement recorded\n") and f"{path}:4: verdict: to correct" in ended.err
    assert run("review", "import", path, "--ledger", ledger, "--as", " ").code == 2
    assert run("review", "export", "--ledger", ledger, "--out", tmp_path / "x.csv").code == 2
    assert run("review", "export", "--ledger", ledger, "--out", tmp_path / "none" / "x.xlsx").code == 1
    assert Ledger.open(ledger).verify().holds
