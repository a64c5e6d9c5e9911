"""Figures of the dead as numbers, by the conventions of `rules.toml`; each number says which convention made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bilan.datasets.rows import cells
from bilan.datasets.shapes.parties import FORCES
from bilan.findings import Reading
from bilan.quantities import Count

SUPERSEDED = frozenset({"superseded", "late reprint"})
CIVIL = "civilians"


@dataclass(frozen=True, slots=True)
class Dead:
    """The dead of one class: low, best and high, the side that they belong to where told, and the conventions."""

    people: str
    low: int
    best: int
    high: int
    side: str | None = None
    by: tuple[str, ...] = ()


def counted(figures: Iterable[Reading], rules: Mapping[str, Any], code: str, side: Any) -> list[Dead]:
    """The dead of each class that counts nobody twice: all people, civilians (the most of what is told of children,
    women and the like), and each kind of forces by side, told without a side only where none is told with one. `side`
    gives the key of an affiliation's party."""
    groups: dict[tuple[str, str | None], list[Dead]] = defaultdict(list)
    for reading in figures:
        if reading.measure.what != "killed" or reading.standing in SUPERSEDED or reading.measure.unit != "people":
            continue
        measure = reading.measure
        key = side(measure.side) if measure.side and measure.people in FORCES else None
        groups[measure.people, key].append(_dead(reading, rules, code, key))
    sided = {people for people, key in groups if key}
    found = [_together(group) for (people, key), group in groups.items() if key or people not in sided]
    civil = [dead for dead in found if dead.people not in FORCES and dead.people != "people"]
    whole = [dead for dead in civil if dead.people == CIVIL] or sorted(civil, key=lambda d: -d.best)[:1]
    return [dead for dead in found if dead not in civil] + whole


def lowest(dead: Sequence[Dead]) -> int:
    """The lowest total: of all people, or the sum of the classes where that is more."""
    everybody = max((d.low for d in dead if d.people == "people"), default=0)
    return max(everybody, sum(d.low for d in dead if d.people != "people"))


def number(count: Count, rules: Mapping[str, Any]) -> tuple[str, Any]:
    """The name of the shape of a count and what the rules make of it."""
    shape = count.order or count.bound or "range"
    return shape, rules[shape]


def shared(total: int, rows: int) -> list[int]:
    """A total over so many days or places: evenly, the remainder to the first (12 over 3 are 4, 4, 4)."""
    each, rest = divmod(total, rows)
    return [each + rest, *[each] * (rows - 1)]


def _dead(reading: Reading, rules: Mapping[str, Any], code: str, side: str | None) -> Dead:
    shape, made = number(reading.count, rules)
    low, best, high = (_value(part, reading.count) for part in (made if isinstance(made, list) else [made] * 3))
    numbers = "/".join(map(str, dict.fromkeys((low, best, high))))
    said = f"{cells.said(reading.count)} {reading.measure.people} killed"
    source = f" ({reading.origin.name})" if reading.origin.name else ""
    return Dead(reading.measure.people, low, best, high, side, (f"{said}{source}, {code}:{shape}->{numbers}",))


def _value(part: Any, count: Count) -> int:
    if part == "n":
        assert count.value is not None
        return count.value
    if part in ("low", "high"):
        return int(getattr(count, part))
    return int(part)


def _together(group: Sequence[Dead]) -> Dead:
    """The figures of one class by several origins: lowest and highest told; the best is that of the last told."""
    best = group[-1].best
    low, high = min(d.low for d in group), max(d.high for d in group)
    return Dead(group[0].people, low, best, high, group[0].side, tuple(by for d in group for by in d.by))
