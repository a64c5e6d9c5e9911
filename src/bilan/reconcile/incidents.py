"""Incidents merged across dispatches: which mentions are one happening, and why (rule `incidents`).

Two mentions in one dispatch are two. Across dispatches type, place, time and parties are compared; a person's word
wins. Clusters are a function of the set of claims in view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from bilan.claims import Control, Incident
from bilan.entities import Entity
from bilan.findings import Decision
from bilan.making import maker
from bilan.reconcile.figures.measures import bounds
from bilan.reconcile.knowledge import Knowledge
from bilan.records import Judgement, Recorded

Verdict = Literal["same", "different", "unsure"]

FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"airstrike", "shelling", "attack", "bombing", "destruction"}),
    frozenset({"clash", "attack", "offensive"}),
    frozenset({"abduction", "arrest"}),
    frozenset({"ceasefire", "talks"}),
)
"""Types that two reporters may give to one happening; any other two types are two happenings."""

CHANGES: dict[str, str] = {"captured": "captured", "lost": "left", "withdrew": "left"}


Figure = tuple[str, str, int]
A_DAY = timedelta(days=1)
NOWHERE: frozenset[int] = frozenset()
TELLING = 3
"""The least number of victims that two reports do not share by chance, and how many times over two may differ."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim that tells a happening, resolved for comparing. `places` are the keys of its place and all it lies in,
    `figures` what its own dispatch counts of its victims: harm, class of people, number."""

    record: Recorded
    type: str
    places: tuple[str, ...]
    first: date | None
    last: date | None
    actor: str | None
    target: str | None
    figures: frozenset[Figure] = frozenset()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one happening, the one published first in front, and the decisions about pairs across dispatches."""

    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]


_mention = maker(Mention)
_cluster = maker(Cluster)
_decision = maker(Decision)


def mention(record: Recorded, know: Knowledge) -> Mention | None:
    """The incident or change of control that a claim tells, `None` for other claims and for what only may come."""
    claim = record.claim
    if claim.modality in ("expected", "called_for"):
        return None
    if isinstance(claim, Incident):
        kind, place, actor, target = claim.type, claim.where[0] if claim.where else None, claim.actor, claim.target
    elif isinstance(claim, Control) and claim.change in CHANGES:
        kind, place, actor, target = CHANGES[claim.change], claim.place, claim.holder, claim.previous
    else:
        return None
    first, last = bounds(claim.when.start, claim.when.end) if claim.when else (None, None)
    return _mention(record, kind, know.enclosing(know.place(place)) if place else (), first, last,
                   _side(actor, know), _side(target, know))


def counting(one: Mention, figures: frozenset[Figure]) -> Mention:
    """The mention with what its dispatch counts of its victims."""
    return _mention(one.record, one.type, one.places, one.first, one.last, one.actor, one.target, figures)


def clusters(mentions: Iterable[Mention], judgements: Sequence[Judgement] = ()) -> list[Cluster]:
    """The happenings behind the mentions, by the day and key of the first."""
    ordered = sorted(mentions, key=_order)
    said = {tuple(j.subject.split(" ")): j for j in judgements if j.verdict in ("same", "different", "unsure")}
    groups: list[list[Mention]] = []
    found: dict[int, list[Decision]] = defaultdict(list)
    blocks = _Blocks()
    for one in ordered:
        near = sorted(blocks.near(one) | _judged_groups(one, groups, said))
        joined: list[int] = []
        for g in near:
            decisions = [_decide(other, one, said) for other in groups[g]]
            found[g] += [d for d in decisions if d.verdict != "different" or d.by]
            # A machine's "same" finds one home; a person's joins what was told apart until then.
            if _joins(decisions) and (not joined or _by_person(decisions, "same")):
                joined.append(g)
        if not joined:
            joined = [len(groups)]
            groups.append([])
        home = joined[0]
        groups[home].append(one)
        blocks.add(one, home)
        for other in joined[1:]:
            _join(groups, found, blocks, home, other, said)
    return [_cluster(tuple(members), tuple(found[g])) for g, members in enumerate(groups) if members]


def _join(groups: list[list[Mention]], found: dict[int, list[Decision]], blocks: _Blocks, home: int, other: int,
          said: dict[tuple[str, ...], Judgement]) -> None:
    """Puts the members of one group into another, unless a person has told some of them apart."""
    between = [_decide(a, b, said) for a in groups[home] for b in groups[other]]
    if _by_person(between, "different"):
        return
    for member in groups[other]:
        blocks.add(member, home)
    groups[home] = sorted([*groups[home], *groups[other]], key=_order)
    groups[other] = []
    found[home] += found.pop(other, [])


def _by_person(decisions: Iterable[Decision], verdict: Verdict) -> bool:
    return any(d.by and d.verdict == verdict for d in decisions)


