"""Countries as ACLED and UCDP name and number them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Country:
    """A country. `number` is ISO's, `gw` Gleditsch and Ward's, `None` for what is no state of theirs."""

    iso2: str
    iso3: str
    number: int
    acled: str
    acled_region: str
    gw: int | None
    ucdp: str
    ucdp_region: str


@cache
def countries() -> Mapping[str, Country]:
    """All countries, by their ISO code of two letters."""
    lines = resources.files(__package__).joinpath("countries.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "iso2"))]
    return {r[0]: Country(r[0], r[1], int(r[2]), r[3], r[4], int(r[5]) if r[5] else None, r[6], r[7]) for r in rows}
