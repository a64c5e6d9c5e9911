"""How many dispatches a day: stacked columns, a shade and a pattern for each outlet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bilan.publish.drawing import svg
from bilan.publish.drawing.scales import Linear, day_ticks, tick_label, ticks
from bilan.publish.wording import Labels

WIDE, NARROW = 860, 360
SHADES = 4
THIN = 1.5  # pixels: a day of a long war is still seen


def draw(
    columns: Sequence[tuple[date, Sequence[int]]],
    outlets: Sequence[str],
    labels: Labels,
    *,
    name: str,
    title: str,
    description: str,
    width: int = WIDE,
) -> Markup:
    """The columns of the days with a dispatch, in order; outlets past the fourth share the last shade."""
    wide = width >= 600
    named = list(outlets[:SHADES])
    height = 150 + 22 * (1 if wide else len(named))
    bottom = 118
    x = Linear(0, (columns[-1][0] - columns[0][0]).days + 1, 34, width - 6)
    y = Linear(0, ticks(max(sum(counts) for _, counts in columns), 3)[-1], bottom, 12)
    parts = []
    for value in ticks(y.high, 3):
        parts.append(
            svg.element("line", x1=34, x2=width - 6, y1=y(value), y2=y(value), class_="base" if value == 0 else "grid")
        )
        parts.append(svg.text(26, y(value) + 4, labels.number(value), anchor="end", class_="tick"))
    parts += _stacks(columns, x, y, labels)
    parts += _days(columns, x, bottom, labels, 8 if wide else 4)
    parts += _key(named, bottom + 44, wide, width)
    return svg.picture(width, height, parts, title=title, description=description, name=name, class_="chart coverage")


def _stacks(columns: Sequence[tuple[date, Sequence[int]]], x: Linear, y: Linear, labels: Labels) -> list[Markup]:
    broad = max(THIN, min(26.0, (x(1) - x(0)) * 0.72))
    parts = []
    for day, counts in columns:
        so_far, middle = 0, x((day - columns[0][0]).days + 0.5)
        for shade, count in enumerate((*counts[: SHADES - 1], sum(counts[SHADES - 1 :]))):
            if count:
                top, low = y(so_far + count), y(so_far)
                bar = svg.element(
                    "rect",
                    svg.element("title", f"{labels.day(day)} : {count}"),
                    x=middle - broad / 2,
                    y=top,
                    width=broad,
                    height=max(low - top - 1, 1.0),
                    class_=f"shade{shade}",
                )
                parts.append(bar)
                so_far += count
    return parts


def _days(
    columns: Sequence[tuple[date, Sequence[int]]], x: Linear, bottom: float, labels: Labels, wanted: int
) -> list[Markup]:
    first = columns[0][0]
    return [
        svg.text(
            x((day - first).days + 0.5),
            bottom + 18,
            tick_label(labels, day, first, columns[-1][0]),
            anchor="middle",
            class_="tick",
        )
        for day in day_ticks(first, columns[-1][0], wanted)
    ]


def _key(names: Sequence[str], top: float, wide: bool, width: int) -> list[Markup]:
    parts = []
    across = (width - 34) / max(len(names), 1)
    for i, name in enumerate(names):
        left, at = (34 + across * i, top) if wide else (0, top + 22 * i)
        parts.append(svg.element("rect", x=left, y=at - 10, width=12, height=12, class_=f"shade{i}"))
        parts.append(svg.text(left + 18, at, svg.shorten(name, 12, (across if wide else width) - 28), size=12))
    return parts
