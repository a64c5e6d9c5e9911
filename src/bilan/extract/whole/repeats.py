"""One claim for what one source says twice: title and lead, lead and body, figure and figure told again.

The fullest mention is kept. A title yields to the body; claims of different sources, days or places stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Span, Statement, Toll
from bilan.entities import Entity
from bilan.extract.counted.periods import key as toll_key
from bilan.quantities import Count

_ROUNDED = 0.03
"""The part of a figure by which a title may round it."""
_LINK = 12
"""Characters between two members of a list."""


def once(claims: Sequence[Claim], titles: Sequence[Span]) -> list[Claim]:
    """The claims without repeats, in their order. `titles` are the stretches of titles that stand in the text."""
    kept: list[Claim] = []
    wholes = {c.part_of for c in claims if isinstance(c, Toll | Displacement) and c.part_of is not None}
    for claim in claims:
        twin = next((i for i, k in enumerate(kept) if _same(k, claim, titles)), None)
        if twin is None:
            kept.append(claim)
        elif _fullness(claim, titles, wholes) > _fullness(kept[twin], titles, wholes):
            kept[twin] = claim
    return kept


def _same(a: Claim, b: Claim, titles: Sequence[Span]) -> bool:
    if a.kind != b.kind or a.modality != b.modality:
        return False
    titled = _in(a, titles) != _in(b, titles)
    if isinstance(a, Toll) and isinstance(b, Toll):
        if a.victim and b.victim and not titled:
            outlet = a.source is None or b.source is None
            return a.harm == b.harm and _same_name(a.victim, b.victim) and (outlet or _same_source(a, b))
        return a.harm == b.harm and _same_people(a, b, a.victims, b.victims, titled)
    if isinstance(a, Displacement) and isinstance(b, Displacement):
        ends = _agree(a.origin, b.origin) and _agree(a.destination, b.destination)
        return a.movement == b.movement and ends and _same_people(a, b, a.population, b.population, titled)
    if isinstance(a, Alignment) and isinstance(b, Alignment):
        return a.relation == b.relation and _is(a.actor, b.actor) and _is(a.target, b.target) and _same_source(a, b)
    if isinstance(a, Incident) and isinstance(b, Incident):
        return titled and a.type == b.type and _agree(a.actor, b.actor)
    if isinstance(a, Statement) and isinstance(b, Statement):
        return _is(a.speaker, b.speaker) and (titled or _holds(a.content, b.content) or _holds(b.content, a.content))
    if isinstance(a, Control) and isinstance(b, Control):
        return titled and a.change == b.change and _is(a.place, b.place)
    return False


def _same_people(a: Toll | Displacement, b: Toll | Displacement, people: str, others: str, titled: bool) -> bool:
    """Whether two figures are one told twice: the same count of compatible people, by one source, of one day and
    place."""
    if a.count.as_json() != b.count.as_json() and not (titled and _rounds(a.count, b.count)):
        return False
    if (a.part_of is None) != (b.part_of is None) or (people != others and "people" not in (people, others)):
        return False
    if not (_same_source(a, b) or titled) or not _same_time(a, b) or not _same_place(a, b):
        return False
    lone = a.count.value == 1 or a.count.order is not None
    if lone and _side_by_side(a.evidence, b.evidence):
        return False
    return not lone or titled or (people == others and _same_place(a, b) and _same_time(a, b) and _near(a, b))


def _rounds(a: Count, b: Count) -> bool:
    """Whether a title can give one figure for the other: the same, or one that a word of nearness rounds."""
    if a.value is None or b.value is None:
        return False
    exact = a.bound == b.bound == "exact"
    return a.value == b.value or (not exact and abs(a.value - b.value) <= _ROUNDED * max(a.value, b.value))


def _same_name(name: str, other: str) -> bool:
    """Whether two victims have the same family name: one person is killed once, whatever day the text gives."""
    return name.split()[-1].lower() == other.split()[-1].lower()


def _side_by_side(a: Span, b: Span) -> bool:
    """Whether two stretches are members of one list: "leur chauffeur et leur guide"."""
    gap = max(a[0], b[0]) - min(a[1], b[1])
    return 0 < gap <= _LINK


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _near(a: Claim, b: Claim) -> bool:
    """Whether the text gives both the same place and time in words: one man killed here is not one killed there."""
    return a.evidence == b.evidence or (a.where[:1] == b.where[:1] and a.when == b.when and a.when is not None
                                        and a.when.basis == "text")


def _same_source(a: Claim, b: Claim) -> bool:
    if a.source is None or b.source is None:
        return a.source is b.source
    return _is(a.source, b.source) or bool(a.source.organisation and a.source.organisation == b.source.organisation)


def _same_time(a: Claim, b: Claim) -> bool:
    if a.when is None or b.when is None or "carried" in (a.when.basis, b.when.basis):
        return True
    if "tense" in (a.when.basis, b.when.basis):
        return True
    return (a.when.start, a.when.end) == (b.when.start, b.when.end)


def _same_place(a: Claim, b: Claim) -> bool:
    if not a.where or not b.where:
        return True
    here, there = {e.id or e.text.lower() for e in a.where}, {e.id or e.text.lower() for e in b.where}
    return bool(here & there)


def _agree(a: Entity | None, b: Entity | None) -> bool:
    return a is None or b is None or _is(a, b)


def _is(a: Entity, b: Entity) -> bool:
    if a.id is not None and b.id is not None:
        return a.id == b.id
    one, other = a.text.lower(), b.text.lower()
    return one in other or other in one


def _in(claim: Claim, titles: Sequence[Span]) -> bool:
    return any(s <= claim.evidence[0] < e for s, e in titles)


def _fullness(claim: Claim, titles: Sequence[Span], wholes: Set[str]) -> tuple[bool, bool, int]:
    """How much a mention tells: outside the titles, with parts of its own (its key is in `wholes`), by filled slots."""
    filled = sum(bool(getattr(claim, slot, None)) for slot in
                 ("source", "where", "when", "by", "affiliation", "means", "origin", "destination", "actor", "target",
                  "holder", "previous"))
    if isinstance(claim, Statement):
        return not _in(claim, titles), False, claim.content[1] - claim.content[0]
    dated = claim.when is not None and claim.when.basis == "text"
    broken_down = isinstance(claim, Toll) and toll_key(claim) in wholes
    return not _in(claim, titles), broken_down, filled + dated + len(claim.where)
