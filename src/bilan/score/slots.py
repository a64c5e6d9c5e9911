"""Whether two claims agree in a slot, and which of them may be paired at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bilan.score.names import same_entity

Json = dict[str, Any]

KEY_SLOTS: dict[str, tuple[str, ...]] = {
    "toll": ("harm", "victims", "count", "cumulative", "where", "when", "by", "source", "modality"),
    "displacement": ("movement", "population", "count", "where", "origin", "destination", "when", "source", "modality"),
    "control": ("change", "place", "holder", "previous", "extent", "when", "source", "modality"),
    "incident": ("type", "actor", "target", "where", "when", "source", "modality"),
    "need": ("needs", "population", "where", "source", "modality"),
    "alignment": ("relation", "actor", "target", "source", "modality"),
    "statement": ("speaker", "mode", "content"),
}
CORE: dict[str, tuple[str, ...]] = {
    "toll": ("harm", "count"),
    "displacement": ("movement", "count"),
    "control": ("place",),
    "incident": ("type",),
    "alignment": ("actor", "target"),
}
ENTITIES = frozenset({
    "source", "by", "origin", "destination", "place", "holder", "previous", "actor", "target", "speaker",
})  # fmt: skip
MOST_EVIDENCE_MORE = 300
SAME_CONTENT, SAME_CORE_CONTENT = 0.7, 0.3


def overlap(one: list[int] | None, other: list[int] | None) -> float:
    """Intersection over union of two spans, 0 where they do not meet."""
    if not one or not other:
        return 0.0
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 else 0.0


def filled(slot: str, claim: Json) -> bool:
    """Whether the claim says anything in this slot (false and 0 say something)."""
    return claim.get(slot) not in (None, [], "")


def agrees(slot: str, gold: Json, system: Json) -> bool:
    """Whether the claims agree in a slot; two empty ones agree."""
    wanted, given = gold.get(slot), system.get(slot)
    if slot in ENTITIES:
        return same_entity(wanted, given, slot)
    if slot == "content":
        return overlap(wanted, given) >= SAME_CONTENT
    if slot == "needs":
        return set(wanted or ()) == set(given or ())
    if slot in ("count", "when", "where"):
        if not wanted or not given:
            return not wanted and not given
        return SHAPED[slot](wanted, given)
    return bool(wanted == given)


def may_pair(gold: Json, system: Json) -> bool:
    """Whether the claims have one kind, evidence that meets, and the core of their kind in common."""
    kind = gold["kind"]
    if kind != system.get("kind") or not _meets(gold["evidence"], system.get("evidence")):
        return False
    if kind == "need":
        return bool(set(gold["needs"]) & set(system.get("needs") or ()))
    if kind == "statement":
        shared = overlap(gold["content"], system.get("content"))
        return shared >= SAME_CORE_CONTENT or (shared > 0 and agrees("speaker", gold, system))
    return all(agrees(slot, gold, system) for slot in CORE[kind])


def _meets(gold: list[int], system: list[int] | None) -> bool:
    """Whether the system's evidence meets the gold's and reaches no further than allowed beyond it."""
    if not gold or not system:
        return False
    both = min(gold[1], system[1]) - max(gold[0], system[0])
    return both > 0 and system[1] - system[0] - both <= MOST_EVIDENCE_MORE


def _same_count(wanted: Json, given: Json) -> bool:
    shape = {k: v for k, v in given.items() if k in ("value", "bound", "low", "high", "order") and v is not None}
    keys = ("order",) if "order" in wanted else ("low", "high") if "low" in wanted else ("value", "bound")
    return shape == {key: wanted[key] for key in keys}


def _same_when(wanted: Json, given: Json) -> bool:
    """Both ends agree at the gold's precision: a finer answer inside it is right, a coarser one is not."""
    ends = ((wanted.get(end), given.get(end)) for end in ("start", "end"))
    return all(g[: len(w)] == w if w and g else not w and not g for w, g in ends)


def _same_where(wanted: list[Json], given: list[Json]) -> bool:
    """The finest gold place is among the system's first three, and the system's first is one of the gold's."""
    first_is_right = any(same_entity(place, given[0], "where") for place in wanted)
    return first_is_right and any(same_entity(wanted[0], place, "where") for place in given[:3])


SHAPED: dict[str, Callable[[Any, Any], bool]] = {"count": _same_count, "when": _same_when, "where": _same_where}
