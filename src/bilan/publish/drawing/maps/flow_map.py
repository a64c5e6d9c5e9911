"""The map of movements: an arrow for each route, as wide as the number of people is large."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bilan.publish.drawing import svg
from bilan.publish.drawing.maps import placement, terrain
from bilan.publish.drawing.maps.projection import Projection
from bilan.publish.wording import Labels

THIN, THICK = 2.5, 18.0
"""Widths of the arrows of the smallest and the largest number, in drawing units; between them width goes by number."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class End:
    """A place that people left or went to."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Flow:
    """A movement: from one place to another, one of them `None` where it is not told or has no position. `figure` is
    the count as printed; `hollow` of an approximate one. `target` is the claim that it opens."""

    origin: End | None
    destination: End | None
    value: int
    figure: str
    target: str
    spoken: str
    hollow: bool = False


def draw(flows: Sequence[Flow], labels: Labels, *, name: str, words: tuple[str, str],
         width: int = terrain.WIDE) -> Markup:
    """The map at a width, the widest arrows undermost; `words` are its title and description."""
    ends = {(end.latitude, end.longitude): end for flow in flows for end in (flow.origin, flow.destination) if end}
    frame = framed(list(ends), width)
    ground = terrain.ground(frame, labels)
    most = max(flow.value for flow in flows)
    order = sorted(flows, key=lambda flow: (-flow.value, flow.target))
    parts, figures = list(ground.shapes), []
    taken: dict[End, float] = {}
    for flow in order:
        wide = max(THIN, THICK * flow.value / most)
        drawn, spot = _flow(flow, frame, wide)
        parts.append(svg.link(flow.target, flow.spoken, *drawn))
        alone = None if flow.origin and flow.destination else flow.origin or flow.destination
        if alone is not None:
            taken[alone] = max(taken.get(alone, 0.0), 14 + wide * 1.5)
        figures.append(placement.Label(flow.figure, *spot, 12, 14 + wide * 1.5 if alone else 5))
    parts += [svg.element("circle", cx=x, cy=y, r=3.2, class_="end") for x, y in (frame.point(*at) for at in ends)]
    parts.append(_words(figures, {end: taken.get(end, 8.0) for end in ends.values()}, ground, frame))
    parts.append(terrain.scale(frame, labels))
    return svg.picture(frame.width, frame.height, parts, title=words[0], description=words[1], name=name,
                       class_="map flows")


def framed(points: Sequence[Point], width: int) -> Projection:
    """The frame about places of a region, with room for what stands beside them."""
    span = 100 / Projection.around(points, 100, margin=0, least=1, tallest=10).unit
    return Projection.around(points, width, margin=max(2.0, span * 0.22), least=9.0,
                             tallest=0.62 if width >= 600 else 1.1)


def _flow(flow: Flow, frame: Projection, wide: float) -> tuple[list[Markup], Point]:
    """The shapes of a movement, and where its figure goes."""
    style = "flow hollow" if flow.hollow else "flow"
    if flow.origin and flow.destination:
        a, b = (frame.point(end.latitude, end.longitude) for end in (flow.origin, flow.destination))
        if math.dist(a, b) > 3 * wide:
            return _arrow(a, b, wide, style)
    end = flow.origin or flow.destination
    assert end is not None
    x, y = frame.point(end.latitude, end.longitude)
    radius = 7 + wide * 0.9
    ring = svg.element("circle", cx=x, cy=y, r=radius, class_=f"{style} ring", stroke_width=svg.number(wide * 0.5 + 1))
    # Where the other end is not told, four heads about the place point away from it, or to it.
    out = flow.origin is not None
    heads = [_head(x, y, radius + wide * 0.25, angle, 3.5 + wide * 0.35, out=out) for angle in (0, 90, 180, 270)]
    return [ring, *heads], (x, y)


def _arrow(a: Point, b: Point, wide: float, style: str) -> tuple[list[Markup], Point]:
    """A curve that swerves to the left of its way, so that two ways between two places do not lie on one another."""
    length = math.dist(a, b)
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    bend = length * 0.18
    cx, cy = (a[0] + b[0]) / 2 + uy * bend, (a[1] + b[1]) / 2 - ux * bend
    tx, ty = b[0] - cx, b[1] - cy
    reach = math.hypot(tx, ty)
    tx, ty = tx / reach, ty / reach
    head = max(9.0, wide * 1.5)
    ex, ey = b[0] - tx * head, b[1] - ty * head
    n = svg.number
    line = svg.element("path", d=f"M{n(a[0])} {n(a[1])}Q{n(cx)} {n(cy)} {n(ex)} {n(ey)}", class_=style, fill="none",
                       stroke_width=n(wide))
    half = head * 0.62
    corners = [(b[0], b[1]), (ex - ty * half, ey + tx * half), (ex + ty * half, ey - tx * half)]
    tip = svg.element("polygon", points=" ".join(f"{n(x)},{n(y)}" for x, y in corners), class_=f"{style} head")
    return [line, tip], ((a[0] + 2 * cx + b[0]) / 4, (a[1] + 2 * cy + b[1]) / 4)


def _head(x: float, y: float, radius: float, angle: float, size: float, *, out: bool) -> Markup:
    dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    tip, foot = (radius + size, radius) if out else (radius, radius + size)
    corners = [(x + dx * tip, y + dy * tip), (x + dx * foot - dy * size * 0.7, y + dy * foot + dx * size * 0.7),
               (x + dx * foot + dy * size * 0.7, y + dy * foot - dx * size * 0.7)]
    return svg.element("polygon", points=" ".join(f"{svg.number(p)},{svg.number(q)}" for p, q in corners),
                       class_="flow head")


def _words(figures: Sequence[placement.Label], ends: dict[End, float], ground: terrain.Ground,
           frame: Projection) -> Markup:
    size = 12 if frame.width >= 600 else 11
    names = [placement.Label(end.name, *frame.point(end.latitude, end.longitude), size, gap)
             for end, gap in ends.items()]
    placed = placement.place([*figures, *names, *ground.names], frame.width, frame.height, terrain.reserved(frame))
    kinds = ["flow-figure"] * len(figures) + ["place-name"] * len(names) + ["country-name"] * len(ground.names)
    return svg.group(
        [terrain.written(spot, kind) for spot, kind in zip(placed, kinds, strict=True)
         if spot is not None and (kind != "country-name" or spot.lead is None)],
        aria_hidden="true",
    )
