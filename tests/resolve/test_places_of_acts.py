"""Which place a clause is given: that of its act, the town behind an event's noun, the site behind its edge."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Incident, Toll
from bilan.pipeline import Pipeline

DAY = date(2016, 3, 10)


def _places(pipeline: Pipeline, text: str, value: int) -> list[str]:
    claims = pipeline.explain(text, DAY).claims
    toll = next(c for c in claims if isinstance(c, Toll) and c.count.value == value)
    return [p.name or p.text for p in toll.where]


@pytest.mark.parametrize(("text", "place"), [
    ("Bamako n'avait pas connu de tel crime depuis l'attentat de Kidal en 1998, qui avait fait 40 morts.", "Kidal"),
    ("Le procès s'ouvre lundi à Bamako pour les attaques de Gao et de Kidal, qui ont fait 40 morts.", "Gao"),
])
def test_a_relative_clause_has_the_place_of_its_act(pipeline: Pipeline, text: str, place: str) -> None:
    assert _places(pipeline, text, 40)[:1] == [place]


@pytest.mark.parametrize("text", [
    "Les rebelles se sont emparés de Konna. Quarante civils sont morts et 300 autres ont fui vers Bamako.",
    "L'armée a repris Konna mardi. Les blessés ont été évacués vers Bamako, où l'hôpital est plein. Quarante soldats "
    "ont été tués.",
])
def test_where_people_flee_to_is_where_nothing_else_happened(pipeline: Pipeline, text: str) -> None:
    assert _places(pipeline, text, 40)[:1] == ["Konna"]


@pytest.mark.parametrize(("text", "places"), [
    ("Les pourparlers se poursuivent à Bamako au Mali. Une mine a tué 40 soldats samedi dans le centre du pays.",
     ["centre (Mali)", "Mali"]),
    ("Une voiture piégée a explosé devant l'ambassade de France à Tripoli, tuant 40 passants.",
     ["l'ambassade de France", "Tripoli"]),
    ("Des hommes armés ont attaqué lundi un poste à Karachi, la capitale financière du Pakistan, tuant 40 policiers.",
     ["Karachi"]),
    ("L'Allemagne ne se limite pas à Berlin et Bonn dans un conflit qui a fait 40 morts en Libye.", ["Libye"]),
])
def test_the_parents_of_a_place_are_what_it_lies_in(pipeline: Pipeline, text: str, places: list[str]) -> None:
    assert [p for p in _places(pipeline, text, 40) if p != "un poste"] == places


def test_where_a_rocket_comes_from_is_not_where_it_falls(pipeline: Pipeline) -> None:
    text = "Dimanche, la ville de Kidal avait essuyé des tirs de roquettes provenant de Gao."
    claims = pipeline.explain(text, DAY).claims
    assert [[p.name for p in c.where][:1] for c in claims if isinstance(c, Incident)] == [["Kidal"]]


def test_a_name_that_goes_on_is_no_small_town_of_its_first_word(pipeline: Pipeline) -> None:
    text = "Les talibans ont attaqué lundi le district de Khwaja Bahadin, en Afghanistan, tuant 40 policiers."
    assert _places(pipeline, text, 40) == ["le district de Khwaja Bahadin", "Afghanistan"]


def test_a_capital_behind_an_event_is_its_place_and_not_its_author(pipeline: Pipeline) -> None:
    text = "Les attentats de Tunis et de Sousse ont fait 40 morts. L'offensive de Damas a fait 12 morts."
    claims = pipeline.explain(text, DAY).claims
    assert _places(pipeline, text, 40)[:1] == ["Tunis"]
    assert [c.by for c in claims if isinstance(c, Toll) and c.count.value == 40] == [None]
    assert [c.actor is not None for c in claims if isinstance(c, Incident) and c.type == "offensive"] == [True]


def test_a_town_is_the_place_of_its_summit(pipeline: Pipeline) -> None:
    text = "Les chefs d'Etat se retrouveront au sommet de Nouakchott prévu début juillet."
    claims = pipeline.explain(text, DAY).claims
    talks = next(c for c in claims if isinstance(c, Incident) and c.type == "talks")
    assert [p.name for p in talks.where][:1] == ["Nouakchott"]
    assert talks.when is not None and talks.when.start == "2016-07"


def test_what_happens_at_the_entrance_of_a_site_happens_at_the_site(pipeline: Pipeline) -> None:
    text = "Dix soldats ont été tués samedi à l'entrée de l'hôtel Splendid à Ouagadougou."
    assert not _places(pipeline, text, 10)[0].startswith("entrée")


@pytest.mark.parametrize("text", [
    "Dix soldats ont été tués samedi dans la zone dite des \"trois frontières\", entre Mali, Niger et Burkina Faso.",
    "Dix soldats maliens ont été tués samedi dans la région dite \"des trois frontières\".",
])
def test_a_zone_goes_by_what_it_is_called(pipeline: Pipeline, text: str) -> None:
    assert _places(pipeline, text, 10)[:1] == ["Liptako-Gourma"]


def test_a_state_is_no_place(pipeline: Pipeline) -> None:
    text = "A Agadez, le ministère a classé la région en zone rouge. Dix soldats ont été tués dans l'attaque."
    assert not any("zone" in name for name in _places(pipeline, text, 10))


def test_a_small_town_of_a_great_power_is_where_its_attack_was(pipeline: Pipeline) -> None:
    text = (
        "Un homme armé a attaqué vendredi un marché de Carcassonne. L'homme avait voulu rejoindre la Syrie.\n"
        "A Carcassonne, la police l'a arrêté. Il a tué trois personnes."
    )
    assert _places(pipeline, text, 3)[:1] == ["Carcassonne"]


def _incident(pipeline: Pipeline, text: str, kind: str) -> Incident:
    return next(c for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident) and c.type == kind)


@pytest.mark.parametrize(("text", "kind", "place"), [
    ("Un attentat a frappé lundi Kaboul, en Afghanistan.", "attack", "Kaboul"),
    ("A Taëz, le calme règne. Une explosion a secoué Sanaa dimanche.", "bombing", "Sanaa"),
    ("A Saada, le calme règne. Les Houthis ont attaqué l'Arabie saoudite dimanche.", "attack", "Arabie saoudite"),
    ("Des tirs de roquettes sur Tripoli ont fait six morts mardi.", "shelling", "Tripoli"),
])
def test_what_is_struck_is_a_place_and_no_government(pipeline: Pipeline, text: str, kind: str, place: str) -> None:
    incident = _incident(pipeline, text, kind)
    assert [p.name for p in incident.where][:1] == [place]
    assert incident.target is None or incident.target.id is None or "government" not in incident.target.id


def test_people_set_free_and_rulers_overthrown_are_of_a_country(pipeline: Pipeline) -> None:
    text = "Un attentat a frappé lundi Kaboul, en Afghanistan. Les autorités ont libéré samedi 300 talibans."
    assert [p.name for p in _incident(pipeline, text, "other").where] == ["Afghanistan"]
    text = "Des combats ont éclaté à Syrte. La Libye est en proie au chaos depuis la chute du régime en 2011."
    fallen = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident) and c.type == "other"]
    assert all([p.name for p in c.where] == ["Libye"] for c in fallen)


@pytest.mark.parametrize("text", [
    "Un attentat a frappé lundi Kaboul. L'accord signé en février entre les talibans et Washington est menacé.",
    "Un attentat a frappé lundi Kaboul. Les talibans ont signé samedi un accord avec Washington.",
])
def test_an_agreement_has_no_place(pipeline: Pipeline, text: str) -> None:
    assert _incident(pipeline, text, "ceasefire").where == ()


def test_what_goes_by_its_date_has_no_place_of_the_scene(pipeline: Pipeline) -> None:
    text = "Un homme a été arrêté lundi à Raqqa. Il aurait préparé les attentats du 13 mai 2015, qui ont fait 31 morts."
    assert _places(pipeline, text, 31) == []


@pytest.mark.parametrize(("text", "place"), [
    ("A environ 30 km de la ville de Goma, à Rugari, dix soldats ont été tués.", "Rugari"),
    ("Aden — La coalition a tué dix rebelles dans la province de Hodeida, sur la mer Rouge.", "province de Hodeïda"),
    ("Dix soldats ont été tués vendredi dans l'Etat de Borno, au Nigeria.", "Borno"),
    ("Des hommes armés ont attaqué vendredi Zarmari, un village proche de Gao, tuant dix personnes.", "Zarmari"),
])
def test_a_distance_a_dateline_and_a_sea_are_not_the_finest_place(pipeline: Pipeline, text: str, place: str) -> None:
    assert _places(pipeline, text, 10)[:1] == [place]


def test_two_blasts_of_one_sentence_keep_their_towns(pipeline: Pipeline) -> None:
    text = "Un attentat a fait six morts à Gao, puis une bombe a tué dix soldats et en a blessé huit autres à Kidal."
    assert _places(pipeline, text, 10)[:1] == ["Kidal"]
    assert _places(pipeline, text, 6)[:1] == ["Gao"]


@pytest.mark.parametrize(("text", "place"), [
    ("Les violences ont fait 40 morts en 2015 au Niger et au Mali, tandis que dans la région de Tillabéri des "
     "villageois ont quitté leurs maisons.", "Niger"),
    ("Des combats aux portes de Tripoli, dans un pays en proie au chaos, ont fait 40 morts.", "Tripoli"),
    ("Un kamikaze s'est fait exploser mardi à l'entrée de l'hôtel Palmyra, à Bamako. Au moins 40 clients ont été tués.",
     "hôtel Palmyra"),
])
def test_the_place_of_a_clause_is_its_own_and_no_vague_one(pipeline: Pipeline, text: str, place: str) -> None:
    assert place in _places(pipeline, text, 40)[0]


def test_a_building_without_a_name_is_what_was_struck_and_its_town_where(pipeline: Pipeline) -> None:
    text = "Des hommes armés ont attaqué lundi une mosquée chiite à Taëz, au Yémen."
    attack = _incident(pipeline, text, "attack")
    assert [p.name for p in attack.where][:1] == ["Taëz"]
    assert attack.target is not None and "mosquée" in attack.target.text


def test_a_town_that_nobody_knows_lies_in_the_part_of_the_country_beside_it(pipeline: Pipeline) -> None:
    text = "Dans le nord-est du Nigeria, 43 soldats ont été tués dimanche dans l'attaque de leur base à Zarmari."
    assert _places(pipeline, text, 43)[:1] == ["Zarmari"]


def test_a_place_goes_on_behind_brackets(pipeline: Pipeline) -> None:
    text = ("Au moins 47 gardes ont été tués et douze autres blessés lors de combats lundi dans la localité de Barkoy "
            "(province de Herat), dans l'ouest du pays.")
    assert _places(pipeline, text, 47)[:1] == ["la localité de Barkoy"]
