"""Who stands behind a claim: one organisation is one origin, however many outlets and spokespersons print it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bilan.claims import Claim, Control, Incident, Toll
from bilan.entities import Entity
from bilan.findings import Origin
from bilan.making import maker
from bilan.reconcile.knowledge import Knowledge, text_key
from bilan.records import Recorded
from bilan.world.folding import fold

GAINS = frozenset({"captured", "holds"})
_origin = maker(Origin)


def origins(record: Recorded, know: Knowledge) -> tuple[Origin, ...]:
    """The organisations credited with a claim, each once; the outlet (never independent) where none is.

    Rule `origins`. Sources credited together are all kept; a party that speaks of its own success is not independent.
    Those credited without a name are one anonymous origin for each story, and never an independent one.
    """
    claim = record.claim
    sources = claim.sources or ((claim.source,) if claim.source else ())
    found: dict[str, Origin] = {}
    for source in sources:
        origin = know.origin(source)
        if origin.anonymous:
            origin = replace(origin, key=f"{origin.key}:{_outlet(record).key}")
        if boasts(claim, source, know):
            origin = replace(origin, independent=False)
        found.setdefault(origin.key, origin)
    return tuple(found.values()) or (_outlet(record),)


def boasts(claim: Claim, source: Entity, know: Knowledge) -> bool:
    """Whether the source is a party that speaks of its own success: its enemy's losses, a place that it gained."""
    camp = know.camp(source)
    if camp is None:
        return False
    side = know.side(source)
    match claim:
        case Toll():
            if claim.by is not None and know.side(claim.by) == side:
                return True
            if claim.affiliation is not None:
                return know.side(claim.affiliation) != side and claim.victims in ("fighters", "security_forces")
            return (claim.victims, camp) in {("fighters", "state"), ("security_forces", "group")}
        case Control():
            return claim.change in GAINS and claim.holder is not None and know.side(claim.holder) == side
        case Incident():
            return claim.actor is not None and know.side(claim.actor) == side
    return False


def own_figure(record: Recorded, origin: Origin) -> bool:
    """Whether the origin itself published the dispatch, so that what it prints is its own word."""
    if record.outlet is None:
        return False
    outlet = text_key(record.outlet)
    return outlet == origin.key or outlet == text_key(origin.name or "")


def independent(found: tuple[Origin, ...] | list[Origin]) -> tuple[Origin, ...]:
    """The independent ones, each once, by key; one that may be another's short name ("the Observatory") is left out."""
    once = sorted({o.key: o for o in found if o.independent}.values(), key=lambda o: o.key)
    return tuple(o for o in once if not any(short_for(o, other) for other in once))


def short_for(one: Origin, other: Origin) -> bool:
    """Whether `one`, whom no registry knows, is called by some of the words of the other's name, and no others."""
    if one.id is not None or one.key == other.key:
        return False
    mine, theirs = _words(one.name or ""), _words(other.name or "")
    return bool(mine) and mine < theirs


@lru_cache(maxsize=16384)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


def _outlet(record: Recorded) -> Origin:
    # Copies of one story are one voice, whoever prints them; articles of one outlet are one voice too.
    if record.story and record.story != record.dispatch_id:
        return _origin(f"story:{record.story}", record.outlet, outlet=True, independent=False)
    name = f"outlet:{text_key(record.outlet)}" if record.outlet else f"story:{record.dispatch_id}"
    return _origin(name, record.outlet, outlet=True, independent=False)
