"""Incidents told by several dispatches, the tolls that they caused, and what does not agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bilan.claims import Claim
from bilan.findings import Dispute, Happening
from bilan.observatory import Observatory
from bilan.records import Query
from bilan.times import When
from tests.reconcile.making import held, incident, observe, read, span, toll

DAY = span("2016-12-01")


def _told(folder: Path, *claims: Claim) -> Observatory:
    """An observatory over a dispatch for each claim, all published on the day after."""
    return observe(folder / "war.bilan", *(read(f"d{i}", "2016-12-02", c) for i, c in enumerate(claims)))


def _incidents(observatory: Observatory) -> list[Happening]:
    return [h for h in observatory.chronology() if h.kind == "incident"]


@pytest.mark.parametrize(("other", "happenings", "verdict"), [
    (incident("airstrike", "Sakhour", DAY), 1, "same"),
    (incident("airstrike", "Sakhour", DAY, "armee"), 1, "same"),
    (incident("airstrike", "Sakhour", DAY, "rebelles"), 2, "unsure"),
    (incident("airstrike", "Alep", DAY), 2, "unsure"),
    (incident("shelling", "Sakhour", DAY), 2, "unsure"),
    (incident("airstrike", "Sakhour", span("2016-12-02")), 2, "unsure"),
    (incident("arrest", "Sakhour", DAY), 2, None),
    (incident("airstrike", "Homs", DAY), 2, None),
    (incident("airstrike", "Sakhour", span("2016-12-09")), 2, None),
])
def test_two_mentions(tmp_path: Path, other: Claim, happenings: int, verdict: str | None) -> None:
    found = _incidents(_told(tmp_path, incident("airstrike", "Sakhour", DAY, "armee"), other))
    assert len(found) == happenings
    decisions = {d.verdict for h in found for d in h.decisions}
    assert decisions == ({verdict} if verdict else set())


def test_two_mentions_in_one_dispatch_are_two(tmp_path: Path) -> None:
    both = read("a", "2016-12-02", incident("airstrike", "Sakhour", DAY), incident("airstrike", "Sakhour", DAY))
    assert len(_incidents(observe(tmp_path / "a", both))) == 2


def test_a_persons_word_wins_and_identifiers_survive_its_undoing(tmp_path: Path) -> None:
    observatory = _told(tmp_path, incident("airstrike", "Sakhour", DAY), incident("airstrike", "Sakhour", DAY))
    [one] = _incidents(observatory)
    pair = " ".join(sorted((one.id, *one.aliases)))
    split = observatory.judge("different", pair, author="Editor", reason="an hour apart")
    assert {h.id for h in _incidents(observatory)} == {one.id, *one.aliases}
    observatory.judge("undo", str(split.number), author="Editor")
    assert [(h.id, h.aliases) for h in _incidents(observatory)] == [(one.id, one.aliases)]


def test_a_person_can_join_what_the_rules_keep_apart(tmp_path: Path) -> None:
    observatory = _told(tmp_path, incident("airstrike", "Sakhour", DAY), incident("attack", "Homs", DAY))
    pair = " ".join(sorted(h.id for h in _incidents(observatory)))
    observatory.judge("same", pair, author="Editor", reason="the second misnames the town")
    [joined] = _incidents(observatory)
    assert len(joined.records) == 2 and joined.decisions[0].by == "Editor"


def test_a_toll_stands_with_the_incident_that_its_dispatch_tells(tmp_path: Path) -> None:
    with_it = read("a", "2016-12-02", incident("airstrike", "Sakhour", DAY), toll(14, "Sakhour", DAY))
    alone = read("b", "2016-12-05", toll(3, "Homs", span("2016-12-04")))
    found = observe(tmp_path / "a", with_it, alone).chronology()
    assert [(h.kind, [r.count.value for r in h.tolls]) for h in found] == [("incident", [14]), ("toll", [3])]


def test_what_may_only_come_is_no_happening(tmp_path: Path) -> None:
    observatory = _told(tmp_path, incident("offensive", "Sakhour", DAY, modality="expected"),
                        held("captured", "Sakhour", "armee", DAY, modality="called_for"))
    assert observatory.chronology() == ()


def _kinds(disputes: tuple[Dispute, ...]) -> list[str]:
    return [d.kind for d in disputes]


@pytest.mark.parametrize(("claims", "kinds"), [
    ((toll(10, when=DAY), toll(25, when=DAY, source="reseau")), ["true disagreement"]),
    ((toll(10, when=DAY), toll(">=9", when=DAY, source="reseau")), []),
    ((toll(10, when=DAY), toll(25, when=DAY, source=None)), []),
    ((toll(10, when=DAY), toll("dozens", when=DAY, source="reseau")), ["true disagreement"]),
    ((toll(200, when=span("2016-11-15", "2016-11-20")),
      toll(230, when=span("2016-11-15", "2016-11-29"), source="reseau")), []),
    ((toll(230, when=span("2016-11-15", "2016-11-20")),
      toll(200, when=span("2016-11-15", "2016-11-29"), source="reseau")), ["true disagreement"]),
    ((toll(300, when=span("2016-11-15", "2016-11-28")), toll(250, when=span("2016-11-15", "2016-11-30"))),
     ["difference of scope"]),
    ((toll(300, when=span("2016-11-15", "2016-11-28")), toll(250, when=span("2016-11-15", "2016-12-02", bound=True))),
     ["late reprint"]),
    ((incident("airstrike", "Sakhour", DAY, "armee"), incident("airstrike", "Sakhour", DAY, "rebelles")),
     ["disputed authorship"]),
    ((held("captured", "Sakhour", "armee", DAY), held("captured", "Sakhour", "armee", DAY, modality="denied")),
     ["divergent control"]),
    ((toll(10, when=span("2016-12-03", "2016-12-01")),), ["impossible dates"]),
    ((toll(10, when=span("2016-12-24")),), ["impossible dates"]),
    ((toll(10, when=span("2016-11-15", "2016-12-20"), as_of="2016-12-20"),), ["figure before its day"]),
])
def test_kinds_of_divergence(tmp_path: Path, claims: tuple[Claim, ...], kinds: list[str]) -> None:
    assert _kinds(_told(tmp_path, *claims).disputes()) == kinds


def test_parts_above_their_whole(tmp_path: Path) -> None:
    parts = (toll(50, when=DAY, victims="fighters", part_of="c0"),
             toll(30, when=DAY, victims="security_forces", part_of="c0"))
    whole = read("a", "2016-12-02", toll(73, when=DAY, victims="people"), *parts)
    right = read("a", "2016-12-02", toll(80, when=DAY, victims="people"), *parts)
    assert _kinds(observe(tmp_path / "a", whole).disputes()) == ["parts above whole"]
    assert _kinds(observe(tmp_path / "b", right).disputes()) == []


def test_a_dispute_keeps_its_name_when_others_come(tmp_path: Path) -> None:
    observatory = _told(tmp_path, toll(10, when=DAY), toll(25, when=DAY, source="reseau"))
    [before] = observatory.disputes()
    observatory.file([read("x", "2016-12-03", toll(1, "Homs", DAY), toll(9, "Homs", DAY, source="reseau"))])
    assert before.id in {d.id for d in observatory.disputes()}
    assert observatory.disputes(Query(as_of=date(2016, 12, 2))) == (replace(before),)


def test_a_part_is_told_with_its_whole(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-12-02", toll(12, "Sakhour", DAY),
                                               toll(5, "Sakhour", DAY, victims="children", part_of="c0")))
    [happening] = observatory.chronology()
    assert [(r.count.value, [p.count.value for p in r.parts]) for r in happening.tolls] == [(12, [5])]


@pytest.mark.parametrize(("place", "day", "counts", "happenings", "why"), [
    ("Alep-Est", DAY, (14, 14), 1, "figures"), ("Sakhour", span("2016-12-02"), (14, 14), 1, "figures"),
    ("Sakhour", DAY, (14, 20), 1, "time"), ("Sakhour", DAY, (4, 60), 2, "figures"),
    ("Alep-Est", DAY, (2, 2), 2, "place"),
])
def test_figures_speak_for_one_happening_or_against_it(tmp_path: Path, place: str, day: When, counts: tuple[int, int],
                                                       happenings: int, why: str) -> None:
    one, other = counts
    observatory = observe(
        tmp_path / "a", read("a", "2016-12-03", incident("airstrike", "Sakhour", DAY), toll(one, "Sakhour", DAY)),
        read("b", "2016-12-03", incident("airstrike", place, day), toll(other, place, day, "reseau")))
    found = _incidents(observatory)
    assert len(found) == happenings
    assert any(why in d.reasons for h in found for d in h.decisions)


def test_what_is_told_of_a_whole_country_is_compared_with_what_lies_in_it(tmp_path: Path) -> None:
    found = _incidents(_told(tmp_path, incident("airstrike", "Syrie", DAY), incident("airstrike", "Sakhour", DAY)))
    assert [d.verdict for h in found for d in h.decisions] == ["unsure"]


@pytest.mark.parametrize(("second", "between", "found"), [
    ("2016-12-03", None, ["impossible dates"]), ("2016-12-03", "rebelles", []), ("2016-12-28", None, []),
])
def test_one_place_taken_twice_by_one_side_is_one_of_two_days(tmp_path: Path, second: str, between: str | None,
                                                              found: list[str]) -> None:
    told = [read("a", "2016-12-05", held("captured", "Sakhour", "armee", DAY)),
            read("b", "2016-12-29", held("captured", "Sakhour", "damas", span(second)))]
    if between:
        told.append(read("c", "2016-12-05", held("captured", "Sakhour", between, span("2016-12-02"))))
    assert [d.kind for d in observe(tmp_path / "a", *told).disputes()] == found


def test_a_persons_word_joins_what_was_told_apart_and_undoing_it_parts_it_again(tmp_path: Path) -> None:
    observatory = _told(tmp_path, *(incident(what, "Sakhour", DAY) for what in ("airstrike", "protest", "clash")))
    before = [h.id for h in observatory.chronology()]
    first, second, third = (r.key for r in sorted(observatory.ledger.claims(Query()), key=lambda r: r.dispatch_id))
    pairs = [" ".join(sorted((one, third))) for one in (first, second)]
    made = [observatory.judge("same", pair, author="Editor").number for pair in pairs]
    [whole] = observatory.chronology()
    assert (whole.id, set(whole.aliases)) == (first, {second, third})
    observatory.judge("different", " ".join(sorted((first, second))), author="Editor")
    assert [h.id for h in observatory.chronology()] == [first, second]
    for number in made:
        observatory.judge("undo", str(number), author="Editor")
    assert [h.id for h in observatory.chronology()] == before
