"""From the folds of single places to a day's picture: what larger places pass on, remnants, divergences, ages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from bilan.claims import Control
from bilan.entities import Entity
from bilan.findings import Holding
from bilan.reconcile.control.fold import Standing, evidence, fold
from bilan.reconcile.control.steps import Step, last_told, ordered, step
from bilan.reconcile.knowledge import Knowledge
from bilan.records import Recorded

PASSED_ON = frozenset({"captured", "lost", "withdrew"})


def control(records: Iterable[Recorded], day: date, know: Knowledge,
            also: Iterable[Entity] = ()) -> tuple[Holding, ...]:
    """The state on that day of every place that some claim is about, and of those in `also`, by place; areas without
    a name ("two villages", "the west") are no places here.

    `records` are claims of control in view; those that a day later than `day` begins are not counted.
    """
    told = _Told(records, know)
    places = dict(told.names)
    for entity in also:
        places.setdefault(know.place(entity), entity)
    return tuple(told.holding(key, places[key], day) for key in sorted(places))


def history(records: Iterable[Recorded], place: Entity, know: Knowledge, until: date) -> tuple[Holding, ...]:
    """The states of one place in time, one for each day on which it changed, up to `until`."""
    return tuple(_history(_Told(records, know), know.place(place), place, until))


def spells(records: Iterable[Recorded], know: Knowledge, until: date) -> Iterator[tuple[date, Holding]]:
    """The states of every place in time, by place: the first day of each, and the state on its last day. The last one
    of a place ends on `until`."""
    told = _Told(records, know)
    for key in sorted(told.names):
        began = [h.day for h in _history(told, key, told.names[key], until)]
        for first, following in pairwise([*began, until + timedelta(days=1)]):
            yield first, told.holding(key, told.names[key], following - timedelta(days=1))


def _history(told: _Told, key: str, place: Entity, until: date) -> list[Holding]:
    out: list[Holding] = []
    for day in sorted({s.day for s in told.steps_for(key) if s.day <= until}):
        now = told.holding(key, told.names.get(key, place), day)
        if not out or _state(out[-1]) != _state(now):
            out.append(now)
    return out


def _state(holding: Holding) -> tuple[object, ...]:
    return (holding.holder, holding.situation, holding.besieger, holding.challenger)


class _Told:
    """The claims on control, by the key of their place."""

    def __init__(self, records: Iterable[Recorded], know: Knowledge) -> None:
        self._know = know
        self._by_place: dict[str, list[Recorded]] = defaultdict(list)
        self._speaks: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, Entity] = {}
        for record in records:
            if not isinstance(record.claim, Control) or not know.is_place(record.claim.place):
                continue
            key = know.place(record.claim.place)
            self._by_place[key].append(record)
            self._speaks[key].add(record.dispatch_id)
            if key not in self.names or (record.claim.place.name and not self.names[key].name):
                self.names[key] = record.claim.place

    def steps_for(self, key: str) -> list[Step]:
        """The steps that count for a place in their order: its own, and of larger places what they pass on."""
        own = self._steps(key, whole=True)
        passed = []
        for outer in self._know.enclosing(key)[1:]:
            for one in self._steps(outer, whole=True):
                # What a dispatch says of a part goes before what it says of the whole.
                if one.record.dispatch_id in self._speaks[key]:
                    continue
                if not own or (one.claim.change in PASSED_ON and one.firm):
                    passed.append(replace(one, own=False))
        return ordered([*own, *passed])

    def holding(self, key: str, place: Entity, day: date) -> Holding:
        """The state of one place on a day."""
        steps = [s for s in self.steps_for(key) if s.day <= day]
        standing = fold(steps, self._know)
        reported = max((_reported(s, day) for s in steps), default=None)
        siege = standing.besieger
        return Holding(
            place=place, day=day, holder=standing.holder, situation=standing.situation,
            evidence=evidence(standing, self._know), since=standing.since, by_then=standing.by_then,
            reported=reported, age=(day - reported).days if reported else None, footing=standing.footing,
            inherited=_giver(standing, steps),
            besieger=siege.claim.holder if siege else None, besieged_since=standing.besieged_since,
            challenger=standing.challenger.claim.holder if standing.challenger else None,
            previous=standing.previous, records=_records(steps),
            remnants=self._of(key, day, lambda c: c.modality == "asserted" and c.extent == "part"),
            divergent=tuple(standing.divergent) + self._of(key, day, lambda c: c.modality in ("alleged", "denied")),
            expected=self._of(key, day, lambda c: c.modality in ("expected", "called_for")))

    def _steps(self, key: str, *, whole: bool) -> list[Step]:
        found = []
        for record in self._by_place.get(key, ()):
            claim = record.claim
            assert isinstance(claim, Control)
            if (claim.extent == "whole") is not whole:
                continue
            if claim.modality == "asserted" or (claim.modality == "expected" and claim.previous is not None):
                one = step(record)
                if one is not None:
                    found.append(one)
        return found

    def _of(self, key: str, day: date, wanted: Callable[[Control], bool]) -> tuple[Recorded, ...]:
        return tuple(r for r in self._by_place.get(key, ()) if isinstance(r.claim, Control) and wanted(r.claim)
                     and (r.day is None or r.day <= day))


def _giver(standing: Standing, steps: Sequence[Step]) -> Entity | None:
    passed = [s for s in steps if not s.own]
    if passed and (standing.inherited or len(passed) == len(steps)):
        return passed[-1].claim.place
    return None


def _reported(one: Step, day: date) -> date:
    told = last_told(one)
    return min(told, day)


def _records(steps: Sequence[Step]) -> tuple[Recorded, ...]:
    return tuple({s.record.key: s.record for s in steps}.values())
