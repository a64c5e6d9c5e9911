"""How many of the places of today's conflicts are found, in French spelling: a measured floor."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import pytest

from bilan.world.places import Gazetteer
from bilan.world.places.gazetteer import DATA

LIST = Path(__file__).parents[3] / "shared" / "geo" / "places_fr.tsv"
NEAR_KM, THEATRE_KM = 25, 30
RIGHT, WRONG = 215, 1


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


@pytest.mark.skipif(not LIST.exists(), reason="the list of places is not beside the project")
def test_places_of_todays_conflicts_are_found_within_their_theatre() -> None:
    gazetteer = Gazetteer.default()
    cells: dict[tuple[int, int], list[tuple[float, float, str]]] = defaultdict(list)
    for line in (DATA / "places.tsv").read_text("utf-8").splitlines():
        _, _, country, _, latitude, longitude, *_, radius = line.split("\t")
        if latitude and not radius:
            point = float(latitude), float(longitude)
            cells[round(point[0]), round(point[1])].append((*point, country))
    right = wrong = 0
    for line in LIST.read_text("utf-8").splitlines():
        _, name, latitude, longitude = line.split("\t")
        true = float(latitude), float(longitude)
        around = [t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in cells[round(true[0]) + i, round(true[1]) + j]]
        theatre = sorted({t[2] for t in around if km(true, t[:2]) <= THEATRE_KM} or {min(
            around, key=lambda t: km(true, t[:2]))[2]})
        found = gazetteer.find(name, countries=theatre)
        if found and found[0].latitude is not None and found[0].longitude is not None:
            hit = km(true, (found[0].latitude, found[0].longitude)) <= NEAR_KM
            right, wrong = right + hit, wrong + (not hit)
    assert right >= RIGHT and wrong <= WRONG, f"{right} right, {wrong} wrong"
