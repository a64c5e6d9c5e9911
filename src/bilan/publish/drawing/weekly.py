"""Incidents by week: a row of columns for each type, all on one scale, so that rows can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from bilan.publish.drawing import svg
from bilan.publish.drawing.scales import Linear
from bilan.publish.wording import Labels

WIDE, NARROW = 860, 360
TALL = 34.0  # the height of the tallest column
PITCH = 54.0


@dataclass(frozen=True, slots=True)
class Row:
    """A type of incidents: its name, and how many began in each week."""

    name: str
    weeks: tuple[int, ...]


def monday(day: date) -> date:
    """The Monday of a day's week, as ISO 8601 counts weeks."""
    return day - timedelta(days=day.weekday())


def draw(rows: Sequence[Row], first: date, labels: Labels, *, name: str, title: str, description: str,
         width: int = WIDE) -> Markup:
    """The rows from the top down; `first` is the Monday of the first week."""
    wide = width >= 600
    left = 190.0 if wide else 0.0
    number = len(rows[0].weeks)
    x = Linear(0, number, left, width - 6.0)
    most = max(max(row.weeks) for row in rows)
    parts = []
    for i, row in enumerate(rows):
        bottom = i * PITCH + (46 if wide else 50)
        anchor, at = ("end", left - 14) if wide else (None, 0.0)
        words = svg.shorten(row.name, 12.5, left - 20 if wide else width - 20)
        parts.append(svg.text(at, bottom - 2 if wide else bottom - TALL - 2, words, size=12.5, anchor=anchor))
        parts.append(svg.element("line", x1=left, x2=width - 6, y1=bottom, y2=bottom, class_="base"))
        parts += _columns(row, first, x, bottom, most, labels)
    parts += _weeks(first, number, x, len(rows) * PITCH + 8, labels, 8 if wide else 4)
    return svg.picture(width, len(rows) * PITCH + 22, parts, title=title, description=description, name=name,
                       class_="chart weekly")


def _columns(row: Row, first: date, x: Linear, bottom: float, most: int, labels: Labels) -> list[Markup]:
    broad = min(40.0, (x(1) - x(0)) * 0.7)
    parts = []
    for i, count in enumerate(row.weeks):
        if not count:
            continue
        tall, middle = max(2.0, (TALL - 12) * count / most), x(i + 0.5)
        said = f"{row.name}, {week(labels, first, i)}{labels.word('language.colon')}{labels.number(count)}"
        bar = svg.element("rect", svg.element("title", said), x=middle - broad / 2, y=bottom - tall, width=broad,
                          height=tall, class_="bar")
        parts.append(bar)
        if broad >= 9:
            parts.append(svg.text(middle, bottom - tall - 3, labels.number(count), size=11, anchor="middle",
                                  class_="value"))
    return parts


def week(labels: Labels, first: date, index: int) -> str:
    """A week in words: its first and its last day."""
    start = first + timedelta(weeks=index)
    return labels.span(start.isoformat(), (start + timedelta(days=6)).isoformat())


def _weeks(first: date, number: int, x: Linear, y: float, labels: Labels, wanted: int) -> list[Markup]:
    every = max(1, -(-number // wanted))
    return [svg.text(x(i), y, labels.day(first + timedelta(weeks=i), short=True), size=12, class_="tick")
            for i in range(0, number, every)]
