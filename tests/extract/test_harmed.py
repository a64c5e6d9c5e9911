"""Who was harmed and by whom: parts told by a definite noun, doubted and claimed doers, figures that took another's
place."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Toll
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)


def tolls(pipeline: Pipeline, text: str) -> list[Toll]:
    return [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Toll)]


@pytest.mark.parametrize(("text", "parts"), [
    ("Les soldats ont abattu mardi 17 insurgés dont leur commandant à Kidal.", [("fighters", 1)]),
    ("Neuf personnes ont été tuées lundi à Benghazi, dont le maire de la ville et trois gardes.",
     [("people", 1), ("security_forces", 3)]),
    ("Selon la police, dont le chef dénonce un massacre, 20 civils ont été tués à Taëz.", []),
    ("Plus de 40 hommes ont été arrêtés par la milice du village, dont le chef accuse l'armée.", []),
])
def test_one_who_is_known_is_a_part(pipeline: Pipeline, text: str, parts: list[tuple[str, int]]) -> None:
    assert [(t.victims, t.count.value) for t in tolls(pipeline, text) if t.part_of is not None] == parts


@pytest.mark.parametrize(("text", "by", "modality"), [
    ("Onze villageois ont été tués mardi près de Mopti par des membres présumés du groupe Ansar Dine.",
     "bilan:actor/ansar-dine", "alleged"),
    ("Onze villageois ont été tués mardi près de Mopti par des membres du groupe Ansar Dine.",
     "bilan:actor/ansar-dine", "asserted"),
    ("Un attentat revendiqué par les talibans a fait 14 morts mardi à Kaboul.", None, "asserted"),
    ("Un attentat commis par les talibans a fait 14 morts mardi à Kaboul.", "bilan:actor/taliban", "asserted"),
])
def test_a_doer_is_doubted_and_one_who_only_claims_is_none(
    pipeline: Pipeline, text: str, by: str | None, modality: str
) -> None:
    [found] = tolls(pipeline, text)
    assert (found.by.id if found.by is not None else None, found.modality) == (by, modality)


@pytest.mark.parametrize(("text", "found"), [
    ("Le nombre de blessés est passé de 38 à 57 à Homs.", [("wounded", "people", 57)]),
    ("Les frappes ont fait 31 morts à Idleb, principalement des civils.", [("killed", "people", 31)]),
    ("Mardi à Goma, 1.600 civils et militaires ont été blessés.", [("wounded", "people", 1600)]),
    ("Le préfet de Diffa et deux gardes ont été tués lundi.",
     [("killed", "people", 1), ("killed", "security_forces", 2)]),
    ("Au moins 45 personnes blessées dans les combats ont succombé à Nyala.", [("killed", "people", 45)]),
    ("Les médecins tentent de soigner huit blessés à Marib.", [("wounded", "people", 8)]),
    ("La milice est accusée de massacres de civils ayant fait 700 morts depuis 2014.", [("killed", "people", 700)]),
])
def test_who_is_counted(pipeline: Pipeline, text: str, found: list[tuple[str, str, int]]) -> None:
    assert [(t.harm, t.victims, t.count.value) for t in tolls(pipeline, text)] == found


def test_whoever_is_only_to_be_tended_has_been_hurt(pipeline: Pipeline) -> None:
    [found] = tolls(pipeline, "Les secours vont évacuer douze blessés d'Alep.")
    assert found.modality == "asserted"


@pytest.mark.parametrize(("text", "total"), [
    ("Dix-huit civils ont été tués lundi et mardi dans plusieurs attaques près de Bunia.", True),
    ("Dix-huit civils ont été tués lundi dans plusieurs attaques près de Bunia.", False),
    ("Au moins 60 personnes ont péri dans les combats qui font rage depuis trois semaines à Tripoli.", True),
    ("Un poste a été attaqué lundi à Farah. Les affrontements ont tué onze policiers.", False),
])
def test_what_goes_on_for_days_makes_a_total(pipeline: Pipeline, text: str, total: bool) -> None:
    assert [t.cumulative for t in tolls(pipeline, text)] == [total]


@pytest.mark.parametrize(("text", "found"), [
    ("Une famille de sept personnes a été tuée mardi à Homs.", [("killed", "people", 7)]),
    ("Un groupe de neuf soldats a été capturé à Kidal.", [("detained", "security_forces", 9)]),
    ("Un capitaine a été tué mardi à Gao. D'autres gendarmes ont été blessés.",
     [("killed", "security_forces", 1), ("wounded", "security_forces", None)]),
    ("Le nombre de morts du siège est passé à 230, dont 60 enfants, selon l'ONU.",
     [("killed", "people", 230), ("killed", "children", 60)]),
    ("Deux médecins italiens et une infirmière belge enlevés mardi à Diffa ont été libérés.",
     [("abducted", "health_workers", 2), ("abducted", "health_workers", 1)]),
    ("La milice a enlevé huit touristes à Bossasso, parmi lesquels elle retient toujours trois Grecs.",
     [("abducted", "people", 8), ("abducted", "people", 3)]),
])
def test_who_is_counted_with_whom(pipeline: Pipeline, text: str, found: list[tuple[str, str, int | None]]) -> None:
    assert [(t.harm, t.victims, t.count.value) for t in tolls(pipeline, text)] == found


@pytest.mark.parametrize(("text", "totals"), [
    ("Plus de 30 civils ont péri la semaine dernière au Yémen dans une frappe de drone.", [False]),
    ("Plus de 30 civils ont péri la semaine dernière au Yémen dans des frappes de drones.", [True]),
    ("L'offensive de la milice s'est soldée à ce jour par 310 morts.", [True]),
    ("Au moins 62 civils ont été tués et 85 blessés lors des combats qui durent depuis deux mois à Sebha.",
     [True, True]),
])
def test_one_act_makes_no_total(pipeline: Pipeline, text: str, totals: list[bool]) -> None:
    assert [t.cumulative for t in tolls(pipeline, text)] == totals


def test_whoever_holds_them_is_named(pipeline: Pipeline) -> None:
    [held] = tolls(pipeline, "Les talibans retiennent encore deux otages suisses.")
    assert held.by is not None and held.by.id == "bilan:actor/taliban"


def test_a_group_whose_name_sounds_like_a_place_is_none(pipeline: Pipeline) -> None:
    [found] = tolls(pipeline, "Les insurgés affiliés à Al-Qaïda ont tué onze gendarmes à Ménaka.")
    assert [p.text for p in found.where][:1] == ["Ménaka"]


def test_a_war_of_a_place_is_not_its_act(pipeline: Pipeline) -> None:
    [found] = tolls(pipeline, "La crise de Tripoli a fait 147 morts.")
    assert found.by is None


def test_a_figure_that_is_given_is_credited(pipeline: Pipeline) -> None:
    [found] = tolls(pipeline, "Un médecin de Saada a donné un bilan de 43 morts.")
    assert found.source is not None and "médecin" in found.source.text


@pytest.mark.parametrize(("text", "found"), [
    ("Des rebelles ont attaqué Kona. M. Camara a été tué mardi.", [("killed", "people", 1)]),
    ("Des rebelles ont attaqué Kona. Mme Camara, 40 ans, a été enlevée mardi.", [("abducted", "women", 1)]),
    ("Deux soldats ont été attaqués à Kona. Les rebelles ont tué l'un d'eux, blessant l'autre.",
     [("killed", "security_forces", 1), ("wounded", "security_forces", 1)]),
])
def test_one_person_without_a_number_is_one(
    pipeline: Pipeline, text: str, found: list[tuple[str, str, int]]
) -> None:
    assert [(t.harm, t.victims, t.count.value) for t in tolls(pipeline, text)] == found


def test_who_claims_a_death_is_its_doer(pipeline: Pipeline) -> None:
    [found] = tolls(pipeline, "Les talibans revendiquent la mort de onze policiers à Farah.")
    assert found.by is not None and found.by.id == "bilan:actor/taliban"


def test_the_place_before_a_relative_clause_did_not_kill(pipeline: Pipeline) -> None:
    [found] = tolls(pipeline, "Le HCR a dénoncé l'attaque contre son équipe au Niger qui a fait neuf morts lundi.")
    assert found.by is None


def test_a_present_tells_of_deaths_on_the_day_of_the_news(pipeline: Pipeline) -> None:
    text = "Onze civils ont été tués lundi à Taëz. Il y a aussi neuf blessés, selon l'hôpital."
    first, second = tolls(pipeline, text)
    assert first.when is not None and second.when is not None
    assert first.when.start == second.when.start == "2020-05-11"


def test_an_item_of_a_tally_has_no_place_of_another(pipeline: Pipeline) -> None:
    text = "L'ONG publie un décompte des morts : 40 civils à Gao, dont dix enfants ; 39 rebelles ; neuf civils à Kidal."
    found = {t.count.value: [e.text for e in t.where] for t in tolls(pipeline, text)}
    assert found == {40: ["Gao"], 10: ["Gao"], 39: [], 9: ["Kidal"]}
