"""Pairing the claims of a dispatch and counting what agrees: precision, recall and F1 at three levels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bilan.errors import BilanError
from bilan.score.slots import KEY_SLOTS, agrees, filled, may_pair, overlap

Json = dict[str, Any]
LEVELS = ("detection", "slot", "claim")
ALL = "all"


@dataclass(slots=True)
class Tally:
    """`hit` of `gold` wanted and `system` given."""

    hit: int = 0
    gold: int = 0
    system: int = 0

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1, each 0 where it has no denominator."""
        precision = self.hit / self.system if self.system else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def as_json(self) -> Json:
        """The figures and the counts behind them."""
        precision, recall, f1 = self.figures()
        counts = {"gold": self.gold, "system": self.system, "hit": self.hit}
        return {"precision": precision, "recall": recall, "f1": f1, **counts}


@dataclass(slots=True)
class Scores:
    """`levels[level][kind]` with a kind "all"; `slots[kind, slot]` counts right ones among the paired claims.

    `errors` lists, where asked for, each claim missed, each false alarm and each pair with wrong slots.
    """

    levels: dict[str, dict[str, Tally]] = field(default_factory=lambda: {level: {} for level in LEVELS})
    slots: dict[tuple[str, str], Tally] = field(default_factory=dict)
    errors: list[Json] = field(default_factory=list)

    def at(self, level: str, kind: str) -> Tally:
        """The tally of a level and kind."""
        return self.levels[level].setdefault(kind, Tally())

    def as_json(self) -> Json:
        """`detection`, `slot` and `claim` by kind, and `slots` by "kind.slot"."""
        out: Json = {
            level: {kind: tally.as_json() for kind, tally in kinds.items()} for level, kinds in self.levels.items()
        }
        out["slots"] = {f"{k}.{s}": {"right": t.hit, "of": t.gold} for (k, s), t in sorted(self.slots.items())}
        return out


def pairs(golds: list[Json], systems: list[Json]) -> list[tuple[int, int]]:
    """Indices of the claims that are paired, one to one, those that agree in most slots first."""
    candidates = []
    for i, gold in enumerate(golds):
        for j, system in enumerate(systems):
            if may_pair(gold, system):
                agreement = sum(agrees(slot, gold, system) for slot in KEY_SLOTS[gold["kind"]])
                candidates.append((-agreement, -overlap(gold["evidence"], system["evidence"]), i, j))
    paired: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_system: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_system:
            taken_gold.add(i)
            taken_system.add(j)
            paired.append((i, j))
    return paired


def count(scores: Scores, golds: list[Json], systems: list[Json]) -> list[tuple[int, int]]:
    """Adds a dispatch's claims to the scores and returns the pairs. Raises `BilanError` for an unknown kind."""
    for side, claims in (("gold", golds), ("system", systems)):
        for claim in claims:
            _wanted_or_given(scores, claim, side)
    paired = pairs(golds, systems)
    for i, j in paired:
        _paired(scores, golds[i], systems[j])
    return paired


def _wanted_or_given(scores: Scores, claim: Json, side: str) -> None:
    if claim.get("kind") not in KEY_SLOTS:
        raise BilanError(f"unknown kind {claim.get('kind')!r} on the {side} side")
    size = sum(filled(slot, claim) for slot in KEY_SLOTS[claim["kind"]])
    for kind in (claim["kind"], ALL):
        for level, more in (("detection", 1), ("slot", size), ("claim", 1)):
            tally = scores.at(level, kind)
            setattr(tally, side, getattr(tally, side) + more)


def _paired(scores: Scores, gold: Json, system: Json) -> None:
    keys = KEY_SLOTS[gold["kind"]]
    right = [slot for slot in keys if agrees(slot, gold, system)]
    for slot in keys:
        tally = scores.slots.setdefault((gold["kind"], slot), Tally())
        tally.hit += slot in right
        tally.gold += 1
    for kind in (gold["kind"], ALL):
        scores.at("detection", kind).hit += 1
        scores.at("claim", kind).hit += len(right) == len(keys)
        scores.at("slot", kind).hit += sum(filled(slot, gold) for slot in right)
