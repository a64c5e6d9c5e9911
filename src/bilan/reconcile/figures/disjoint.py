"""Which readings may be added: those of which it can be proved that they count nobody twice (rule `minimum`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from bilan.reconcile.figures.intervals import figure, floor
from bilan.reconcile.figures.readings import Told
from bilan.reconcile.knowledge import Knowledge

APART = frozenset({"civilians", "fighters", "security_forces", "peacekeepers"})
"""Classes of people of which nobody belongs to two."""
A_DAY = timedelta(days=1)

_Set = tuple[int, Told | None, "_Set | None"]


def disjoint(a: Told, b: Told, know: Knowledge) -> bool:
    """Whether the two readings certainly count different people: other places, other days, or classes that do not
    meet. Two events of neighbouring days with one figure may be the same one, and are not added."""
    classes = {a.reading.measure.people, b.reading.measure.people}
    if len(classes) == 2 and classes <= APART:
        return True
    if know.disjoint(a.place, b.place):
        return True
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    early, late = sorted((a, b), key=lambda t: t.first or date.min)
    if early.last is None or late.first is None or early.last >= late.first:
        return False
    near = late.first - early.last <= A_DAY
    events = not (a.reading.measure.cumulative or b.reading.measure.cumulative)
    return not (near and events and figure(a.reading.count) == figure(b.reading.count))


def largest_sum(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """Readings that are pairwise disjoint with the largest sum of floors that the place tree gives: exact along the
    tree (the better of a place's own readings and its parts'), else a lower bound. By place and day, in order."""
    ranked = sorted(told, key=_rank)
    at: dict[str, list[Told]] = defaultdict(list)
    for one in ranked:
        at[one.place].append(one)
    above = {place: next((p for p in know.enclosing(place)[1:] if p in at), None) for place in at}
    inside: dict[str | None, list[str]] = defaultdict(list)
    for place in sorted(at):
        inside[above[place]].append(place)
    tree = _Tree(at, inside, know)
    chosen = tree.together(tree.best(place) for place in inside[None])
    for one in ranked:
        if chosen.fits(one):
            chosen.take(one)
    return sorted(chosen.told, key=lambda t: (t.place, t.first or date.min, t.reading.records[0].key))


class _Chosen:
    """Readings of which no two overlap, by their place, so that a reading is compared only with those of places that
    its own is not known to be apart from."""

    def __init__(self, rivals: Callable[[str], Sequence[str]], know: Knowledge) -> None:
        self._rivals = rivals
        self._know = know
        self._at: dict[str, Days] = defaultdict(Days)
        self._there: set[int] = set()
        self.told: list[Told] = []

    def take(self, one: Told) -> None:
        """Adds a reading that fits."""
        self._at[one.place].add(one)
        self._there.add(id(one))
        self.told.append(one)

    def fits(self, one: Told) -> bool:
        """Whether the reading overlaps none of these and is none of them."""
        return id(one) not in self._there and all(
            disjoint(one, other, self._know) for place in self._rivals(one.place) if place in self._at
            for other in self._at[place].near(one))


class Days:
    """Readings of one place by their days, so that a reading is compared only with those that it may meet in time."""

    def __init__(self) -> None:
        self._open: list[Told] = []
        self._dated: list[Told] = []
        self._longest = 0

    def add(self, one: Told) -> None:
        """Puts a reading in its place."""
        if one.first is None or one.last is None:
            self._open.append(one)
            return
        insort(self._dated, one, key=_first)
        self._longest = max(self._longest, (one.last - one.first).days)

    def near(self, one: Told) -> list[Told]:
        """The readings that are not, by their days alone, known to be apart from this one."""
        if one.first is None or one.last is None:
            return [*self._open, *self._dated]
        # What began before this ended more than a day before the other begins.
        start = bisect_left(self._dated, _first(one) - self._longest - 1, key=_first)
        end = bisect_right(self._dated, max(one.first, one.last).toordinal() + 1, key=_first)
        return [*self._open, *self._dated[start:end]]


class _Tree:
    """The places that readings are of, each with its readings and with what lies in it."""

    def __init__(self, at: Mapping[str, list[Told]], inside: Mapping[str | None, list[str]], know: Knowledge) -> None:
        self._at = at
        self._inside = inside
        self._know = know
        self._rivals: dict[str, list[str]] = {}

    def best(self, place: str) -> list[Told]:
        """The heavier of a place's own readings and those of its parts."""
        own = _one_by_one(self._at[place], self._know)
        if place not in self._inside:
            return own
        parts = self.together(self.best(part) for part in self._inside.get(place, ())).told
        return own if _sum(own) >= _sum(parts) else parts

    def together(self, sets: Iterable[list[Told]]) -> _Chosen:
        """The sets that do not overlap, heaviest first."""
        out = _Chosen(self._rivals_of, self._know)
        for group in sorted(sets, key=lambda g: (-_sum(g), [_rank(t) for t in g])):
            if all(map(out.fits, group)):
                for one in group:
                    out.take(one)
        return out

    def _rivals_of(self, place: str) -> Sequence[str]:
        if place not in self._rivals:
            self._rivals[place] = [p for p in self._at if not self._know.disjoint(p, place)]
        return self._rivals[place]


def _one_by_one(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """The heaviest set of readings of one place whose days do not meet: weighted interval scheduling; readings with an
    open end compete as a whole."""
    dated = sorted((t for t in told if t.first and t.last), key=lambda t: (t.last or date.max, _rank(t)))
    ends = [t.last or date.max for t in dated]
    # Of the first so many readings the heaviest set, as its weight, its last reading, and the set before that.
    best: list[_Set] = [(0, None, None)]
    for i, one in enumerate(dated):
        before = next((best[n] for n in range(bisect_left(ends, one.first or date.min, 0, i), -1, -1)
                       if _follows(one, best[n], know)), best[0])
        weight = before[0] + floor(one.reading.count)
        best.append((weight, one, before) if weight > best[i][0] else best[i])
    open_ended = [[t] for t in told if not (t.first and t.last)]
    return max([_members(best[-1]), *open_ended], key=_sum)


def _follows(one: Told, chosen: _Set, know: Knowledge) -> bool:
    """Whether a reading is disjoint from all of a set that ends before it: only one of the day before may not be."""
    while chosen[1] is not None and chosen[2] is not None:
        other = chosen[1]
        if one.first is None or other.last is None or one.first - other.last > A_DAY:
            return True
        if not disjoint(one, other, know):
            return False
        chosen = chosen[2]
    return True


def _members(chosen: _Set) -> list[Told]:
    found: list[Told] = []
    while chosen[1] is not None and chosen[2] is not None:
        found.append(chosen[1])
        chosen = chosen[2]
    return found[::-1]


def _first(told: Told) -> int:
    return (told.first or date.min).toordinal()


def _sum(told: Sequence[Told]) -> int:
    return sum(floor(t.reading.count) for t in told)


def _rank(told: Told) -> tuple[int, str, str]:
    return (-floor(told.reading.count), told.reading.records[0].key, told.reading.origin.key)
