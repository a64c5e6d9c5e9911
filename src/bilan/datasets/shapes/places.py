"""Where a happening is coded: one point for each place, with the precision that the codebooks give it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bilan.datasets.rows import cells
from bilan.datasets.shapes.countries import Country, countries
from bilan.entities import Entity
from bilan.names import PlaceCandidate
from bilan.world.places import Gazetteer

EXACT = frozenset({"town", "village", "quarter", "part", "site"})
PRIO_GRID = 0.5
"""Degrees of a cell of PRIO-GRID; they are counted from the south-west corner of the world, 720 a row."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place as coded: `acled` and `ucdp` are its precision there, `acled` `None` where ACLED codes no such place."""

    place: PlaceCandidate
    country: Country
    name: str
    latitude: float
    longitude: float
    acled: int | None
    ucdp: int
    admin1: str | None = None
    seat: PlaceCandidate | None = None

    @property
    def cell(self) -> int:
        """The number of its cell in PRIO-GRID."""
        row = min(359, math.floor((self.latitude + 90) / PRIO_GRID))
        column = min(719, math.floor((self.longitude + 180) / PRIO_GRID))
        return row * 720 + column + 1


def finest(places: Iterable[Entity]) -> list[PlaceCandidate]:
    """The known places that none of the others lies in, each once, in the order told; what is told through another
    (a clinic, the north of) goes by the name that it is told by."""
    known: dict[str, PlaceCandidate] = {}
    for entity in places:
        place = cells.point(entity)
        if place is not None:
            known.setdefault(place.id, replace(place, name=entity.name or place.name) if _told(place) else place)
    outer = {parent for place in known.values() for parent in place.parents}
    return [place for place in known.values() if place.id not in outer]


def _told(place: PlaceCandidate) -> bool:
    return place.method in ("part-of", "near")


def where(place: PlaceCandidate) -> Where | str:
    """The place as coded, or the code of the reason why it cannot be."""
    found = Gazetteer.default().countries_of(place.id) or Gazetteer.default().countries_of(_outer(place))
    country = countries().get(found[0]) if len(found) == 1 else None
    if country is None:
        return "no_country"
    acled, ucdp = _precision(place)
    # What is told by its region is coded at the region's seat by ACLED, at its middle by UCDP.
    seat = Gazetteer.default().capital(place.id) if acled == 3 else None
    if place.latitude is None or place.longitude is None:
        return "no_point"
    return Where(place, country, _name(place), place.latitude, place.longitude, acled, ucdp, _region(place), seat)


def _precision(place: PlaceCandidate) -> tuple[int | None, int]:
    if place.level == "country":
        return None, 6
    if place.method == "near":
        return (2, 2) if place.level == "district" else (3, 5)
    if place.level in EXACT:
        return 1, 1
    if place.level == "district":
        return 3, 3
    return (3, 4) if place.id.startswith("geonames:") else (3, 5)


def _outer(place: PlaceCandidate) -> str:
    return place.parents[-1] if place.parents else place.id


def _name(place: PlaceCandidate) -> str:
    """The name, that of a quarter behind its town's: "Alep - Sakhour"."""
    if place.level not in ("quarter", "part"):
        return place.name
    above = (Gazetteer.default().place(parent) for parent in place.parents)
    town = next((outer for outer in above if outer and outer.level in ("town", "village")), None)
    return f"{town.name} - {place.name}" if town else place.name


def _region(place: PlaceCandidate) -> str | None:
    """The name of its first-order division: GeoNames' regions are those."""
    for key in (place.id, *place.parents):
        outer = Gazetteer.default().place(key)
        if outer and outer.level == "region" and outer.id.startswith("geonames:"):
            return outer.name
    return None
