"""Where the names on a map go: beside their signs, on no other name and no other sign."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bilan.publish.drawing.svg import width_of

Box = tuple[float, float, float, float]
AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.75), (0.8, 0.75), (-0.8, -0.75), (-0.8, 0.75))

CROWDED = 100
"""On a map of more signs than these no name stands away from its sign: it would lead the eye to the wrong one."""
FULL = 12
"""After so many names in a row for which there was no room the map is full, and no other is tried."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name and the point that it belongs to; `gap` keeps it clear of its sign."""

    words: str
    x: float
    y: float
    size: float
    gap: float = 9


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its anchor and baseline; `lead` the start of a line to its sign where it stands away from it."""

    words: str
    x: float
    y: float
    size: float
    anchor: str
    lead: tuple[float, float] | None = None


def place(labels: Sequence[Label], width: float, height: float, taken: Sequence[Box] = ()) -> list[Placed | None]:
    """Each label's place in the order given, which is their priority; `None` where no room is left for one."""
    boxes = [(label.x - 8, label.y - 8, label.x + 8, label.y + 8) for label in labels] + list(taken)
    own = {id(label): boxes[i] for i, label in enumerate(labels)}
    result: list[Placed | None] = []
    failed = 0
    for label in labels:
        if failed == FULL:
            result.append(None)
            continue
        found = _near(label, boxes, own[id(label)], width, height)
        if found is None and len(labels) <= CROWDED:
            found = _away(label, boxes, own[id(label)], width, height)
        failed = failed + 1 if found is None else 0
        if found is not None:
            boxes.append(found[1])
        result.append(found[0] if found else None)
    return result


def _near(label: Label, boxes: list[Box], own: Box, width: float, height: float) -> tuple[Placed, Box] | None:
    for dx, dy in AROUND:
        found = _at(label, label.x + dx * label.gap, label.y + dy * (label.gap + label.size * 0.55), dx)
        if _free(found[1], boxes, own, width, height):
            return found
    return None


def _away(label: Label, boxes: list[Box], own: Box, width: float, height: float) -> tuple[Placed, Box] | None:
    for reach in (26, 38, 52, 68):
        for step in range(16):
            angle = math.tau * step / 16
            dx, dy = math.cos(angle), math.sin(angle)
            spot, box = _at(label, label.x + dx * reach, label.y + dy * reach, dx if abs(dx) > 0.3 else 0)
            if _free(box, boxes, own, width, height):
                lead = (label.x + dx * (reach - 3), label.y + dy * (reach - 3))
                return Placed(spot.words, spot.x, spot.y, spot.size, spot.anchor, lead), box
    return None


def _at(label: Label, x: float, y: float, side: float) -> tuple[Placed, Box]:
    wide = width_of(label.words, label.size)
    anchor = "start" if side > 0.3 else "end" if side < -0.3 else "middle"
    left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
    box = (left - 2, y - label.size * 0.6, left + wide + 2, y + label.size * 0.6)
    return Placed(label.words, x, y + label.size * 0.35, label.size, anchor), box


def _free(box: Box, boxes: list[Box], own: Box, width: float, height: float) -> bool:
    if box[0] < 2 or box[1] < 2 or box[2] > width - 2 or box[3] > height - 2:
        return False
    return not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes if b is not own)
