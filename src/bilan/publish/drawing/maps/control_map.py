"""The map of control: colour for the holder, pattern for the situation, shape for the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from shapely import transform
from shapely.geometry.base import BaseGeometry

from bilan.publish.drawing import svg
from bilan.publish.drawing.maps import placement, signs, terrain
from bilan.publish.drawing.maps.projection import Projection
from bilan.publish.wording import Labels
from bilan.world import cells

LANDMARK = "landmark"  # the level of a mark that is there for orientation only


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a place on a day: the number of its holder's colour (0 unknown), and of the besieger's or
    challenger's, the situation and the evidence (`none` where it has no report of its own)."""

    holder: int
    situation: str
    evidence: str
    other: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map. `area` are the points (latitude, longitude) of what lies in it, for the outline of a part of
    a town; `outline` is its shape (longitude, latitude) where the user gave one. `target` is the claim that it opens,
    `spoken` its description; `days` its states on the slider's days, with the number of the first of each."""

    name: str
    latitude: float
    longitude: float
    radius: float
    level: str
    state: State
    spoken: str
    target: str | None = None
    divergent: bool = False
    days: tuple[tuple[int, State], ...] = ()
    area: tuple[tuple[float, float], ...] = ()
    outline: BaseGeometry | None = None

    @property
    def broad(self) -> bool:
        """Whether it is drawn as an outline with a name and not as a sign."""
        return self.level in ("part", "district", "region")


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: a `city`, where quarters get estimated cells; or a region, where places are signs on its land.
    `bounds` (west, south, east, north) frames a whole country and makes the signs small."""

    city: bool
    bounds: tuple[float, float, float, float] | None = None


def draw(marks: Sequence[Mark], labels: Labels, *, name: str, words: tuple[str, str], view: View,
         width: int = terrain.WIDE) -> Markup:
    """The map at a width; `words` are its title and description."""
    frame = _frame(marks, view, width)
    ground = terrain.plain(frame) if view.city else terrain.land(frame, labels)
    marks = [m for m in marks if m.level != LANDMARK or frame.holds(m.latitude, m.longitude)]
    small = [m for m in marks if not m.broad and m.level != LANDMARK]
    shapes = _cells([m for m in small if m.level == "quarter"], frame) if view.city else {}
    shapes |= {id(m): _projected(m.outline, frame) for m in marks if m.outline is not None}
    parts = [*ground.shapes]
    parts += [_outline(m, small, shapes.get(id(m)), frame) for m in marks if m.broad]
    parts += [_landmark(m, frame) for m in marks if m.level == LANDMARK]
    parts += [_place(m, shapes.get(id(m)), frame, 7.0 if view.bounds else 11.0) for m in small]
    parts.append(_names(marks, ground, frame))
    parts.append(terrain.scale(frame, labels))
    return svg.picture(frame.width, frame.height, parts, title=words[0], description=words[1], name=name, class_="map")


def _frame(marks: Sequence[Mark], view: View, width: int) -> Projection:
    tallest = 0.78 if width >= 600 else 1.25
    if view.bounds is not None:
        west, south, east, north = view.bounds
        return Projection.around([(south, west), (north, east)], width, margin=25, least=40, tallest=tallest)
    points = [(m.latitude, m.longitude) for m in marks if m.level != LANDMARK] + [p for m in marks for p in m.area]
    for mark in marks:
        if mark.outline is not None:
            west, south, east, north = mark.outline.bounds
            points += [(south, west), (north, east)]
    widest = max((m.radius for m in marks if m.level == "quarter"), default=0.5) * 1.6 + 0.4
    margin = widest if view.city else max(8.0, _span(points) * 0.16)
    return Projection.around(points, width, margin=margin, least=5.0 if view.city else 60.0, tallest=tallest)


def _projected(outline: BaseGeometry, frame: Projection) -> BaseGeometry:
    """A shape in degrees as one in km about the middle of the drawing."""
    return transform(outline, lambda points: np.array([frame.km(y, x) for x, y in points]))


def _span(points: Sequence[tuple[float, float]]) -> float:
    frame = Projection.around(points, 100, margin=0, least=1, tallest=10)
    return 100 / frame.unit


def _cells(quarters: Sequence[Mark], frame: Projection) -> dict[int, BaseGeometry]:
    if not quarters:
        return {}
    points = [frame.km(m.latitude, m.longitude) for m in quarters]
    shapes = cells.estimated(points, [m.radius for m in quarters])
    return {id(m): shape for m, shape in zip(quarters, shapes, strict=True)}


def _path(shape: BaseGeometry, frame: Projection) -> str:
    parts = []
    for ring in cells.rings(shape):
        points = [frame.from_km(x, y) for x, y in ring]
        parts.append("M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in points[:-1]) + "z")
    return "".join(parts)


def classes(state: State) -> str:
    """The classes that colour and pattern a place: they are all that the slider changes."""
    return f"p{state.holder} {state.situation} o{state.other}"


def _days(mark: Mark) -> str | None:
    """The states of the slider's days, each with the number of the first day that it holds on."""
    return "|".join(f"{first}:{classes(s)} {s.evidence}" for first, s in mark.days) or None


