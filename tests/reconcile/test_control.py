"""Who holds a place: the three axes, what larger places pass on, remnants, rivals, and what never moves the fold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bilan.claims import Claim, Control
from bilan.findings import Holding
from bilan.records import Query
from tests.reconcile.making import at, held, observe, place_id, read, small_world, span

DAY = date(2016, 12, 10)


def _holding(folder: Path, place: str, *told: tuple[str, Claim], day: date = DAY, source: str = "d") -> Holding:
    """The state of a place after dispatches of one claim each, published on the days given."""
    observatory = observe(folder / "war.bilan", *(read(f"{source}{i}", when, claim)
                                                  for i, (when, claim) in enumerate(told)))
    return next(h for h in observatory.control(day, Query(place=place)) if h.place.id == place_id(place))


def _names(holding: Holding) -> tuple[str | None, str]:
    return (holding.holder.text if holding.holder else None, holding.situation)


def test_a_later_capture_changes_the_holder_and_keeps_the_one_before(tmp_path: Path) -> None:
    found = _holding(tmp_path, "Sakhour",
                     ("2016-11-20", held("holds", "Sakhour", "rebelles", span("2016-11-20"))),
                     ("2016-11-28", held("captured", "Sakhour", "armee", span("2016-11-28"))))
    assert _names(found) == ("armée", "held")
    assert found.previous is not None and found.previous.text == "rebelles"
    assert (found.since, found.reported, found.age, found.by_then) == ("2016-11-28", date(2016, 11, 28), 12, False)


def test_the_day_asked_for_is_not_told_what_came_after(tmp_path: Path) -> None:
    told = (("2016-11-20", held("holds", "Sakhour", "rebelles", span("2016-11-20"))),
            ("2016-11-28", held("captured", "Sakhour", "armee", span("2016-11-28"))))
    assert _names(_holding(tmp_path, "Sakhour", *told, day=date(2016, 11, 25))) == ("rebelles", "held")


def test_a_place_that_was_left_is_vacated_until_somebody_is_said_to_hold_it(tmp_path: Path) -> None:
    left = ("2016-12-05", held("withdrew", "Sakhour", None, span("2016-12-05"), previous="rebelles"))
    taken = ("2016-12-06", held("captured", "Sakhour", "armee", span("2016-12-05")))
    assert _names(_holding(tmp_path, "Sakhour", left)) == (None, "vacated")
    (tmp_path / "war.bilan").unlink()
    assert _names(_holding(tmp_path, "Sakhour", left, taken)) == ("armée", "held")


def test_a_siege_and_a_fight_leave_the_holder_and_name_the_other_side(tmp_path: Path) -> None:
    found = _holding(tmp_path, "Alep-Est",
                     ("2016-11-20", held("holds", "Alep-Est", "rebelles", span("2016-11-20"))),
                     ("2016-11-21", held("besieged", "Alep-Est", "damas", span("2016-07", "2016-11-21"))),
                     ("2016-11-29", held("contested", "Alep-Est", "armee", span("2016-11-29"))))
    assert _names(found) == ("rebelles", "contested")
    assert found.besieger is not None and found.besieger.text == "forces gouvernementales"
    assert found.besieged_since == "2016-07"
    assert found.challenger is not None and found.challenger.text == "armée"


def test_a_part_never_changes_the_whole(tmp_path: Path) -> None:
    found = _holding(tmp_path, "Alep-Est",
                     ("2016-11-20", held("holds", "Alep-Est", "rebelles", span("2016-11-20"))),
                     ("2016-12-01", held("captured", "Alep-Est", "armee", span("2016-12-01"), extent="part")))
    assert _names(found) == ("rebelles", "held")
    assert [r.claim.when.start for r in found.remnants if r.claim.when] == ["2016-12-01"]


@pytest.mark.parametrize("modality", ["alleged", "expected", "denied", "called_for"])
def test_only_what_is_asserted_moves_the_fold(tmp_path: Path, modality: str) -> None:
    found = _holding(tmp_path, "Sakhour",
                     ("2016-11-20", held("holds", "Sakhour", "rebelles", span("2016-11-20"))),
                     ("2016-11-28", held("captured", "Sakhour", "armee", span("2016-11-28"), modality=modality)))
    assert _names(found) == ("rebelles", "held")
    assert len(found.divergent) + len(found.expected) == 1


def test_the_previous_holder_of_an_expected_loss_holds_the_place_when_it_is_said(tmp_path: Path) -> None:
    found = _holding(tmp_path, "Alep-Est",
                     ("2016-12-01", held("lost", "Alep-Est", None, None, previous="rebelles", modality="expected")))
    assert _names(found) == ("rebelles", "held")
    assert (found.footing, found.evidence) == ("expected loss", "reported")


def test_a_label_is_a_baseline_that_anything_firmer_replaces(tmp_path: Path) -> None:
    label = ("2016-12-02", held("holds", "Sakhour", "rebelles", span("2016-12-02"), rule="control.label"))
    firm = ("2016-12-01", held("captured", "Sakhour", "armee", span("2016-12-01")))
    assert _holding(tmp_path, "Sakhour", label).footing == "label"
    (tmp_path / "war.bilan").unlink()
    found = _holding(tmp_path, "Sakhour", label, firm)
    assert (_names(found), found.footing) == (("armée", "held"), "change")


def test_two_holders_on_one_day_are_a_divergence_and_neither_wins(tmp_path: Path) -> None:
    told = (("2016-12-01", held("captured", "Sakhour", "armee", span("2016-12-01"), source="osdh")),
            ("2016-12-01", held("captured", "Sakhour", "kurdes", span("2016-12-01"), source="reseau")))
    found = _holding(tmp_path, "Sakhour", *told)
    assert _names(found) == (None, "unknown")
    assert len(found.divergent) == 2
    observatory = observe(tmp_path / "war.bilan")
    assert [d.kind for d in observatory.disputes(Query(place="Sakhour"))] == ["two holders"]


def test_a_place_takes_what_it_lies_in_where_nothing_is_said_of_it(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-12-01", held("holds", "Alep-Est", "rebelles",
                                                                       span("2016-12-01"))))
    [found] = observatory.control(DAY, Query(place="Al-Machad"))
    assert _names(found) == ("rebelles", "held")
    assert found.inherited is not None and found.inherited.text == "Alep-Est"


def test_the_whole_yields_to_what_the_same_dispatch_says_of_a_part(tmp_path: Path) -> None:
    both = read("a", "2016-12-09", held("captured", "Alep", "damas", span("2016-12-09")),
                held("holds", "Al-Machad", "rebelles", span("2016-12-09")))
    observatory = observe(tmp_path / "a", both)
    [part] = observatory.control(DAY, Query(place="Al-Machad"))
    assert _names(part) == ("rebelles", "held") and part.inherited is None
    later = read("b", "2016-12-10", held("captured", "Alep", "damas", span("2016-12-10")))
    observatory.file([later])
    [part] = observatory.control(DAY, Query(place="Al-Machad"))
    assert _names(part) == ("forces gouvernementales", "held")
    assert part.inherited is not None and part.inherited.text == "Alep"


@pytest.mark.parametrize(("sources", "grade"), [
    (("damas",), "claimed"), (("armee", "damas"), "claimed"), (("osdh",), "reported"), ((None,), "reported"),
    (("osdh", "directeur"), "reported"), (("osdh", "reseau"), "corroborated"), (("damas", "osdh"), "reported"),
    (("damas", "rebelles"), "conceded"),
])
def test_the_grade_of_the_evidence(tmp_path: Path, sources: tuple[str | None, ...], grade: str) -> None:
    told = [("2016-12-01", held("captured", "Sakhour", "armee", span("2016-12-01"), "rebelles", source=source))
            for source in sources]
    assert _holding(tmp_path, "Sakhour", *told).evidence == grade


def test_what_has_no_day_stands_at_its_publication(tmp_path: Path) -> None:
    found = _holding(tmp_path, "Cheikh Fares", ("2016-11-29", held("captured", "Cheikh Fares", "kurdes", None)))
    assert (_names(found), found.since, found.by_then) == (("forces kurdes", "held"), None, True)


def test_a_dispatch_with_no_day_at_all_moves_nothing(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", None, held("captured", "Sakhour", "armee", None)),
                          read("b", "2016-12-01", held("holds", "Alep-Est", "rebelles", span("2016-12-01"))))
    [found] = observatory.control(DAY, Query(place="Sakhour"))
    assert _names(found) == ("rebelles", "held")


def test_a_persons_own_record_is_assessed(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a")
    claim = held("holds", "Sakhour", "rebelles", span("2016-11-01"))
    body = {"kind": "control", "change": "holds", "evidence": [0, 0], "when": {"start": "2016-11-01",
            "end": "2016-11-01"}, "place": {"text": "Sakhour", "id": place_id("Sakhour")},
            "holder": {"text": "rebelles", "id": "bilan:actor/rebelles"}}
    observatory.judge("add", "", author="Editor", detail={"claim": body, "record": "own survey",
                                                          "published": "2016-11-02"})
    [found] = observatory.control(DAY, Query(place="Sakhour"))
    assert (_names(found), found.evidence, found.footing) == (("rebelles", "held"), "assessed", "baseline")
    assert isinstance(claim, Control)


def test_the_history_and_the_changes_between_two_days(tmp_path: Path) -> None:
    told = [read(f"d{i}", day, held("captured", "Sakhour", side, span(day)))
            for i, (day, side) in enumerate((("2016-11-01", "rebelles"), ("2016-11-28", "armee"),
                                             ("2016-12-03", "rebelles")))]
    observatory = observe(tmp_path / "a", *told)
    states = observatory.control_history("Sakhour")
    assert [(h.since, h.holder.text if h.holder else None) for h in states] == [
        ("2016-11-01", "rebelles"), ("2016-11-28", "armée"), ("2016-12-03", "rebelles")]
    [(before, after)] = observatory.control_changes(date(2016, 11, 10), date(2016, 11, 30))
    assert (_names(before)[0], _names(after)[0]) == ("rebelles", "armée")
    assert observatory.control_changes(date(2016, 11, 10), date(2016, 12, 5)) == ()


def test_places_without_an_identifier_are_known_by_their_folded_name(tmp_path: Path) -> None:
    one = held("captured", "Bab el-Hawa", "armee", span("2016-12-01"))
    two = replace(held("holds", "bab al Hawa", "rebelles", span("2016-11-01")))
    observatory = observe(tmp_path / "a", read("a", "2016-12-01", one), read("b", "2016-11-01", two))
    [found] = observatory.control(DAY)
    assert _names(found) == ("armée", "held")
    assert small_world().place(at("Bab el-Hawa")).startswith("name:")


def test_a_siege_of_which_only_a_day_is_told_has_no_beginning_and_keeps_the_one_told_before(tmp_path: Path) -> None:
    undated = ("2016-11-25", held("besieged", "Alep-Est", "armee", span("2016-11-25")))
    assert _holding(tmp_path, "Alep-Est", undated).besieged_since is None
    (tmp_path / "war.bilan").unlink()
    dated = ("2016-11-21", held("besieged", "Alep-Est", "damas", span("2016-07", "2016-11-21")))
    assert _holding(tmp_path, "Alep-Est", dated, undated).besieged_since == "2016-07"


def test_a_state_of_one_day_had_begun_by_then(tmp_path: Path) -> None:
    assert _holding(tmp_path, "Sakhour", ("2016-11-25", held("holds", "Sakhour", "armee", span("2016-11-25")))).by_then


@pytest.mark.parametrize("unnamed", ["quartier", "Deux villages", "les quartiers ouest", "la deuxième ville de Syrie"])
def test_areas_without_a_name_are_no_places_of_the_picture(tmp_path: Path, unnamed: str) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-12-01", held("captured", unnamed, "armee",
                                                                       span("2016-12-01"))))
    assert observatory.control(DAY) == ()


def test_a_change_that_names_nobody_tells_the_last_one_again(tmp_path: Path) -> None:
    taken = ("2016-11-27", held("captured", "Sakhour", "armee", span("2016-11-26"), "rebelles"))
    again = ("2016-11-28", held("captured", "Sakhour", None, span("2016-11-27")))
    undated = ("2016-12-03", held("lost", "Sakhour", None, None))
    assert _names(_holding(tmp_path, "Sakhour", taken, again, undated)) == ("armée", "held")
    (tmp_path / "war.bilan").unlink()
    new = ("2016-12-03", held("lost", "Sakhour", None, span("2016-12-02")))
    assert _names(_holding(tmp_path, "Sakhour", taken, new)) == (None, "vacated")


def test_nobody_besieges_what_they_hold(tmp_path: Path) -> None:
    siege = ("2016-12-02", held("besieged", "Alep-Est", "damas", span("2016-07", "2016-12-02")))
    own = _holding(tmp_path, "Alep-Est", ("2016-12-01", held("captured", "Alep-Est", "armee", span("2016-12-01"))),
                   siege)
    assert (_names(own), own.besieger, len(own.divergent)) == (("armée", "held"), None, 1)
    (tmp_path / "war.bilan").unlink()
    passed_on = _holding(tmp_path, "Alep-Est",
                         ("2016-11-30", held("holds", "Alep-Est", "rebelles", span("2016-11-30"))),
                         ("2016-12-01", held("captured", "Alep", "armee", span("2016-12-01"))), siege)
    assert _names(passed_on) == ("rebelles", "besieged")


def test_the_side_that_a_claim_says_has_lost_concedes_it(tmp_path: Path) -> None:
    lost = ("2016-12-02", held("lost", "Sakhour", None, span("2016-12-01"), "rebelles", source="rebelles"))
    taken = ("2016-12-01", held("captured", "Sakhour", "armee", span("2016-12-01"), source="damas"))
    assert _holding(tmp_path, "Sakhour", taken, lost).evidence == "conceded"


def test_the_unnamed_rest_of_a_group_has_the_groups_state_and_its_named_parts_their_own(tmp_path: Path) -> None:
    where = (at("quatre quartiers de l'est"), at("Alep-Est"))
    taken = held("captured", "quatre quartiers de l'est", "armee", span("2016-11-28"), "rebelles")
    told = read("a", "2016-11-29", replace(taken, where=where),
                replace(held("captured", "Sakhour", "armee", span("2016-11-28")), where=(at("Sakhour"), *where)),
                replace(held("holds", "Al-Machad", "rebelles", span("2016-11-28")), where=(at("Al-Machad"), *where)))
    elsewhere = read("b", "2016-11-30", held("captured", "quatre quartiers de l'est", "kurdes", span("2016-11-30")))
    observatory = observe(tmp_path / "a", told, elsewhere)
    found = {h.place.text: h for h in observatory.control(DAY, Query(place="Alep"))}
    rest = found["quatre quartiers de l'est"]
    assert (_names(rest), _names(found["Sakhour"]), _names(found["Al-Machad"])) == (
        ("armée", "held"), ("armée", "held"), ("rebelles", "held"))
    assert ([p.text for p in rest.parts], rest.within, len(rest.records)) == (
        ["Al-Machad", "Sakhour"], at("Alep-Est"), 1)
    assert "quatre quartiers de l'est" not in {h.place.text for h in observatory.control(DAY, Query(place="Homs"))}
    observatory.file([read("c", "2016-12-10", held("captured", "Alep", "damas", span("2016-12-09"), "rebelles")),
                      read("d", "2016-12-11", held("lost", "Alep-Est", None, span("2016-12-10"), "damas"))])
    [(before, after)] = [(a, b) for a, b in observatory.control_changes(date(2016, 12, 1), date(2016, 12, 12))
                         if a.parts]
    assert (_names(before), _names(after)) == (("armée", "held"), (None, "vacated"))
    assert len(after.records) == 3


def test_a_group_as_of_a_day_before_it_is_told_is_no_row(tmp_path: Path) -> None:
    where = (at("deux quartiers"), at("Alep-Est"))
    told = read("a", "2016-11-29", replace(held("holds", "deux quartiers", "kurdes", span("2016-11-29")), where=where),
                replace(held("holds", "Sakhour", "kurdes", span("2016-11-29")), where=(at("Sakhour"), *where)))
    observatory = observe(tmp_path / "a", told)
    assert [h.place.text for h in observatory.control(date(2016, 11, 20))] == ["Sakhour"]
    assert [h.place.text for h in observatory.control(date(2016, 11, 29))] == ["Sakhour", "deux quartiers"]


def test_a_place_that_fell_to_nobody_told_is_vacated(tmp_path: Path) -> None:
    fallen = ("2016-11-27", held("captured", "Sakhour", None, span("2016-11-26")))
    assert _names(_holding(tmp_path, "Sakhour", fallen)) == (None, "vacated")
    (tmp_path / "war.bilan").unlink()
    taken = ("2016-11-28", held("holds", "Sakhour", "armee", span("2016-11-28")))
    assert _names(_holding(tmp_path, "Sakhour", fallen, taken)) == ("armée", "held")
