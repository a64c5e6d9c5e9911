"""Spells of control with the areas of their places: outlines that were given, and estimated cells of quarters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shapely import MultiPolygon, Polygon, set_precision
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from bilan.datasets.schema import Row
from bilan.world import cells

AREA = "area"
"""The cell that holds a shape: a `MultiPolygon` in degrees (longitude, latitude), `None` where there is none."""
URBAN = frozenset({"quarter", "part", "site"})
FINEST = 1e-6
"""Degrees: a tenth of a metre. No outline of a quarter is known as well."""


def spells(found: Iterable[Row], outlines: Mapping[str, BaseGeometry]) -> Iterator[Row]:
    """The rows of `control_areas`, each with its shape; `outlines` are those given, by the identifier of the place."""
    rows = list(found)
    points = {row["place_key"]: (row["latitude"], row["longitude"], row["radius_km"]) for row in rows
              if row["place_level"] in URBAN and row["latitude"] is not None and row["longitude"] is not None}
    small = frozenset(row["place_key"] for row in rows if row["place_level"] == "quarter")
    estimated = {key: _area(shape) for key, shape in cells.quarters(points, small).items()}
    given = {key: _area(shape) for key, shape in outlines.items()}
    for row in rows:
        key = row["place_key"]
        area = given.get(key) or estimated.get(key)
        yield {**row, "outline": None if area is None else "given" if given.get(key) else "estimated", AREA: area}


def _area(shape: BaseGeometry) -> MultiPolygon | None:
    """The shape as RFC 7946 has it, outer rings against the clock; `None` where no area is left of it."""
    fine = set_precision(shape, FINEST)
    parts = [orient(part) for part in getattr(fine, "geoms", [fine]) if isinstance(part, Polygon) and not part.is_empty]
    return MultiPolygon(parts) if parts else None
