"""The map of control: colour for the holder, pattern for the situation, shape for the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from bilan.publish.drawing import cells, placement, signs, svg
from bilan.publish.drawing.projection import Projection, round_length
from bilan.publish.wording import Labels

WIDE, NARROW = 860, 360
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
    a town. `target` is the claim that it opens, `spoken` its description; `days` its states on the slider's days."""

    name: str
    latitude: float
    longitude: float
    radius: float
    level: str
    state: State
    spoken: str
    target: str | None = None
    divergent: bool = False
    days: tuple[State, ...] = ()
    area: tuple[tuple[float, float], ...] = ()

    @property
    def broad(self) -> bool:
        """Whether it is drawn as an outline with a name and not as a sign."""
        return self.level in ("part", "district", "region")


def draw(
    marks: Sequence[Mark], labels: Labels, *, name: str, words: tuple[str, str], city: bool, width: int = WIDE
) -> Markup:
    """The map at a width; `words` are its title and description. In a city, quarters get estimated cells;
    elsewhere places are signs."""
    points = [(m.latitude, m.longitude) for m in marks if m.level != LANDMARK] + [p for m in marks for p in m.area]
    margin = (
        max((m.radius for m in marks if m.level == "quarter"), default=0.5) * 1.6 + 0.4
        if city
        else max(6.0, _span(points) * 0.12)
    )
    frame = Projection.around(
        points, width, margin=margin, least=5.0 if city else 40.0, tallest=0.78 if width >= 600 else 1.25
    )
    parts = [svg.element("rect", x=0, y=0, width=frame.width, height=frame.height, class_="ground")]
    marks = [m for m in marks if m.level != LANDMARK or frame.holds(m.latitude, m.longitude)]
    small = [m for m in marks if not m.broad and m.level != LANDMARK]
    parts += [_outline(m, small, frame) for m in marks if m.broad]
    shapes = _cells([m for m in small if m.level == "quarter"], frame) if city else {}
    parts += [_landmark(m, frame) for m in marks if m.level == LANDMARK]
    parts += [_place(m, shapes.get(id(m)), frame) for m in small]
    parts.append(_names(marks, frame, width))
    parts.append(_scale(frame, labels))
    return svg.picture(frame.width, frame.height, parts, title=words[0], description=words[1], name=name, class_="map")


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
    return "|".join(f"{classes(s)} {s.evidence}" for s in mark.days) or None


def _place(mark: Mark, shape: BaseGeometry | None, frame: Projection) -> Markup:
    x, y = frame.point(mark.latitude, mark.longitude)
    if shape is not None:
        path = _path(shape, frame)
        under = [svg.element("path", d=path, class_="cell"), svg.element("path", d=path, class_="over")]
    else:
        under = [
            svg.element("circle", cx=x, cy=y, r=11.0, class_="cell"),
            svg.element("circle", cx=x, cy=y, r=11.0, class_="over"),
        ]
    ring = svg.element("circle", cx=x, cy=y, r=10.0, class_="ring")
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


def _outline(mark: Mark, others: Sequence[Mark], frame: Projection) -> Markup:
    inside = [frame.km(*p) for p in mark.area]
    apart = [frame.km(m.latitude, m.longitude) for m in others if (m.latitude, m.longitude) not in mark.area]
    shape_of = (
        cells.outline(inside, apart) if inside else cells.around(frame.km(mark.latitude, mark.longitude), mark.radius)
    )
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


def _names(marks: Sequence[Mark], frame: Projection, width: int) -> Markup:
    size = 12 if width >= 600 else 11
    order = sorted(marks, key=lambda m: (m.level == LANDMARK, not m.broad, m.state.evidence == "none", m.name))
    labels = []
    for mark in order:
        x, y = frame.point(mark.latitude, mark.longitude)
        if mark.broad and mark.area:
            inside = [frame.point(*p) for p in mark.area]
            x, y = sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside)
        labels.append(
            placement.Label(mark.name.upper() if mark.broad else mark.name, x, y, size, 2 if mark.broad else 10)
        )
    parts = []
    placed = placement.place(labels, frame.width, frame.height, [(0, frame.height - 34, 190, frame.height)])
    for mark, spot, label in zip(order, placed, labels, strict=True):
        if spot is None:
            continue
        if spot.lead is not None and not mark.broad:
            parts.append(svg.element("line", x1=label.x, y1=label.y, x2=spot.lead[0], y2=spot.lead[1], class_="lead"))
        parts.append(
            svg.text(
                spot.x,
                spot.y,
                spot.words,
                size=spot.size,
                anchor=spot.anchor,
                class_="area-name" if mark.broad else "landmark" if mark.level == LANDMARK else "place-name",
            )
        )
    return svg.group(parts, aria_hidden="true")


def _scale(frame: Projection, labels: Labels) -> Markup:
    km = round_length(frame.width / frame.unit / 5)
    long, y = km * frame.unit, frame.height - 14
    words = f"{labels.number(int(km)) if km >= 1 else km} {labels.text('map.kilometres')}"
    return svg.group(
        [
            svg.element("path", d=f"M14 {svg.number(y - 5)}v5h{svg.number(long)}v-5", class_="base", fill="none"),
            svg.text(14 + long + 8, y + 2, words, class_="tick"),
            svg.element("path", d=f"M{svg.number(frame.width - 22)} 30V14m-5 6l5 -7l5 7", class_="base", fill="none"),
            svg.text(frame.width - 22, 44, labels.text("map.north"), anchor="middle", class_="tick"),
        ],
        aria_hidden="true",
    )
