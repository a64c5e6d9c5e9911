"""Spells of control as rows, and the same day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bilan.datasets.rows import cells
from bilan.datasets.schema import Row
from bilan.entities import Entity
from bilan.findings import Holding
from bilan.world.folding import fold


def spells(found: Iterable[tuple[date, Holding]], first: date | None) -> Iterator[Row]:
    """The rows of `control`. Spells that end before `first` are left out, one that began earlier begins on it."""
    for began, holding in found:
        if first is not None and holding.day < first:
            continue
        yield {
            "place_key": _key(holding.place),
            **cells.located(holding.place),
            "from_day": max(began, first) if first else began,
            "to_day": holding.day,
            **cells.party("holder", holding.holder),
            "situation": holding.situation,
            "evidence": holding.evidence,
            "footing": holding.footing,
            "since": holding.since,
            "by_then": holding.by_then,
            "inherited_from": cells.name(holding.inherited),
            "besieger": cells.name(holding.besieger),
            "besieged_since": holding.besieged_since,
            "challenger": cells.name(holding.challenger),
            "previous": cells.name(holding.previous),
            "last_report": holding.reported,
            "age_days": holding.age,
            "divergent": len(holding.divergent),
            "claims": cells.once(record.key for record in holding.records),
        }


DAILY = ("place_key", "place", "place_id", "holder", "holder_id", "situation", "besieger", "challenger", "from_day")


def days(spells: Iterable[Row]) -> Iterator[Row]:
    """The rows of `control_days`: one for each place and day of the spells."""
    for spell in spells:
        length = (spell["to_day"] - spell["from_day"]).days + 1
        for n in range(length):
            yield {**{name: spell[name] for name in DAILY}, "day": spell["from_day"] + timedelta(days=n)}


def _key(place: Entity) -> str:
    return place.id or f"name:{fold(place.name or place.text)}"
