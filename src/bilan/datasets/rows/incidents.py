"""Happenings as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.datasets.rows import cells
from bilan.datasets.schema import Row
from bilan.findings import Happening


def rows(happenings: Iterable[Happening]) -> Iterator[Row]:
    """The rows of `incidents`."""
    for one in happenings:
        yield {
            "id": one.id,
            "aliases": list(one.aliases),
            "kind": one.kind,
            "type": one.type,
            "first": one.first,
            "last": one.last,
            "first_day": cells.begins(one.first),
            "last_day": cells.ends(one.last),
            "by_then": one.by_then,
            **cells.located(one.places[0] if one.places else None),
            "places": cells.once(map(cells.name, one.places)),
            **cells.party("actor", one.actor),
            **cells.party("target", one.target),
            "modality": one.modality,
            "killed": _figures(one, "killed"),
            "wounded": _figures(one, "wounded"),
            "origins": cells.once(origin.name or origin.id for origin in one.origins),
            "independent_origins": len({origin.key for origin in one.origins if origin.independent}),
            "unsure": sum(decision.verdict == "unsure" for decision in one.decisions),
            "rivals": len(one.related),
            "claims": cells.once(record.key for record in one.records),
            "dispatches": cells.once(record.came_as or record.dispatch_id for record in one.records),
            "quote": one.records[0].quote if one.records else None,
        }


def _figures(one: Happening, harm: str) -> list[str]:
    """The figures of one harm as said: "at least 12 civilians (OSDH)"."""
    told = (reading for reading in one.tolls if reading.measure.what == harm)
    return cells.once(
        f"{cells.said(r.count)} {r.measure.people}" + (f" ({r.origin.name})" if r.origin.name else "") for r in told)
