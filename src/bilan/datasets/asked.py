"""What a data set asks for: an observatory's answers, and all its tables by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from shapely.geometry.base import BaseGeometry

from bilan.datasets.rows import areas as with_areas
from bilan.datasets.rows import claims, control, figures, incidents
from bilan.datasets.schema import Row
from bilan.datasets.table import Table
from bilan.errors import UsageError
from bilan.findings import Happening, Holding, Movements, Tolls
from bilan.records import Query, Recorded, Seal


class Answers(Protocol):
    """The part of an observatory that data sets are made from."""

    def claims(self, query: Query) -> Iterator[Recorded]:
        """The claims in view, few in memory at a time."""
        ...

    def tolls(self, query: Query) -> Tolls:
        """People harmed."""
        ...

    def displacement(self, query: Query) -> Movements:
        """People who moved or stay."""
        ...

    def control_spells(self, query: Query) -> Iterator[tuple[date, Holding]]:
        """The states of each place in time."""
        ...

    def chronology(self, query: Query) -> tuple[Happening, ...]:
        """What happened."""
        ...

    def words(self, key: str) -> str | None:
        """The text of a dispatch by its key, as it may be shown."""
        ...

    def seal(self) -> Seal:
        """The head of the audit chain."""
        ...


AREAS = "control_areas"
"""The table whose rows have areas: for maps alone."""
NAMES = ("claims", "readings", "totals", "control", "control_days", "flows", "incidents")
"""The tables that can be asked for."""


def table(answers: Answers, name: str, query: Query) -> Table:
    """The table of that name. Its rows are asked for when they are read, and can be read again.

    Raises `UsageError` for a table that is none.
    """
    if name not in NAMES:
        raise UsageError(f"no table {name!r}: there are {', '.join(NAMES)}")
    return Table.of(name, lambda: _rows(answers, name, query))


def areas(answers: Answers, query: Query, outlines: Mapping[str, BaseGeometry]) -> Table:
    """Spells of control with the areas of their places; `outlines` are those given, by the identifier of the place."""
    return Table.of(AREAS, lambda: with_areas.spells(_rows(answers, "control", query), outlines))


def _rows(answers: Answers, name: str, query: Query) -> Iterable[Row]:
    match name:
        case "claims":
            return map(claims.row, answers.claims(query))
        case "readings":
            moved = answers.displacement(query)
            return figures.readings((*answers.tolls(query).series, *moved.flows, *moved.stocks))
        case "totals":
            return figures.totals((*answers.tolls(query).totals, *answers.displacement(query).totals))
        case "flows":
            moved = answers.displacement(query)
            return figures.readings((*moved.flows, *moved.stocks))
        case "incidents":
            return incidents.rows(answers.chronology(query))
        case "control":
            return control.spells(answers.control_spells(replace(query, first=None)), query.first)
        case _:
            return control.days(_rows(answers, "control", query))
