"""Rows of the place tables, as read: what they say and how they become candidates."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bilan.names import PlaceCandidate
from bilan.world.folding import fold, plain

COLUMNS = ("id", "name", "names", "level", "countries", "latitude", "longitude", "radius", "population", "parents",
           "source")

# A town's radius in km comes from its people at 10,000 to the square kilometre (the order of a dense city of the
# region, as in UN-Habitat's city profiles), and is no less than one kilometre nor more than twenty.
_DENSITY = 10_000
_SMALLEST, _LARGEST = 1.0, 20.0
TOWN_FROM = 5_000


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place with its names. `countries` are ISO codes, several where it spans them; `names` are plain forms.

    `own` holds the plain forms that Bilan's own tables give, the canonical name among them.
    """

    place: PlaceCandidate
    countries: tuple[str, ...]
    names: frozenset[str]
    own: frozenset[str]
    source: str


def key(name: str) -> str:
    """The form under which a name is looked up: folded, without spaces ("Portsoudan" finds "Port-Soudan")."""
    return fold(name).replace(" ", "")


def keys(name: str) -> frozenset[str]:
    """The forms under which a name is kept and looked up: with its accents, and without them, since a final "é" folds
    like "ah" and GeoNames and capital letters leave it out ("Mamfé" finds Mamfe, "BOUAKE" finds Bouaké)."""
    return frozenset((key(name), key(plain(name)))) - {""}


def town_radius(population: int) -> float:
    """The radius in km within which a town of so many people lies (one kilometre where the number is unknown)."""
    return round(min(_LARGEST, max(_SMALLEST, math.sqrt(max(population, 0) / (_DENSITY * math.pi)))), 1)


def split(cell: str, separator: str = "|") -> tuple[str, ...]:
    """The parts of a cell, none for an empty one."""
    return tuple(part.strip() for part in cell.split(separator) if part.strip())


def own_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of Bilan's own tables, as dictionaries with the keys `COLUMNS`.

    Lines that begin with `#` and empty lines are passed over. Raises `ValueError`, with file and line, for a row of
    another width.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise ValueError(f"{path.name}, line {number}: {len(cells)} columns in place of {len(COLUMNS)}")
        row = dict(zip(COLUMNS, cells, strict=True))
        if row["id"] != "id":
            yield row


def own_record(row: dict[str, str], parents: tuple[str, ...]) -> tuple[PlaceRecord, tuple[str, ...]]:
    """The record of a row, and the names under which it is to be found, as printed."""
    countries = split(row["countries"], ",")
    names = (row["name"], *split(row["names"]))
    forms = frozenset(map(plain, names))
    place = PlaceCandidate(
        id=row["id"], name=row["name"], level=row["level"], country=countries[0] if len(countries) == 1 else None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        radius=float(row["radius"]), population=int(row["population"] or 0), parents=parents, method="alias",
    )
    return PlaceRecord(place, countries, forms, forms, row["source"]), names


def packed_record(line: str, parents: tuple[str, ...]) -> PlaceRecord:
    """The record of a line of `places.tsv`, a town or a region of GeoNames.

    Its columns: number, name, country, number of the region (none for a region itself), latitude, longitude,
    population, other names, names from Bilan's own tables, radius in km (given for regions alone).
    """
    number, name, country, _, latitude, longitude, people, names, own, radius = line.split("\t")
    population = int(people or 0)
    level = "region" if radius else "town" if population >= TOWN_FROM else "village"
    place = PlaceCandidate(
        id=f"geonames:{number}", name=name, level=level, country=country,
        latitude=float(latitude) if latitude else None, longitude=float(longitude) if longitude else None,
        radius=float(radius) if radius else town_radius(population), population=population, parents=parents,
    )
    own_forms = frozenset(map(plain, split(own)))
    forms = frozenset(map(plain, (name, *split(names)))) | own_forms
    return PlaceRecord(place, (country,), forms, own_forms, "GeoNames")
