"""Happenings in time: a row for each type, a sign for each happening at its day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bilan.publish.drawing import svg
from bilan.publish.drawing.scales import Linear, day_ticks, tick_label
from bilan.publish.wording import Labels

WIDE, NARROW = 860, 360
PITCH = 30


@dataclass(frozen=True, slots=True)
class Sign:
    """A happening: its type's name, its day, how many origins tell it, and what it opens. `square` for a change of
    control."""

    type: str
    day: date
    origins: int
    target: str
    spoken: str
    square: bool = False


def draw(
    signs: Sequence[Sign], labels: Labels, *, name: str, title: str, description: str, width: int = WIDE
) -> Markup:
    """The drawing, types with most happenings first."""
    wide = width >= 600
    types = sorted({s.type for s in signs}, key=lambda t: (-sum(s.type == t for s in signs), t))
    left = 190 if wide else 10
    pitch = PITCH if wide else PITCH + 14
    first, last = min(s.day for s in signs), max(s.day for s in signs)
    x = Linear(first.toordinal(), max(last.toordinal(), first.toordinal() + 1), left + 14, width - 44)
    parts = _axis(x, first, last, len(types) * pitch, labels, 9 if wide else 4)
    for i, one in enumerate(types):
        at = i * pitch + (16 if wide else 30)
        parts.append(svg.element("line", x1=left, x2=width, y1=at, y2=at, class_="grid"))
        parts.append(
            svg.text(left - 14, at + 4, one, size=12.5, anchor="end") if wide else svg.text(0, at - 12, one, size=12.5)
        )
        parts += _row([s for s in signs if s.type == one], at, x)
    return svg.picture(
        width, len(types) * pitch + 34, parts, title=title, description=description, name=name, class_="chart"
    )


def _axis(x: Linear, first: date, last: date, bottom: float, labels: Labels, wanted: int) -> list[Markup]:
    parts = []
    for day in day_ticks(first, last, wanted):
        at = x(day.toordinal())
        parts.append(svg.element("line", x1=at, x2=at, y1=4, y2=bottom + 4, class_="grid"))
        parts.append(svg.text(at, bottom + 22, tick_label(labels, day, first, last), anchor="middle", class_="tick"))
    return parts


def _row(signs: Sequence[Sign], at: float, x: Linear) -> list[Markup]:
    parts = []
    stacked: dict[date, int] = {}
    for sign in sorted(signs, key=lambda s: (s.day, s.target)):
        n = stacked[sign.day] = stacked.get(sign.day, -1) + 1
        step = min(8.0, max(3.0, (x(sign.day.toordinal() + 1) - x(sign.day.toordinal())) / 4))
        shape = svg.marker(
            1 if sign.square else 0,
            x(sign.day.toordinal()) + n * step,
            at,
            3 + 2 * math.sqrt(sign.origins),
            class_="mark",
        )
        parts.append(svg.link(sign.target, sign.spoken, shape))
    return parts
