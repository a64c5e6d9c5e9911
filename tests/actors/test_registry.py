"""The registry: names lead to actors, in the theatre and on the day; its tables hold together."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.world.actors import Actor, Post, Registry
from bilan.world.conflicts import Conflicts

REGISTRY = Registry.load()


def first(name: str, *countries: str, day: date | None = None) -> str | None:
    found = REGISTRY.find(name, countries=countries, day=day)
    return found[0].id.removeprefix("bilan:actor/") if found else None


@pytest.mark.parametrize(("name", "actor"), [
    ("OSDH", "sohr"),
    ("Observatoire syrien des droits de l'Homme", "sohr"),
    ("armée syrienne", "sy-forces"),
    ("Ansar Allah", "houthis"),
    ("Daech", "islamic-state"),
    ("Bachar el-Assad", "bachar-al-assad"),
    ("Bashar al-Assad", "bachar-al-assad"),
    ("Front al-Nosra", "hayat-tahrir-al-sham"),
    ("FARDC", "cd-forces"),
    ("Nkosi Dlamini", None),
    ("", None),
])
def test_a_name_leads_to_its_actor(name: str, actor: str | None) -> None:
    assert first(name, day=date(2016, 1, 1)) == actor


def test_an_acronym_is_known_as_written_only() -> None:
    assert first("PAM") == "wfp"
    assert first("pam") is None


@pytest.mark.parametrize(("country", "actor"), [("CD", "cd-forces"), ("CG", "cg-forces")])
def test_of_two_the_one_in_the_theatre_comes_first(country: str, actor: str) -> None:
    assert first("armée congolaise", country) == actor


@pytest.mark.parametrize(("day", "actor"), [
    (date(2019, 5, 1), "sy-government"), (date(2025, 5, 1), "syrian-transition"),
])
def test_a_capital_is_the_government_of_its_day(day: date, actor: str) -> None:
    assert first("Damas", "SY", day=day) == actor


@pytest.mark.parametrize(("actor", "side"), [
    ("sy-defence-ministry", "sy-government"),
    ("bachar-al-assad", "sy-government"),
    ("ahrar-al-sham", "sy-opposition"),
    ("minusma", "un"),
    ("m23", "m23"),
])
def test_an_actor_belongs_to_a_party(actor: str, side: str) -> None:
    assert REGISTRY.side(f"bilan:actor/{actor}") == f"bilan:actor/{side}"


def test_the_side_of_an_unknown_is_unknown() -> None:
    assert REGISTRY.side("bilan:actor/nobody-at-all") is None


def test_a_person_has_the_post_of_the_day() -> None:
    person = REGISTRY.get("bilan:actor/antonio-guterres")
    assert person is not None
    then, now = REGISTRY.candidate(person, date(2014, 1, 1)), REGISTRY.candidate(person, date(2018, 1, 1))
    assert then.organisation == "Haut-Commissariat des Nations unies pour les réfugiés"
    assert (now.role, now.organisation) == ("secrétaire général", "ONU")


def test_out_of_every_term_the_last_post_stands() -> None:
    posts = (Post("maire", None, "2001", "2005"), Post("préfet", None, "2006", "2009"))
    person = Actor("x", "X", "X", "person", posts=posts)
    found = person.post(date(2020, 1, 1))
    assert found is not None and found.role == "préfet"


def test_two_actors_of_one_identifier_are_refused() -> None:
    with pytest.raises(ValueError, match="two actors"):
        Registry([Actor("x", "X", "X", "ngo"), Actor("x", "Y", "Y", "ngo")])


def test_no_published_name_judges() -> None:
    judging = {"régime", "terroriste", "terroristes", "junte", "mercenaires"}
    assert [a.id for a in REGISTRY if judging & set(a.french.lower().split())] == []


def test_every_actor_of_a_side_is_in_the_registry() -> None:
    named = [(war.id, actor) for war in Conflicts.load() for side in war.sides.values() for actor in side]
    assert [pair for pair in named if REGISTRY.get(pair[1]) is None] == []
