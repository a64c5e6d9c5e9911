"""What a dispatch says of people: role and organisation before and after the name, carried to later mentions."""

from __future__ import annotations

import pytest

from bilan.language import load
from bilan.recognise.names import NameFinder
from bilan.resolve.people import PersonCard, person_cards
from bilan.world.actors import Registry
from bilan.world.places import Gazetteer

FRENCH = load("fr")
FINDER = NameFinder(Gazetteer.default(), Registry.load(), FRENCH)


def cards(text: str) -> dict[str, PersonCard]:
    return person_cards(text, FINDER.find(text, 0, len(text), FINDER.survey(text)), FRENCH)


def card(text: str, surname: str) -> PersonCard:
    return cards(text)[FRENCH.fold(surname)]


@pytest.mark.parametrize(("text", "role", "organisation"), [
    ("a dit Karim Haddad, directeur de l'OSDH.", "directeur", "OSDH"),
    ("a dit Karim Haddad, porte-parole en Syrie du CICR.", "porte-parole en Syrie", "CICR"),
    ("a dit Karim Haddad, expert de la Syrie au Washington Institute.", "expert de la Syrie", "Washington Institute"),
    ("a dit Karim Haddad, un responsable du groupe rebelle Ahrar al-Cham.", "responsable", "Ahrar al-Cham"),
    ("Le Premier ministre arménien Karim Haddad est parti.", "Premier ministre arménien", None),
    ("Le ministre turc de l'Intérieur, Karim Haddad, est parti.", "ministre turc de l'Intérieur", None),
    ("Le porte-parole de l'armée, le colonel Karim Haddad, a nié.", "porte-parole", "armée"),
    ("Le secrétaire général de l'ONU, Karim Haddad, a parlé.", "secrétaire général", "ONU"),
    ("Le colonel Karim Haddad a parlé.", "colonel", None),
    ("La ville est vide, raconte Karim Haddad, 43 ans.", None, None),
    ("Le responsable doit parler de la mise en œuvre du plan du président Karim Haddad.", "président", None),
])
def test_descriptions(text: str, role: str | None, organisation: str | None) -> None:
    found = card(text, "Haddad")
    assert (found.role, found.organisation) == (role, organisation)


def test_a_possessive_takes_the_organisation_named_before() -> None:
    text = "L'Unicef s'inquiète. Le bilan est lourd, a dit son porte-parole, Karim Haddad."
    at = text.index("Karim")
    assert card(text, "Haddad") == PersonCard("Karim Haddad", "porte-parole", "Unicef", (at, at + 12))


def test_a_brother_belongs_to_no_body() -> None:
    assert card("L'Unicef s'inquiète. Son frère Karim Haddad a parlé.", "Haddad").organisation is None


def test_later_mentions_find_the_card() -> None:
    text = "Karim Haddad, maire de Goma, a parlé. M. Haddad a quitté la ville."
    found = card(text, "Haddad")
    assert found.full == "Karim Haddad" and found.role is not None and found.first_mention == (0, 12)


def test_what_a_later_mention_tells_is_filled_in() -> None:
    found = card("M. Haddad a parlé. Puis Karim Haddad, directeur de l'OSDH, est parti.", "Haddad")
    assert (found.full, found.organisation) == ("Karim Haddad", "OSDH")


def test_a_family_name_that_comes_first_is_a_second_key() -> None:
    found = cards("Le secrétaire général de l'ONU, Ban Ki-moon, a parlé. M. Ban est reparti.")
    assert found[FRENCH.fold("Ban")] == found[FRENCH.fold("Ki-moon")]


def test_namesakes_have_cards_of_their_own() -> None:
    found = cards("Michel Haddad, maire de Goma, a parlé. Puis Barnabé Haddad, analyste à Paris, a répondu.")
    assert found[FRENCH.fold("Haddad")].full == "Michel Haddad"
    assert found[FRENCH.fold("Barnabé Haddad")].role == "analyste à Paris"


def test_a_first_name_in_another_spelling_is_the_same_person() -> None:
    found = cards("Mohamad Haddad, maire de Goma, a parlé. Mohammed Haddad a répondu.")
    assert list(found) == [FRENCH.fold("Haddad")]


def test_places_and_bodies_make_no_card() -> None:
    assert cards("A Homs, l'OSDH compte les morts.") == {}


def test_an_empty_text_has_nobody() -> None:
    assert person_cards("", [], FRENCH) == {}