def compare(a: Mention, b: Mention) -> tuple[Verdict, tuple[str, ...]]:
    """Whether two mentions are one happening, with the codes of what agreed or did not."""
    if a.record.dispatch_id == b.record.dispatch_id:
        return "different", ("same dispatch",)
    if a.type != b.type and not any({a.type, b.type} <= family for family in FAMILIES):
        return "different", ("type",)
    if not _near(a, b):
        return "different", ("time",)
    if not a.places or not b.places or not (a.places[0] in b.places or b.places[0] in a.places):
        return "different", ("place",)
    for slot in ("actor", "target"):
        one, other = getattr(a, slot), getattr(b, slot)
        if one and other and one != other:
            return "unsure" if a.type == b.type and a.places[0] == b.places[0] else "different", (slot,)
    doubts = [name for name, differs in (("type", a.type != b.type), ("place", a.places[0] != b.places[0]),
                                         ("time", not _one_day(a, b))) if differs]
    shared = _agreement(a, b)
    if shared == "far" and not doubts:
        return "unsure", ("figures",)
    if shared == "equal" and doubts in ([], ["place"], ["time"]):
        return "same", (*(n for n in ("type", "place", "time") if n not in doubts), "figures")
    return ("unsure", tuple(doubts)) if doubts else ("same", ("type", "place", "time"))


def _agreement(a: Mention, b: Mention) -> Literal["equal", "far", "unknown"]:
    """How the victims counted with the one agree with those of the other: rival figures of one happening are common,
    and only those that lie far apart speak against it."""
    if any(n >= TELLING for _, _, n in a.figures & b.figures):
        return "equal"
    pairs = [(x[2], y[2]) for x in a.figures for y in b.figures if x[:2] == y[:2]]
    apart = [max(p) >= TELLING and max(p) > TELLING * min(p) for p in pairs]
    return "far" if apart and all(apart) else "unknown"


def _decide(a: Mention, b: Mention, said: dict[tuple[str, ...], Judgement]) -> Decision:
    left, right = sorted((a.record.key, b.record.key))
    judgement = said.get((left, right))
    if judgement is not None:
        verdict: Verdict = judgement.verdict  # type: ignore[assignment]
        return _decision(left, right, verdict, ("judged",), judgement.author)
    return _decision(left, right, *compare(a, b))


def _joins(decisions: Sequence[Decision]) -> bool:
    """One member that is the same is enough, unless a person or the dispatch itself tells it apart from another."""
    if any(d.verdict == "different" and (d.by or d.reasons == ("same dispatch",)) for d in decisions):
        return _by_person(decisions, "same")
    return any(d.verdict == "same" for d in decisions)


def _judged_groups(one: Mention, groups: Sequence[Sequence[Mention]],
                   said: dict[tuple[str, ...], Judgement]) -> set[int]:
    if not said:
        return set()
    partners = {k for pair in said if one.record.key in pair for k in pair} - {one.record.key}
    if not partners:
        return set()
    return {g for g, members in enumerate(groups) if any(m.record.key in partners for m in members)}


class _Blocks:
    """Where to look for the same happening: at its place, in it and around it, by the weeks that it may fall in."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._within: dict[tuple[str, int], set[int]] = defaultdict(set)

    def near(self, one: Mention) -> set[int]:
        """The groups with a member that lies in its place or around it, within a day of the same weeks."""
        weeks = _weeks(one.first, one.last)
        at = [self._at.get((place, week), NOWHERE) for week in weeks for place in one.places]
        within = [self._within.get((place, week), NOWHERE) for week in weeks for place in one.places[:1]]
        return set().union(*at, *within)

    def add(self, one: Mention, group: int) -> None:
        """Puts a member of a group in its place."""
        for week in _weeks(one.first, one.last):
            for place in one.places[:1]:
                self._at[place, week].add(group)
            for place in one.places:
                self._within[place, week].add(group)


@lru_cache(maxsize=16384)
def _weeks(first: date | None, last: date | None) -> tuple[int, ...]:
    if first is None and last is None:
        return (0,)
    first, last = first or last or date.min, last or first or date.min
    return tuple(sorted({d.toordinal() // 7 for d in (first - A_DAY, first, last, last + A_DAY)}))


def _near(a: Mention, b: Mention) -> bool:
    if None in (a.first, a.last, b.first, b.last):
        return (a.first, a.last) == (b.first, b.last) and a.record.day == b.record.day
    assert a.first and a.last and b.first and b.last
    return a.first - A_DAY <= b.last and b.first - A_DAY <= a.last


def _one_day(a: Mention, b: Mention) -> bool:
    return a.first is not None and (a.first, a.last) == (b.first, b.last)


def _side(party: Entity | None, know: Knowledge) -> str | None:
    return know.side(party) if party else None


def _order(one: Mention) -> tuple[object, ...]:
    return (one.record.day or date.max, one.record.dispatch_id, one.record.claim.evidence, one.record.key)
