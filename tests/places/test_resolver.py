"""The resolver of places: wrappings come off, parts stay parts, and what is not known stays unresolved."""

from __future__ import annotations

import time

import pytest

from bilan.language import load
from bilan.resolve.place.resolver import PlaceResolver, finest_first, parents_named
from bilan.resolve.place.theatre import Theatre
from bilan.world.places import Gazetteer

ALEP = "geonames:170063"


def resolver(*countries: str, places: tuple[str, ...] = ()) -> PlaceResolver:
    return PlaceResolver(Gazetteer.default(), Theatre(countries, {}, frozenset(places)), load("fr"))


@pytest.mark.parametrize(("country", "text", "name", "level"), [
    ("SY", "le quartier de Boustane al-Qasr", "Boustane al-Qasr", "quarter"),
    ("SY", "la province d'Idleb", "province d'Idleb", "region"),
    ("SY", "la ville d'Idleb", "Idleb", "town"),
    ("SY", "la province syrienne de Raqqa", "province de Raqqa", "region"),
    ("SY", "la petite poche de Ghouta orientale", "Ghouta orientale", "region"),
    ("SY", "la capitale syrienne", "Damas", "town"),
    ("SY", "la partie orientale d'Alep", "Alep-Est", "part"),
    ("SY", "les quartiers ouest d'Alep", "Alep-Ouest", "part"),
    ("ML", "la région de Ménaka", "région de Ménaka", "region"),
    ("ML", "Gossi (Mali)", "Gossi", "village"),
    ("CD", "la capitale du Sud-Kivu", "Bukavu", "town"),
    ("CD", "le chef-lieu de la province de l'Ituri", "Bunia", "town"),
    ("CD", "le territoire de Rutshuru", "territoire de Rutshuru", "region"),
    ("UA", "la région de Soumy", "région de Soumy", "region"),
    ("UA", "le territoire ukrainien", "Ukraine", "country"),
    ("PS", "le camp de réfugiés de Djenine", "camp de Djenine", "site"),
    ("PS", "toute la bande de Gaza", "bande de Gaza", "region"),
    ("CM", "la région du Nord-Ouest", "Nord-Ouest", "region"),
    ("MZ", "la ville côtière de Palma", "Palma", "village"),
    ("AF", "les provinces de Helmand et de Kandahar", "Helmand", "region"),
    ("LB", "Genève", "Genève", "town"),
    ("YE", "l'Arabie saoudite", "Arabie saoudite", "country"),
])
def test_wrappings_come_off(country: str, text: str, name: str, level: str) -> None:
    place = resolver(country).resolve(text)
    assert place is not None and (place.name, place.level) == (name, level)


@pytest.mark.parametrize(("country", "text", "id", "method"), [
    ("ML", "le nord du Mali", "bilan:place/north-of/geonames-2453866", "part-of"),
    ("ML", "l'ouest malien", "bilan:place/west-of/geonames-2453866", "part-of"),
    ("SY", "le sud d'Alep-Est", "bilan:place/south-of/alep/east", "part-of"),
    ("LY", "Benghazi-Est", "bilan:place/east-of/geonames-88319", "part-of"),
    ("SY", "Deir Ezzor-Ouest", "bilan:place/west-of/geonames-170794", "part-of"),
    ("SY", "la vieille ville de Homs", "bilan:place/old-of/geonames-169577", "part-of"),
    ("ML", "à une trentaine de kilomètres au sud de Gao", "bilan:place/around/geonames-2457163", "near"),
    ("SY", "les abords de Raqqa", "bilan:place/around/geonames-172955", "near"),
    ("AF", "le nord de la capitale afghane", "bilan:place/north-of/geonames-1138958", "part-of"),
    ("UA", "la gare de Kramatorsk", "bilan:place/in/geonames-704508/gare-de-kramatorsk", "part-of"),
])
def test_a_part_is_not_its_whole(country: str, text: str, id: str, method: str) -> None:
    place = resolver(country).resolve(text)
    assert place is not None and (place.id, place.method) == (id, method)
    again = Gazetteer.default().place(place.id)
    assert again is not None and again.parents == place.parents and again.radius == place.radius


def test_a_part_is_narrower_and_named_as_printed() -> None:
    north = resolver("ML").resolve("Le nord du Mali")
    mali = Gazetteer.default().country("ML")
    assert north is not None and mali is not None
    assert north.radius < mali.radius and north.parents[0] == mali.id and north.name == "nord du Mali"


@pytest.mark.parametrize("text", [
    "la deuxième ville de Syrie", "la grande ville du nord de la Syrie", "la ville", "le régime", "l'hôpital",
    "les rebelles",
    "Palma de Majorque et sa plage", "Abdel Rahmane", "", "   ", "\x00", "((((", "le quartier", "de la", "’" * 300,
])
def test_unresolved_is_an_answer(text: str) -> None:
    assert resolver("SY").resolve(text) is None


def test_the_theatre_decides_between_namesakes() -> None:
    for country in ("LY", "LB"):
        place = resolver(country).resolve("la ville de Tripoli")
        assert place is not None and place.country == country


def test_small_places_are_linked_only_where_they_are_places() -> None:
    syria = resolver("SY")
    assert syria.resolve("Zahra", locative=False) is None and syria.resolve("Zahra") is not None
    assert syria.resolve("Alep", locative=False) is not None


def test_ambiguity_keeps_its_candidates_and_the_named_town_comes_first() -> None:
    found = resolver("SY", places=(ALEP,)).candidates("Midane")
    assert len(found) > 1 and ALEP in found[0].parents


def test_the_capital_with_nothing_more_is_that_of_the_theatre() -> None:
    place = resolver("SO").resolve("la capitale")
    assert place is not None and (place.name, place.method) == ("Mogadiscio", "theatre")
    assert resolver().resolve("la capitale") is None
    torn = PlaceResolver(Gazetteer.default(), Theatre(("SY", "IQ"), {"SY": 0.4, "IQ": 0.35}), load("fr"))
    assert torn.resolve("le pays") is None


def test_places_come_finest_first() -> None:
    gazetteer = Gazetteer.default()
    names = ("Syrie", "Alep", "Sakhour", "Alep-Est")
    places = [gazetteer.find(name, countries=["SY"])[0] for name in names]
    assert [p.name for p in finest_first(places)] == ["Sakhour", "Alep-Est", "Alep", "Syrie"]
    assert parents_named(places[2], [ALEP, "geonames:163843"]) == [ALEP, "geonames:163843"]


def test_a_long_hostile_mention_is_not_slow() -> None:
    started = time.process_time()
    assert resolver("SY").resolve("le nord du " * 5_000) is None
    assert time.process_time() - started < 1


def test_an_embassy_stands_nobody_knows_where() -> None:
    assert resolver("TN").resolve("l'ambassade des Etats-Unis") is None


def test_a_noun_means_places_of_its_own_level() -> None:
    """ "la ville" refers back to a town, never to a country or a province; "les camps" never to "le pays"."""
    places = resolver("SY")
    syria, homs, idlib = (places.resolve(name) for name in ("la Syrie", "Homs", "la province d'Idleb"))
    assert syria and homs and idlib
    assert places.fits("ville", homs) and not places.fits("ville", syria) and not places.fits("ville", idlib)
    assert places.fits("pays", syria) and places.fits("province", idlib)
    assert places.fits("localité", "village") and not places.fits("camps", "pays")
    assert places.fits("endroit", syria) and not places.fits("zone", syria) and not places.fits("région", homs)
