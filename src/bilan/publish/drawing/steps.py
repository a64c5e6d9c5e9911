"""Tolls over time: one stepped line for each source, a mark for each reading, an arrow for each open bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from bilan.publish.drawing import svg
from bilan.publish.drawing.scales import Linear, day_ticks, tick_label, ticks
from bilan.publish.wording import Labels

WIDE, SMALL, NARROW = 860, 420, 360
EDGE = 6  # drawing units from the right end of the days, within which the words of a tick stand before it


@dataclass(frozen=True, slots=True)
class Point:
    """A reading: its day, its value (`high` where it is a range), and the anchor that it opens.

    `opening` is 1 for a lower bound, -1 for an upper one, 0 else; `hollow` of an approximate value; `bounded` where
    only the publication gives the day; `faint` where it is a late reprint or its scope is to be checked; `revised`
    where it takes a higher figure back. `spoken` is its description.
    """

    day: date
    value: int
    target: str
    spoken: str
    high: int | None = None
    opening: int = 0
    hollow: bool = False
    bounded: bool = False
    faint: bool = False
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """The readings of one source, oldest first. `shade` is the number of its colour and sign: the same for a source in
    all charts of a report."""

    label: str
    points: tuple[Point, ...]
    party: bool = False
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that the lines have."""

    width: float
    left: float
    right: float
    top: float
    bottom: float


def draw(
    series: Sequence[Steps], labels: Labels, *, name: str, title: str, description: str, width: int = WIDE
) -> Markup:
    """The chart at a width. Direct labels stand at the right of a wide drawing, under a narrow one."""
    wide = width >= 600
    legend_height = 0 if wide else 22 * len(series) + 12
    height = (270 if wide else 220) + legend_height
    frame = Frame(width, 56 if wide else 44, width - (230 if wide else 14), 26, (270 if wide else 220) - 34)
    x, y = _scales(series, frame)
    parts = [_axes(x, y, frame, labels, wide)]
    parts += [_line(one, x, y) for one in series]
    parts.append(_names(series, frame, x, y) if wide else _legend(series, frame))
    return svg.picture(width, height, parts, title=title, description=description, name=name, class_="chart")


