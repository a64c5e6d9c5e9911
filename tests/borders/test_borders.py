"""Coasts and borders: whole countries, neighbours that share their line, and what is disputed drawn apart."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bilan.world.borders import DATA, Borders

SYRIA = (32.0, 35.0, 38.0, 43.0)
BUILD = Path(__file__).parents[2] / "build" / "borders" / "tables.py"


@pytest.fixture(scope="module")
def borders() -> Borders:
    return Borders.default()


def test_a_frame_shows_its_countries_and_their_borders(borders: Borders) -> None:
    names = {country.name for country in borders.within(SYRIA)}
    assert names >= {"Syria", "Turkey", "Iraq", "Lebanon", "Jordan", "Israel"} and "France" not in names
    assert ("Syria", "Turkey") in {line.between for line in borders.lines(SYRIA)}
    assert borders.within((-1.0, -31.0, 1.0, -29.0)) == []  # open sea


def test_shapes_are_cut_to_the_frame_and_neighbours_do_not_overlap(borders: Borders) -> None:
    found = {country.name: country.shape for country in borders.within(SYRIA)}
    for shape in found.values():
        west, south, east, north = shape.bounds
        assert west >= 35 and south >= 32 and east <= 43 and north <= 38
    assert found["Syria"].intersection(found["Turkey"]).area < 0.001


def test_no_country_goes_round_the_world(borders: Borders) -> None:
    fiji = borders.country("FJ")
    assert fiji is not None
    assert all(part.bounds[2] - part.bounds[0] < 10 for part in getattr(fiji.shape, "geoms", [fiji.shape]))
    assert {country.name for country in borders.within((-18.0, 0.0, -16.0, 10.0))} <= {"Angola"}


def test_a_country_is_had_by_its_code(borders: Borders) -> None:
    syria = borders.country("SY")
    assert syria is not None and syria.name == "Syria" and 17 < syria.shape.area < 20  # 185,000 km²
    assert borders.country("XX") is None and borders.country("") is None


@pytest.mark.parametrize(("frame", "pair", "disputed"), [
    ((45.0, 33.0, 47.0, 36.0), ("Russia", "Ukraine"), True),
    ((49.0, 36.0, 52.0, 40.0), ("Russia", "Ukraine"), False),
    ((32.5, 35.5, 33.5, 36.5), ("Israel", "Syria"), True),
    ((33.0, 73.0, 36.0, 78.0), ("India", "Pakistan"), True),
    ((24.0, 68.0, 29.0, 72.0), ("India", "Pakistan"), False),
    ((26.0, -15.0, 29.0, -8.0), ("Morocco", "W. Sahara"), True),
    ((8.0, 42.0, 11.0, 49.0), ("Somalia", "Somaliland"), True),
    ((32.0, 35.0, 38.0, 43.0), ("Syria", "Turkey"), False),
])
def test_what_is_disputed(borders: Borders, frame: tuple[float, float, float, float], pair: tuple[str, str],
                          disputed: bool) -> None:
    assert {line.disputed for line in borders.lines(frame) if line.between == pair} == {disputed}


def test_every_rule_names_countries_of_the_table_and_is_of_use(borders: Borders) -> None:
    world = borders.lines((-90.0, -180.0, 90.0, 180.0))
    pairs = {line.between for line in world if line.disputed}
    for rule in borders.disputes:
        assert rule.of <= set(borders.codes), rule
        assert any(rule.of <= set(pair) for pair in pairs), rule


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("borders_build", BUILD)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_script_keeps_neighbours_together(build: ModuleType, tmp_path: Path) -> None:
    """Two squares that share an edge, in the source's shape: deltas of integers, a minus one's complement."""
    arcs = [[[100, 0], [0, 100]],
            [[100, 100], [-100, 0], [0, -100], [100, 0]], [[100, 0], [100, 0], [0, 100], [-100, 0]]]
    squares = [{"type": "Polygon", "id": "760", "arcs": [[0, 1]], "properties": {"name": "West"}},
               {"type": "Polygon", "arcs": [[-1, 2]], "properties": {"name": "East"}}]
    source = tmp_path / "world.json"
    source.write_text(json.dumps({"transform": {"scale": [0.1, 0.1], "translate": [10, 20]}, "arcs": arcs,
                                  "objects": {"countries": {"geometries": squares}}}), encoding="utf-8")
    build.main(source, tmp_path)
    (tmp_path / "disputed.toml").write_bytes((DATA / "disputed.toml").read_bytes())
    made = Borders(tmp_path)
    assert made.codes == {"East": "", "West": "SY"}
    assert {c.name: round(c.shape.area) for c in made.within((0, 0, 90, 90))} == {"East": 100, "West": 100}
    [line] = made.lines((0, 0, 90, 90))
    assert line.between == ("East", "West") and line.shape.length == 10 and not line.disputed
