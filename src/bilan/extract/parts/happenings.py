"""One claim a happening: which mentions of incidents in a dispatch are of the same one, and which of them tells
most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilan.claims import Incident
from bilan.entities import Entity
from bilan.quantities import Count
from bilan.times import When, first_day, last_day
from bilan.world.actors import Registry

_OPEN = ("offensive", "ceasefire", "talks", "intervention", "election")
"""Types of which a war has few at a time, so that two mentions without a contradiction are of one."""
_BLASTS = ("attack", "bombing")
"""What one noun may tell, the second where it says by what means."""
_ACTS = ("attack", "bombing", "airstrike", "shelling")
"""Types that one act may be called by when it is referred to again ("cette attaque" of a bombing)."""
_ACTS_OF_WAR = (*_ACTS, "offensive", "clash", "intervention")
"""Types that happened where one mention says so, whatever the clause of another makes of them."""
_TWO_SIDED = ("clash", "talks", "ceasefire")
"""Types whose actor and target are the two sides of one thing, told in either order."""
_AGREED = ("ceasefire", "talks")
_SUNDRY = "other"

_MONTHS = 60
"""Days between two happenings that no noun takes for one."""
_LEAST_WORD = 4
"""Letters of a word that is no article and no preposition."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An incident as a sentence tells it. `bare` where it is only referred to again ("cette attaque", "l'assaut");
    `told` where its own phrase gives a time, a place or somebody; `definite` where its noun takes it as known
    ("l'offensive turque"), `another` where it says that it is not the one told before ("une autre attaque"), `dated`
    where its time is its own and not its clause's ("l'offensive de lundi"), `anyone` names the slots of those whom a
    noun for anybody tells ("des hommes armés", "le bâtiment"), `number` counts those who are struck, `pointed`
    where a demonstrative points to what was told, whatever the phrase adds ("cette attaque, revendiquée par").
    `places` are those that its own sentence names, of all those that it has; `plural` where several are told, `several`
    where a number says so ("cent attaques")."""

    incident: Incident
    bare: bool = False
    told: bool = True
    titled: bool = False
    definite: bool = False
    another: bool = False
    dated: bool = True
    anyone: frozenset[str] = frozenset()
    number: Count | None = None
    pointed: bool = False
    places: int | None = None
    plural: bool = False
    several: bool = False


def merged(mentions: Sequence[Mentioned]) -> list[Incident]:
    """The incidents of a dispatch in reading order, each at its fullest mention with the others as `other_mentions`."""
    kept: list[Mentioned] = []
    for mention in mentions:
        twin = _twin(kept, mention)
        if twin is None:
            if mention.told:
                kept.append(mention)
            continue
        kept[twin] = _joined(kept[twin], mention)
    return [m.incident for m in kept]


def _twin(kept: Sequence[Mentioned], mention: Mentioned) -> int | None:
    found = [i for i, k in enumerate(kept) if _same(k, mention)]
    if not found and (mention.bare or mention.pointed) and mention.incident.type in _ACTS:
        found = [
            i
            for i, k in enumerate(kept)
            if k.incident.type in _ACTS and not _clash_in("actor", k, mention)
        ]
    if not found and mention.definite and mention.incident.type == _BLASTS[0]:
        found = [i for i, k in enumerate(kept) if k.incident.type in _ACTS and _is_there_too(k, mention)]
    return found[-1] if found else None


def _is_there_too(first: Mentioned, second: Mentioned) -> bool:
    """Whether a noun that takes an attack as known can mean one that was told by another name: nobody else did it to
    somebody else, no other day, and the same place ("l'attentat de X" after a kamikaze who struck there)."""
    a, b = first.incident, second.incident
    same_place = bool(a.where and b.where) and a.where[0].id is not None and a.where[0].id == b.where[0].id
    names_it = bool(second.places) and len(a.where) > 1 and b.target is None
    if not same_place or not names_it or first.plural or second.plural or second.another:
        return False
    return not _parties_clash(first, second) and not _other_times(first, second)


def _joined(first: Mentioned, second: Mentioned) -> Mentioned:
    a, b = first.incident, second.incident
    is_fuller = first.titled <= second.titled and _fullness(first) >= _fullness(second)
    told_first = second.bare or (not first.bare and is_fuller)
    fuller, other = (first, second) if told_first else (second, first)
    kind = fuller.incident.type
    if kind == _BLASTS[0] and not (other.bare or other.pointed):
        kind = other.incident.type  # an attack is what the other mention says more of
    modality = fuller.incident.modality
    if fuller.definite and a.type in _ACTS_OF_WAR and "asserted" in (a.modality, b.modality):
        modality = "asserted"
    incident = replace(
        fuller.incident, type=kind, modality=modality, actor=fuller.incident.actor or other.incident.actor,
        target=fuller.incident.target or other.incident.target, when=fuller.incident.when or other.incident.when,
        where=fuller.incident.where or other.incident.where,
        other_mentions=(*a.other_mentions, *b.other_mentions, other.incident.evidence))
    return replace(fuller, incident=incident, bare=first.bare and second.bare,
                   definite=first.definite and second.definite, titled=False, told=True)


def _fullness(mention: Mentioned) -> tuple[int, int]:
    """How much a mention tells: its time, its parties, its places."""
    incident = mention.incident
    dated = incident.when is not None and incident.when.basis == "text"
    parties = bool(incident.actor) + bool(incident.target)
    places = len(incident.where) if mention.places is None else mention.places
    return 2 * dated + min(places, 3) + parties, incident.evidence[1] - incident.evidence[0]


def _same(first: Mentioned, second: Mentioned) -> bool:
    a, b = first.incident, second.incident
    if (a.type != b.type and not _is_one_noun(a, b)) or _parties_clash(first, second):
        return False
    if second.another or (a.type in _AGREED and a.modality != b.modality and not _is_same_talk(first, second)):
        return False
    if second.bare or first.bare or second.pointed:
        return True
    if a.type in _ACTS and first.several != second.several and not (first.plural and second.plural):
        return False
    known = (a.type != _SUNDRY or a.rule == b.rule) and (first.definite or second.definite)
    is_open = known and a.type in _OPEN and a.type not in _AGREED
    if _other_times(first, second) or (_apart(a, b) and not (is_open and _agree(a.actor, b.actor))):
        return False
    if (a.modality != b.modality and not known) or (a.type in _AGREED and a.rule != b.rule):
        return False
    if _dated(first) is not None and _dated(second) is not None:
        return True
    return a.type in _OPEN or _agree(a.actor, b.actor) or _agree(a.target, b.target) or not (a.where and b.where) or \
        (a.where[0].id or a.where[0].text) == (b.where[0].id or b.where[0].text)


def _is_same_talk(first: Mentioned, second: Mentioned) -> bool:
    """Whether talks are referred to again by a noun that takes them as known, be they on or still to come."""
    kinds = {first.incident.modality, second.incident.modality}
    return first.incident.type == "talks" and second.definite and kinds == {"asserted", "expected"}


def _is_one_noun(a: Incident, b: Incident) -> bool:
    """Whether two incidents are told by one noun which only one of the two says more of ("un attentat suicide",
    "l'attentat de lundi")."""
    return a.rule == b.rule and {a.type, b.type} == set(_BLASTS)


def _apart(a: Incident, b: Incident) -> bool:
    """Whether the places of two incidents lie outside one another."""
    if not (a.where and b.where) or a.where[0].id is None or b.where[0].id is None or a.where[0].id == b.where[0].id:
        return False
    return a.where[0].id not in {e.id for e in b.where} and b.where[0].id not in {e.id for e in a.where}


def _dated(mention: Mentioned) -> When | None:
    when = mention.incident.when
    return when if when is not None and when.basis == "text" and mention.dated else None


def _other_times(first: Mentioned, second: Mentioned) -> bool:
    """Whether the texts of two incidents date them apart. Of what a war has few, one date may be finer than the other
    ("fin février", "le 29 février"). Months apart they are, whatever stands between a noun and its time."""
    if _far(first.incident.when, second.incident.when):
        return True
    one, other = _dated(first), _dated(second)
    if one is None or other is None or (one.start, one.end) == (other.start, other.end):
        return False
    moments = one.start == one.end and other.start == other.end
    if first.incident.type not in _OPEN or not moments or one.start is None or other.start is None:
        return True
    return first_day(one.start) > last_day(other.start) or first_day(other.start) > last_day(one.start)


def _far(a: When | None, b: When | None) -> bool:
    """Whether months lie between two times that the text gives."""
    if a is None or b is None or a.basis != "text" or b.basis != "text":
        return False
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    gaps = (first_day(a.start) - last_day(b.end), first_day(b.start) - last_day(a.end))
    return max(gaps).days > _MONTHS


def _agree(a: Entity | None, b: Entity | None) -> bool:
    return a is not None and b is not None and not _clash(a, b)


def _parties_clash(first: Mentioned, second: Mentioned) -> bool:
    a, b = first.incident, second.incident
    if first.number and second.number and first.number != second.number:
        return True  # four hundred prisoners are not five thousand
    if a.type not in _TWO_SIDED:
        return _clash_in("actor", first, second) or _clash_in("target", first, second)
    here, there = [e for e in (a.actor, a.target) if e], [e for e in (b.actor, b.target) if e]
    few, many = sorted((here, there), key=len)
    return any(all(_clash(e, other) and (e.id is None) == (other.id is None) for other in many) for e in few)


def _clash_in(slot: str, first: Mentioned, second: Mentioned) -> bool:
    """Whether two mentions name two parties in a slot: a noun for anybody may be whoever the other names."""
    if first.incident.type in _ACTS_OF_WAR and slot in first.anyone | second.anyone:
        return False
    return _clash(getattr(first.incident, slot), getattr(second.incident, slot))


def _clash(a: Entity | None, b: Entity | None) -> bool:
    if a is None or b is None:
        return False
    one, other = _numbers(a), _numbers(b)
    if one and other and one != other:
        return True
    if a.id is not None and b.id is not None:
        return a.id != b.id and _side(a.id) != _side(b.id)
    return not _words(a) & _words(b)


def _side(identifier: str) -> str:
    """The party that somebody acts for: a government's forces, its president and its capital are one side."""
    return Registry.load().side(identifier) or identifier


def _numbers(entity: Entity) -> set[str]:
    """The figures that count a party: four hundred prisoners are not five thousand."""
    return {word for word in entity.text.split() if word[0].isdigit()}


def _words(entity: Entity) -> set[str]:
    """The words of a mention that can tell whom or what it names: "la prison" and "leur prison" share one."""
    words = entity.text.lower().replace("’", "'").replace("'", " ").split()
    return {word for word in words if len(word) >= _LEAST_WORD}
