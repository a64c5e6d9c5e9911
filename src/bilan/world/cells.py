"""Soft cells for the quarters of one city, estimated from their points: no boundary is known, and none is claimed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from shapely import MultiPoint, Point, Polygon, transform, union_all, voronoi_polygons
from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE = 111.195  # mean length of a degree of latitude on a sphere of radius 6371 km
NEIGHBOURS = 8.0  # km: quarters and parts nearer to each other than this belong to one city
CITY = 3  # the least number of them that are one
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


def quarters(points: Mapping[str, tuple[float, float, float]], cells: frozenset[str]) -> dict[str, BaseGeometry]:
    """The estimated cells (longitude, latitude) of those places that are in `cells`, by their keys.

    `points` are the quarters, parts and sites that are told of, each as latitude, longitude and radius in km; where
    fewer than three lie near each other nothing is estimated.
    """
    keys = sorted(points)
    found: dict[str, BaseGeometry] = {}
    for members in cities([points[key][:2] for key in keys]):
        here = [keys[n] for n in members if keys[n] in cells]
        if len(members) >= CITY and here:
            found |= zip(here, _in_degrees([points[key] for key in here]), strict=True)
    return found


def cities(points: Sequence[tuple[float, float]]) -> list[list[int]]:
    """Which of the points (latitude, longitude) belong to one city, as lists of their numbers: those that a way of
    steps of less than `NEIGHBOURS` leads to."""
    clusters: list[list[int]] = []
    for n, point in enumerate(points):
        near = [found for found in clusters if any(distance(point, points[other]) < NEIGHBOURS for other in found)]
        joined = [n] + [member for found in near for member in found]
        clusters = [found for found in clusters if not any(found is other for other in near)] + [joined]
    return clusters


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude) that are not far apart."""
    middle = math.radians((a[0] + b[0]) / 2)
    return math.hypot((a[0] - b[0]) * KM_PER_DEGREE, (a[1] - b[1]) * KM_PER_DEGREE * math.cos(middle))


def _in_degrees(places: Sequence[tuple[float, float, float]]) -> Iterator[BaseGeometry]:
    north, east = places[0][:2]
    across = KM_PER_DEGREE * math.cos(math.radians(north))
    points = [((longitude - east) * across, (latitude - north) * KM_PER_DEGREE) for latitude, longitude, _ in places]
    for shape in estimated(points, [radius for _, _, radius in places]):
        yield transform(shape, lambda km: np.column_stack((km[:, 0] / across + east, km[:, 1] / KM_PER_DEGREE + north)))
