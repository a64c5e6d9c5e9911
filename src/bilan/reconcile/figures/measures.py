"""What a claim counts: the place, the people, the harm or movement, the side and the start of counting.

Only figures of one measure are compared as such. Cumulative figures begin somewhere; those of one event are told apart
by their day, and, within a day, by what one dispatch tells as two (rule `measures`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bilan.claims import Displacement, Toll
from bilan.entities import Entity
from bilan.findings import AsOf, Measure
from bilan.making import maker
from bilan.reconcile.figures.intervals import figure
from bilan.reconcile.knowledge import Knowledge
from bilan.records import Recorded
from bilan.times import When, first_day, last_day

STOCKS = frozenset({"displaced", "remaining"})
COUNTED = frozenset({"asserted", "alleged"})

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim with its measure. `key` is the same for all claims of one measure, `place` the key of its place.

    `first` and `last` bound the days that the figure covers, `None` where open; `as_of` is the day it is true of.
    `starts` is false where the start of counting was carried over from a sentence before.
    """

    record: Recorded
    measure: Measure
    key: Key
    place: str
    first: date | None
    last: date | None
    as_of: AsOf
    starts: bool = True


_counting = maker(Counted)
_measure = maker(Measure)
_true_of = lru_cache(maxsize=16384)(AsOf)


def counted(records: Iterable[Recorded], know: Knowledge) -> list[Counted]:
    """The tolls and movements among the records with their measures, in the order given."""
    found = [_counted(record, know) for record in records
             if isinstance(record.claim, Toll | Displacement) and record.claim.modality in COUNTED]
    groups: dict[Key, list[Counted]] = defaultdict(list)
    for one in found:
        groups[one.key].append(one)
    placed: dict[str, Counted] = {}
    for key, members in groups.items():
        parts = _by_start(members) if _counts_up(members[0]) else _by_event(members)
        for label, group in parts.items():
            start, whole = label[0] if isinstance(label[0], str) else None, (*key, *label)
            measure = group[0].measure if group[0].measure.start == start else replace(group[0].measure, start=start)
            for one in group:
                placed[one.record.key] = _counting(one.record, measure, whole, one.place, one.first, one.last,
                                                   one.as_of, one.starts)
    return [placed[one.record.key] for one in found]


@lru_cache(maxsize=65536)
def written(key: Key) -> str:
    """The key as a text, to sort by: its parts are of several types."""
    return str(key)


def is_stock(measure: Measure) -> bool:
    """Whether the measure is a number at a time and not a flow over a time."""
    return measure.what in STOCKS


