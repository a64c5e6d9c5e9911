"""From degrees to drawing units and kilometres: an equirectangular projection about the middle of what is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bilan.world.cells import KM_PER_DEGREE


@dataclass(frozen=True, slots=True)
class Projection:
    """The drawing's frame. `x` and `y` take degrees and give drawing units; `unit` is a kilometre in drawing units."""

    latitude: float
    longitude: float
    unit: float
    width: float
    height: float

    @classmethod
    def around(
        cls, points: Sequence[tuple[float, float]], width: float, *, margin: float, least: float, tallest: float
    ) -> Projection:
        """The frame about points `(latitude, longitude)`, with a margin in km, at least `least` km wide, no taller than
        `tallest` times its width."""
        south, north = min(p[0] for p in points), max(p[0] for p in points)
        west, east = min(p[1] for p in points), max(p[1] for p in points)
        latitude, longitude = (south + north) / 2, (west + east) / 2
        across = max((east - west) * KM_PER_DEGREE * math.cos(math.radians(latitude)) + 2 * margin, least)
        up = max((north - south) * KM_PER_DEGREE + 2 * margin, least * 0.45)
        unit = min(width / across, tallest * width / up)
        return cls(latitude, longitude, unit, width, min(max(up * unit, 0.42 * width), tallest * width))

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point lies on the drawing."""
        east, north = self.km(latitude, longitude)
        return self.width / 2 + east * self.unit, self.height / 2 - north * self.unit

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies on the drawing, clear of its edges."""
        x, y = self.point(latitude, longitude)
        return 8 < x < self.width - 8 and 8 < y < self.height - 8

    def degrees(self) -> tuple[float, float, float, float]:
        """What the drawing shows: south, west, north, east in degrees."""
        up = self.height / 2 / self.unit / KM_PER_DEGREE
        across = self.width / 2 / self.unit / KM_PER_DEGREE / math.cos(math.radians(self.latitude))
        return self.latitude - up, self.longitude - across, self.latitude + up, self.longitude + across

    def km(self, latitude: float, longitude: float) -> tuple[float, float]:
        """A point's distance from the middle, in km to the east and to the north."""
        east = (longitude - self.longitude) * KM_PER_DEGREE * math.cos(math.radians(self.latitude))
        return east, (latitude - self.latitude) * KM_PER_DEGREE

    def from_km(self, east: float, north: float) -> tuple[float, float]:
        """The reverse of `km`, onto the drawing."""
        return self.width / 2 + east * self.unit, self.height / 2 - north * self.unit


def round_length(longest: float) -> float:
    """The roundest length (1, 2 or 5 times a power of ten) that is no longer than `longest`."""
    power = 10 ** math.floor(math.log10(longest))
    return float(max(m * power for m in (1, 2, 5) if m * power <= longest))
