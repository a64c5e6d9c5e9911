"""What reconciling returns: readings, series, totals, control, movements, happenings, divergences.

A finding never holds a sentence of its own: what is said of it is a code (`strategy`, `kind`, `rule`, `notes`) that the
publisher words, and the claims behind it. Counts are printed as they were said; the intervals that compare them stay in
`reconcile`. Every rule named here is a heading of `docs/method.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bilan.entities import Entity
from bilan.quantities import Count
from bilan.records import CoverageDay, Query, Recorded, Seal

Strategy = Literal["single source", "corroborated", "range", "computed minimum", "pending"]
Standing = Literal["current", "superseded", "lower bound", "late reprint", "scope to be checked"]
Situation = Literal["held", "contested", "besieged", "vacated", "unknown"]
EvidenceGrade = Literal["claimed", "reported", "corroborated", "conceded", "assessed"]
Footing = Literal["change", "state", "label", "expected loss", "baseline", "none"]
DisputeKind = Literal[
    "true disagreement", "difference of scope", "late reprint", "parts above whole", "two holders",
    "impossible dates", "figure before its day", "divergent control", "disputed authorship",
]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who stands behind a reading: an organisation, or the outlet itself (`outlet` true, `name` its name or `None`).

    `anonymous` is true for those whom the text credits without naming them (`name` `None`). `independent` is false for
    them, for an outlet's own voice on figures and for a party speaking of its own success.
    """

    key: str
    name: str | None
    id: str | None = None
    outlet: bool = False
    independent: bool = True
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day that a figure is true of, an ISO date at the precision given, `None` where nothing gives one.

    `printed` where the text says so, `publication` where the day is only a bound: to be worded "by that day".
    """

    day: str | None
    basis: Literal["printed", "publication"] = "printed"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: readings of one measure can be compared, readings of two never added unless disjoint.

    `what` is a harm or a movement, `people` the class counted, `side` their affiliation. `start` is the start of
    counting (ISO, partial) or the day of the one event where `cumulative` is false. `origin` and `destination` are of
    movements only.
    """

    kind: Literal["toll", "displacement"]
    what: str
    people: str
    place: Entity | None
    start: str | None
    cumulative: bool
    side: Entity | None = None
    unit: Literal["people", "households"] = "people"
    origin: Entity | None = None
    destination: Entity | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of one origin for one measure, however many dispatches print it.

    `count` is what the claim published first prints, `variants` the same figure under other adverbs. `records` are the
    claims that print it, oldest first. `parts` break it down, each with its own `as_of`. `standing` is its place in its
    series; `notes` are rule codes. `party` is true where a belligerent speaks of its enemy's losses or its own success.
    """

    measure: Measure
    count: Count
    as_of: AsOf
    origin: Origin
    records: tuple[Recorded, ...]
    variants: tuple[Count, ...] = ()
    parts: tuple[Reading, ...] = ()
    standing: Standing = "current"
    party: bool = False
    alleged: bool = False
    corrects: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of one measure by one origin, by as-of date; `current` is the one that stands, `rule` says why."""

    measure: Measure
    origin: Origin
    readings: tuple[Reading, ...]
    current: Reading | None
    rule: str
    revised_down: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The figure for a place, a period and a class of people: the range of the sources, never an average.

    `low` and `high` are the extremes as said (`high` `None` where it is unbounded; `highest` is told also then), `best`
    the figure to lead with or `None` where none is (`pending`). A `computed minimum` was published by no source: its
    `best` is `None` and `low` carries its sum in `derived`. `id` names the figure for judgements. `origins` are the
    independent ones among `readings`; `set_aside` holds the readings not counted, each with the reason as a code
    (`party`, `alleged`, `unsourced`). `judgements` are the numbers of those that it rests on.
    """

    measure: Measure
    first: str | None
    last: str | None
    low: Count | None
    best: Count | None
    high: Count | None
    strategy: Strategy
    rule: str
    origins: tuple[Origin, ...] = ()
    readings: tuple[Reading, ...] = ()
    set_aside: tuple[tuple[Reading, str], ...] = ()
    as_of: AsOf | None = None
    judgements: tuple[int, ...] = ()
    signed_off: bool = False
    id: str = ""
    highest: Count | None = None

    @property
    def named(self) -> tuple[Origin, ...]:
        """Whom the figure is to be credited to: its independent origins where it has some, else all; of a sum all of
        them, for it holds what each of them counts."""
        everybody = tuple({reading.origin.key: reading.origin for reading in self.readings}.values())
        return everybody if self.strategy == "computed minimum" else self.origins or everybody


@dataclass(frozen=True, slots=True)
class Tolls:
    """The answer on people harmed: a total for each harm and class of people that the query meets, and all series."""

    query: Query
    totals: tuple[Total, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Movements:
    """The answer on displacement: flows and stocks are kept apart and never subtracted. `totals` are of flows."""

    query: Query
    flows: tuple[Series, ...]
    stocks: tuple[Series, ...]
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a place on a day, on three axes: the holder, the situation, the evidence.

    `since` is the day of the last change (ISO, partial; `by_then` true where only a publication bounds it);
    `reported` and `age` (days) are of the last report. `footing` says what the holder rests on; `inherited` names the
    parent that it was taken from. `besieger`, `challenger` and `previous` are other parties, `remnants` the claims of a
    share, `divergent` the claims that say otherwise or only allege, `expected` those of a coming change.

    Of a group without a name ("four quarters of the east") that some named places are `parts` of, it is the state of
    the unnamed rest; `within` is the place that the group lies in.
    """

    place: Entity
    day: date
    holder: Entity | None
    situation: Situation
    evidence: EvidenceGrade | None
    since: str | None = None
    by_then: bool = False
    reported: date | None = None
    age: int | None = None
    footing: Footing = "none"
    inherited: Entity | None = None
    besieger: Entity | None = None
    besieged_since: str | None = None
    challenger: Entity | None = None
    previous: Entity | None = None
    records: tuple[Recorded, ...] = ()
    remnants: tuple[Recorded, ...] = ()
    divergent: tuple[Recorded, ...] = ()
    expected: tuple[Recorded, ...] = ()
    parts: tuple[Entity, ...] = ()
    within: Entity | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Why two mentions are one happening or not: `verdict`, the codes of the reasons, and the person who said so."""

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    reasons: tuple[str, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident, a change of control or a toll of one day, told once for all the claims that tell it.

    `id` is that of the member published first, permanent; `aliases` are the others'. `first` and `last` bound the day
    (ISO, partial). `type` is an incident type, a control change or a harm. `records` are its members, `tolls` the
    readings of its victims, `related` rival accounts and denials; `decisions` say why members were joined or left out.
    """

    id: str
    kind: Literal["incident", "control", "toll", "displacement"]
    type: str
    first: str | None
    last: str | None
    by_then: bool
    places: tuple[Entity, ...]
    actor: Entity | None
    target: Entity | None
    modality: str
    records: tuple[Recorded, ...]
    origins: tuple[Origin, ...] = ()
    aliases: tuple[str, ...] = ()
    tolls: tuple[Reading, ...] = ()
    related: tuple[Recorded, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """What does not agree. `sides` holds the claims of each side; `rule` is the one that found it; `id` is stable."""

    id: str
    kind: DisputeKind
    rule: str
    sides: tuple[tuple[Recorded, ...], ...]
    place: Entity | None = None
    first: str | None = None
    last: str | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a report needs, for one query. `needs`, `alignments` and `statements` are claims as they stand, oldest
    first. `coverage` counts dispatches by day and outlet, `undated` those that no day could be found for (left out).
    `claims` are all that the ledger gave for the query, `spells` what `Observatory.control_spells` answers to it."""

    query: Query
    tolls: Tolls
    displacement: Movements
    control: tuple[Holding, ...]
    chronology: tuple[Happening, ...]
    statements: tuple[Recorded, ...]
    needs: tuple[Recorded, ...]
    alignments: tuple[Recorded, ...]
    disputes: tuple[Dispute, ...]
    coverage: tuple[CoverageDay, ...]
    undated: int
    seal: Seal
    method: str
    claims: tuple[Recorded, ...] = ()
    spells: tuple[tuple[date, Holding], ...] = ()
