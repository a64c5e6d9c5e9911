"""Everything that one report is made from, gathered by the observatory and handed over at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from shapely.geometry.base import BaseGeometry

from bilan.entities import Entity
from bilan.findings import Findings, Holding, Measure, Situation, Total
from bilan.quantities import Count
from bilan.records import Filed, Recorded

Profile = Literal["newsroom", "rights", "research", "humanitarian"]
Trend = Literal["up", "down", "same"]
Cause = Literal["rejected", "corrected", "undone", "reread"]
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
class Before:
    """The report before this one in the same edition: its number and the day of its data."""

    number: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of the report before, beside what it is now: `was` is the count printed then (`None` for a new one),
    `total` the figure today (`None` where the ledger holds it no more), `then` what the report before would print by
    what is known today of its own day. `trend` compares `was` with today, `None` where their sources differ."""

    figure: str
    measure: Measure
    was: Count | None
    total: Total | None
    then: Total | None = None
    trend: Trend | None = None

    @property
    def correction(self) -> bool:
        """Whether the report before was wrong by what is known today, and not merely earlier."""
        then = (self.then.best or self.then.low) if self.then else None
        return self.was is not None and (then is None or then.as_json() != self.was.as_json())


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim that an earlier report printed and that does not stand as it was printed.

    `number` is that report's, `was` the claim as it was, `now` as it is (`None` where it no longer counts), `cause`
    why, with the judgement's author and reason where a person decided.
    """

    number: int
    was: Recorded
    now: Recorded | None
    cause: Cause
    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A place whose holder or situation is not what the report before printed: `was` its holder then (`None` where it
    was unknown) in the `situation` then, `now` what is held today."""

    now: Holding
    was: Entity | None
    situation: Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The material of one report: findings that were asked for with one `as_of`, and the texts that they rest on.

    `records` are all claims in view, `sources` the dispatches: a claim's `dispatch_id` is its dispatch's `key`; where
    that dispatch is not among them, the claim's quotation stands in. `days` holds the control of each day on
    which it changed, in order, for the map's slider; `outlines` the shapes (longitude, latitude) that the user gave for
    places. `whole` prints the dispatches in full (the internal edition), else short excerpts. `places` and `parties`
    map entity identifiers to what is printed of them; an entity of neither is printed as its dispatch has it, between
    quotation marks where it is no proper name. `key_figures` empty lets the report choose. `alternate` is
    the file name of the same report in the other language, beside this one. `reviewed` is true where what nobody has
    reviewed was left out; `before`, `changes`, `turns` and `corrections` look back at earlier reports.
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
    reviewed: bool = False
    before: Before | None = None
    changes: tuple[Change, ...] = ()
    turns: tuple[Turn, ...] = ()
    corrections: tuple[Correction, ...] = ()
    outlines: Mapping[str, BaseGeometry] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, Spot] = field(default_factory=lambda: MappingProxyType({}))
    parties: Mapping[str, Party] = field(default_factory=lambda: MappingProxyType({}))
    alternate: str | None = None
