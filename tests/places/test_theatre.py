"""The theatre: what a dispatch is about, whatever powers, sources and datelines it names."""

from __future__ import annotations

import re

import pytest

from bilan.dispatch import Dispatch
from bilan.language import load
from bilan.mentions import Mention
from bilan.names import Name
from bilan.resolve.place.theatre import Theatre, theatre
from bilan.world.places import Gazetteer

_CAPITALISED = re.compile(r"[A-ZÉ][\w'’-]+")


def of(text: str) -> Theatre:
    """The theatre of a text whose names are found by the gazetteer alone."""
    gazetteer, language = Gazetteer.default(), load("fr")
    names = []
    for match in _CAPITALISED.finditer(text):
        _, places = gazetteer.longest_match([match.group()])
        names.append(Mention("name", match.start(), match.end(), Name(places=places)))
    return theatre(Dispatch("t", text), names, language, gazetteer)


@pytest.mark.parametrize(("text", "first"), [
    ("Des combats ont repris lundi à Kidal. Paris et Washington ont appelé au calme.", "ML"),
    ("Moscou et Ankara ont négocié une trêve à Idleb, a annoncé Washington.", "SY"),
    ("L'armée nigérienne a repoussé une attaque près de Diffa.", "NE"),
    ("BEYROUTH (AFP) - Des raids ont visé la ville de Raqqa. Raqqa est tenue par les jihadistes.", "SY"),
    ("Les miliciens tiennent Tripoli et Misrata, a dit une source libyenne.", "LY"),
    ("Les habitants de Tripoli, à Beyrouth et ailleurs au Liban, ont manifesté.", "LB"),
    ("Les rebelles congolais avancent vers Goma.", "CD"),
    ("Les pompiers congolais de Brazzaville ont manifesté à Brazzaville.", "CG"),
])
def test_the_first_country_is_where_it_happens(text: str, first: str) -> None:
    assert of(text).countries[0] == first


def test_places_that_are_named_without_doubt_are_kept() -> None:
    assert "geonames:170063" in of("L'offensive sur Alep continue en Syrie.").places


@pytest.mark.parametrize("text", ["", "Il pleut.", "\x00\u202e", "Selon lui, rien."])
def test_nothing_named_is_no_theatre(text: str) -> None:
    assert of(text) == Theatre()


def test_weights_are_shares() -> None:
    weights = of("L'Ukraine et la Pologne ont signé à Kiev un accord ukrainien.").weights
    assert abs(sum(weights.values()) - 1) < 1e-9 and weights["UA"] > weights["PL"]
