"""From the folds of single places to a day's picture: what larger places pass on, remnants, divergences, ages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from bilan.claims import Control
from bilan.entities import Entity
from bilan.findings import Holding
from bilan.making import maker
from bilan.reconcile.control.fold import Standing, apply, evidence, fold
from bilan.reconcile.control.groups import group_key, groups
from bilan.reconcile.control.steps import Step, last_told, ordered, step
from bilan.reconcile.knowledge import Knowledge
from bilan.records import Recorded

BESIDE: dict[str, Callable[[Control], bool]] = {
    "remnants": lambda c: c.modality == "asserted" and c.extent == "part",
    "divergent": lambda c: c.modality in ("alleged", "denied"),
    "expected": lambda c: c.modality in ("expected", "called_for"),
}
"""The claims that are told beside what holds a place, and move nothing."""
PASSED_ON = frozenset({"captured", "lost", "withdrew"})


def control(records: Iterable[Recorded], day: date, know: Knowledge,
            also: Iterable[Entity] = ()) -> tuple[Holding, ...]:
    """The state on that day of every place that some claim is about, and of those in `also`, by place; then of the
    groups without a name of which some places are named ("four quarters, X among them"). Other areas without a name
    ("two villages", "the west") are no places here.

    `records` are claims of control in view; those that a day later than `day` begins are not counted.
    """
    told = _Told(records, know)
    places = dict(told.names)
    for entity in also:
        places.setdefault(know.place(entity), entity)
    found = [told.holding(key, places[key], day) for key in sorted(places)]
    for key, group in told.groups.items():
        rest = told.holding(key, group.place, day)
        if rest.records:
            found.append(replace(rest, parts=group.parts, within=group.within))
    return tuple(found)


def history(records: Iterable[Recorded], place: Entity, know: Knowledge, until: date) -> tuple[Holding, ...]:
    """The states of one place in time, one for each day on which it changed, up to `until`."""
    told, key = _Told(records, know), know.place(place)
    found = list(told.pictures(key, until))
    changed = [now for before, now in zip([None, *found], found, strict=False)
               if before is None or before.state != now.state]
    return tuple(told.made(key, told.names.get(key, place), now.day, now) for now in changed)


def spells(records: Iterable[Recorded], know: Knowledge, until: date) -> Iterator[tuple[date, Holding]]:
    """The states of every place in time, by place: the first day of each, and the state on its last day. The last one
    of a place ends on `until`."""
    told = _Told(records, know)
    for key in sorted(told.names):
        began: date | None = None
        before: _Picture | None = None
        for now in told.pictures(key, until):
            if before is None or began is None or before.state != now.state:
                if before is not None and began is not None:
                    yield began, told.made(key, told.names[key], now.day - timedelta(days=1), before)
                began = now.day
            before = now
        if before is not None and began is not None:
            yield began, told.made(key, told.names[key], until, before)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A place on a day on which a step counts: the steps until then in their order, what they make of it, and the last
    day that they speak of."""

    day: date
    steps: Sequence[Step]
    standing: Standing
    told: date | None

    @property
    def state(self) -> tuple[object, ...]:
        """What makes another spell where it changes."""
        besieger, challenger = (step.claim.holder if step else None
                                for step in (self.standing.besieger, self.standing.challenger))
        return (self.standing.holder, self.standing.situation, besieger, challenger)


_seen = maker(_Picture)
_holding = maker(Holding)


def _picture(day: date, steps: Sequence[Step], know: Knowledge) -> _Picture:
    return _seen(day, steps, fold(steps, know), max(map(last_told, steps), default=None))


