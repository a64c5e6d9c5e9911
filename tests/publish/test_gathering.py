"""What an edition is given from the world: names in its language, acronyms, coordinates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bilan.entities import Entity
from bilan.names import PlaceCandidate
from bilan.publish import Spot
from bilan.publish.gathering import _spelt, acronym, exonyms, gather, place_name
from bilan.publish.wording import load
from bilan.world.actors.actor import Actor
from bilan.world.actors.registry import Registry
from bilan.world.places.derived import DIRECTIONS, part
from tests.publish import dossier


@pytest.mark.parametrize(("name", "others", "found"), [
    ("Observatoire syrien des droits de l'homme", ("OSDH", "SOHR"), "OSDH"),
    ("Syrian Observatory for Human Rights", ("OSDH", "SOHR"), "SOHR"),
    ("État islamique", ("EI", "Daech"), "EI"), ("forces kurdes", ("YPG",), None), ("Moscou", (), None),
])
def test_acronyms_belong_to_the_name(name: str, others: tuple[str, ...], found: str | None) -> None:
    assert acronym(name, others) == found


def test_places_are_named_in_the_language() -> None:
    syria = PlaceCandidate("geonames:163843", "Syrie", "country", "SY", 35.0, 38.0, 300)
    aleppo = PlaceCandidate("geonames:170063", "Alep", "town", "SY", 36.2, 37.16, 8)
    assert [place_name(p, "en") for p in (syria, aleppo)] == ["Syria", "Aleppo"]
    assert [place_name(p, "fr") for p in (syria, aleppo)] == ["Syrie", "Alep"]


def test_parts_without_a_name_are_named_by_their_whole() -> None:
    aleppo = PlaceCandidate("geonames:170063", "Alep", "town", "SY", 36.2, 37.16, 8)
    northeast, old = part(aleppo, "northeast"), part(aleppo, "old", "Vieille ville d'Alep")
    assert [place_name(northeast, language) for language in ("fr", "en")] == ["nord-est d’Alep", "north-east of Aleppo"]
    assert place_name(old, "fr") == "Vieille ville d'Alep"
    tables = [load(language).get("direction") for language in ("fr", "en")]
    assert all(set(table) == set(DIRECTIONS) for table in tables)


def test_the_table_of_exonyms_is_clean() -> None:
    table = exonyms("en")
    assert len(table) > 80 and all(a.strip() == a and b.strip() == b and b for a, b in table.items())


class Places:
    """A gazetteer of what the dossier names."""

    def place(self, key: str) -> PlaceCandidate | None:
        spot = dossier.PLACES.get(key)
        if spot is None:
            return None
        return PlaceCandidate(key, spot.name, spot.level, "SY", spot.latitude, spot.longitude, spot.radius,
                                       parents=spot.parents)


def gathered(**more: Any) -> Any:
    edition = dossier.edition("fr")
    registry = Registry([Actor(key, party.name, english.name, "armed_group", (party.name,), party.side)
                         for (key, party), english in zip(dossier.parties("fr").items(), dossier.parties("en").values(),
                                                          strict=True)])
    gazetteer: Any = Places()
    return gather(edition.findings, edition.sources, edition.records, title="T", language="en", as_of=dossier.DAY,
                  gazetteer=gazetteer, registry=registry, **more)


def test_an_edition_knows_what_its_findings_name() -> None:
    edition = gathered()
    assert edition.places["bilan:place/sakhour"].name == "Sakhur"
    assert "geonames:170063" in edition.places, "a parent is looked up too"
    army = edition.parties["bilan:actor/armee-syrienne"]
    assert (army.name, army.side) == ("Syrian army", "bilan:actor/gouvernement")
    assert "bilan:actor/gouvernement" in edition.parties


def test_a_place_told_by_its_common_noun_keeps_its_accents() -> None:
    key = "bilan:place/in/geonames-170063/hopitaux-d-alep"
    spots = {key: Spot(36.2, 37.16, 8, "hopitaux d alep", "site")}
    ((found, spot),) = _spelt([Entity("les hôpitaux", "hôpitaux d'Alep", key), Entity("Alep", "Alep", "x")], spots)
    assert (found, spot.name, spot.level) == (key, "hôpitaux d'Alep", "site")


def test_the_slider_has_the_days_on_which_control_changed() -> None:
    first, (a, b, *_) = date(2016, 11, 1), dossier.holdings()
    spells = [(date(2016, 10, 1), a), (date(2016, 11, 26), replace(a, situation="contested")), (date(2016, 12, 2), b),
              (date(2016, 12, 30), replace(b, situation="vacated"))]
    days = gathered(spells=spells, first=first).days
    assert [day for day, _ in days] == [first, date(2016, 11, 26), date(2016, 12, 2), dossier.DAY]
    assert [len(holdings) for _, holdings in days] == [1, 1, 2, 2]
    assert [holdings[0].situation for _, holdings in days] == [a.situation, *["contested"] * 3]
    assert gathered(spells=spells).days[0][0] == date(2016, 9, 30)
    assert gathered().days == () and gathered(spells=spells, profile="humanitarian").days == ()


