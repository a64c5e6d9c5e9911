"""Soft cells for the quarters of one city, estimated from their points: no boundary is known, and none is claimed."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import MultiPoint, Point, Polygon, union_all, voronoi_polygons
from shapely.geometry.base import BaseGeometry

JOINED, CLEAR = 2.4, 1.15  # km: quarters of one part of a town are joined over gaps of twice the first less the second
REACH = 1.35  # how far a cell reaches from its point, in radii of the place: quarters of 0.7 km lie about 1 km apart


def estimated(points: Sequence[tuple[float, float]], radii: Sequence[float]) -> list[BaseGeometry]:
    """A cell for each point (km): what is nearer to it than to any other, no farther than its reach, corners rounded.

    Two points in one place share a cell.
    """
    reach = union_all([Point(p).buffer(r * REACH) for p, r in zip(points, radii, strict=True)])
    if len(set(points)) < 2:
        return [reach for _ in points]
    cells = list(voronoi_polygons(MultiPoint(list(points)), extend_to=reach.envelope.buffer(5)).geoms)
    found = []
    for point, radius in zip(points, radii, strict=True):
        own = min(cells, key=lambda cell: cell.distance(Point(point)))
        limited = own.intersection(Point(point).buffer(radius * REACH * 1.15)).intersection(reach)
        found.append(limited.buffer(-radius * 0.16).buffer(radius * 0.12))
    return found


def outline(points: Sequence[tuple[float, float]], apart: Sequence[tuple[float, float]]) -> BaseGeometry:
    """A soft outline about points (km) that belong together, which leaves out those that stand apart."""
    joined = union_all([Point(p).buffer(JOINED) for p in points]).buffer(CLEAR - JOINED)
    kept = union_all([joined, *(Point(p).buffer(CLEAR) for p in points)])
    foreign = union_all([Point(p).buffer(CLEAR * 0.85) for p in apart])
    near = union_all([Point(p).buffer(CLEAR * 0.5) for p in points])
    return union_all([kept.difference(foreign), near]).buffer(0.12).buffer(-0.12)


def around(point: tuple[float, float], radius: float) -> BaseGeometry:
    """A circle about a point (km)."""
    return Point(point).buffer(max(radius, 0.4))


def rings(shape: BaseGeometry) -> list[list[tuple[float, float]]]:
    """The outer rings of a shape, as lists of points."""
    parts = getattr(shape, "geoms", [shape])
    return [
        [(x, y) for x, y in part.exterior.coords] for part in parts if isinstance(part, Polygon) and not part.is_empty
    ]
