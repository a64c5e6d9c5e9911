"""Names are found whole, without what stands before them, and told apart by their context."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.language import load
from bilan.mentions import Mention
from bilan.recognise.names import NameFinder, find_names
from bilan.world.actors import Registry
from bilan.world.places import Gazetteer

FINDER = NameFinder(Gazetteer.default(), Registry.load(), load("fr"))


def found(text: str) -> list[Mention]:
    return FINDER.find(text, 0, len(text), FINDER.survey(text))


def names(text: str) -> list[str]:
    return [text[m.start:m.end] for m in found(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Selon Rami Abdel Rahmane, la ville est calme.", ["Rami Abdel Rahmane"]),
    ("Hier, M. Kiir a reçu le général Haftar.", ["Kiir", "Haftar"]),
    ("L'émissaire Staffan de Mistura a parlé d'Alep.", ["Staffan de Mistura", "Alep"]),
    ("Ban Ki-moon est arrivé à N'Djamena.", ["Ban Ki-moon", "N'Djamena"]),
    ("Le quartier de Boustane al-Qasr est vide.", ["Boustane al-Qasr"]),
    ("Le quartier d'al-Qorna est vide, l'hôpital el-Wadi aussi.", ["al-Qorna", "el-Wadi"]),
    ("Alep est tombée, Homs a tenu.", ["Alep", "Homs"]),
    ("Face à l'armée, les civils ont fui.", []),
    ("L'explosion a tué douze soldats.", []),
    ("Le ministère russe de la Défense dément.", []),
    ("Les Kurdes et les Syriens négocient.", []),
    ("L'ONG Oxfam a fermé son bureau de Goma.", ["Oxfam", "Goma"]),
    ("C'est fini, a dit Safi Omar.", ["Safi Omar"]),
    ("Elle l'a dit à Jérusalem Karim Haddad.", ["Jérusalem", "Karim Haddad"]),
    ("L'ESSENTIEL - La Turquie attaque.", ["Turquie"]),
    ("Les forces pro-GNA ont chassé les pro-Haftar.", ["pro-GNA", "pro-Haftar"]),
    ("Elle l'a dit à l'AFP Karim Haddad.", ["AFP", "Karim Haddad"]),
    ("Le Conseil national de réconciliation appelle au calme.", ["Conseil national de réconciliation"]),
    ("L'Union européenne pour deux ans encore", ["Union européenne"]),
    ("les combattants de l'Armée syrienne libre", ["Armée syrienne libre"]),
    ("dans le journal Le Monde daté de mardi", ["Le Monde"]),
    ("Car le monde regarde.", []),
    ("Des hommes de l'AFC/M23 ont quitté Goma.", ["AFC/M23", "Goma"]),
    ("L'axe Goma/Bukavu est coupé.", ["Goma", "Bukavu"]),
    ("Le Mouvement du 23 mars tient Goma.", ["Mouvement du 23 mars", "Goma"]),
    ("Il a combattu avec les Groupes unis du fleuve (GUF).", ["Groupes unis du fleuve (GUF)"]),
    ("DEUX SOLDATS TUES AU NORD DE LA VILLE", []),
])
def test_spans(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_acronym_is_taken_in_and_known_later() -> None:
    text = "Le Front uni des bergers (FUB) a attaqué. Plus tard, le FUB a nié."
    first, later = found(text)
    assert text[first.start:first.end] == "Front uni des bergers (FUB)"
    assert first.value.acronym == "FUB" and first.value.shape == "body"
    assert text[later.start:later.end] == "FUB" and later.value.shape == "body"


def test_a_country_in_parentheses_is_no_acronym() -> None:
    assert names("A Gao (Mali), le calme règne.") == ["Gao", "Mali"]


def test_a_known_acronym_leads_to_the_actor() -> None:
    mention, = found("selon l'Observatoire syrien des droits de l'Homme (OSDH).")
    assert [a.id for a in mention.value.actors] == ["bilan:actor/sohr"]


@pytest.mark.parametrize(("text", "shape"), [
    ("le colonel Bamba est arrivé", "person"),
    ("Bamba, porte-parole des rebelles, a nié", "person"),
    ("Bamba, 43 ans, raconte", "person"),
    ("le président malien Bamba Traoré a nié", "person"),
    ("selon MM. Diallo et Bamba, rien n'a changé", "person"),
    ("dans le village de Bamba, hier", "place"),
    ("le groupe Bamba a attaqué", "body"),
    ("les troupes vont vers Alep", "place"),
    ("selon Fereydoun Qarati, rien n'a changé", "person"),
])
def test_shapes(text: str, shape: str) -> None:
    assert found(text)[-1].value.shape == shape


def test_the_opening_word_of_a_sentence_needs_another_sign() -> None:
    assert names("Merlin avance.") == []
    assert names("Merlin avance. Le fils de Merlin recule.") == ["Merlin", "Merlin"]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=120))
def test_any_text_gives_mentions_in_order_that_do_not_overlap(text: str) -> None:
    mentions = found(text)
    edges = [edge for m in mentions for edge in (m.start, m.end)]
    assert edges == sorted(edges) and all(m.start < m.end <= len(text) for m in mentions)


def test_a_stretch_is_kept_to() -> None:
    text = "A Homs. Le général Haftar est à Tripoli. A Gao."
    start, end = text.index("Le"), text.index("A Gao")
    mentions = find_names(
        text, start, end, gazetteer=Gazetteer.default(), registry=Registry.load(), language=load("fr"))
    assert [text[m.start:m.end] for m in mentions] == ["Haftar", "Tripoli"]


def test_a_hostile_line_is_no_slower() -> None:
    text = "Conseil national de la " * 4000 + "(" * 4000 + "A-b'C " * 4000
    began = time.process_time()
    found(text)
    assert time.process_time() - began < 5


def test_those_who_are_for_a_name_are_a_party_and_not_the_person() -> None:
    for_a_body, for_a_person, for_a_country, against = (
        m.value for m in found("Les pro-GNA, les pro-Haftar et les pro-Iran ont fui la coalition anti-EI."))
    assert [a.id for a in for_a_body.actors] == ["bilan:actor/gna"] and for_a_body.shape == "body"
    assert for_a_person.shape == "body" and not for_a_person.actors
    assert not for_a_country.actors and not for_a_country.places
    assert not against.actors


def test_a_name_that_is_once_a_person_is_one_everywhere() -> None:
    text = "Des femmes parlent à Zalika Kouri. Tout va mal, explique Zalika Kouri, 43 ans."
    mentions = found(text)
    settled = FINDER.settle(text, mentions)
    assert [settled.get((m.start, m.end), m).value.shape for m in mentions] == ["person", "person"]


def test_a_group_is_not_taken_for_a_village_of_its_name() -> None:
    hamas, otan = (m.value for m in found("Une trêve entre le Hamas et l'Otan."))
    assert not hamas.places and not otan.places


def test_every_country_is_found_under_its_name() -> None:
    """A country whose name is also the name of a people ("une Somalie") or holds an elided "de" is one as well."""
    wars = {"CD", "CI", "CF", "LY", "ML", "NG", "PH", "SD", "SO", "SS", "SY", "TD", "UA", "YE"}
    countries = {code: names[0] for code, names in load("fr").table("countries").items() if code in wars}
    assert set(countries) == wars
    for name in countries.values():
        places = [m.value.places[0].level for m in found(f"Dix civils ont péri dans le nord de la {name}.")
                  if m.value.places]
        assert places == ["country"], name