def _scales(series: Sequence[Steps], frame: Frame) -> tuple[Linear, Linear]:
    days = [p.day for s in series for p in s.points]
    pad = max(1, (max(days) - min(days)).days // 12)
    first, last = min(days) - timedelta(days=pad), max(days) + timedelta(days=pad)
    top = ticks(max(p.high or p.value for s in series for p in s.points) * 1.12)[-1]
    return (
        Linear(first.toordinal(), last.toordinal(), frame.left, frame.right),
        Linear(0, top, frame.bottom, frame.top),
    )


def _axes(x: Linear, y: Linear, frame: Frame, labels: Labels, wide: bool) -> Markup:
    parts = []
    for value in ticks(y.high):
        parts.append(
            svg.element(
                "line", x1=frame.left, x2=frame.right, y1=y(value), y2=y(value), class_="base" if value == 0 else "grid"
            )
        )
        parts.append(svg.text(frame.left - 8, y(value) + 4, labels.number(value), anchor="end", class_="tick"))
    first, last = date.fromordinal(int(x.low)), date.fromordinal(int(x.high))
    for day in day_ticks(first, last, 7 if wide else 4):
        at = x(day.toordinal())
        parts.append(svg.element("line", x1=at, x2=at, y1=frame.bottom, y2=frame.bottom + 5, class_="base"))
        parts.append(
            svg.text(at, frame.bottom + 20, tick_label(labels, day, first, last),
                     anchor="end" if at > x.end - EDGE else "middle", class_="tick")
        )
    return svg.group(parts, aria_hidden="true")


def _line(one: Steps, x: Linear, y: Linear) -> Markup:
    standing = [p for p in one.points if not p.faint]
    path = []
    for i, point in enumerate(standing):
        at, up = svg.number(x(point.day.toordinal())), svg.number(y(point.value))
        path.append(f"M{at} {up}" if i == 0 else f"H{at}V{up}")
    parts = []
    if len(standing) > 1:
        parts.append(svg.element("path", d="".join(path), class_="step", fill="none"))
    parts += [_mark(point, one.shade, x(point.day.toordinal()), y) for point in one.points]
    return svg.group(parts, class_=f"series s{one.shade % 5}" + (" party" if one.party else ""))


def _mark(point: Point, shape: int, at: float, y: Linear) -> Markup:
    up = y(point.value)
    parts = []
    if point.high is not None:
        parts.append(svg.element("line", x1=at, x2=at, y1=up, y2=y(point.high), class_="whisker"))
    if point.opening:
        tip = up - 17 * point.opening
        head = 4 * point.opening
        parts.append(
            svg.element(
                "path",
                d=f"M{svg.number(at)} {svg.number(up)}V{svg.number(tip)}m-3.5 {head}l3.5 {-head}l3.5 {head}",
                class_="bound",
                fill="none",
            )
        )
    if point.bounded:
        parts.append(
            svg.element("path", d=f"M{svg.number(at)} {svg.number(up)}h-13m0 -4v8", class_="bound", fill="none")
        )
    if point.revised:
        n = svg.number
        parts.append(svg.element("path", d=f"M{n(at - 6)} {n(up + 9)}h12l-6 8z", class_="revised"))
    parts.append(svg.element("circle", cx=at, cy=up, r=12.0, class_="hit"))
    classes = "mark" + (" hollow" if point.hollow else "") + (" faint" if point.faint else "")
    parts.append(svg.marker(shape, at, up, 4.6, class_=classes))
    return svg.link(point.target, point.spoken, *parts)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as possible to the wanted ones, in their order, at least `gap` apart, within `[low, high]`."""
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = [0.0] * len(wanted)
    floor = low
    for i in order:
        placed[i] = max(wanted[i], floor)
        floor = placed[i] + gap
    ceiling = high
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return placed


def _names(series: Sequence[Steps], frame: Frame, x: Linear, y: Linear) -> Markup:
    room = frame.width - frame.right - 34
    texts = [svg.wrap(one.label, 12.5, room) for one in series]
    texts = [lines if len(lines) < 3 else [lines[0], svg.shorten(" ".join(lines[1:]), 12.5, room)] for lines in texts]
    tallest = max(len(lines) for lines in texts)
    wanted = [y(one.points[-1].value) for one in series]
    places = spread(wanted, 15 * tallest + 4, frame.top, frame.bottom)
    parts = []
    for i, (one, lines, at) in enumerate(zip(series, texts, places, strict=True)):
        end = x(one.points[-1].day.toordinal())
        lead = svg.element(
            "path",
            d=f"M{svg.number(end + 8)} {svg.number(wanted[i])}L{svg.number(frame.right + 6)} {svg.number(at)}",
            class_="lead",
            fill="none",
        )
        sign = svg.marker(one.shade, frame.right + 14, at, 4.2, class_="mark")
        words = [svg.text(frame.right + 25, at + 4 + 15 * j, line, size=12.5) for j, line in enumerate(lines)]
        parts.append(svg.group([lead, sign, *words], class_=f"series s{one.shade % 5}"))
    return svg.group(parts, aria_hidden="true")


def _legend(series: Sequence[Steps], frame: Frame) -> Markup:
    parts = []
    for i, one in enumerate(series):
        at = frame.bottom + 52 + 22 * i
        words = svg.shorten(one.label, 12.5, frame.width - 30)
        parts.append(
            svg.group(
                [svg.marker(one.shade, 10, at - 4, 4.6, class_="mark"), svg.text(24, at, words, size=12.5)],
                class_=f"series s{one.shade % 5}",
            )
        )
    return svg.group(parts, aria_hidden="true")
