"""The ground of a map: land and sea, coasts and borders with those disputed drawn apart, the scale and the north."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale
from markupsafe import Markup
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from bilan.publish.drawing import svg
from bilan.publish.drawing.maps import placement
from bilan.publish.drawing.maps.projection import Projection, round_length
from bilan.publish.wording import Labels
from bilan.world.borders import Borders, Country
from bilan.world.cells import KM_PER_DEGREE

WIDE, NARROW = 860, 360
NEAR = 50.0  # km across, under which a map shows no borders
FINE = 0.25  # of a drawing unit: what coasts and borders may be off by for the points that they spare
SHOWN = 0.004
"""The share of a map that a country must take for its name to stand on it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A map's ground: its shapes, the names of countries to place, and whether some border is disputed."""

    shapes: tuple[Markup, ...]
    names: tuple[placement.Label, ...]
    disputed: bool = False


def plain(frame: Projection) -> Ground:
    """Nothing but paper: for maps of a town, on which a border at 1:50 million would be wrong by a street or ten."""
    return Ground((svg.element("rect", x=0, y=0, width=frame.width, height=frame.height, class_="ground"),), ())


def ground(frame: Projection, labels: Labels) -> Ground:
    """The ground that suits a frame: land and borders where it is wide, paper where it shows a town."""
    return land(frame, labels) if frame.width / frame.unit > NEAR else plain(frame)


def land(frame: Projection, labels: Labels, borders: Borders | None = None) -> Ground:
    """Land, sea and borders as Natural Earth has them."""
    borders = borders or Borders.default()
    corners = frame.degrees()
    shapes = [svg.element("rect", x=0, y=0, width=frame.width, height=frame.height, class_="sea")]
    countries = borders.within(corners)
    off = FINE / frame.unit / KM_PER_DEGREE
    shapes += [svg.element("path", d=d, class_="land") for country in countries
               if (d := _areas(country.shape.simplify(off), frame))]
    lines = borders.lines(corners)
    for disputed in (False, True):
        path = "".join(_lines(line.shape.simplify(off), frame) for line in lines if line.disputed is disputed)
        if path:
            shapes.append(svg.element("path", d=path, class_="border disputed" if disputed else "border", fill="none"))
    names = tuple(label for country in countries if (label := _name(country, frame, labels)) is not None)
    return Ground(tuple(shapes), names, any(line.disputed for line in lines))


def scale(frame: Projection, labels: Labels) -> Markup:
    """A bar of a round length at the lower left, and where north is."""
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


def written(spot: placement.Placed, class_: str) -> Markup:
    """A placed name."""
    return svg.text(spot.x, spot.y, spot.words, size=spot.size, anchor=spot.anchor, class_=class_)


def reserved(frame: Projection) -> list[placement.Box]:
    """The corners that the scale and the north arrow take."""
    return [(0, frame.height - 34, 190, frame.height), (frame.width - 40, 0, frame.width, 52)]


def country_name(country: Country, labels: Labels) -> str:
    """The name of a country in the language of the report."""
    own = labels.get("territories")
    return str(own.get(country.name) or Locale(labels.code).territories.get(country.code) or country.name)


def _name(country: Country, frame: Projection, labels: Labels) -> placement.Label | None:
    south, west, north, east = frame.degrees()
    if country.shape.area < SHOWN * (north - south) * (east - west):
        return None
    point = country.shape.representative_point()
    x, y = frame.point(point.y, point.x)
    return placement.Label(country_name(country, labels).upper(), x, y, 11 if frame.width >= 600 else 9.5, 2)


def _areas(shape: BaseGeometry, frame: Projection) -> str:
    parts = [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)]
    return "".join(_path(ring.coords, frame) + "z" for part in parts for ring in (part.exterior, *part.interiors))


def _lines(shape: BaseGeometry, frame: Projection) -> str:
    parts = getattr(shape, "geoms", [shape])
    return "".join(_path(part.coords, frame) for part in parts if part.geom_type == "LineString")


def _path(points: object, frame: Projection) -> str:
    drawn: list[str] = []
    for x, y in points:  # type: ignore[attr-defined]
        at, up = frame.point(y, x)
        text = f"{svg.number(at)} {svg.number(up)}"
        if not drawn or drawn[-1] != text:
            drawn.append(text)
    return "M" + "L".join(drawn)
