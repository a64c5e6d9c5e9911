"""Redactions: what is hidden is in no answer, figures do not change, and undoing shows it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.errors import UsageError
from bilan.judging import judge
from bilan.observatory import Observatory
from bilan.records import Query
from bilan.redacting.names import Names
from tests.reconcile.making import at, held, incident, observe, place_id, read, span, toll, who

TEXT = ("Zoé  AL-Khatib a vu l'école brûler à Sakhour. « Trois enfants sont morts », dit Z. al Khatib, voisine, à "
        "Sakhour. L'armée tient Cheikh Fares.")
DAY = span("2016-12-01")
NAMES = ["Zoé al-Khatib", "Z. al-Khatib"]
ALIAS = "témoin 1"


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    claims = (
        incident("destruction", "Sakhour", DAY, evidence=_span("l'école brûler à Sakhour")),
        toll(3, "Sakhour", DAY, source="Zoé al-Khatib", victims="children", victim="une voisine de Zoe Al Khatib",
             evidence=_span("Trois enfants sont morts")),
        held("holds", "Cheikh Fares", "armee", DAY, evidence=_span("L'armée tient Cheikh Fares")),
    )
    story = read("temoin-zoe-al-khatib", "2016-12-01", *claims, text=TEXT, outlet="Un journal")
    return observe(tmp_path / "war.bilan", story, read("b", "2016-12-02", toll(4, "Sakhour", DAY, victims="children")))


def _hide(observatory: Observatory) -> int:
    return judge(observatory, "pseudonymise", NAMES, shown_as=ALIAS, author="A. Editor", reason="at risk").number


ANSWERS: dict[str, Callable[[Observatory], object]] = {
    "findings": lambda o: o.findings(), "tolls": lambda o: o.tolls(), "claims": lambda o: tuple(o.claims()),
    "filed": lambda o: o.filed(), "dispatch": lambda o: o.dispatch("temoin-zoe-al-khatib"),
    "control": lambda o: o.control(date(2016, 12, 2)), "spells": lambda o: tuple(o.control_spells()),
    "history": lambda o: o.control_history("Cheikh Fares"), "judgements": lambda o: o.judgements(),
    "as decided earlier": lambda o: o.findings(Query(decided=date(2016, 12, 31))),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_name_hidden_is_in_no_answer(observatory: Observatory, answer: str) -> None:
    _hide(observatory)
    assert "khatib" not in repr(ANSWERS[answer](observatory)).casefold()


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_place_coarsened_is_in_no_answer(observatory: Observatory, answer: str) -> None:
    judge(observatory, "coarsen", ["Sakhour"], author="A. Editor", reason="few families are left")
    said = repr(ANSWERS[answer](observatory)).casefold()
    assert "sakhour" not in said and place_id("Sakhour") not in said


def test_what_is_shown_is_whole(observatory: Observatory) -> None:
    before = observatory.tolls().totals
    _hide(observatory)
    shown = {r.claim.kind: r for r in observatory.claims() if r.came_as != "b"}
    assert shown["toll"].quote == "Trois enfants sont morts" and shown["control"].quote == "L'armée tient Cheikh Fares"
    assert shown["incident"].quote == "l'école brûler à Sakhour"
    filed = observatory.dispatch(shown["toll"].dispatch_id)
    assert filed and filed.dispatch.text.startswith(f"{ALIAS} a vu l'école")
    assert f"dit {ALIAS}, voisine" in filed.dispatch.text
    for record in shown.values():
        assert filed.dispatch.text[slice(*record.claim.evidence)] == record.quote
    [source] = [s.origin for s in observatory.tolls().series if s.origin.name == ALIAS]
    assert source.id is None
    assert [(t.id, t.low, t.high) for t in observatory.tolls().totals] == [(t.id, t.low, t.high) for t in before]


def test_figures_are_made_of_what_is_kept(observatory: Observatory) -> None:
    """Two quarters shown as one are not one to reconciling."""
    observatory.file([read("c", "2016-12-02", incident("destruction", "Massaken Hanano", DAY))])
    before = [h.id for h in observatory.chronology()]
    for place in ("Sakhour", "Massaken Hanano"):
        judge(observatory, "coarsen", [place], author="A. Editor")
    after = observatory.chronology()
    assert [h.id for h in after] == before
    assert {p.id for h in after if h.type == "destruction" for p in h.places} == {place_id("Alep-Est")}


def test_the_state_of_a_place_coarsened_is_not_told_of_the_wider_one(observatory: Observatory) -> None:
    observatory.file([read("c", "2016-12-02", held("captured", "Sakhour", "armee", DAY),
                           held("captured", "Massaken Hanano", "armee", span("2016-12-02")))])
    days = (date(2016, 11, 30), date(2016, 12, 2))
    judge(observatory, "coarsen", ["Sakhour"], author="A. Editor")
    shown = {"Cheikh Fares", "Massaken Hanano"}
    assert {h.place.text for h in observatory.control(days[1])} == shown
    assert {h.place.text for h in observatory.findings().control} == shown
    assert {h.place.text for _, h in observatory.control_spells()} == shown
    assert {after.place.text for _, after in observatory.control_changes(*days)} == shown
    assert observatory.control_history("Sakhour") == ()


def test_undoing_shows_it_again(observatory: Observatory) -> None:
    before = repr(observatory.findings().tolls)
    number = _hide(observatory)
    assert repr(observatory.findings().tolls) != before
    judge(observatory, "undo", str(number), author="A. Editor")
    assert repr(observatory.findings().tolls) == before
    assert observatory.verify().holds


def test_what_is_kept_is_not_changed(observatory: Observatory) -> None:
    _hide(observatory)
    [record] = [r for r in observatory.ledger.claims(Query()) if r.claim.source and "Khatib" in r.claim.source.text]
    assert record.claim.source == who("Zoé al-Khatib") and observatory.ledger.words(record.dispatch_id) == TEXT


@pytest.mark.parametrize(("verdict", "subjects", "shown_as", "why"), [
    ("pseudonymise", [], "x", "needs the person's names"), ("pseudonymise", ["Zoé"], " ", "needs the person's names"),
    ("pseudonymise", ["Zoé"], "zoe 1", "still show the name"), ("pseudonymise", ["Z"], "x", "two letters"),
    ("coarsen", [], None, "needs a place"), ("coarsen", ["Nowhere"], None, "needs a place"),
    ("coarsen", ["Sakhour"], "Homs", "does not lie in"),
])
def test_a_redaction_that_hides_nothing_is_refused(observatory: Observatory, verdict: str, subjects: list[str],
                                                   shown_as: str | None, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        judge(observatory, verdict, subjects, shown_as=shown_as, author="A. Editor")


def test_the_command_line(observatory: Observatory, tmp_path: Path, run: Callable[..., Any]) -> None:
    told = ("--ledger", tmp_path / "war.bilan", "--as", "A. Editor")
    assert run("judge", "pseudonymise", *NAMES, "--shown-as", ALIAS, *told).code == 0
    [row] = json.loads(run("judgements", "--ledger", tmp_path / "war.bilan", "--json").out)
    assert (row["verdict"], row["subject"]) == ("pseudonymise", ALIAS)


names = st.lists(st.text(min_size=2, max_size=12).filter(lambda s: any(c.isalnum() for c in s)), min_size=1, max_size=3)


@settings(deadline=None)
@given(names, st.lists(st.one_of(st.text(max_size=20), st.sampled_from([" ", "-", "é", "e\u0301"])), max_size=12))
def test_spans_move_with_the_words_they_show(hidden: list[str], parts: list[str]) -> None:
    text = " ".join(part for pair in zip(parts, hidden * 6, strict=False) for part in pair)
    replaced = Names(dict.fromkeys(hidden, "\u2588\u2588")).replaced(text)
    done = 0
    for start, stop, new_start, new_stop in replaced.cuts:
        assert replaced.moved((start, stop)) == (new_start, new_stop)
        kept = slice(*replaced.moved((done, start)))
        assert replaced.text[kept] == text[done:start] and replaced.text[new_start:new_stop] == "\u2588\u2588"
        done = stop
    assert replaced.text[slice(*replaced.moved((done, len(text))))] == text[done:]


def test_a_part_of_a_word_is_no_name() -> None:
    assert Names({"Ali": "X"}).text("Ali, Alice, ALI et l'Ali-Baba") == "X, Alice, X et l'X-Baba"
    assert Names({"": "X", "…": "X"}).text("… rien") == "… rien"
    assert at("Sakhour").id == place_id("Sakhour")
