"""Places that are told through another: the north of Mali, the surroundings of Gao, a hospital in Kunduz.

They have identifiers of their own, from which they can be made again, so that a part is never taken for its whole:
`bilan:place/north-of/geonames-2453866`, `bilan:place/around/geonames-2457163`,
`bilan:place/in/geonames-1135690/hopital`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace

from bilan.names import PlaceCandidate
from bilan.world.folding import plain, words_of

# How far a part's middle lies from its whole's, in half radii to the north and to the east.
DIRECTIONS: dict[str, tuple[float, float]] = {
    "north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1),
    "northeast": (0.7, 0.7), "northwest": (0.7, -0.7), "southeast": (-0.7, 0.7), "southwest": (-0.7, -0.7),
    "centre": (0, 0), "old": (0, 0),
}
_KM_PER_DEGREE = 111.2
_LEVELS = {"country": "region", "region": "district", "district": "district", "town": "part", "village": "part"}
_SHAPE = re.compile(r"bilan:place/(?:(?P<direction>[a-z]+)-of|(?P<kind>around|in))/(?P<rest>.+)")


def part(outer: PlaceCandidate, direction: str, name: str | None = None) -> PlaceCandidate:
    """The part of a place in one of `DIRECTIONS`, half as wide, its middle shifted by half a radius."""
    north, east = DIRECTIONS[direction]
    radius = outer.radius / 2
    latitude, longitude = outer.latitude, outer.longitude
    if latitude is not None and longitude is not None:
        shrink = max(0.1, math.cos(math.radians(latitude)))
        latitude = round(latitude + north * radius / _KM_PER_DEGREE, 4)
        longitude = round(longitude + east * radius / (_KM_PER_DEGREE * shrink), 4)
    return replace(
        outer, id=f"bilan:place/{direction}-of/{_tail(outer.id)}", name=name or f"{outer.name} ({direction})",
        level=_LEVELS.get(outer.level, outer.level), latitude=latitude, longitude=longitude, radius=round(radius, 1),
        population=0, parents=(outer.id, *outer.parents), method="part-of")


def around(outer: PlaceCandidate, name: str | None = None) -> PlaceCandidate:
    """The surroundings of a place: three times as wide (five kilometres at least), and not inside it."""
    return replace(
        outer, id=f"bilan:place/around/{_tail(outer.id)}", name=name or outer.name,
        level="district" if outer.level not in ("country", "region") else "region",
        radius=round(max(5.0, 3 * outer.radius), 1), population=0, parents=outer.parents, method="near")


def inside(outer: PlaceCandidate, name: str, level: str = "site") -> PlaceCandidate:
    """A spot in a place that is known by its common noun alone; it is drawn where the place is."""
    slug = "-".join(plain(word) for word in words_of(name))
    return replace(
        outer, id=f"bilan:place/in/{_tail(outer.id)}/{slug}", name=name, level=level, population=0,
        parents=(outer.id, *outer.parents), method="part-of")


def derive(id: str, place: Callable[[str], PlaceCandidate | None]) -> PlaceCandidate | None:
    """The place that such an identifier stands for, `None` for another identifier or an unknown whole."""
    match = _SHAPE.fullmatch(id)
    if match is None:
        return None
    direction, kind, rest = match["direction"], match["kind"], match["rest"]
    slug = ""
    if kind == "in":
        rest, _, slug = rest.rpartition("/")
    number = rest.removeprefix("geonames-")
    outer = place(f"geonames:{number}" if rest != number else f"bilan:place/{rest}")
    if outer is None or (direction and direction not in DIRECTIONS):
        return None
    if direction:
        return part(outer, direction)
    return around(outer) if kind == "around" else inside(outer, slug.replace("-", " "))


def _tail(id: str) -> str:
    return id.removeprefix("bilan:place/").replace("geonames:", "geonames-")
