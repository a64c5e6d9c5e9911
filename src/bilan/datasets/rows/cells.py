"""Nouns as cells: counts as they were said, days, names, points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from bilan.datasets.schema import Row
from bilan.entities import Entity
from bilan.findings import AsOf, Measure
from bilan.names import PlaceCandidate
from bilan.quantities import Count
from bilan.times import first_day, last_day
from bilan.world.places import Gazetteer


def said(count: Count | None) -> str | None:
    """A count as it was said, its bound in words: "more than 415"."""
    if count is None:
        return None
    if count.order is not None:
        return count.order.replace("_", " ")
    if count.value is None:
        return f"{count.low} to {count.high}"
    return str(count.value) if count.bound in (None, "exact") else f"{count.bound.replace('_', ' ')} {count.value}"


def count(given: Count | None) -> Row:
    """A count in its own shape, cell by cell; no number is made of an order of magnitude."""
    return {
        "count_said": said(given),
        "count_value": given.value if given else None,
        "count_bound": given.bound if given else None,
        "count_low": given.low if given else None,
        "count_high": given.high if given else None,
        "count_order": given.order if given else None,
    }


def name(entity: Entity | None) -> str | None:
    """The canonical name, or the mention where the registries know none."""
    return None if entity is None else entity.name or entity.text


def party(slot: str, entity: Entity | None) -> Row:
    """An entity in two cells: its name and its identifier."""
    return {slot: name(entity), f"{slot}_id": entity.id if entity else None}


def begins(partial: str | None) -> date | None:
    """The first day of a partial ISO date."""
    return first_day(partial) if partial else None


def ends(partial: str | None) -> date | None:
    """The last day of a partial ISO date."""
    return last_day(partial) if partial else None


def moment(iso: str | None) -> datetime | None:
    """An ISO time of the ledger's as a time in UTC."""
    if not iso:
        return None
    at = datetime.fromisoformat(iso)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def as_of(given: AsOf | None) -> Row:
    """The day that a figure is true of: as told, as a day, and what it rests on."""
    day = given.day if given else None
    return {"as_of": day, "as_of_day": ends(day), "as_of_basis": given.basis if given and day else None}


def point(entity: Entity | None) -> PlaceCandidate | None:
    """The gazetteer's place of an entity, `None` for one known by its name only."""
    return Gazetteer.default().place(entity.id) if entity and entity.id else None


def located(entity: Entity | None) -> Row:
    """A place in six cells: name, identifier, level, point and radius."""
    known = point(entity)
    return {
        "place": name(entity),
        "place_id": entity.id if entity else None,
        "place_level": known.level if known else None,
        "latitude": known.latitude if known else None,
        "longitude": known.longitude if known else None,
        "radius_km": known.radius if known and known.latitude is not None else None,
    }


def measured(measure: Measure) -> Row:
    """What is counted, and where."""
    place = located(measure.place)
    return {
        "kind": measure.kind,
        "what": measure.what,
        "people": measure.people,
        "side": name(measure.side),
        "unit": measure.unit,
        **{cell: place[cell] for cell in ("place", "place_id", "latitude", "longitude")},
        "origin_place": name(measure.origin),
        "destination": name(measure.destination),
        "cumulative": measure.cumulative,
        "since": measure.start,
        "since_day": begins(measure.start),
    }


def once(items: Iterable[str | None]) -> list[str]:
    """The items that are there, each once, in their order."""
    return list(dict.fromkeys(item for item in items if item))
