"""Counted people: bare numbers, pronouns, shares, lists, totals and the ends of movements."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Displacement, Need, Toll
from bilan.extract.counted.periods import carried_on
from bilan.pipeline import Pipeline
from bilan.quantities import Count
from bilan.times import When

DAY = date(2020, 5, 13)


def tolls(pipeline: Pipeline, text: str) -> list[Toll]:
    return [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Toll)]


def movements(pipeline: Pipeline, text: str) -> list[Displacement]:
    return [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Displacement)]


@pytest.mark.parametrize(("text", "harm", "kind"), [
    ("Trois soldats ont été tués et douze blessés.", "wounded", "security_forces"),
    ("Neuf civils ont péri et seize autres ont été blessés.", "wounded", "civilians"),
    ("Vingt jihadistes ont attaqué le poste. Cinq d'entre eux ont été abattus.", "killed", "fighters"),
    ("Deux membres des forces de sécurité ont été tués.", "killed", "security_forces"),
    ("Quatre membres du groupe Etat islamique ont été tués.", "killed", "fighters"),
    ("Un casque bleu a été tué.", "killed", "peacekeepers"),
    ("Le raid a fait sept morts, tous civils.", "killed", "civilians"),
    ("Six personnes âgées ont été tuées.", "killed", "elderly"),
])
def test_people_without_a_noun_are_those_told_before(pipeline: Pipeline, text: str, harm: str, kind: str) -> None:
    assert kind in [t.victims for t in tolls(pipeline, text) if t.harm == harm]


def test_the_parts_of_a_count_are_told_by_dont_or_a_colon(pipeline: Pipeline) -> None:
    for text in ("Le raid a fait 30 morts, dont 12 enfants et cinq femmes.",
                 "Le raid a fait 30 morts: 12 enfants et cinq femmes."):
        whole, *parts = tolls(pipeline, text)
        assert [(p.victims, p.count.value) for p in parts] == [("children", 12), ("women", 5)]
        assert {p.part_of for p in parts} == {whole.id}


@pytest.mark.parametrize("text", [
    "Vingt personnes – douze civils et huit soldats – ont été tuées lundi à Kidal.",
    "Vingt personnes (douze civils et huit soldats) ont été tuées lundi à Kidal.",
    "Vingt personnes, douze civils et huit soldats, ont été tuées lundi à Kidal.",
])
def test_parts_that_add_up_stand_right_behind_their_whole(pipeline: Pipeline, text: str) -> None:
    whole, *parts = tolls(pipeline, text)
    assert [(p.victims, p.count.value) for p in parts] == [("civilians", 12), ("security_forces", 8)]
    assert {p.part_of for p in parts} == {whole.id}


def test_figures_that_do_not_add_up_are_no_parts(pipeline: Pipeline) -> None:
    found = tolls(pipeline, "Vingt personnes (douze civils et trois soldats) ont été tuées lundi à Kidal.")
    assert [t.count.value for t in found] == [20]


def test_what_has_a_verb_of_its_own_is_no_part(pipeline: Pipeline) -> None:
    found = tolls(pipeline, "Le raid a fait 30 morts, dont 12 enfants, et 40 civils ont été blessés.")
    assert [(t.harm, t.count.value, t.part_of is None) for t in found] == [
        ("killed", 30, True), ("killed", 12, False), ("wounded", 40, True)]


def test_the_rest_is_what_the_parts_leave(pipeline: Pipeline) -> None:
    text = "Près de 10.000 habitants ont fui Homs, dont 6.000 vers Tartous et le reste vers Damas."
    _, part, rest = movements(pipeline, text)
    assert part.destination is not None and part.destination.text == "Tartous"
    assert (rest.count.value, rest.count.bound, rest.count.derived) == (4000, "nearly", "10000 - 6000")
    assert rest.destination is not None and rest.destination.text == "Damas"


def test_a_share_is_taken_of_the_number_told_before(pipeline: Pipeline) -> None:
    found = movements(pipeline, "Le camp abritait 30.000 déplacés. La moitié ont fui vers Goma.")
    assert [(c.movement, c.count.value) for c in found] == [("displaced", 30000), ("fled", 15000)]


@pytest.mark.parametrize(("text", "total"), [
    ("Le conflit a fait 900 morts.", True),
    ("Les combats ont fait 40 morts depuis mars.", True),
    ("Les combats de mardi ont fait 40 morts.", False),
    ("L'attentat a fait 40 morts.", False),
    ("Cinq soldats ont été tués en vingt-quatre heures.", False),
    ("En trois mois, 400 civils ont été tués.", True),
])
def test_a_total_is_of_several_incidents(pipeline: Pipeline, text: str, total: bool) -> None:
    assert [t.cumulative for t in tolls(pipeline, text)] == [total]


def test_a_figure_goes_on_with_the_time_of_the_total_before() -> None:
    span = When("2020-03", "2020-05-13", "publication")
    whole = Toll(
        evidence=(0, 40), harm="killed", victims="civilians", count=Count.exact(400), cumulative=True, when=span
    )
    next_one = Toll(evidence=(60, 90), harm="killed", victims="civilians", count=Count.exact(27))
    dated = Toll(
        evidence=(100, 130), harm="killed", victims="people", count=Count.exact(3), when=When.moment("2020-05-12")
    )
    assert [(t.cumulative, t.when) for t in carried_on([whole, next_one, dated])] == [
        (True, span), (True, span), (False, dated.when)]


@pytest.mark.parametrize("text", [
    "Les pluies ont fait 30 morts.", "Le choléra a fait 30 morts dans le camp.", "Les 30 blessés ont quitté l'hôpital.",
    "Les rebelles ont tué des dizaines de moutons.",
])
def test_no_toll_of_war(pipeline: Pipeline, text: str) -> None:
    assert tolls(pipeline, text) == []


@pytest.mark.parametrize("text", [
    "Le président est arrivé à Goma.", "Deux cents soldats ont fui la ville.", "Des familles ont fui la ville.",
    "La ville compte deux rues.",
])
def test_no_displacement(pipeline: Pipeline, text: str) -> None:
    assert movements(pipeline, text) == []


def test_a_pronoun_leaves_the_scene(pipeline: Pipeline) -> None:
    claim = movements(pipeline, "Des tirs ont visé Derna. Une centaine de malades en ont été évacués vers Benghazi.")[0]
    assert claim.origin is not None and claim.origin.text == "Derna"
    assert claim.destination is not None and claim.destination.text == "Benghazi"


def test_a_lack_that_is_denied_is_none(pipeline: Pipeline) -> None:
    text = "Les habitants ne manquent pas d'eau."
    assert not [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Need)]


def test_a_named_victim_and_an_update_are_kept(pipeline: Pipeline) -> None:
    claim = tolls(pipeline, "Le journaliste Paul Durand a été tué lundi à Taëz.")[0]
    assert claim.count == Count.exact(1) and claim.victim is not None and "Paul Durand" in claim.victim
    claim = tolls(pipeline, "L'attentat a fait 41 morts, selon un nouveau bilan.")[0]
    assert claim.updates is not None and "nouveau bilan" in claim.updates


def test_what_is_counted_over_the_last_weeks_is_a_total(pipeline: Pipeline) -> None:
    (toll,) = tolls(pipeline, "Les raids ont tué 40 civils à Gao ces dernières semaines.")
    assert toll.cumulative
    (toll,) = tolls(pipeline, "Un raid a tué 40 civils à Gao ces dernières heures.")
    assert not toll.cumulative


def test_one_person_behind_a_total_does_not_go_on_with_it(pipeline: Pipeline) -> None:
    _, one = tolls(pipeline, "Les raids ont tué 40 rebelles depuis janvier. Le chef du groupe, Issa Keita, a été tué.")
    assert (one.count.value, one.cumulative) == (1, False)


def test_each_of_a_list_of_attacks_has_its_day_and_place(pipeline: Pipeline) -> None:
    text = "Les attaques ont fait 14 morts à Djibo le 3 mai, 8 morts le 5 mai à Diffa et 6 morts samedi à Bosso."
    found = [(t.count.value, t.when.start if t.when else None, t.where[0].text) for t in tolls(pipeline, text)]
    assert found == [(14, "2020-05-03", "Djibo"), (8, "2020-05-05", "Diffa"), (6, "2020-05-09", "Bosso")]


def test_a_list_goes_on_where_the_parser_lost_it(pipeline: Pipeline) -> None:
    text = "Les rebelles ont tué neuf soldats le 3 mai à Gao, deux le 5 mai à Kidal."
    found = [(t.count.value, t.victims, t.where[0].text) for t in tolls(pipeline, text)]
    assert found == [(9, "security_forces", "Gao"), (2, "security_forces", "Kidal")]


@pytest.mark.parametrize(("text", "found"), [
    ("Une quinzaine de soldats ont été tués.", [("about", 15)]),
    ("Le siège a duré une quinzaine de jours. Deux civils ont été tués.", [("exact", 2)]),
    ("Le numéro deux du groupe a été tué.", [("exact", 1)]),
    ("Le bilan est passé de 12 à 19 morts.", [("exact", 19)]),
])
def test_what_a_number_counts(pipeline: Pipeline, text: str, found: list[tuple[str, int]]) -> None:
    assert [(t.count.bound, t.count.value) for t in tolls(pipeline, text)] == found


def test_each_place_of_a_list_has_its_dead(pipeline: Pipeline) -> None:
    text = "Les assaillants ont tué 9 personnes à Bria, 5 personnes à Bouar et 3 à Sibut."
    found = [(t.count.value, t.where[0].text) for t in tolls(pipeline, text)]
    assert found == [(9, "Bria"), (5, "Bouar"), (3, "Sibut")]


def test_what_happened_before_something_past_happened(pipeline: Pipeline) -> None:
    (toll,) = tolls(pipeline, "Un rebelle a tenté de franchir le barrage avant d'être abattu.")
    assert toll.modality == "asserted"


def test_who_is_the_target_of_attacks_did_not_make_their_dead(pipeline: Pipeline) -> None:
    (toll,) = tolls(pipeline, "Le Tchad est la cible d'attaques depuis 2015, ayant fait 500 morts.")
    assert toll.by is None and toll.means == "attaques"
