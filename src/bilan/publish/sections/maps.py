"""From holdings to maps: one of each city whose quarters are told of, one of all other places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from bilan.entities import Entity
from bilan.findings import Holding
from bilan.publish.blocks import Composer, Drawing
from bilan.publish.drawing import control_map, signs
from bilan.publish.drawing.control_map import Mark, State
from bilan.publish.drawing.projection import distance
from bilan.publish.edition import Spot

URBAN = ("quarter", "part", "site")
LANDMARKS = 12  # towns shown for orientation, the largest first
NEIGHBOURS = 8.0  # km: quarters and parts nearer to each other than this belong to one city


class Palette:
    """Numbers of colours for sides: the side that holds or claims most first, so that a map needs few."""

    def __init__(self, c: Composer) -> None:
        found: Counter[str] = Counter()
        self.entities: dict[str, Entity] = {}
        days = [holdings for _, holdings in c.edition.days]
        for holding in [h for holdings in (c.edition.findings.control, *days) for h in holdings]:
            for entity, weight in ((holding.holder, 3), (holding.besieger, 1), (holding.challenger, 1)):
                if entity is not None:
                    side = c.names.side(entity)
                    found[side] += weight
                    self.entities.setdefault(side, entity)
        order = sorted(found, key=lambda side: (-found[side], side))
        self.numbers = {side: min(i + 1, signs.COLOURS) for i, side in enumerate(order)}

    def number(self, c: Composer, entity: Entity | None) -> int:
        """The colour of an entity's side, 0 where there is none."""
        return self.numbers[c.names.side(entity)] if entity is not None else 0


def compose(c: Composer) -> tuple[list[Drawing], list[str]]:
    """The maps, and the names of the places that are on none."""
    placed = [
        (h, spot) for h in c.edition.findings.control if (spot := c.names.spot(h.place)) and spot.level != "country"
    ]
    off = [c.names.place(h.place) for h in c.edition.findings.control if not any(h is other for other, _ in placed)]
    palette = Palette(c)
    cities, rest = _cities(placed)
    drawings = [_drawing(c, palette, found, f"map{i + 1}", city=True) for i, found in enumerate(cities)]
    if rest:
        drawings.append(_drawing(c, palette, rest, "map-region", city=False))
    return drawings, sorted(dict.fromkeys(off))


def _cities(
    placed: Sequence[tuple[Holding, Spot]],
) -> tuple[list[list[tuple[Holding, Spot]]], list[tuple[Holding, Spot]]]:
    clusters: list[list[tuple[Holding, Spot]]] = []
    for pair in placed:
        if pair[1].level not in URBAN:
            continue
        near = [found for found in clusters if any(_near(pair[1], other) for _, other in found)]
        joined = [pair] + [member for found in near for member in found]
        clusters = [found for found in clusters if not any(found is other for other in near)] + [joined]
    cities = sorted((found for found in clusters if len(found) > 2), key=len, reverse=True)
    inside = {id(h) for found in cities for h, _ in found}
    rest = [(h, s) for h, s in placed if id(h) not in inside and not _is_town_of(h, s, cities)]
    return cities, rest


def _near(a: Spot, b: Spot) -> bool:
    return distance((a.latitude, a.longitude), (b.latitude, b.longitude)) < NEIGHBOURS


def _is_town_of(h: Holding, spot: Spot, cities: Sequence[Sequence[tuple[Holding, Spot]]]) -> bool:
    return (
        spot.level == "town"
        and len(cities) > 0
        and any(h.place.id in other.parents for found in cities for _, other in found)
    )


def _town(c: Composer, found: Sequence[tuple[Holding, Spot]]) -> str:
    parents = Counter(
        parent
        for _, spot in found
        for parent in spot.parents
        if parent in c.edition.places and c.edition.places[parent].level == "town"
    )
    return c.edition.places[parents.most_common(1)[0][0]].name if parents else c.names.place(found[0][0].place)


def _drawing(c: Composer, palette: Palette, found: Sequence[tuple[Holding, Spot]], name: str, *, city: bool) -> Drawing:
    found = sorted(found, key=lambda pair: pair[0].place.id or "")
    marks = [_mark(c, palette, h, spot, found) for h, spot in found]
    landmarks = [] if city else _landmarks(c, [spot for _, spot in found])
    day = c.labels.day(c.edition.as_of)
    title = (
        c.labels.text("map.title_city", place=_town(c, found), day=day)
        if city
        else c.labels.text("map.title_region", day=day)
    )
    description = c.labels.text("map.description", n=str(len(marks)))
    shown, words = [*marks, *landmarks], (title, description)
    wide = control_map.draw(shown, c.labels, name=f"{name}-w", words=words, city=city)
    narrow = control_map.draw(shown, c.labels, name=f"{name}-n", words=words, city=city, width=control_map.NARROW)
    notes = (c.labels.text("map.cells", km=_radius(c, marks)),) if city else (c.labels.text("map.points"),)
    days = tuple(c.labels.day(day) for day, _ in c.edition.days)
    return Drawing(name, title, description, wide, narrow, notes, _legend(c, palette, marks), days)


