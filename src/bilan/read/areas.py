"""Outlines of places for the map, from a GeoJSON file of the user's: quarters, districts, whatever has a name.

A `FeatureCollection` of polygons or multipolygons in degrees (WGS 84). Its properties name the place: `place_id` (of
the gazetteer), `place` or `name`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from bilan.errors import DispatchError
from bilan.names import Area

Ring = tuple[tuple[float, float], ...]


def areas(path: Path) -> list[Area]:
    """The outlines of a file, in its order. Raises `DispatchError` naming the file and the number of the first feature
    that is wrong, from 1: a file comes in whole or not at all."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DispatchError(f"{path}: cannot be read: {error}") from error
    try:
        features = json.loads(text)["features"]
        found = [_area(path, number, feature) for number, feature in enumerate(features, 1)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DispatchError(f"{path}: is no FeatureCollection of GeoJSON: {error}") from error
    if not found:
        raise DispatchError(f"{path}: no outline is in it")
    return found


def _area(path: Path, number: int, feature: Mapping[str, Any]) -> Area:
    where = f"{path}:{number}"
    properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
    name = str(properties.get("place") or properties.get("name") or "").strip()
    place_id = str(properties.get("place_id") or "").strip() or None
    if not name and not place_id:
        raise DispatchError(f"{where}: names no place: give place_id, place or name")
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise DispatchError(f"{where}: {name or place_id} is a {kind} and no polygon")
    parts = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
    polygons = tuple(tuple(_ring(where, ring) for ring in part) for part in parts)
    if not polygons or not all(polygons):
        raise DispatchError(f"{where}: {name or place_id} has no outline")
    return Area(name, place_id, polygons)


def _ring(where: str, points: Any) -> Ring:
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise DispatchError(f"{where}: a ring has four points or more, the last one as the first")
    if not all(isfinite(x) and isfinite(y) and -180 <= x <= 180 and -90 <= y <= 90 for x, y in ring):
        raise DispatchError(f"{where}: a point is not in degrees (longitude -180 to 180, latitude -90 to 90)")
    return ring
