"""What does not agree, as a list with its kinds (rule `disputes`): disagreement is told from scope and lateness."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from bilan.entities import Entity
from bilan.findings import Dispute, DisputeKind, Happening, Holding
from bilan.reconcile.figures.disjoint import APART
from bilan.reconcile.figures.intervals import agree, floor, interval, said
from bilan.reconcile.figures.measures import Key, bounds
from bilan.reconcile.figures.readings import Told
from bilan.reconcile.figures.series import SUM_OF, Line
from bilan.reconcile.knowledge import Knowledge
from bilan.records import Recorded

CONTEMPORARY = timedelta(days=1)
ONE_TAKING = timedelta(days=7)
"""Two takings of one place by one side, with nothing told between, are one told for two days if they are this near."""


def disputes(records: Sequence[Recorded], lines: Sequence[Line], holdings: Iterable[Holding],
             happenings: Iterable[Happening], know: Knowledge) -> tuple[Dispute, ...]:
    """All divergences in view, by kind and day; each has its sides, and an `id` that does not change with others."""
    told = list(happenings)
    found = [*_between_origins(lines), *_within_series(lines), *_parts(lines), *_control(holdings),
             *_dates(records), *_takings(told, know), *_authors(told, know)]
    return tuple(sorted({d.id: d for d in found}.values(), key=lambda d: (d.kind, d.first or "", d.id)))


def _dispute(kind: DisputeKind, rule: str, sides: Sequence[Sequence[Recorded]], place: Entity | None = None,
             first: str | None = None, last: str | None = None, details: Sequence[str] = ()) -> Dispute:
    keys = [sorted(r.key for r in side) for side in sides]
    name = hashlib.sha256(repr((kind, rule, sorted(keys))).encode()).hexdigest()[:16]
    return Dispute(f"dispute-{name}", kind, f"disputes.{rule}", tuple(tuple(s) for s in sides), place, first, last,
                   tuple(details))


def _between_origins(lines: Sequence[Line]) -> Iterator[Dispute]:
    groups: dict[Key, list[Told]] = defaultdict(list)
    for line in lines:
        if line.current is not None and not line.series.origin.outlet:
            groups[line.key].append(line.current)
    for told in groups.values():
        for i, a in enumerate(told):
            for b in told[i + 1:]:
                unnamed = a.reading.origin.anonymous and b.reading.origin.anonymous
                if not unnamed and not _agree(a, b):
                    measure = a.reading.measure
                    yield _dispute("true disagreement", "origins", (a.reading.records, b.reading.records),
                                   measure.place, measure.start, a.reading.as_of.day)


def _agree(a: Told, b: Told) -> bool:
    if agree(a.reading.count, b.reading.count):
        return True
    if not a.reading.measure.cumulative and a.reading.measure.kind == "toll":
        return False
    (a_day, early), (b_day, late) = sorted(
        ((bounds(None, t.reading.as_of.day)[1] or date.max, t) for t in (a, b)),
        key=lambda pair: (pair[0], said(pair[1].reading.count)))
    if b_day == date.max:
        return True
    # Of a day that is only a bound, the figure may be older than the other.
    apart = b_day - a_day > CONTEMPORARY or not (a.printed and b.printed)
    return apart and said(early.reading.count) <= said(late.reading.count)


def _within_series(lines: Sequence[Line]) -> Iterator[Dispute]:
    for line in lines:
        current = line.current
        for told in line.told:
            reading = told.reading
            if current is None or reading.alleged or reading.standing not in ("scope to be checked", "late reprint"):
                continue
            sums = [n for n in reading.notes if n.startswith(SUM_OF)]
            kind: DisputeKind = "late reprint" if reading.standing == "late reprint" else "difference of scope"
            yield _dispute(kind, "series", (current.reading.records, reading.records), reading.measure.place,
                           reading.measure.start, reading.as_of.day, sums or reading.notes)


def _parts(lines: Sequence[Line]) -> Iterator[Dispute]:
    for line in lines:
        for told in line.told:
            whole = told.reading
            high = interval(whole.count).high
            if high is None or not whole.parts:
                continue
            apart = [p for p in whole.parts if p.measure.people in APART and p.as_of == whole.as_of]
            together = sum(floor(p.count) for p in apart) if len({p.measure.people for p in apart}) == len(apart) else 0
            above = [p for p in whole.parts if floor(p.count) > high and p.as_of == whole.as_of]
            if above or together > high:
                parts = [r for p in (above or apart) for r in p.records]
                yield _dispute("parts above whole", "parts", (whole.records, parts), whole.measure.place,
                               whole.measure.start, whole.as_of.day)


def _control(holdings: Iterable[Holding]) -> Iterator[Dispute]:
    for holding in holdings:
        if not holding.divergent:
            continue
        firm = [r for r in holding.divergent if r.claim.modality == "asserted"]
        soft = [r for r in holding.divergent if r.claim.modality != "asserted"]
        apart = {r.key for r in holding.divergent}
        held = [r for r in holding.records if r.key not in apart]
        if len(firm) > 1 and holding.holder is None:
            yield _dispute("two holders", "control", [[r] for r in firm], holding.place, holding.since, holding.since)
        elif firm:
            yield _dispute("divergent control", "control", (held, firm), holding.place, holding.since)
        if soft:
            yield _dispute("divergent control", "alleged", (held, soft), holding.place, holding.since)


def _dates(records: Sequence[Recorded]) -> Iterator[Dispute]:
    for record in records:
        when = record.claim.when
        if when is None or record.claim.modality not in ("asserted", "alleged"):
            continue
        first, last = bounds(when.start, when.end)
        place = record.claim.where[0] if record.claim.where else None
        if first is not None and last is not None and first > last:
            yield _dispute("impossible dates", "dates", ([record],), place, when.start, when.end)
        elif first is not None and record.day is not None and first > record.day:
            yield _dispute("impossible dates", "future", ([record],), place, when.start, record.day.isoformat())
        as_of = getattr(record.claim, "as_of", None)
        start = bounds(as_of, None)[0] if as_of else None
        if start is not None and record.day is not None and start > record.day:
            yield _dispute("figure before its day", "as-of", ([record],), place, as_of, record.day.isoformat())


def _takings(happenings: Sequence[Happening], know: Knowledge) -> Iterator[Dispute]:
    at: dict[str, list[Happening]] = defaultdict(list)
    for one in happenings:
        if one.kind == "control" and one.modality == "asserted" and one.places and one.first and not one.by_then:
            at[know.place(one.places[0])].append(one)
    for changes in at.values():
        ordered = sorted(changes, key=lambda h: (bounds(h.first, None)[0] or date.max, h.id))
        for a, b in pairwise(ordered):
            if a.type != "captured" or b.type != "captured" or a.actor is None or b.actor is None:
                continue
            ended, began = bounds(None, a.last)[1], bounds(b.first, None)[0]
            apart = ended is not None and began is not None and timedelta(0) < began - ended <= ONE_TAKING
            if apart and know.side(a.actor) == know.side(b.actor):
                yield _dispute("impossible dates", "takings", (a.records, b.records), a.places[0], a.first, b.last)


def _authors(happenings: Iterable[Happening], know: Knowledge) -> Iterator[Dispute]:
    # Two who are said to have taken one place are two holders, which the control of the day tells.
    told = {h.id: h for h in happenings if h.kind == "incident"}
    home = {r.key: h.id for h in told.values() for r in h.records}
    for happening in told.values():
        for decision in happening.decisions:
            if decision.verdict == "unsure" and "actor" in decision.reasons:
                a, b = (told[home[k]] for k in (decision.left, decision.right))
                if a.id != b.id:
                    yield _dispute("disputed authorship", "authors", (a.records, b.records),
                                   a.places[0] if a.places else None, a.first, a.last)
