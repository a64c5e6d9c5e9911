"""Bilan's own French names of towns, regions and countries, read from the tables beside this file."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sources import Region, Town

from bilan.world.places.records import key

HERE = Path(__file__).parent
COUNTRIES = HERE.parents[1] / "src" / "bilan" / "language" / "fr" / "tables" / "countries.toml"


@dataclass(frozen=True, slots=True)
class French:
    """A French name with the other names that the press prints, and the seat of a region (GeoNames' name)."""

    name: str
    others: tuple[str, ...]
    seat: str = ""


def country_names() -> dict[str, list[str]]:
    """The French names of each country by ISO code, the one to print first."""
    return {code: list(names) for code, names in tomllib.loads(COUNTRIES.read_text("utf-8")).items()}


def town_names(towns: Sequence[Town]) -> dict[int, French]:
    """The French names by GeoNames number. Raises `ValueError` naming the rows for which no town was found."""
    rows = list(_rows("french_towns.tsv"))
    index: dict[tuple[str, str], list[Town]] = defaultdict(list)
    countries = {row[0] for row in rows}
    for town in (t for t in towns if t.country in countries):
        for form in {key(name) for name in (town.name, *town.others)}:
            index[town.country, form].append(town)
    found: dict[int, French] = {}
    missing: list[str] = []
    for country, name, others, *geonames in rows:
        named = tuple(filter(None, others.split("|")))
        wanted = [*filter(None, geonames), name, *named]
        lists = (index.get((country, key(n))) for n in wanted)
        town_list = next((entries for entries in lists if entries), None)
        if town_list is None:
            missing.append(f"{country} {name}")
            continue
        best = max(town_list, key=lambda t: (t.population, -t.number))
        found[best.number] = French(name, named)
    if missing:
        raise ValueError("no such town in GeoNames: " + ", ".join(missing))
    return found


def region_names(regions: Sequence[Region], taken: Mapping[str, set[str]]) -> dict[str, French]:
    """The names of the regions by GeoNames code, Bilan's where it has one. Raises `ValueError` for an unknown code.

    `taken` holds the keys of the towns of each country: a region that shares its name with one of them is printed
    with the noun of its country ("province d'Idleb").
    """
    nouns = tomllib.loads((HERE / "region_nouns.toml").read_text("utf-8"))
    own = {code: French(name, tuple(filter(None, others.split("|"))), seat)
           for code, name, others, seat in _rows("french_regions.tsv")}
    unknown = own.keys() - {region.code for region in regions}
    if unknown:
        raise ValueError(f"no such region in GeoNames: {sorted(unknown)}")
    named: dict[str, French] = {}
    for region in regions:
        french = own.get(region.code, French(region.name, ()))
        if key(french.name) in taken.get(region.country, set()):
            noun = nouns.get(region.country, nouns["other"])
            link = "d'" if french.name[0].lower() in "aeiouéèêâîôhy" and french.name[0] not in "Hh" else "de "
            named[region.code] = French(f"{noun} {link}{french.name}", (french.name, *french.others), french.seat)
        else:
            named[region.code] = french
    return named


def _rows(file: str) -> Iterator[list[str]]:
    width = len((HERE / file).read_text("utf-8").splitlines()[0].split("\t"))
    for line in (HERE / file).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (width - len(cells))
