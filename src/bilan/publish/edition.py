"""Everything that one report is made from, gathered by the observatory and handed over at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from bilan.findings import Findings, Holding, Total
from bilan.records import Filed, Recorded

Profile = Literal["newsroom", "rights", "research", "humanitarian"]
PROFILES: tuple[Profile, ...] = ("newsroom", "rights", "research", "humanitarian")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place lies: degrees, `radius` in km, and its `level` and `parents` (nearest first) as the gazetteer has
    them (`names.PlaceCandidate`). `name` is the name to print in the language of the edition."""

    latitude: float
    longitude: float
    radius: float
    name: str
    level: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A party, body or person of the registry: its neutral `name` in the language of the edition, and the identifier of
    the `side` that it belongs to (its own where it is one), by which the map colours it. `short` is an acronym that
    stands for it once it was named."""

    name: str
    side: str | None = None
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a key figure said in the report before: `was` is its count in the words printed then. `correction` is true
    where the earlier report was wrong, and not merely earlier."""

    total: Total
    was: str | None
    correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The material of one report: findings that were asked for with one `as_of`, and the texts that they rest on.

    `records` are all claims in view, `sources` the dispatches: a claim's `dispatch_id` is its dispatch's `key`; where
    that dispatch is not among them, the claim's quotation stands in. `days` holds the control of earlier days in order,
    for the map's slider. `whole` prints the dispatches in full (the internal edition), else short excerpts. `places`
    and `parties` map entity identifiers to what is printed of them; an entity of neither is printed as its dispatch has
    it, between quotation marks where it is no proper name. `key_figures` empty lets the report choose. `alternate` is
    the file name of the same report in the other language, beside this one.
    """

    title: str
    language: str
    as_of: date
    findings: Findings
    sources: tuple[Filed, ...]
    records: tuple[Recorded, ...]
    number: int | None = None
    first: date | None = None
    last: date | None = None
    decided: date | None = None
    profile: Profile = "newsroom"
    whole: bool = True
    days: tuple[tuple[date, tuple[Holding, ...]], ...] = ()
    key_figures: tuple[Total, ...] = ()
    changes: tuple[Change, ...] = ()
    places: Mapping[str, Spot] = field(default_factory=lambda: MappingProxyType({}))
    parties: Mapping[str, Party] = field(default_factory=lambda: MappingProxyType({}))
    alternate: str | None = None
