"""Series: the readings of one measure by one origin, by as-of date, and which of them stands (rule `series`).

A later printed reading supersedes an earlier one; a lower bound never replaces a compatible higher reading; one dated
only by its publication supersedes nothing that it does not exceed; a lower later figure is a correction only where the
text says so or the origin itself publishes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilan.findings import Reading, Series, Standing
from bilan.making import maker
from bilan.reconcile.figures.intervals import Interval, agree, interval, is_lower_bound, said
from bilan.reconcile.figures.measures import Key, is_stock, written
from bilan.reconcile.figures.readings import Told, as_of_order
from bilan.reconcile.knowledge import Knowledge

SUM_OF = "sum of"
SAME_DAYS = 3
LEAST_SUM = 20
"""Below this, two small figures add up to a third too often by chance."""


@dataclass(frozen=True, slots=True)
class Line:
    """A series with what totals need: its measure's `key`, its readings in order, and the one that stands."""

    key: Key
    told: tuple[Told, ...]
    current: Told | None
    series: Series

    @property
    def place(self) -> str:
        """The key of the measure's place."""
        return self.told[0].place


_of_series = maker(Line)
_series = maker(Series)


def lines(told: Iterable[Told], know: Knowledge) -> list[Line]:
    """All series behind the readings, in a fixed order."""
    everything = list(told)
    groups: dict[tuple[Key, str], list[Told]] = defaultdict(list)
    for one in everything:
        groups[(one.key, one.reading.origin.key)].append(one)
    siblings: dict[Key, list[Told]] = defaultdict(list)
    for one in everything:
        siblings[_family(one)].append(one)
    out = [_line(key[0], members, siblings[_family(members[0])], know) for key, members in groups.items()]
    return sorted(out, key=lambda line: (written(line.key), line.series.origin.key))


def _family(told: Told) -> Key:
    """All that one origin counts by the same measure but for the place."""
    measure = told.reading.measure
    return (told.reading.origin.key, measure.kind, measure.what, measure.people, measure.start, measure.cumulative)


def _line(key: Key, members: Sequence[Told], siblings: Sequence[Told], know: Knowledge) -> Line:
    ordered = sorted(members, key=as_of_order) if len(members) > 1 else members
    standings: dict[int, tuple[Standing, str]] = {}
    current: int | None = None
    corrected = False
    for i, one in enumerate(ordered):
        if one.reading.alleged:
            standings[i] = ("scope to be checked", "alleged")
            continue
        sums = _explained(one, [*members], siblings, know)
        if sums:
            standings[i] = ("scope to be checked", sums)
            continue
        if current is None:
            current = i
            continue
        verdict, note = _against(one, ordered[current])
        if verdict == "current":
            standings[current] = ("superseded", note)
            current, corrected = i, corrected or note == "series.revised-down"
        else:
            standings[i] = (verdict, note)
    told = tuple(_stand(one, *standings.get(i, ("current", ""))) for i, one in enumerate(ordered))
    stands = told[current] if current is not None else None
    series = _series(
        measure=ordered[0].reading.measure, origin=ordered[0].reading.origin,
        readings=tuple(t.reading for t in told), current=stands.reading if stands else None,
        rule="series", revised_down=corrected)
    return _of_series(key, told, stands, series)


def _stand(told: Told, standing: Standing, note: str) -> Told:
    if standing == told.reading.standing and not note:
        return told
    notes = (*told.reading.notes, note) if note else told.reading.notes
    return replace(told, reading=replace(told.reading, standing=standing, notes=notes))


def _against(new: Told, old: Told) -> tuple[Standing, str]:
    """What a reading, later in the order, is beside the one that stands."""
    a, b = interval(old.reading.count), interval(new.reading.count)
    if _exceeds(new.reading, old.reading, a, b):
        return "current", "series.later"
    if is_stock(new.reading.measure) and new.printed:
        return "current", "series.later"
    if b.holds(a) or (is_lower_bound(new.reading.count) and agree(new.reading.count, old.reading.count)):
        return "lower bound", "series.lower-bound"
    if new.reading.corrects or new.own:
        return "current", "series.revised-down"
    if new.printed and a.meets(b):
        return "current", "series.later"
    return ("scope to be checked", "series.lower") if new.printed else ("late reprint", "series.late")


def _exceeds(new: Reading, old: Reading, a: Interval, b: Interval) -> bool:
    if b.holds(a):
        return False
    return said(new.count) > said(old.count) and not (is_lower_bound(old.count) and a.holds(b) and a.low == b.low)


def _explained(one: Told, line: Sequence[Told], siblings: Sequence[Told], know: Knowledge) -> str:
    """The sum by which a figure takes in more than its measure, "" where none does: 139 in one scope is 130 of it and
    the 9 that the same origin counts at a place outside it."""
    figure = said(one.reading.count)
    if figure < LEAST_SUM:
        return ""
    inside = [m for m in line if m is not one and said(m.reading.count) < figure and m.printed]
    if not inside:
        return ""
    elsewhere = [s for s in siblings if s.place != one.place and know.disjoint(s.place, one.place)]
    for mine, other in ((m, s) for m in inside for s in elsewhere):
        parts = (said(mine.reading.count), said(other.reading.count))
        if sum(parts) == figure and min(parts) > 0 and _same_days(one, mine, other):
            return f"{SUM_OF} {parts[0]} + {parts[1]}"
    return ""


def _same_days(one: Told, *others: Told) -> bool:
    """Whether the others were counted within three days of it: figures of other days explain nothing."""
    days = [t.last for t in (one, *others)]
    known = [d for d in days if d is not None]
    return len(known) == len(days) and (max(known) - min(known)).days <= SAME_DAYS
