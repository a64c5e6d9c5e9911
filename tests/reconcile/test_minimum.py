"""The sum behind a reported minimum: the heaviest there is for one place, and found without comparing all with all."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.reconcile.figures import disjoint
from bilan.reconcile.figures.measures import counted
from bilan.reconcile.figures.readings import Told, readings
from bilan.records import Recorded
from tests.reconcile.making import read, small_world, span, toll

START = date(2016, 12, 1)


def told(*periods: tuple[int, int], place: str = "Sakhour") -> list[Told]:
    """A reading for each period (first day, length), each with a figure of its own."""
    days = [(START + timedelta(days=first), START + timedelta(days=first + length)) for first, length in periods]
    claims = [toll(7 * n * n + 3 * n + 1, place, span(a.isoformat(), b.isoformat()), cumulative=False)
              for n, (a, b) in enumerate(days, 1)]
    filed = [read(f"d{n}", "2017-06-01", claim) for n, claim in enumerate(claims)]
    records = [Recorded(f"{n:04}", one.dispatch.id, one.claims[0], "", one.published) for n, one in enumerate(filed)]
    world = small_world()
    return readings(counted(records, world), world)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 6)), min_size=1, max_size=9, unique=True))
def test_the_sum_of_one_place_is_the_heaviest_there_is(periods: list[tuple[int, int]]) -> None:
    found, world = told(*periods), small_world()
    sums = [sum(t.reading.count.value or 0 for t in some) for size in range(len(found) + 1)
            for some in combinations(found, size)
            if all(disjoint.disjoint(a, b, world) for a, b in combinations(some, 2))]
    chosen = disjoint.largest_sum(found, world)
    assert sum(t.reading.count.value or 0 for t in chosen) == max(sums)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=2, max_size=14, unique=True))
def test_what_is_not_compared_is_apart(periods: list[tuple[int, int]]) -> None:
    first, *others = told(*periods)
    days = disjoint.Days()
    for one in others:
        days.add(one)
    near = {id(one) for one in days.near(first)}
    world = small_world()
    assert all(id(one) in near or disjoint.disjoint(first, one, world) for one in others)


def test_readings_are_compared_with_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    compare = disjoint.disjoint

    def counting(a: Told, b: Told, know: object) -> bool:
        calls["pairs"] += 1
        return compare(a, b, know)  # type: ignore[arg-type]

    monkeypatch.setattr(disjoint, "disjoint", counting)
    dice = random.Random(7)
    many = [one for place in ("Alep", "Homs", "Idleb") for one in
            told(*{(dice.randrange(400), dice.randrange(3)) for _ in range(200)}, place=place)]
    chosen = disjoint.largest_sum(many, small_world())
    assert len(chosen) > 150
    assert calls["pairs"] < len(many) ** 2 / 8
