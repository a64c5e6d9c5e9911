"""Outlines from a GeoJSON file, and what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilan.errors import DispatchError
from bilan.read.areas import areas

RING = [[37.0, 36.0], [37.1, 36.0], [37.1, 36.1], [37.0, 36.0]]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "areas.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_polygons_are_read_with_their_place(tmp_path: Path) -> None:
    path = written(tmp_path, {"type": "FeatureCollection", "features": [
        feature({"type": "Polygon", "coordinates": [RING]}, name="Sakhour"),
        feature({"type": "MultiPolygon", "coordinates": [[RING, RING], [RING]]}, place_id="geonames:1", place="Alep"),
    ]})
    one, other = areas(path)
    assert (one.name, one.id, one.polygons[0][0][1]) == ("Sakhour", None, (37.1, 36.0))
    assert (other.name, other.id) == ("Alep", "geonames:1") and [len(part) for part in other.polygons] == [2, 1]


@pytest.mark.parametrize(("content", "words"), [
    ("not json", "is no FeatureCollection"),
    ({"type": "Point"}, "is no FeatureCollection"),
    ({"features": []}, "no outline is in it"),
    ({"features": [feature({"type": "Polygon", "coordinates": [RING]})]}, ":1: names no place"),
    ({"features": [feature({"type": "Point", "coordinates": [0, 0]}, name="A")]}, ":1: A is a Point"),
    ({"features": [feature(None, name="A")]}, ":1: A is a None"),
    ({"features": [feature({"type": "Polygon", "coordinates": []}, name="A")]}, ":1: A has no outline"),
    ({"features": [feature({"type": "Polygon", "coordinates": [RING[:3]]}, name="A")]}, "four points"),
    ({"features": [feature({"type": "Polygon", "coordinates": [[[900, 36], [1, 1], [2, 2], [900, 36]]]}, name="A")]},
     "not in degrees"),
    ({"features": [feature({"type": "Polygon", "coordinates": [[[0, float("nan")], [1, 1], [2, 2],
                                                               [0, float("nan")]]]}, name="A")]}, "not in degrees"),
])
def test_what_is_wrong_is_named(tmp_path: Path, content: Any, words: str) -> None:
    with pytest.raises(DispatchError, match=words):
        areas(written(tmp_path, content))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DispatchError, match="cannot be read"):
        areas(tmp_path / "none.geojson")
