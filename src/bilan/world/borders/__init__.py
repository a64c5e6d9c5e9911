"""Coasts and borders for maps, from Natural Earth, and which of the borders are disputed.

    for country in Borders.default().within((34.0, 35.0, 38.5, 43.0)):
        country.shape           # its land in that frame, in degrees (longitude, latitude)
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from shapely import LineString, Polygon, STRtree, box, make_valid, union_all
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).parent / "data"
Frame = tuple[float, float, float, float]
"""South, west, north, east in degrees."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the source draws it: its name there, its ISO 3166 code (empty where it has none), its land."""

    name: str
    code: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Border:
    """The line between two countries as the source draws it; `disputed` where one of them, or another, contests it."""

    between: tuple[str, str]
    disputed: bool
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Dispute:
    """A rule of `disputed.toml`: the borders of `of`, or between those two, within `frame` where one is given."""

    of: frozenset[str]
    frame: Frame | None

    def part(self, line: BaseGeometry) -> BaseGeometry:
        """What of a line between its countries is disputed by this rule."""
        return line if self.frame is None else line.intersection(_box(self.frame))


class Borders:
    """The tables, read once; shapes are made for the countries that a frame needs."""

    def __init__(self, folder: Path = DATA) -> None:
        self._arcs = (folder / "arcs.tsv").read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in (folder / "countries.tsv").read_text("utf-8").splitlines()]
        self._rings = {row[0]: [[int(arc) for arc in ring.split()] for ring in row[2].split(";")] for row in rows}
        self.codes = {row[0]: row[1] for row in rows}
        self._shapes: dict[str, BaseGeometry] = {}
        table = tomllib.loads((folder / "disputed.toml").read_text("utf-8"))["disputed"]
        self.disputes = [Dispute(frozenset(row["of"]), tuple(row["frame"]) if "frame" in row else None)
                         for row in table]

    @classmethod
    @lru_cache(maxsize=1)
    def default(cls) -> Borders:
        """The borders that are shipped."""
        return cls()

    def country(self, code: str) -> Country | None:
        """The country of an ISO 3166 code, `None` where the source draws none."""
        name = next((name for name, known in self.codes.items() if known == code and code), None)
        return Country(name, code, self._shape(name)) if name else None

    def within(self, frame: Frame) -> list[Country]:
        """The countries of which some land lies in the frame, cut to it, by name."""
        inside = _box(frame)
        found = []
        for name in sorted(self._near(frame)):
            shape = self._shape(name).intersection(inside)
            if not shape.is_empty:
                found.append(Country(name, self.codes[name], shape))
        return found

    def lines(self, frame: Frame) -> list[Border]:
        """The borders between countries in the frame, cut to it: those disputed apart from the rest."""
        inside, near = _box(frame), self._near(frame)
        found: dict[tuple[tuple[str, str], bool], list[BaseGeometry]] = defaultdict(list)
        for arc, names in self._shared.items():
            if near & set(names):
                line = LineString(self._points(arc)).intersection(inside)
                rules = [rule for rule in self.disputes if rule.of <= set(names)]
                if rules:
                    disputed = union_all([rule.part(line) for rule in rules])
                    found[names, True].append(disputed)
                    line = line.difference(disputed)
                found[names, False].append(line)
        whole = ((names, disputed, union_all(parts)) for (names, disputed), parts in sorted(found.items()))
        return [Border(names, disputed, shape) for names, disputed, shape in whole if shape.length > 0]

    @cached_property
    def _shared(self) -> dict[int, tuple[str, str]]:
        users: dict[int, set[str]] = defaultdict(set)
        for name, rings in self._rings.items():
            for ring in rings:
                for arc in ring:
                    users[abs(arc)].add(name)
        return {arc: (pair[0], pair[1]) for arc, names in users.items() if len(pair := sorted(names)) == 2}

    @cached_property
    def _boxes(self) -> dict[str, list[Frame]]:
        return {name: [_frame(self._ring(ring)) for ring in rings] for name, rings in self._rings.items()}

    def _near(self, frame: Frame) -> set[str]:
        south, west, north, east = frame
        return {name for name, boxes in self._boxes.items()
                if any(s <= north and n >= south and w <= east and e >= west for s, w, n, e in boxes)}

    def _shape(self, name: str) -> BaseGeometry:
        """A report draws the same countries on several maps."""
        if name not in self._shapes:
            self._shapes[name] = make_valid(self._assembled(name))
        return self._shapes[name]

    def _assembled(self, name: str) -> BaseGeometry:
        rings = [ring for ring in map(self._ring, self._rings[name]) if len(ring) > 3]
        shapes = sorted((make_valid(Polygon(ring)) for ring in rings), key=lambda shape: -shape.area)
        inner, outer = STRtree(shapes).query(shapes, predicate="within")
        if len(inner) == len(shapes) and (inner == outer).all():
            return union_all(shapes)
        # The source lists holes as rings of their own: what is inside another ring of the same country is cut out.
        whole: BaseGeometry = Polygon()
        for shape in shapes:
            whole = whole.difference(shape) if whole.contains(shape) else whole.union(shape)
        return whole

    def _ring(self, arcs: Iterable[int]) -> list[Point]:
        points: list[Point] = []
        for arc in arcs:
            line = self._points(abs(arc))
            points += (line[::-1] if arc < 0 else line)[1 if points else 0:]
        # A ring that the antimeridian cuts goes on past 180 degrees, and not once round the world.
        over = max(x for x, _ in points) - min(x for x, _ in points) > 180
        return [(x + 360 if over and x < 0 else x, y) for x, y in points]

    def _points(self, arc: int) -> list[Point]:
        pairs = (pair.split(",") for pair in self._arcs[arc - 1].split(" "))
        return [(float(x), float(y)) for x, y in pairs]


def _box(frame: Frame) -> BaseGeometry:
    south, west, north, east = frame
    return box(west, south, east, north)


def _frame(points: list[Point]) -> Frame:
    return (min(y for _, y in points), min(x for x, _ in points), max(y for _, y in points), max(x for x, _ in points))
