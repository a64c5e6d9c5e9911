"""Readings: one figure of one origin for one measure, however many dispatches print it (rule `readings`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bilan.claims import Displacement, Toll
from bilan.findings import AsOf, Measure, Origin, Reading
from bilan.making import maker
from bilan.quantities import Count
from bilan.reconcile.figures.intervals import figure
from bilan.reconcile.figures.measures import Counted, Key, written
from bilan.reconcile.knowledge import Knowledge
from bilan.reconcile.origins import boasts, origins, own_figure, short_for
from bilan.times import last_day

CARRIED = "start.carried-over"
"""The note of a reading whose start of counting no text prints beside it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reading with what its series and totals need: its measure's `key`, its `place`, and the days that it covers.

    `own` is true where its origin published it itself, `starts` where some text prints its start of counting.
    """

    reading: Reading
    key: Key
    place: str
    first: date | None
    last: date | None
    own: bool = False
    starts: bool = True

    @property
    def printed(self) -> bool:
        """Whether a text says of which day the figure is true."""
        return self.reading.as_of.basis == "printed"


_needed = maker(Told)
_reading = maker(Reading)


def readings(claims: Iterable[Counted], know: Knowledge) -> list[Told]:
    """The readings behind the claims, each with its parts, in a fixed order."""
    buckets: dict[Key, list[tuple[Counted, Origin]]] = defaultdict(list)
    ordered = sorted(claims, key=_order)
    printed = {(one.record.dispatch_id, one.measure.start) for one in ordered if one.starts}
    named: dict[str, set[Origin]] = defaultdict(set)
    credited = [origins(one.record, know) for one in ordered]
    for one, found in zip(ordered, credited, strict=True):
        named[one.record.dispatch_id].update(o for o in found if o.id)
    for one, found in zip(ordered, credited, strict=True):
        alleged = one.record.claim.modality == "alleged"
        for origin in found:
            origin = _in_full(origin, named[one.record.dispatch_id])
            buckets[(one.key, origin.key, figure(_count(one)), alleged)].append((one, origin))
    told = [_told(members, printed, know) for members in buckets.values()]
    _attach_parts(told)
    return sorted(told, key=lambda t: (written(t.key), t.reading.origin.key, as_of_order(t)))


def _in_full(origin: Origin, named: set[Origin]) -> Origin:
    """The organisation of the same dispatch that a short name ("the Observatory") stands for, else the origin."""
    if origin.id is not None:
        return origin
    full = {o.key: o for o in named if short_for(origin, o)}
    return next(iter(full.values())) if len(full) == 1 else origin


def as_of_order(told: Told) -> tuple[object, ...]:
    """The order of a series: by the day that the figure is true of, printed before bounded, then by publication."""
    day = told.reading.as_of.day
    published = min((r.day or date.max for r in told.reading.records), default=date.max)
    return (_last(day), not told.printed, published, told.reading.records[0].key)


def _told(members: Sequence[tuple[Counted, Origin]], printed: set[tuple[str, str | None]], know: Knowledge) -> Told:
    first, origin = members[0]
    counts = [_count(one) for one, _ in members]
    independent = all(o.independent for _, o in members)
    origin = origin if origin.independent == independent else replace(origin, independent=independent)
    claims = [one.record.claim for one, _ in members]
    party = any(boasts(c, s, know) for c in claims for s in (c.sources or ((c.source,) if c.source else ())))
    reading = _reading(
        measure=first.measure, count=counts[0], as_of=_latest(one.as_of for one, _ in members),
        origin=origin, records=tuple(one.record for one, _ in members),
        variants=_others(counts), party=party, alleged=claims[0].modality == "alleged",
        notes=() if any(one.starts for one, _ in members) else (CARRIED,),
        corrects=next((c.updates for c in claims if isinstance(c, Toll | Displacement) and c.updates), None))
    return _needed(reading, first.key, first.place, first.first, max((one.last for one, _ in members if one.last),
                default=None), any(own_figure(one.record, origin) for one, _ in members),
                any((one.record.dispatch_id, one.measure.start) in printed for one, _ in members))


def _others(counts: Sequence[Count]) -> tuple[Count, ...]:
    others: list[Count] = []
    for count in counts[1:]:
        if count != counts[0] and count not in others:
            others.append(count)
    return tuple(others)


def _latest(days: Iterable[AsOf]) -> AsOf:
    """The last printed day; where none is printed, the earliest bound: by then the figure was known."""
    given = list(days)
    if len(given) == 1:
        return given[0]
    printed = [d for d in given if d.basis == "printed"]
    if printed:
        return max(printed, key=lambda d: _last(d.day))
    return min(given, key=lambda d: _last(d.day))


def _attach_parts(told: list[Told]) -> None:
    of_record: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for record in one.reading.records:
            of_record[record.key].append(at)
    parts: dict[int, list[Reading]] = defaultdict(list)
    for one in told:
        of = {whole for record in one.reading.records if (whole := getattr(record.claim, "part_of", None))}
        for place in {at for key in of for at in of_record.get(key, ())
                      if told[at].reading.origin.key == one.reading.origin.key}:
            parts[place].append(one.reading)
    for place, found in parts.items():
        told[place] = replace(told[place], reading=replace(told[place].reading, parts=tuple(
            sorted(found, key=lambda r: r.records[0].key))))


def _count(one: Counted) -> Count:
    claim = one.record.claim
    assert isinstance(claim, Toll | Displacement)
    return claim.count


def _last(partial: str | None) -> date:
    try:
        return last_day(partial) if partial else date.max
    except ValueError:
        return date.max


def _order(one: Counted) -> Key:
    return (one.record.day or date.max, one.record.dispatch_id, one.record.claim.evidence, one.record.key)


def measure_of(told: Sequence[Told]) -> Measure:
    """The measure that these readings share, as the one published first tells it."""
    return told[0].reading.measure
