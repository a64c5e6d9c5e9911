"""How far a claim is to be trusted: `high` where its own sentence says all of it, `low` where much was carried over.

The grade rests on where each slot was read, which can be counted, and not on a model's opinion of itself. The precision
of each grade is measured on annotated dispatches and published in `docs/quality.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilan.claims import Alignment, Claim, Confidence, Control, Displacement, Incident, Statement, Toll
from bilan.entities import Entity
from bilan.syntax import Sentence

_PARTIES = ("source", "by", "holder", "previous", "actor", "target", "speaker", "origin", "destination", "place")
# Slots that were not read in the claim's own sentence, from which on it is doubtful.
_DOUBTFUL = 2


def graded(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """The claims with their confidence, in their order. One that an extractor has already called doubtful stays so."""
    return [replace(c, confidence=_grade(c, sentences)) for c in claims]


def _grade(claim: Claim, sentences: Sequence[Sentence]) -> Confidence:
    around = next(
        ((s.start, s.end) for s in sentences if s.inside is None and s.start <= claim.evidence[0] < s.end), None
    )
    if around is None or claim.confidence == "low":
        return "low"
    far = sum(not _is_near(e, around) for slot in _PARTIES if (e := getattr(claim, slot, None)) is not None)
    far += _borrowed_time(claim) + _borrowed_place(claim, around)
    if far >= _DOUBTFUL:
        return "low"
    if far == 0 and claim.modality == "asserted" and _is_whole(claim):
        return "high"
    return "medium"


def _is_near(entity: Entity, around: tuple[int, int]) -> bool:
    return entity.start is not None and around[0] <= entity.start < around[1]


def _borrowed_time(claim: Claim) -> int:
    if isinstance(claim, (Statement, Alignment)):
        return 0
    return int(claim.when is None or claim.when.basis == "carried")


def _borrowed_place(claim: Claim, around: tuple[int, int]) -> int:
    if isinstance(claim, (Statement, Alignment)) or not claim.where:
        return 0
    return int(not _is_near(claim.where[0], around))


def _is_whole(claim: Claim) -> bool:
    """Whether a claim has what its kind needs to stand alone: a day of its own words and a place, and no part of a
    breakdown, whose scope is another claim's."""
    if isinstance(claim, (Toll, Displacement)):
        dated = claim.when is not None and claim.when.basis in ("text", "publication")
        return dated and bool(claim.where) and claim.part_of is None
    if isinstance(claim, Control):
        return claim.when is not None and claim.place.id is not None and (claim.holder or claim.previous) is not None
    if isinstance(claim, Incident):
        return claim.when is not None and claim.when.basis == "text" and bool(claim.where)
    return True
