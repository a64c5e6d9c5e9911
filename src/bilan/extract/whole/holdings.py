"""Claims of control that belong together: who had a place that changes hands, and what one source says twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilan.claims import Control
from bilan.entities import Entity

_CHANGES = ("captured", "lost")
_DESCRIPTION = "control.stronghold"
_HELD = "control.holds"
_HELD_ASIDE = ("control.under-control", "control.in-hands")
"""Frames of states that describe a place which changes hands where they stand within what tells the change."""


def had_before(claims: Sequence[Control]) -> list[Control]:
    """The claims of a sentence, where an undated description of a place that changes hands ("X, bastion de Y, a été
    reprise") says who had it, and makes no claim of its own."""
    kept = list(claims)
    for told in claims:
        if told.change != "holds" or told.holder is None or (told.when is not None and told.when.basis == "text"):
            continue
        for i, change in enumerate(kept):
            if change.change in _CHANGES and _describes(told, change):
                kept[i] = replace(change, previous=change.previous or told.holder)
                kept.remove(told)
                break
    return kept


def _describes(told: Control, change: Control) -> bool:
    if told.source != change.source or told.modality != "asserted":
        return False
    if change.holder is not None and _name(change.holder) == _name(told.holder):
        return False
    if change.previous is not None and _name(change.previous) != _name(told.holder):
        return False
    if told.place.id is None and told.place.name is None and told.rule == _DESCRIPTION:
        return told.evidence[0] > change.evidence[0]
    inside = change.evidence[0] <= told.evidence[0] and told.evidence[1] <= change.evidence[1]
    if told.rule in _HELD_ASIDE and not inside:
        return False
    return told.rule in (_DESCRIPTION, _HELD, *_HELD_ASIDE) and (told.place.id or told.place.text.lower()) == (
        change.place.id or change.place.text.lower())


def once(claims: Sequence[Control]) -> list[Control]:
    """One claim for what one source says of a place more than once, at its fullest mention: the same change of the same
    place by the same holder, where nothing dates the two differently."""
    kept: list[Control] = []
    for claim in claims:
        twin = next((i for i, k in enumerate(kept) if _same(k, claim)), None)
        if twin is None:
            kept.append(claim)
            continue
        first, second = kept[twin], claim
        fuller, other = (first, second) if _fullness(first) >= _fullness(second) else (second, first)
        kept[twin] = replace(fuller, holder=fuller.holder or other.holder, previous=fuller.previous or other.previous)
    return kept


def _fullness(claim: Control) -> int:
    dated = claim.when is not None and claim.when.basis == "text"
    return 2 * dated + bool(claim.holder) + bool(claim.previous)


def _same(a: Control, b: Control) -> bool:
    if (a.change, a.modality, _name(a.source)) != (b.change, b.modality, _name(b.source)):
        return False
    if (a.place.id or a.place.text.lower()) != (b.place.id or b.place.text.lower()) or a.extent != b.extent:
        return False
    if a.holder is not None and b.holder is not None and _name(a.holder) != _name(b.holder):
        return False
    dated = [c.when for c in (a, b) if c.when is not None and c.when.basis == "text"]
    return len(dated) < 2 or (dated[0].start, dated[0].end) == (dated[1].start, dated[1].end)


def _name(entity: Entity | None) -> str | None:
    return (entity.id or entity.name or entity.text) if entity else None
