"""The map of incidents: a sign for each family of incidents at each place, larger where more were told."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bilan.publish.drawing import svg
from bilan.publish.drawing.maps import placement, signs, terrain
from bilan.publish.drawing.maps.flow_map import framed
from bilan.publish.drawing.maps.projection import Projection
from bilan.publish.wording import Labels

FAMILIES = {"air": 2, "shelling": 1, "ground": 3, "harm": 0, "relief": 4}
"""The sign of each family: triangle, square, diamond, circle, cross (see `svg.marker`)."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The incidents of one family at one place: how many, the first claim that they open, and their description."""

    place: str
    latitude: float
    longitude: float
    family: str
    incidents: int
    target: str
    spoken: str


def draw(found: Sequence[Sign], labels: Labels, *, name: str, words: tuple[str, str],
         width: int = terrain.WIDE) -> Markup:
    """The map at a width; `words` are its title and description."""
    by_place: dict[tuple[float, float], list[Sign]] = defaultdict(list)
    for sign in found:
        by_place[sign.latitude, sign.longitude].append(sign)
    frame = framed(list(by_place), width)
    ground = terrain.ground(frame, labels)
    parts = list(ground.shapes)
    for at, here in sorted(by_place.items()):
        parts += _place(here, *frame.point(*at))
    parts.append(_names(by_place, ground, frame))
    parts.append(terrain.scale(frame, labels))
    return svg.picture(frame.width, frame.height, parts, title=words[0], description=words[1], name=name,
                       class_="map incidents")


def size(incidents: int) -> float:
    """The reach of a sign: its area goes by the number of incidents."""
    return min(16.0, 5.6 * math.sqrt(incidents))


def key(heading: str, families: Sequence[tuple[str, str]]) -> Markup:
    """The key: the sign of each family and its words."""
    return svg.element("div", signs.entries(heading, [
        (family, signs.swatch(svg.marker(FAMILIES[family], 13, 10, 6, class_=f"incident {family}")), words)
        for family, words in families]), class_="legend")


def _place(here: Sequence[Sign], x: float, y: float) -> list[Markup]:
    """The signs of one place side by side, the largest first."""
    order = sorted(here, key=lambda sign: (-sign.incidents, sign.family))
    wide = sum(2 * size(sign.incidents) + 2 for sign in order)
    at = x - wide / 2
    parts = []
    for sign in order:
        reach = size(sign.incidents)
        at += reach + 1
        shapes = [svg.marker(FAMILIES[sign.family], at, y, reach, class_=f"incident {sign.family}")]
        if sign.incidents > 1:
            shapes.append(svg.text(at, y + 4, str(sign.incidents), size=10.5, anchor="middle", class_="tally"))
        parts.append(svg.link(sign.target, sign.spoken, *shapes))
        at += reach + 1
    return parts


def _names(by_place: dict[tuple[float, float], list[Sign]], ground: terrain.Ground, frame: Projection) -> Markup:
    text = 12 if frame.width >= 600 else 11
    order = sorted(by_place.items(), key=lambda item: (-sum(s.incidents for s in item[1]), item[0]))
    labels = []
    for at, here in order:
        gap = sum(size(sign.incidents) + 1 for sign in here) + 4
        labels.append(placement.Label(here[0].place, *frame.point(*at), text, gap))
    placed = placement.place([*labels, *ground.names], frame.width, frame.height, terrain.reserved(frame))
    parts = [terrain.written(spot, "place-name") for spot in placed[: len(labels)] if spot]
    parts += [terrain.written(spot, "country-name") for spot in placed[len(labels):] if spot and spot.lead is None]
    return svg.group(parts, aria_hidden="true")
