"""The gazetteer: names find the right places, and places know what they lie in."""

from __future__ import annotations

import math
import time

import pytest

from bilan.names import PlaceCandidate
from bilan.world.places import Gazetteer
from bilan.world.places.records import own_rows

ALEP, SYRIE = "geonames:170063", "geonames:163843"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def km(a: PlaceCandidate, latitude: float, longitude: float) -> float:
    assert a.latitude is not None and a.longitude is not None
    shrink = math.cos(math.radians(latitude))
    return 111.2 * math.hypot(a.latitude - latitude, (a.longitude - longitude) * shrink)


@pytest.mark.parametrize(("name", "countries", "latitude", "longitude"), [
    ("Maarat en-Noomane", ["SY"], 35.64, 36.67),
    ("Al-Choughour", [], 0, 0),
    ("Qamishli", ["SY"], 37.05, 41.23),
    ("Balakliia", ["UA"], 49.46, 36.86),
    ("Houliaipole", ["UA"], 47.66, 36.26),
    ("Tarhouna", ["LY"], 32.43, 13.63),
    ("Kaga-Bandoro", ["CF"], 6.99, 19.19),
    ("Mweso", ["CD"], -1.14, 29.02),
    ("Lachkar Gah", ["AF"], 31.58, 64.36),
    ("Al-Facher", ["SD"], 13.63, 25.35),
    ("Tripoli", ["LB"], 34.44, 35.85),
    ("Tripoli", ["LY"], 32.89, 13.18),
    ("Bentiou", ["SS"], 9.23, 29.8),
    ("حلب", ["SY"], 36.2, 37.16),
])
def test_names_find_their_places(
    gazetteer: Gazetteer, name: str, countries: list[str], latitude: float, longitude: float
) -> None:
    found = gazetteer.find(name, countries=countries)
    if not countries:
        assert found == ()
    else:
        assert km(found[0], latitude, longitude) < 25


@pytest.mark.parametrize("name", ["", "   ", "-", "'", "\x00", "xqzw", "de la", "\u202eAlep" * 400])
def test_no_name_is_no_place(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


def test_a_country_is_found_whatever_the_theatre(gazetteer: Gazetteer) -> None:
    assert [p.country for p in gazetteer.find("Côte d’Ivoire", countries=["ML"])] == ["CI"]
    assert gazetteer.find("Marseille", countries=["ML"]) == ()


def test_methods_say_how_a_name_was_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Alep")[0].method == "alias"
    assert gazetteer.find("Dubrovytsya", countries=["UA"])[0].method == "exact"
    assert gazetteer.find("Boustan el-Kasr", countries=["SY"])[0].method == "folded"


def test_a_town_comes_before_the_province_of_its_name(gazetteer: Gazetteer) -> None:
    town, province = gazetteer.find("Idleb", countries=["SY"])[:2]
    assert (town.level, province.level) == ("town", "region")
    assert province.name == "province d'Idleb"


def test_a_quarter_lies_in_its_part_its_town_its_province_and_its_country(gazetteer: Gazetteer) -> None:
    quarter = gazetteer.find("Sakhour", countries=["SY"])[0]
    assert [p.name for p in gazetteer.parents(quarter.id)] == ["Alep-Est", "Alep", "province d'Alep", "Syrie"]
    assert gazetteer.contains(ALEP, quarter.id) and gazetteer.contains(SYRIE, quarter.id)
    assert not gazetteer.contains(quarter.id, ALEP) and not gazetteer.contains(ALEP, ALEP)


def test_an_enclave_of_its_own_lies_in_no_part(gazetteer: Gazetteer) -> None:
    assert gazetteer.parents(gazetteer.find("Cheikh Maqsoud")[0].id)[0].id == ALEP


def test_capitals_and_seats(gazetteer: Gazetteer) -> None:
    afghanistan = gazetteer.country("AF")
    assert afghanistan is not None
    kabul = gazetteer.capital(afghanistan.id)
    assert kabul is not None and kabul.name == "Kaboul"
    goma = gazetteer.capital(gazetteer.find("Nord-Kivu")[0].id)
    assert goma is not None and goma.name == "Goma"
    assert gazetteer.capital(ALEP) is None and gazetteer.country("ZZ") is None


def test_derived_places_are_made_again_from_their_identifiers(gazetteer: Gazetteer) -> None:
    north = gazetteer.place("bilan:place/north-of/geonames-2453866")
    assert north is not None and north.parents[0] == "geonames:2453866" and north.latitude is not None
    mali = gazetteer.place("geonames:2453866")
    assert mali is not None and mali.latitude is not None and north.latitude > mali.latitude
    assert gazetteer.contains("geonames:2453866", north.id)
    assert gazetteer.place("bilan:place/up-of/geonames-2453866") is None
    assert gazetteer.place("bilan:place/north-of/geonames-1") is None
    inner = gazetteer.place("bilan:place/around/in/geonames-170063/gare")
    assert inner is not None and inner.method == "near"


@pytest.mark.parametrize(("tokens", "count"), [
    (["Boustane", "al-Bacha", "mardi"], 2), (["Mocimboa", "da", "Praia"], 3), (["La", "Haye"], 2), (["En", "Syrie"], 0),
    (["Alep", "et", "Homs"], 1), (["Côte", "d'", "Ivoire"], 3), (["Selon"], 0), (["alep"], 0), (["al-Bab"], 1), ([], 0),
    (["Burkina", "Faso", "et", "Mali"], 2),
])
def test_the_longest_match_ends_where_the_name_does(gazetteer: Gazetteer, tokens: list[str], count: int) -> None:
    assert gazetteer.longest_match(tokens)[0] == count


def test_a_single_word_folds_to_a_village_only_within_a_theatre(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest_match(["Sarakine"])[0] == 0
    assert gazetteer.longest_match(["Salkine"], countries=["SY"])[0] == 1


def test_own_tables_are_whole(gazetteer: Gazetteer) -> None:
    from bilan.world.places.gazetteer import DATA

    seen: set[str] = set()
    levels = {"quarter", "part", "town", "village", "site", "district", "region", "country"}
    for path in sorted((DATA / "own").glob("*.tsv")):
        for row in own_rows(path):
            assert row["id"] not in seen, row["id"]
            seen.add(row["id"])
            place = gazetteer.place(row["id"])
            assert place is not None and place.level in levels and place.radius > 0 and row["source"]
            assert all(gazetteer.place(parent) for parent in place.parents), row["id"]
            assert all(gazetteer.country(code) for code in filter(None, row["countries"].split(",")))


def test_quarters_lie_near_their_towns(gazetteer: Gazetteer) -> None:
    from bilan.world.places.gazetteer import DATA

    for table in ("quarters.tsv", "quarters_aleppo.tsv", "parts.tsv"):
        for row in own_rows(DATA / "own" / table):
            parent = next(p for p in gazetteer.parents(row["id"]) if p.level in ("town", "village", "region"))
            assert km(parent, float(row["latitude"]), float(row["longitude"])) < 25, row["name"]


def test_a_look_up_takes_less_than_half_a_millisecond_of_the_processor(gazetteer: Gazetteer) -> None:
    names = [p.name for code in ("ML", "SY", "UA", "CD", "AF", "SD") for p in [gazetteer.country(code)] if p]
    names += ["Alep", "Goma", "Kidal", "Bakhmout", "Inconnu", "Sakhour", "Hussein", "Kobané"]
    rounds = []
    for _ in range(20):
        started = time.process_time()
        for name in names:
            gazetteer._search(name, ("SY", "IQ"))
        rounds.append(time.process_time() - started)
    assert min(rounds) / len(names) < 5e-4
