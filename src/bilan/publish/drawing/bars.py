"""Horizontal bars: one for each reading of a movement, with an open end where the source gives a lower bound; and the
small ruler of a key figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bilan.publish.drawing import svg
from bilan.publish.drawing.scales import Linear

WIDE, NARROW = 860, 360


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `label` says what it is, `figure` the count as printed; the rest as in `steps.Point`."""

    label: str
    detail: str
    figure: str
    value: int
    target: str
    spoken: str
    opening: int = 0
    hollow: bool = False
    faint: bool = False


def draw(bars: Sequence[Bar], *, name: str, title: str, description: str, width: int = WIDE) -> Markup:
    """The bars from the top down, labels over them on a narrow drawing and beside them on a wide one."""
    wide = width >= 600
    pitch = 46 if wide else 62
    beside = max(svg.width_of(bar.figure, 13.5) for bar in bars) + 20
    left, right = 330 if wide else 0, width - beside
    scale = Linear(0, max(bar.value for bar in bars) or 1, left, right)
    parts = [_bar(bar, i * pitch + 6, left, scale, wide) for i, bar in enumerate(bars)]
    axis = svg.element("line", x1=left, x2=left, y1=2, y2=len(bars) * pitch, class_="base")
    return svg.picture(
        width,
        len(bars) * pitch + 6,
        [*parts, axis] if wide else parts,
        title=title,
        description=description,
        name=name,
        class_="chart",
    )


def _bar(bar: Bar, top: float, left: float, scale: Linear, wide: bool) -> Markup:
    at = top + 4 if wide else top + 32
    end = max(scale(bar.value), left + 2)
    room = left - 20 if wide else 350
    label, detail = svg.shorten(bar.label, 13, room), svg.shorten(bar.detail, 11.5, room)
    x, anchor, first, second = (left - 12, "end", 14, 30) if wide else (0, None, 12, 27)
    parts = [
        svg.text(x, top + first, label, size=13, anchor=anchor, class_="name"),
        svg.text(x, top + second, detail, size=11.5, anchor=anchor, class_="tick"),
    ]
    shape = f"M{svg.number(left)} {svg.number(at)}H{svg.number(end)}"
    shape += f"l9 9l-9 9H{svg.number(left)}z" if bar.opening > 0 else f"v18H{svg.number(left)}z"
    classes = "bar" + (" hollow" if bar.hollow else "") + (" faint" if bar.faint else "")
    parts.append(svg.element("path", d=shape, class_=classes))
    parts.append(svg.text(end + (16 if bar.opening > 0 else 8), at + 14, bar.figure, size=13.5, class_="value"))
    return svg.link(bar.target, bar.spoken, *parts, worded=True)


def ruler(values: Sequence[tuple[int, int, bool]], *, name: str, title: str) -> Markup:
    """Readings on one scale from nought: each a `(value, opening, leading)`; the leading one is filled."""
    width, at = 240, 14
    scale = Linear(0, max(value for value, _, _ in values) * 1.1 or 1, 4, width - 16)
    parts = [svg.element("line", x1=4, x2=width - 4, y1=at, y2=at, class_="grid")]
    if len(values) > 1:
        parts.append(
            svg.element(
                "line",
                x1=scale(min(v for v, _, _ in values)),
                x2=scale(max(v for v, _, _ in values)),
                y1=at,
                y2=at,
                class_="whisker",
            )
        )
    for value, opening, leading in sorted(values, key=lambda v: v[2]):
        x = scale(value)
        if opening > 0:
            parts.append(
                svg.element("path", d=f"M{svg.number(x)} {at}h13m-4 -3.5l4 3.5l-4 3.5", class_="bound", fill="none")
            )
        parts.append(svg.element("circle", cx=x, cy=at, r=4.5, class_="mark" if leading else "mark hollow"))
    return svg.picture(width, 28, parts, title=title, description=title, name=name, class_="chart ruler")
