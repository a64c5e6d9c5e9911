"""One claim a happening: which mentions of incidents in a dispatch are of the same one, and which of them tells
most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilan.claims import Incident
from bilan.entities import Entity

_OPEN = ("offensive", "ceasefire", "talks", "intervention", "election")
"""Types of which a war has few at a time, so that two mentions without a contradiction are of one."""
_BLASTS = ("attack", "bombing")
"""What one noun may tell, the second where it says by what means."""
_ACTS = ("attack", "bombing", "airstrike", "shelling")
"""Types that one act may be called by when it is referred to again ("cette attaque" of a bombing)."""

_LEAST_WORD = 4
"""Letters of a word that is no article and no preposition."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An incident as a sentence tells it. `bare` where it is only referred to again ("cette attaque", "l'assaut");
    `told` where its own phrase gives a time, a place or somebody."""

    incident: Incident
    bare: bool = False
    told: bool = True
    titled: bool = False


def merged(mentions: Sequence[Mentioned]) -> list[Incident]:
    """The incidents of a dispatch in reading order, each at its fullest mention with the others as `other_mentions`."""
    kept: list[Mentioned] = []
    for mention in mentions:
        twin = _twin(kept, mention)
        if twin is None:
            if mention.told:
                kept.append(mention)
            continue
        kept[twin] = Mentioned(_joined(kept[twin], mention), kept[twin].bare and mention.bare, titled=False)
    return [m.incident for m in kept]


def _twin(kept: Sequence[Mentioned], mention: Mentioned) -> int | None:
    found = [i for i, k in enumerate(kept) if _same(k, mention)]
    if not found and mention.bare and mention.incident.type in _ACTS:
        found = [
            i
            for i, k in enumerate(kept)
            if k.incident.type in _ACTS and not _clash(k.incident.actor, mention.incident.actor)
        ]
    return found[-1] if found else None


def _joined(first: Mentioned, second: Mentioned) -> Incident:
    a, b = first.incident, second.incident
    first_is_fuller = first.titled <= second.titled and _fullness(a) >= _fullness(b)
    fuller, other = (a, b) if second.bare or (not first.bare and first_is_fuller) else (b, a)
    kind = _BLASTS[1] if _is_one_noun(a, b) else fuller.type
    return replace(fuller, type=kind, actor=fuller.actor or other.actor, target=fuller.target or other.target,
                   when=fuller.when or other.when, where=fuller.where or other.where,
                   other_mentions=(*a.other_mentions, *b.other_mentions, other.evidence))


def _fullness(incident: Incident) -> tuple[int, int]:
    dated = incident.when is not None and incident.when.basis == "text"
    parties = bool(incident.actor) + bool(incident.target)
    return 2 * dated + min(len(incident.where), 3) + parties, incident.evidence[1] - incident.evidence[0]


def _same(first: Mentioned, second: Mentioned) -> bool:
    a, b = first.incident, second.incident
    if (a.type != b.type and not _is_one_noun(a, b)) or _clash(a.actor, b.actor) or _clash(a.target, b.target):
        return False
    if a.type == "ceasefire" and a.modality != b.modality:
        return False
    if second.bare or first.bare:
        return True
    if a.modality != b.modality or _apart(a, b):
        return False
    dated = [i.when for i in (a, b) if i.when is not None and i.when.basis == "text"]
    if len(dated) == 2:
        return (dated[0].start, dated[0].end) == (dated[1].start, dated[1].end)
    return a.type in _OPEN or _agree(a.actor, b.actor) or _agree(a.target, b.target) or not (a.where and b.where) or \
        (a.where[0].id or a.where[0].text) == (b.where[0].id or b.where[0].text)


def _is_one_noun(a: Incident, b: Incident) -> bool:
    """Whether two incidents are told by one noun which only one of the two says more of ("un attentat suicide",
    "l'attentat de lundi")."""
    return a.rule == b.rule and {a.type, b.type} == set(_BLASTS)


def _apart(a: Incident, b: Incident) -> bool:
    """Whether the places of two incidents lie outside one another."""
    if not (a.where and b.where) or a.where[0].id is None or b.where[0].id is None or a.where[0].id == b.where[0].id:
        return False
    return a.where[0].id not in {e.id for e in b.where} and b.where[0].id not in {e.id for e in a.where}


def _agree(a: Entity | None, b: Entity | None) -> bool:
    return a is not None and b is not None and not _clash(a, b)


def _clash(a: Entity | None, b: Entity | None) -> bool:
    if a is None or b is None:
        return False
    if a.id is not None and b.id is not None:
        return a.id != b.id
    return not _words(a) & _words(b)


def _words(entity: Entity) -> set[str]:
    """The words of a mention that can tell whom or what it names: "la prison" and "leur prison" share one."""
    words = entity.text.lower().replace("’", "'").replace("'", " ").split()
    return {word for word in words if len(word) >= _LEAST_WORD}
