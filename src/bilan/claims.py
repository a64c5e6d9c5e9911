"""The seven kinds of claim. A claim is what a dispatch says, or reports somebody as saying: never a fact.

Each kind's fields are its slots, in the order in which the JSON contract prints them. The definitions of the slots and
of their values are in `docs/claims.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from bilan.entities import Entity
from bilan.quantities import Count
from bilan.times import When

Kind = Literal["toll", "displacement", "control", "incident", "need", "alignment", "statement"]
Modality = Literal["asserted", "alleged", "expected", "denied", "called_for"]
Confidence = Literal["high", "medium", "low"]
Span = tuple[int, int]

KINDS: tuple[Kind, ...] = ("toll", "displacement", "control", "incident", "need", "alignment", "statement")
MODALITIES: tuple[Modality, ...] = ("asserted", "alleged", "expected", "denied", "called_for")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
HARMS = ("killed", "wounded", "casualties", "missing", "abducted", "detained", "sexual_violence")
PEOPLE = ("people", "civilians", "children", "women", "men", "elderly", "health_workers", "aid_workers", "journalists",
          "peacekeepers", "security_forces", "fighters")
MOVEMENTS = ("fled", "evacuated", "returned", "displaced", "remaining")
CHANGES = ("captured", "lost", "withdrew", "holds", "contested", "besieged")
EXTENTS = ("whole", "part")
INCIDENT_TYPES = ("offensive", "airstrike", "shelling", "clash", "bombing", "attack", "execution", "abduction",
                  "arrest", "sweep", "evacuation", "ceasefire", "talks", "aid", "destruction", "intervention",
                  "protest", "celebration", "election", "sanction", "other")
NEEDS = ("food", "water", "medicine", "health_care", "shelter", "electricity", "fuel", "protection", "access")
RELATIONS = ("supports", "opposes", "accuses", "member_of")
MODES = ("direct", "indirect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has. `evidence` is `(start, end)` in code points of the dispatch's text.

    `source` is who is credited with it, `None` for the outlet's own voice; `sources` holds all who are credited
    together, the first included. `rule` names the frame or rule that read it, `confidence` how far to trust it.
    `id` is stable for the same text and rules; `part_of` is the `id` of the claim that this one breaks down.
    """

    kind: ClassVar[Kind]

    id: str = ""
    evidence: Span
    source: Entity | None = None
    sources: tuple[Entity, ...] = ()
    modality: Modality = "asserted"
    when: When | None = None
    where: tuple[Entity, ...] = ()
    rule: str = ""
    confidence: Confidence = "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll(Claim):
    """People harmed, with a number or a vague count."""

    kind: ClassVar[Kind] = "toll"

    harm: str
    victims: str
    affiliation: Entity | None = None
    count: Count
    cumulative: bool = False
    by: Entity | None = None
    means: str | None = None
    part_of: str | None = None
    as_of: str | None = None
    as_of_basis: Literal["printed", "publication"] | None = None
    since_basis: Literal["printed", "carried_over"] | None = None
    unit: Literal["people", "households"] = "people"
    victim: str | None = None
    updates: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Displacement(Claim):
    """People who moved, or who stay."""

    kind: ClassVar[Kind] = "displacement"

    movement: str
    population: str
    count: Count
    cumulative: bool = False
    origin: Entity | None = None
    destination: Entity | None = None
    by: Entity | None = None
    part_of: str | None = None
    as_of: str | None = None
    as_of_basis: Literal["printed", "publication"] | None = None
    since_basis: Literal["printed", "carried_over"] | None = None
    unit: Literal["people", "households"] = "people"
    updates: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control(Claim):
    """Who holds a place, or a change in it. Of a siege or a fight `holder` is the besieger or the challenger."""

    kind: ClassVar[Kind] = "control"

    change: str
    place: Entity
    holder: Entity | None = None
    previous: Entity | None = None
    extent: str = "whole"
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Claim):
    """Something that happened, other than a toll, a movement or a change of control."""

    kind: ClassVar[Kind] = "incident"

    type: str
    actor: Entity | None = None
    target: Entity | None = None
    other_mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Claim):
    """What people lack or are exposed to."""

    kind: ClassVar[Kind] = "need"

    needs: tuple[str, ...]
    population: str = "people"
    count: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment(Claim):
    """One party supports, fights or accuses another."""

    kind: ClassVar[Kind] = "alignment"

    relation: str
    actor: Entity
    target: Entity
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """Somebody speaks. `content` is `(start, end)` of all that is credited to the speaker."""

    kind: ClassVar[Kind] = "statement"

    speaker: Entity
    mode: str
    content: Span
    via: str | None = None
