"""The geometry of charts and maps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from bilan.publish.drawing import svg
from bilan.publish.drawing.maps import placement
from bilan.publish.drawing.maps.projection import Projection, round_length
from bilan.publish.drawing.scales import day_ticks, ticks
from bilan.publish.drawing.steps import spread
from bilan.world import cells
from bilan.world.cells import distance


@given(st.floats(0.5, 1e7))
def test_ticks_are_round_and_reach_the_top(high: float) -> None:
    found = ticks(high)
    assert found[0] == 0 and found[-1] >= high and 2 <= len(found) <= 9
    assert len({b - a for a, b in pairwise(found)}) == 1


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(3, 9))
def test_day_ticks_are_few_and_inside(first: date, days: int, wanted: int) -> None:
    last = first + timedelta(days=days)
    found = day_ticks(first, last, wanted)
    assert found and len(found) <= wanted + 2
    assert all(first <= day <= last for day in found)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_labels_of_lines_keep_apart(wanted: list[float]) -> None:
    placed = sorted(spread(wanted, 20, 0, 300))
    assert all(b - a >= 19.999 for a, b in pairwise(placed))


@given(st.lists(st.tuples(st.floats(10, 590), st.floats(10, 390)), min_size=1, max_size=25))
def test_names_on_a_map_do_not_collide(points: list[tuple[float, float]]) -> None:
    labels = [placement.Label("Cheikh Maqsoud", x, y, 12) for x, y in points]
    boxes = []
    for spot in placement.place(labels, 600, 400):
        if spot is not None:
            wide = svg.width_of(spot.words, spot.size)
            left = {"start": spot.x, "end": spot.x - wide, "middle": spot.x - wide / 2}[spot.anchor]
            boxes.append((left, spot.y - 0.9 * spot.size, left + wide, spot.y + 0.2 * spot.size))
            assert left >= 0 and left + wide <= 600
    for i, a in enumerate(boxes):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[i + 1:])


def test_a_cell_holds_its_point_and_no_other() -> None:
    points = [(0.0, 0.0), (1.0, 0.1), (0.3, 1.1), (5.0, 5.0)]
    found = cells.estimated(points, [0.7] * 4)
    for i, cell in enumerate(found):
        inside = [Point(p).within(cell) for p in points]
        assert inside == [j == i for j in range(4)]
    assert all(a.intersection(b).area < 0.01 for i, a in enumerate(found) for b in found[i + 1:])


def test_two_places_on_one_point_share_a_cell() -> None:
    first, second = cells.estimated([(0.0, 0.0), (0.0, 0.0)], [0.7, 0.7])
    assert first.equals(second) and first.area > 0


def test_the_outline_of_a_part_leaves_out_what_stands_apart() -> None:
    shape = cells.outline([(0.0, 0.0), (2.0, 0.0)], [(1.0, 1.2)])
    assert Point(0, 0).within(shape) and not Point(1.0, 1.2).within(shape)


def test_distances_and_projection_agree() -> None:
    a, b = (36.2, 37.1), (36.3, 37.3)
    frame = Projection.around([a, b], 800, margin=2, least=5, tallest=1)
    (x1, y1), (x2, y2) = frame.point(*a), frame.point(*b)
    drawn = ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 / frame.unit
    assert drawn == pytest.approx(distance(a, b), rel=0.01) == pytest.approx(21.1, abs=0.3)
    assert all(0 < v < 800 for v in (x1, x2)) and all(0 < v < frame.height for v in (y1, y2))


@pytest.mark.parametrize(("longest", "length"), [(7.3, 5), (0.34, 0.2), (100, 100), (1999, 1000)])
def test_scale_bars_are_round(longest: float, length: float) -> None:
    assert round_length(longest) == pytest.approx(length)


def test_text_in_a_drawing_is_escaped() -> None:
    assert svg.text(1, 2, "<b>&", data_x='"') == (
        '<text x="1" y="2" font-size="12" data-x="&#34;">&lt;b&gt;&amp;</text>')