@lru_cache(maxsize=16384)
def bounds(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    """The first and last day of a span of partial dates; what is no date counts as open."""
    return _edge(start, first_day), _edge(end, last_day)


def _counts_up(one: Counted) -> bool:
    return one.measure.kind == "displacement" or one.measure.cumulative


def _counted(record: Recorded, know: Knowledge) -> Counted:
    claim = record.claim
    assert isinstance(claim, Toll | Displacement)
    when = claim.when
    start, end = (when.start, when.end) if when else (None, None)
    where = _scope(claim.where[0] if claim.where else None, know)
    story = record.story or record.dispatch_id
    if isinstance(claim, Toll):
        side = know.side(claim.affiliation) if claim.affiliation else ""
        measure = _measure("toll", claim.harm, claim.victims, where, start, claim.cumulative, claim.affiliation,
                           claim.unit)
        key: Key = ("toll", claim.harm, claim.victims, _key(where, know, story), side, claim.unit, claim.cumulative)
    else:
        where = _scope(_moved_from(claim), know) or where
        measure = _measure("displacement", claim.movement, claim.population, where, start, claim.cumulative, None,
                           claim.unit, claim.origin, claim.destination)
        key = ("displacement", claim.movement, claim.population, _key(where, know, story), claim.unit,
               _key(claim.destination, know, story))
    first, last = bounds(start, end)
    if isinstance(claim, Toll) and claim.cumulative and _no_later(when, end):
        last = None
    carried = claim.since_basis == "carried_over" or (when is not None and when.basis == "carried")
    return _counting(record, measure, key, _key(where, know, story), first, last, _as_of(record, end), not carried)


def _scope(place: Entity | None, know: Knowledge) -> Entity | None:
    if place is None:
        return None
    key = know.place(place)
    return place if know.scope(key) == key else know.named(know.scope(key))


def _moved_from(claim: Displacement) -> Entity | None:
    if claim.movement in STOCKS:
        return None
    return claim.destination if claim.movement == "returned" else claim.origin


def _as_of(record: Recorded, end: str | None) -> AsOf:
    claim = record.claim
    assert isinstance(claim, Toll | Displacement)
    published = record.day.isoformat() if record.day else None
    printed = claim.when is not None and claim.when.basis == "text"
    if isinstance(claim, Toll) and claim.cumulative and _no_later(claim.when, claim.as_of or end):
        return _true_of(published, "publication")
    if claim.as_of:
        # A day carried over that is the publication's own was not printed with the figure.
        bound = claim.as_of == published and not printed
        return _true_of(claim.as_of, "publication" if bound else claim.as_of_basis or "printed")
    counts_to_a_day = claim.cumulative or claim.kind == "displacement"
    if not counts_to_a_day or end is None:
        return _true_of(published, "publication")
    bound = not printed and (end == published or (claim.when is not None and claim.when.basis == "publication"))
    return _true_of(end, "publication" if bound else "printed")


def _no_later(when: When | None, day: str | None) -> bool:
    """Whether the day given for a figure counted up is not after the start of its counting: then it was not told."""
    start, counted_to = (bounds(day, None)[0] for day in (when.start if when else None, day))
    return start is not None and counted_to is not None and counted_to <= start


def _by_start(members: list[Counted]) -> dict[Key, list[Counted]]:
    """Split by the start of counting; a coarse one ("in November") joins the only finer one that lies in it."""
    starts = {one.measure.start for one in members}
    chosen = {start: _finer(start, starts) for start in starts}
    out: dict[Key, list[Counted]] = defaultdict(list)
    for one in members:
        # A stock is a number at a time: what follows it is a later reading of the same stock, whatever its day.
        start = None if is_stock(one.measure) else chosen[one.measure.start]
        out[(start, "")].append(one)
    return out


def _finer(start: str | None, starts: set[str | None]) -> str | None:
    if start is None:
        return None
    within = [s for s in starts if s is not None and s != start and s.startswith(f"{start}-")]
    finest = [s for s in within if not any(o != s and o.startswith(f"{s}-") for o in within)]
    return finest[0] if len(finest) == 1 else start


def _by_event(members: list[Counted]) -> dict[Key, list[Counted]]:
    """Split by the days of the event, then so that what one dispatch tells as two stays two."""
    spans: dict[Key, list[Counted]] = defaultdict(list)
    for one in members:
        when = one.record.claim.when
        spans[(when.start if when else None, when.end if when else None)].append(one)
    out: dict[Key, list[Counted]] = {}
    for span, group in spans.items():
        for number, cluster in enumerate(_clusters(group)):
            out[(span[0], f"{span[1] or ''}#{number}")] = cluster
    return out


def _clusters(group: list[Counted]) -> list[list[Counted]]:
    if len(group) == 1:
        return [group]
    out: list[list[Counted]] = []
    for one in sorted(group, key=_order):
        fitting = [c for c in out if all(_may_be_one(one, other) for other in c)]
        if fitting:
            max(fitting, key=lambda c: (_alike(one, c), -out.index(c))).append(one)
        else:
            out.append([one])
    return out


def _may_be_one(a: Counted, b: Counted) -> bool:
    if a.record.dispatch_id == b.record.dispatch_id and a.record.claim.source == b.record.claim.source:
        return False
    by = [getattr(c.record.claim, "by", None) for c in (a, b)]
    return by[0] is None or by[1] is None or by[0] == by[1]


def _alike(one: Counted, cluster: list[Counted]) -> int:
    return max(sum((_figure(one) == _figure(other), _means(one) == _means(other))) for other in cluster)


def _figure(one: Counted) -> tuple[object, ...]:
    claim = one.record.claim
    assert isinstance(claim, Toll | Displacement)
    return figure(claim.count)


def _means(one: Counted) -> str | None:
    return getattr(one.record.claim, "means", None)


def _order(one: Counted) -> Key:
    return (one.record.day or date.max, one.record.dispatch_id, one.record.claim.evidence, one.record.key)


def _key(place: Entity | None, know: Knowledge, story: str) -> str:
    """The key of a place; an area without a name ("four quarters") is one only within what tells of it."""
    if place is None:
        return ""
    return know.place(place) if know.is_place(place) else f"{know.place(place)}@{story}"


def _edge(partial: str | None, end: Callable[[str], date]) -> date | None:
    if partial is None:
        return None
    try:
        return end(partial)
    except ValueError:
        return None
