"""Which claim of an earlier reading a claim of a later one continues, so that a judgement stays with what it judged."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.entities import Entity
from bilan.ledger.encoding import canonical, digest, slots_digest, to_json


def first_key(dispatch: str, claim: Claim, taken: set[str]) -> str:
    """The permanent key of a claim that continues none: of its dispatch, kind, characters and core; `taken` grows."""
    base = digest(dispatch, claim.kind, canonical(list(claim.evidence)), canonical(core(claim)))
    for n in range(len(taken) + 1):
        short = base if n == 0 else digest(base, str(n))
        key = f"{dispatch}-{short[:10]}"
        if key not in taken:
            taken.add(key)
            return key
    raise AssertionError("one more key than are taken is always free")


def continued(old: Sequence[Claim], new: Sequence[Claim]) -> list[int | None]:
    """For each new claim the index of the old one that it continues, or `None`.

    Kind and core must agree and the spans overlap; pairs are made one to one, the best agreement first (equal slots,
    then the overlap of the spans), equal ones in the order of the text.
    """
    pairs = []
    for n, claim in enumerate(new):
        for o, before in enumerate(old):
            if before.kind == claim.kind and _overlap(before.evidence, claim.evidence) and _agree(before, claim):
                pairs.append((-_likeness(before, claim), o, n))
    found: list[int | None] = [None] * len(new)
    used: set[int] = set()
    for _, o, n in sorted(pairs):
        if found[n] is None and o not in used:
            found[n] = o
            used.add(o)
    return found


def core(claim: Claim) -> list[str]:
    """The slots that make a claim the one that it is."""
    match claim:
        case Toll():
            return [claim.harm]
        case Displacement():
            return [claim.movement]
        case Control():
            return [entity_key(claim.place)]
        case Incident():
            return [claim.type]
        case Need():
            return sorted(claim.needs)
        case Alignment():
            return [entity_key(claim.actor), entity_key(claim.target)]
        case Statement():
            return [entity_key(claim.speaker)]
    return []


def entity_key(entity: Entity) -> str:
    """What an entity is compared by here: its identifier, else its text without case."""
    return entity.id or entity.text.casefold()


def _agree(old: Claim, new: Claim) -> bool:
    if isinstance(old, Need) and isinstance(new, Need):
        return bool(set(old.needs) & set(new.needs))
    if core(old) == core(new):
        return True
    # A reading that has learnt an identifier still speaks of the same mention.
    return [t.casefold() for t in _texts(old)] == [t.casefold() for t in _texts(new)] != []


def _texts(claim: Claim) -> list[str]:
    match claim:
        case Control():
            return [claim.place.text]
        case Alignment():
            return [claim.actor.text, claim.target.text]
        case Statement():
            return [claim.speaker.text]
    return []


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _likeness(old: Claim, new: Claim) -> float:
    if slots_digest(old) == slots_digest(new):
        return 1000.0
    before, after = to_json(old), to_json(new)
    equal = sum(before.get(k) == after.get(k) for k in before.keys() | after.keys())
    shared = _overlap(old.evidence, new.evidence)
    return float(equal) + shared / max(1, max(old.evidence[1], new.evidence[1]) - min(old.evidence[0], new.evidence[0]))
