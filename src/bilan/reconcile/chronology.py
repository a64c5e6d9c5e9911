"""The chronology: happenings and changes of control, each told once, with the tolls that they caused (rule
`chronology`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bilan.claims import Control, Incident
from bilan.entities import Entity
from bilan.findings import Happening, Origin, Reading
from bilan.making import maker
from bilan.reconcile.figures.measures import bounds
from bilan.reconcile.figures.readings import Told
from bilan.reconcile.figures.series import Line
from bilan.reconcile.incidents import Cluster, Figure, Mention, clusters, counting, mention
from bilan.reconcile.knowledge import Knowledge
from bilan.reconcile.origins import origins
from bilan.records import Judgement, Recorded

_happening_of = maker(Happening)


def chronology(records: Iterable[Recorded], lines: Iterable[Line], know: Knowledge,
               judgements: Sequence[Judgement] = ()) -> tuple[Happening, ...]:
    """All happenings behind the records, by first day; those with no day last. A toll of one day that its own dispatch
    tells with an incident of that day and place is given with it, any other is a happening of its own; a part is told
    with its whole."""
    happenings, alone = _happened(records, lines, know, judgements)
    return tuple(sorted([*happenings, *_tolls(alone)], key=_order))


def happened(records: Iterable[Recorded], lines: Iterable[Line], know: Knowledge,
             judgements: Sequence[Judgement] = ()) -> list[Happening]:
    """The incidents and changes of control of the chronology, in no order, without the tolls that are told alone."""
    return _happened(records, lines, know, judgements)[0]


def _happened(records: Iterable[Recorded], lines: Iterable[Line], know: Knowledge,
              judgements: Sequence[Judgement]) -> tuple[list[Happening], list[Line]]:
    told = list(records)
    mentions = [m for m in (mention(r, know) for r in told) if m is not None]
    events = [line for line in lines if not line.series.measure.cumulative and line.series.measure.kind == "toll"]
    parts = {_same(part) for line in events for t in line.told for part in t.reading.parts}
    events = [line for line in events if not all(_same(t.reading) in parts for t in line.told)]
    caused: dict[str, list[Told]] = defaultdict(list)
    alone: list[Line] = []
    by_dispatch: dict[str, list[Mention]] = defaultdict(list)
    for one in (m for m in mentions if isinstance(m.record.claim, Incident)):
        by_dispatch[one.record.dispatch_id].append(one)
    for line in events:
        homes = _homes(line, by_dispatch, know)
        for key in homes:
            caused[key] += line.told
        if not homes:
            alone.append(line)
    mentions = [counting(m, _figures(caused[m.record.key])) if m.record.key in caused else m for m in mentions]
    return [_happening(c, caused, know) for c in clusters(mentions, judgements)], alone


def _figures(told: Sequence[Told]) -> frozenset[Figure]:
    return frozenset((t.reading.measure.what, t.reading.measure.people, t.reading.count.value)
                     for t in told if t.reading.count.value is not None)


def _same(reading: Reading) -> tuple[str, ...]:
    return (reading.origin.key, *(r.key for r in reading.records))


def _homes(line: Line, by_dispatch: Mapping[str, Sequence[Mention]], know: Knowledge) -> list[str]:
    """The keys of the incidents that the dispatches of a toll tell for its day at its place; `by_dispatch` are those
    that each dispatch tells."""
    told_in = {r.dispatch_id for t in line.told for r in t.reading.records}
    here = know.enclosing(line.place) if line.place else ()
    first, last = line.told[0].first, line.told[0].last
    return sorted(m.record.key for dispatch in told_in for m in by_dispatch.get(dispatch, ())
                  if first is not None and (m.first, m.last) == (first, last) and m.places and m.places[0] in here)


def _happening(cluster: Cluster, caused: dict[str, list[Told]], know: Knowledge) -> Happening:
    first = cluster.mentions[0]
    records = tuple(m.record for m in cluster.mentions)
    claim = first.record.claim
    assert isinstance(claim, Incident | Control)
    actor, target = ((claim.actor, claim.target) if isinstance(claim, Incident) else (claim.holder, claim.previous))
    others = [r.claim for r in records]
    actor = actor or _other(others, "actor", "holder")
    target = target or _other(others, "target", "previous")
    tolls: dict[tuple[str, ...], Reading] = {}
    for m in cluster.mentions:
        for t in caused.get(m.record.key, ()):
            tolls[(*(r.key for r in t.reading.records), t.reading.origin.key)] = t.reading
    related = tuple(r for r in records if r.claim.modality in ("denied", "alleged") and r is not first.record)
    return _happening_of(
        id=first.record.key, kind="control" if isinstance(claim, Control) else "incident",
        type=claim.change if isinstance(claim, Control) else claim.type,
        first=claim.when.start if claim.when else None, last=claim.when.end if claim.when else None,
        by_then=claim.when is None or claim.when.basis == "publication",
        places=(claim.place, *claim.where) if isinstance(claim, Control) else claim.where,
        actor=actor, target=target, modality=claim.modality, records=records, origins=_origins(records, know),
        aliases=tuple(r.key for r in records[1:]), tolls=tuple(tolls.values()), related=related,
        decisions=cluster.decisions)


def _tolls(lines: Sequence[Line]) -> list[Happening]:
    groups: dict[object, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.key].append(line)
    out = []
    for group in groups.values():
        readings = tuple(t.reading for line in group for t in line.told)
        records = tuple({r.key: r for reading in readings for r in reading.records}.values())
        first = min(records, key=lambda r: (r.day or date.max, r.dispatch_id, r.claim.evidence, r.key))
        when = first.claim.when
        out.append(_happening_of(
            id=first.key, kind="toll", type=readings[0].measure.what, first=when.start if when else None,
            last=when.end if when else None, by_then=when is None or when.basis == "publication",
            places=first.claim.where, actor=getattr(first.claim, "by", None), target=None,
            modality=first.claim.modality, records=records,
            origins=tuple({o.key: o for o in (line.series.origin for line in group)}.values()),
            aliases=tuple(r.key for r in records if r is not first), tolls=readings))
    return out


def _origins(records: Sequence[Recorded], know: Knowledge) -> tuple[Origin, ...]:
    return tuple({o.key: o for r in records for o in origins(r, know)}.values())


def _other(claims: Sequence[object], *slots: str) -> Entity | None:
    for claim in claims:
        for slot in slots:
            found = getattr(claim, slot, None)
            if isinstance(found, Entity):
                return found
    return None


def _order(happening: Happening) -> tuple[object, ...]:
    first, last = bounds(happening.first, happening.last)
    return (first or last or date.max, last or date.max, happening.id)
