"""Totals: the range of the sources for one scope, and, where nobody published the whole, the reported minimum.

Figures are never averaged, never added where their scopes may overlap, and a party's word on its enemy is never the
figure (rules `totals` and `minimum`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bilan.entities import Entity
from bilan.findings import AsOf, Measure, Reading, Strategy, Total
from bilan.quantities import Count
from bilan.reconcile.figures.disjoint import largest_sum
from bilan.reconcile.figures.intervals import agree, floor, interval, is_lower_bound, said, support
from bilan.reconcile.figures.measures import Key, is_stock
from bilan.reconcile.figures.readings import Told
from bilan.reconcile.figures.series import Line
from bilan.reconcile.knowledge import Knowledge
from bilan.reconcile.origins import independent
from bilan.records import Judgement
from bilan.times import last_day


def direct(lines: Iterable[Line], judgements: Sequence[Judgement] = ()) -> list[Total]:
    """A total for each measure that is counted up over a period or moves, from all origins that count it."""
    groups: dict[Key, list[Line]] = defaultdict(list)
    for line in lines:
        if line.series.measure.cumulative or line.series.measure.kind == "displacement":
            groups[line.key].append(line)
    return [judged(total_of(key, group), judgements) for key, group in groups.items()]


def total_of(key: Key, group: Sequence[Line]) -> Total:
    """The total of one measure: what its origins' standing readings say together."""
    standing = [line.current.reading for line in group if line.current]
    alleged = [r for line in group for r in line.series.readings if r.alleged]
    sourced = [r for r in standing if not r.party and not _unsourced(r)]
    counting = sourced or [r for r in standing if not r.party]
    aside = [(r, "party") for r in standing if r.party] + [(r, "alleged") for r in alleged]
    aside += [(r, "unsourced") for r in standing if not r.party and _unsourced(r) and sourced]
    measure = group[0].series.measure
    blank = Total(measure, measure.start, None, None, None, None, "pending", "totals", id=figure_id(key),
                  set_aside=tuple(aside))
    if not counting:
        return blank
    newest = max(counting, key=lambda r: (_day(r.as_of), said(r.count), r.records[0].key))
    strategy, best = _strategy(counting, newest)
    high = max(counting, key=lambda r: (said(r.count), r.records[0].key)).count
    unbounded = any(interval(r.count).high is None for r in counting if said(r.count) == said(high))
    return replace(
        blank, last=newest.as_of.day, low=min(counting, key=lambda r: (floor(r.count), r.records[0].key)).count,
        best=best, high=None if unbounded else high, highest=high, strategy=strategy, as_of=newest.as_of,
        origins=independent([r.origin for r in counting]), readings=tuple(counting))


def minimum(told: Iterable[Told], place: Entity, what: str, people: str, know: Knowledge,
            judgements: Sequence[Judgement] = ()) -> Total | None:
    """The reported minimum for a place: the largest sum over readings that provably do not overlap, or `None` where
    fewer than two can be added. Only standing readings of people with a figure ("thousands" is none), neither alleged
    nor of a party on its enemy; a start of counting that was carried over counts where the same dispatch prints it with
    another figure."""
    outer = know.place(place)
    told = list(told)
    inside = {key for key in {t.place for t in told} if outer in know.enclosing(key)}
    usable = [t for t in told if t.place in inside and _adds_up(t, what, people)]
    exact = [t for t in usable if t.place == outer and t.reading.measure.cumulative]
    chosen = largest_sum(usable, know)
    if exact or len(chosen) < 2:
        return None
    counts = [t.reading.count for t in chosen]
    low = Count(value=sum(map(floor, counts)), bound="at_least", derived=" + ".join(str(floor(c)) for c in counts))
    days = [t.first for t in chosen if t.first]
    ends = [t.last for t in chosen if t.last]
    kind = chosen[0].reading.measure.kind
    measure = Measure(kind, what, people, place, min(days).isoformat() if days else None, True)
    key = ("minimum", outer, what, people, measure.start)
    total = Total(
        measure, measure.start, max(ends).isoformat() if ends else None, low, None, None, "computed minimum", "minimum",
        origins=independent([t.reading.origin for t in chosen]), readings=tuple(t.reading for t in chosen),
        id=figure_id(key))
    return judged(total, judgements)


def judged(total: Total, judgements: Sequence[Judgement]) -> Total:
    """The total with the reading that a person recommends for it as its best, and with its sign-off, which holds only
    while the figure rests on the claims that were signed off."""
    behind = {record.key: r for r in total.readings for record in r.records}
    rests = {record.review.judgement for r in total.readings for record in r.records if record.review.judgement}
    for judgement in judgements:
        if judgement.subject != total.id:
            continue
        if judgement.verdict == "recommend" and judgement.detail["claim"] in behind:
            total = replace(total, best=behind[judgement.detail["claim"]].count, signed_off=False)
            rests.add(judgement.number)
        if judgement.verdict == "sign off" and set(judgement.detail["claims"]) == set(behind):
            total = replace(total, signed_off=True)
            rests.add(judgement.number)
    return replace(total, judgements=tuple(sorted(rests)))


def figure_id(key: Key) -> str:
    """The permanent name of a figure: of its measure and place, whatever its readings are today."""
    return "figure-" + hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _strategy(readings: Sequence[Reading], newest: Reading) -> tuple[Strategy, Count | None]:
    told = [r for r in readings if not _vague(r, readings)] or readings
    newest = newest if newest in told else max(told, key=lambda r: (_day(r.as_of), said(r.count), r.records[0].key))
    if len({r.origin.key for r in told}) == 1:
        return "single source", newest.count
    if all(support(a.count, b.count) for a in told for b in told):
        precise = [r for r in told if r.count.bound == "exact"] or [r for r in told if r.count.value]
        chosen = max(precise or told, key=lambda r: (_day(r.as_of), said(r.count), r.records[0].key))
        corroborated = len(independent([r.origin for r in told])) > 1
        return "corroborated" if corroborated else "single source", chosen.count
    return "range", newest.count if all(r is newest or _gives_way(r, newest) for r in told) else None


def _vague(one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a reading is an order of magnitude ("dozens") beside figures that it is compatible with: it stands
    against none of them and speaks for none."""
    return one.count.order is not None and all(agree(one.count, r.count) for r in readings)


def _gives_way(one: Reading, newest: Reading) -> bool:
    """Whether a lower reading does not stand against the newest: counts go up over time, and a lower bound is
    compatible with a figure above it, unless that is itself no more than another bound of the same day."""
    if said(one.count) > said(newest.count):
        return False
    closed = not is_lower_bound(newest.count) and is_lower_bound(one.count) and agree(one.count, newest.count)
    return closed or _day(one.as_of) < _day(newest.as_of)


def _adds_up(told: Told, what: str, people: str) -> bool:
    reading, measure = told.reading, told.reading.measure
    if is_stock(measure) or measure.unit != "people" or measure.what != what:
        return False
    if reading.standing != "current" or reading.alleged or reading.party or reading.count.order is not None:
        return False
    if measure.cumulative and (measure.start is None or not told.starts):
        return False
    return people in ("people", measure.people)


def _unsourced(reading: Reading) -> bool:
    return reading.origin.outlet or reading.origin.anonymous


def _day(as_of: AsOf) -> str:
    try:
        return last_day(as_of.day).isoformat() if as_of.day else ""
    except ValueError:
        return ""