def _landmarks(c: Composer, drawn: Sequence[Spot]) -> list[Mark]:
    """Towns that the dossier names without saying who holds them, and those whose quarters have a map of their own."""
    names = {spot.name for spot in drawn}
    towns = [spot for spot in c.edition.places.values() if spot.level == "town" and spot.name not in names]
    towns.sort(key=lambda spot: (-spot.radius, spot.name))
    unknown = State(0, "unknown", "none")
    return [
        Mark(s.name, s.latitude, s.longitude, s.radius, control_map.LANDMARK, unknown, "") for s in towns[:LANDMARKS]
    ]


def _radius(c: Composer, marks: Sequence[Mark]) -> str:
    radii = sorted(m.radius for m in marks if m.level == "quarter") or [1.0]
    return str(round(radii[len(radii) // 2], 1)).replace(".", c.labels.word("language.decimal"))


def _mark(c: Composer, palette: Palette, h: Holding, spot: Spot, beside: Sequence[tuple[Holding, Spot]]) -> Mark:
    area = (
        tuple((s.latitude, s.longitude) for _, s in beside if h.place.id in s.parents) if spot.level == "part" else ()
    )
    records = h.records or h.expected or h.divergent
    days = []
    for _, holdings in c.edition.days:
        then = next((other for other in holdings if _same(other.place, h.place)), None)
        days.append(_state(c, palette, then) if then else State(0, "unknown", "none"))
    return Mark(
        spot.name,
        spot.latitude,
        spot.longitude,
        spot.radius,
        spot.level,
        _state(c, palette, h),
        spoken(c, h),
        c.cite.anchor(records[0]) if records else None,
        bool(h.divergent),
        tuple(days),
        area,
    )


def _same(a: Entity, b: Entity) -> bool:
    return a.id == b.id if a.id or b.id else (a.name or a.text) == (b.name or b.text)


def _state(c: Composer, palette: Palette, h: Holding) -> State:
    own = h.inherited is None and h.evidence is not None
    other = h.challenger if h.situation == "contested" else h.besieger
    return State(
        palette.number(c, h.holder), h.situation, h.evidence if own and h.evidence else "none", palette.number(c, other)
    )


def spoken(c: Composer, h: Holding) -> str:
    """A place's state in one line."""
    parts = [
        c.names.place(h.place)
        + c.labels.word("language.colon")
        + (c.names.party(h.holder) or c.labels.text("map.unknown_holder")),
        c.labels.text(f"situation.{h.situation}"),
    ]
    if h.besieger is not None:
        parts.append(c.labels.text("control.besieged_by", party=c.names.with_article(c.names.party(h.besieger))))
    parts.append(c.labels.text(f"grade.{h.evidence or 'none'}"))
    if h.inherited is not None:
        parts.append(c.labels.text("control.inherited", place=c.names.place(h.inherited)))
    return c.labels.word("language.separator").join(parts)


def _legend(c: Composer, palette: Palette, marks: Sequence[Mark]) -> Markup:
    states = [state for mark in marks for state in (mark.state, *mark.days)]
    numbers = {number for state in states for number in (state.holder, state.other)}
    named: dict[int, list[str]] = {}
    for side, number in palette.numbers.items():
        if number in numbers:
            named.setdefault(number, []).append(c.names.side_name(side, palette.entities[side]))
    holders = [(number, c.labels.word("language.separator").join(sides)) for number, sides in named.items()]
    if 0 in {state.holder for state in states}:
        holders.append((0, c.labels.text("map.unknown_holder")))
    situations = [
        (key, c.labels.text(f"situation.{key}"))
        for key in ("held", "contested", "besieged", "vacated", "unknown")
        if key in {state.situation for state in states}
    ]
    grades = [(key, c.labels.text(f"grade.{key}")) for key in signs.EVIDENCE if key in {s.evidence for s in states}]
    heads = (
        c.labels.text("map.legend_holder"),
        c.labels.text("map.legend_situation"),
        c.labels.text("map.legend_proof"),
    )
    return signs.key(heads, holders, situations, grades)
