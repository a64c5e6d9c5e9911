"""Which readings may be added: those of which it can be proved that they count nobody twice (rule `minimum`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bilan.reconcile.figures.intervals import figure, floor
from bilan.reconcile.figures.readings import Told
from bilan.reconcile.knowledge import Knowledge

APART = frozenset({"civilians", "fighters", "security_forces", "peacekeepers"})
"""Classes of people of which nobody belongs to two."""


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
    near = late.first - early.last <= timedelta(days=1)
    events = not (a.reading.measure.cumulative or b.reading.measure.cumulative)
    return not (near and events and figure(a.reading.count) == figure(b.reading.count))


def largest_sum(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """Readings that are pairwise disjoint with the largest sum of floors that the place tree gives: exact along the
    tree (the better of a place's own readings and its parts'), else a lower bound. By place and day, in order."""
    at: dict[str, list[Told]] = defaultdict(list)
    for one in sorted(told, key=_rank):
        at[one.place].append(one)
    above = {place: next((p for p in know.enclosing(place)[1:] if p in at), None) for place in at}
    inside: dict[str | None, list[str]] = defaultdict(list)
    for place in sorted(at):
        inside[above[place]].append(place)
    chosen = _together((_best(place, at, inside, know) for place in inside[None]), know)
    for one in sorted(told, key=_rank):
        if all(disjoint(one, other, know) for other in chosen if other is not one) and one not in chosen:
            chosen.append(one)
    return sorted(chosen, key=lambda t: (t.place, t.first or date.min, t.reading.records[0].key))


def _best(place: str, at: dict[str, list[Told]], inside: dict[str | None, list[str]], know: Knowledge) -> list[Told]:
    own = _one_by_one(at[place], know)
    parts = _together((_best(part, at, inside, know) for part in inside[place]), know)
    return own if _sum(own) >= _sum(parts) else parts


def _one_by_one(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """The heaviest set of readings of one place whose days do not meet: weighted interval scheduling; readings with an
    open end compete as a whole."""
    dated = sorted((t for t in told if t.first and t.last), key=lambda t: (t.last or date.max, _rank(t)))
    best: list[list[Told]] = [[]]
    for i, one in enumerate(dated):
        before = max((best[j + 1] for j in range(i) if (dated[j].last or date.max) < (one.first or date.min)
                      and all(disjoint(one, other, know) for other in best[j + 1])), key=_sum, default=[])
        best.append(max(best[i], [*before, one], key=_sum))
    open_ended = [[t] for t in told if not (t.first and t.last)]
    return max([best[-1], *open_ended], key=_sum)


def _together(sets: Iterable[list[Told]], know: Knowledge) -> list[Told]:
    """The sets that do not overlap, heaviest first."""
    out: list[Told] = []
    for group in sorted(sets, key=lambda g: (-_sum(g), [_rank(t) for t in g])):
        if all(disjoint(a, b, know) for a in group for b in out):
            out.extend(group)
    return out


def _sum(told: Sequence[Told]) -> int:
    return sum(floor(t.reading.count) for t in told)


def _rank(told: Told) -> tuple[int, str, str]:
    return (-floor(told.reading.count), told.reading.records[0].key, told.reading.origin.key)