def _place(mark: Mark, shape: BaseGeometry | None, frame: Projection, radius: float) -> Markup:
    x, y = frame.point(mark.latitude, mark.longitude)
    if shape is not None:
        path = _path(shape, frame)
        under = [svg.element("path", d=path, class_="cell"), svg.element("path", d=path, class_="over")]
    else:
        under = [
            svg.element("circle", cx=x, cy=y, r=radius, class_="cell"),
            svg.element("circle", cx=x, cy=y, r=radius, class_="over"),
        ]
    ring = svg.element("circle", cx=x, cy=y, r=radius - 1, class_="ring")
    parts = [*under, ring, signs.evidence(mark.state.evidence, x, y)]
    if mark.divergent:
        parts.append(
            svg.element("path", d=f"M{svg.number(x + 5)} {svg.number(y - 5)}l7 -7m-7 0l7 7", class_="divergent")
        )
    inside = svg.group(parts, class_=f"place {classes(mark.state)}", data_name=mark.name, data_days=_days(mark))
    return (
        svg.link(mark.target, mark.spoken, inside)
        if mark.target
        else svg.group([svg.element("title", mark.spoken), inside], role="img", aria_label=mark.spoken)
    )


def _landmark(mark: Mark, frame: Projection) -> Markup:
    x, y = frame.point(mark.latitude, mark.longitude)
    return svg.element("circle", cx=x, cy=y, r=2.2, class_="landmark")


def _outline(mark: Mark, others: Sequence[Mark], given: BaseGeometry | None, frame: Projection) -> Markup:
    inside = [frame.km(*p) for p in mark.area]
    apart = [frame.km(m.latitude, m.longitude) for m in others if (m.latitude, m.longitude) not in mark.area]
    estimated = cells.outline(inside, apart) if inside else None
    shape_of = given or estimated or cells.around(frame.km(mark.latitude, mark.longitude), mark.radius)
    path = _path(shape_of, frame)
    shape = svg.group(
        [svg.element("path", d=path, class_="cell"), svg.element("path", d=path, class_="outline")],
        class_=f"place broad {classes(mark.state)}",
        data_name=mark.name,
        data_days=_days(mark),
    )
    return (
        svg.link(mark.target, mark.spoken, shape)
        if mark.target
        else svg.group([svg.element("title", mark.spoken), shape], role="img", aria_label=mark.spoken)
    )


def _names(marks: Sequence[Mark], ground: terrain.Ground, frame: Projection) -> Markup:
    size = 12 if frame.width >= 600 else 11
    order = sorted(marks, key=lambda m: (m.level == LANDMARK, not m.broad, m.state.evidence == "none", m.name))
    labels = []
    for mark in order:
        x, y = frame.point(mark.latitude, mark.longitude)
        if mark.broad and mark.area:
            inside = [frame.point(*p) for p in mark.area]
            x, y = sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside)
        words = mark.name.upper() if mark.broad else mark.name
        labels.append(placement.Label(words, x, y, size, 2 if mark.broad else 10))
    placed = placement.place([*labels, *ground.names], frame.width, frame.height, terrain.reserved(frame))
    parts = []
    for mark, spot, label in zip(order, placed, labels, strict=False):
        if spot is None:
            continue
        if spot.lead is not None and not mark.broad:
            parts.append(svg.element("line", x1=label.x, y1=label.y, x2=spot.lead[0], y2=spot.lead[1], class_="lead"))
        kind = "area-name" if mark.broad else "landmark" if mark.level == LANDMARK else "place-name"
        parts.append(terrain.written(spot, kind))
    parts += [terrain.written(spot, "country-name") for spot in placed[len(labels):] if spot and spot.lead is None]
    return svg.group(parts, aria_hidden="true")
