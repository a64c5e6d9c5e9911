"""The shape of the tables: columns with their types and what they mean, from `tables.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from bilan import claims
from bilan.findings import EvidenceGrade, Footing, Situation, Standing, Strategy
from bilan.quantities import Bound, Order
from bilan.records import ReviewState
from bilan.times import Basis

Type = Literal["string", "integer", "number", "boolean", "date", "datetime", "list"]
Row = dict[str, Any]
"""A row by column: `None`, a string, a number, a boolean, a `date`, a `datetime` in UTC or a list of strings."""

ENUMERATIONS: Mapping[str, tuple[str, ...]] = {
    "kinds": claims.KINDS,
    "modalities": claims.MODALITIES,
    "confidences": claims.CONFIDENCES,
    "people": claims.PEOPLE,
    "extents": claims.EXTENTS,
    "whats": (*claims.HARMS, *claims.MOVEMENTS),
    "reviews": get_args(ReviewState),
    "bases": get_args(Basis),
    "bounds": get_args(Bound),
    "orders": get_args(Order),
    "units": ("people", "households"),
    "as_of_bases": ("printed", "publication"),
    "since_bases": ("printed", "carried_over"),
    "levels": ("quarter", "part", "town", "village", "site", "district", "region", "country"),
    "figure_kinds": ("toll", "displacement"),
    "standings": get_args(Standing),
    "strategies": get_args(Strategy),
    "situations": get_args(Situation),
    "evidence_grades": get_args(EvidenceGrade),
    "footings": get_args(Footing),
    "happening_kinds": ("incident", "control", "toll", "displacement"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type and meaning; `values` are all that may stand in it (empty: anything of the type).

    `decimals` are those that text prints of its numbers (`None`: as many as it takes).
    """

    name: str
    type: Type
    text: str
    values: tuple[str | int, ...] = ()
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """A table's shape. `key` names the columns that together tell its rows apart."""

    name: str
    title: str
    text: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)


@cache
def schemas() -> Mapping[str, Schema]:
    """The tables of Bilan's own, by name."""
    return read("tables.toml")


@cache
def event_schemas() -> Mapping[str, Schema]:
    """The shapes of ACLED's and UCDP's files, by the names `acled` and `ucdp`."""
    return read("tables.toml", "bilan.datasets.shapes")


def read(file: str, folder: str = "bilan.datasets") -> Mapping[str, Schema]:
    """The schemas of a TOML file in a package's folder. Raises `ValueError` for a column of a type that is none."""
    data = tomllib.loads(resources.files(folder).joinpath(file).read_text("utf-8"))
    out: dict[str, Schema] = {}
    for name, table in data.items():
        same = out[table["same"]].columns if "same" in table else ()
        columns = (*same, *(_column(c) for c in table.get("columns", ())))
        out[name] = Schema(name, table["title"], table["text"], tuple(table["key"]), columns)
    return out


def _column(given: Mapping[str, Any]) -> Column:
    if given["type"] not in get_args(Type):
        raise ValueError(f"column {given['name']}: no type {given['type']!r}")
    values = given.get("values", ())
    return Column(given["name"], given["type"], given["text"],
                  ENUMERATIONS[values] if isinstance(values, str) else tuple(values), given.get("decimals"))
