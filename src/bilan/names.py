"""What a name may stand for, before its context is weighed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that a name may mean. `id` is `geonames:N` or `bilan:place/…`; coordinates in degrees, `radius` in km.

    `parents` are the identifiers of what it lies in, nearest first (quarter's part of town, town, province, country);
    `level` is one of `quarter`, `part` (a part of a town), `town`, `village`, `site`, `district`, `region`, `country`.
    """

    id: str
    name: str
    level: str
    country: str | None
    latitude: float | None
    longitude: float | None
    radius: float
    population: int = 0
    parents: tuple[str, ...] = ()
    method: str = "exact"


@dataclass(frozen=True, slots=True)
class Area:
    """The outline that a user gives for a place: its `name` or its gazetteer `id`, and `polygons`, each an outer ring
    and its holes, each ring (longitude, latitude) pairs in degrees."""

    name: str
    id: str | None
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


@dataclass(frozen=True, slots=True)
class ActorCandidate:
    """A party, a body or a person that a name may mean. `id` is `bilan:actor/…`.

    `kind` is one of `state`, `government_forces`, `armed_group`, `international`, `monitor`, `media`, `ngo`,
    `ministry`, `person`, `population`; `side` the identifier of the party it belongs to or `None`.
    """

    id: str
    name: str
    kind: str
    side: str | None = None
    organisation: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name as recognised: what it may be, from the registries and from its own shape.

    `shape` is `person` where the context shows a person (a title, a function, a first name), `place` or `body` where
    it shows those, else `None`. `acronym` is the short form in parentheses that the mention takes in ("(OSDH)").
    """

    places: tuple[PlaceCandidate, ...] = ()
    actors: tuple[ActorCandidate, ...] = ()
    shape: str | None = None
    acronym: str | None = None