class _Told:
    """The claims on control, by the key of their place."""

    def __init__(self, records: Iterable[Recorded], know: Knowledge) -> None:
        self._know = know
        self._by_place: dict[str, list[Recorded]] = defaultdict(list)
        self._speaks: dict[str, set[str]] = defaultdict(set)
        self._beside: dict[tuple[str, str], list[Recorded]] = {}
        self._steps_for: dict[str, list[Step]] = {}
        self.names: dict[str, Entity] = {}
        for record in records:
            if not isinstance(record.claim, Control):
                continue
            place = record.claim.place
            named = know.is_place(place)
            key = know.place(place) if named else group_key(record, place, know)
            self._by_place[key].append(record)
            self._speaks[key].add(record.dispatch_id)
            if named and (key not in self.names or (place.name and not self.names[key].name)):
                self.names[key] = place
        self.groups = groups(self._by_place, self.names, know)

    def steps_for(self, key: str) -> list[Step]:
        """The steps that count for a place in their order: its own, and of larger places what they pass on."""
        if key not in self._steps_for:
            self._steps_for[key] = self._found_for(key)
        return self._steps_for[key]

    def _found_for(self, key: str) -> list[Step]:
        own = self._steps(key, whole=True)
        passed = []
        for outer in self._outer(key):
            for one in self._steps(outer, whole=True):
                # What a dispatch says of a part goes before what it says of the whole.
                if one.record.dispatch_id in self._speaks[key]:
                    continue
                if not own or (one.claim.change in PASSED_ON and one.firm):
                    passed.append(replace(one, own=False))
        return ordered([*own, *passed])

    def _outer(self, key: str) -> tuple[str, ...]:
        group = self.groups.get(key)
        if group is None:
            return self._know.enclosing(key)[1:]
        return self._know.enclosing(self._know.place(group.within)) if group.within else ()

    def holding(self, key: str, place: Entity, day: date) -> Holding:
        """The state of one place on a day."""
        steps = [s for s in self.steps_for(key) if s.day <= day]
        return self.made(key, place, day, _picture(day, steps, self._know))

    def pictures(self, key: str, until: date) -> Iterator[_Picture]:
        """The place on each day, up to `until`, on which a step counts."""
        steps = [s for s in self.steps_for(key) if s.day <= until]
        days = sorted({s.day for s in steps})
        if any(following.day < one.day for one, following in pairwise(steps)):
            # A step that counts earlier than one told before it goes between those: each day is folded anew.
            for day in days:
                yield _picture(day, [s for s in steps if s.day <= day], self._know)
            return
        standing, at, told = Standing(), 0, date.min
        for day in days:
            while at < len(steps) and steps[at].day <= day:
                apply(standing, steps[at], self._know)
                told = max(told, last_told(steps[at]))
                at += 1
            yield _seen(day, steps[:at], standing.copy(), told)

    def made(self, key: str, place: Entity, day: date, picture: _Picture) -> Holding:
        """The state of a place on a day until which it is as in the picture."""
        steps, standing = picture.steps, picture.standing
        reported = min(picture.told, day) if picture.told else None
        siege = standing.besieger
        return _holding(
            place=place, day=day, holder=standing.holder, situation=standing.situation,
            evidence=evidence(standing, self._know), since=standing.since, by_then=standing.by_then,
            reported=reported, age=(day - reported).days if reported else None, footing=standing.footing,
            inherited=_giver(standing, steps),
            besieger=siege.claim.holder if siege else None, besieged_since=standing.besieged_since,
            challenger=standing.challenger.claim.holder if standing.challenger else None,
            previous=standing.previous, records=_records(steps),
            remnants=self._of("remnants", key, day),
            divergent=tuple(standing.divergent) + self._of("divergent", key, day),
            expected=self._of("expected", key, day))

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

    def _of(self, beside: str, key: str, day: date) -> tuple[Recorded, ...]:
        if (beside, key) not in self._beside:
            self._beside[beside, key] = [r for r in self._by_place.get(key, ())
                                         if isinstance(r.claim, Control) and BESIDE[beside](r.claim)]
        return tuple(r for r in self._beside[beside, key] if r.day is None or r.day <= day)


def _giver(standing: Standing, steps: Sequence[Step]) -> Entity | None:
    passed = [s for s in steps if not s.own]
    if passed and (standing.inherited or len(passed) == len(steps)):
        return passed[-1].claim.place
    return None


def _records(steps: Sequence[Step]) -> tuple[Recorded, ...]:
    return tuple({s.record.key: s.record for s in steps}.values())
