"""From holdings to maps: one of each city whose quarters are told of, one of the region, one of the country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup
from shapely import intersects_xy, prepare

from bilan.entities import Entity
from bilan.findings import Holding
from bilan.publish.blocks import Composer, Day, Drawing, Row, Table
from bilan.publish.drawing.maps import control_map, signs, terrain
from bilan.publish.drawing.maps.control_map import Mark, State, View
from bilan.publish.edition import Spot
from bilan.world.borders import Borders, Country
from bilan.world.cells import CITY, cities

URBAN = ("quarter", "part", "site")
LANDMARKS = 12  # towns shown for orientation, the largest first
DAYS = 500  # the most days that the slider has one by one; of a longer period it has those with a change


class Palette:
    """Numbers of colours for sides: the side that holds or claims most first, so that a map needs few; and the states
    of the slider's days by place."""

    def __init__(self, c: Composer) -> None:
        found: Counter[str] = Counter()
        self.entities: dict[str, Entity] = {}
        days = [holdings for _, holdings in c.edition.days]
        self.days = [{_key(h.place): h for h in holdings} for holdings in days]
        # Most places are as they were the day before: the same holding is looked at once, and counts for all its days.
        times = Counter(id(h) for holdings in days for h in holdings)
        once = {id(h): h for holdings in (*days, c.edition.findings.control) for h in holdings}
        held = {id(h): 1 for h in c.edition.findings.control}
        for name, holding in once.items():
            for entity, weight in ((holding.holder, 3), (holding.besieger, 1), (holding.challenger, 1)):
                if entity is not None:
                    side = c.names.side(entity)
                    found[side] += weight * (times[name] + held.get(name, 0))
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
    drawings = [_drawing(c, palette, found, f"map{i + 1}", View(city=True)) for i, found in enumerate(cities)]
    if rest:
        drawings.append(_drawing(c, palette, rest, "map-region", View(city=False)))
    country = _country(rest or placed)
    if country is not None:
        wide = rest or [pair for pair in placed if pair[1].level == "town"]
        drawings.append(_drawing(c, palette, wide, "map-country", View(False, country.shape.bounds), country))
    return drawings, sorted(dict.fromkeys(off))


def _country(placed: Sequence[tuple[Holding, Spot]]) -> Country | None:
    """The country that most of the places lie in, where it is wider than twice what they span: else the map of the
    region shows it already."""
    points = [(spot.latitude, spot.longitude) for _, spot in placed]
    if not points:
        return None
    south, north = min(y for y, _ in points), max(y for y, _ in points)
    west, east = min(x for _, x in points), max(x for _, x in points)
    across = [x for _, x in points], [y for y, _ in points]
    found: Counter[str] = Counter()
    for country in Borders.default().within((south - 1, west - 1, north + 1, east + 1)):
        prepare(country.shape)
        found[country.code] += int(intersects_xy(country.shape, *across).sum())
    code, most = found.most_common(1)[0] if found else ("", 0)
    country_found = Borders.default().country(code) if most else None
    if country_found is None:
        return None
    left, low, right, high = country_found.shape.bounds
    return country_found if max(right - left, high - low) > 2 * max(east - west, north - south) else None


def _cities(
    placed: Sequence[tuple[Holding, Spot]],
) -> tuple[list[list[tuple[Holding, Spot]]], list[tuple[Holding, Spot]]]:
    urban = [pair for pair in placed if pair[1].level in URBAN]
    clusters = [[urban[n] for n in found] for found in cities([(s.latitude, s.longitude) for _, s in urban])]
    towns = sorted((found for found in clusters if len(found) >= CITY), key=len, reverse=True)
    inside = {id(h) for found in towns for h, _ in found}
    return towns, [(h, s) for h, s in placed if id(h) not in inside]


def _town(c: Composer, found: Sequence[tuple[Holding, Spot]]) -> str:
    parents = Counter(
        parent
        for _, spot in found
        for parent in spot.parents
        if parent in c.edition.places and c.edition.places[parent].level == "town"
    )
    return c.edition.places[parents.most_common(1)[0][0]].name if parents else c.names.place(found[0][0].place)


def _drawing(c: Composer, palette: Palette, found: Sequence[tuple[Holding, Spot]], name: str, view: View,
             country: Country | None = None) -> Drawing:
    found = sorted(found, key=lambda pair: pair[0].place.id or "")
    marks = [_mark(c, palette, h, spot, found) for h, spot in found]
    shown = [*marks, *([] if view.city else _landmarks(c, [spot for _, spot in found]))]
    words = (_title(c, found, view, country), c.labels.text("map.description", n=str(len(marks))))
    wide = control_map.draw(shown, c.labels, name=f"{name}-w", words=words, view=view)
    narrow = control_map.draw(shown, c.labels, name=f"{name}-n", words=words, view=view, width=terrain.NARROW)
    notes = [_accuracy(c, marks, view)]
    if not view.city:
        notes.append(c.labels.text("map.borders"))
    legend = _legend(c, palette, marks) + signs.borders(c.labels, wide)
    days = slider(c)
    return Drawing(name, *words, wide, narrow, tuple(notes), legend, days, _changes(c, words[0], days))


def _title(c: Composer, found: Sequence[tuple[Holding, Spot]], view: View, country: Country | None) -> str:
    day = c.labels.day(c.edition.as_of)
    if country is not None:
        return c.labels.text("map.title_country", place=terrain.country_name(country, c.labels), day=day)
    if view.city:
        return c.labels.text("map.title_city", place=_town(c, found), day=day)
    return c.labels.text("map.title_region", day=day)


def _accuracy(c: Composer, marks: Sequence[Mark], view: View) -> str:
    """How far the positions and limits are to be trusted."""
    given = sum(mark.outline is not None for mark in marks)
    if view.city and given == len(marks):
        return c.labels.text("map.given")
    if view.city:
        words = c.labels.text("map.cells", km=_radius(c, marks))
        return words + (" " + c.labels.text("map.some_given") if given else "")
    return c.labels.text("map.points")


def slider(c: Composer) -> tuple[Day, ...]:
    """Every day of the map's slider: its name, the number of the state that holds on it, and what changed on it."""
    days = c.edition.days
    if len(days) < 2:
        return ()
    first, last = days[0][0], days[-1][0]
    numbers = {day: i for i, (day, _) in enumerate(days)}
    wanted = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    wanted = wanted if len(wanted) <= DAYS else list(numbers)
    found, state = [], 0
    for day in wanted:
        changed = day in numbers and numbers[day] > 0
        state = numbers.get(day, state)
        turns = _turns(c, days[state - 1][1], days[state][1]) if changed else ()
        found.append(Day(c.labels.day(day), state, turns))
    return tuple(found)


def _changes(c: Composer, title: str, days: Sequence[Day]) -> Table | None:
    """What the slider shows, as a table: the days on which something changed, and what."""
    rows = tuple(Row(((day.name,), (turn,))) for day in days for turn in day.turns)
    columns = (c.labels.text("column.day"), c.labels.text("column.change"))
    return Table(title, columns, rows) if rows else None


def _turns(c: Composer, before: Sequence[Holding], after: Sequence[Holding]) -> tuple[str, ...]:
    # Most places are as they were the day before.
    same = set(map(id, before))
    changed = [h for h in after if id(h) not in same]
    old = {_key(h.place): h for h in before} if changed else {}
    found = []
    for h in changed:
        was = old.get(_key(h.place))
        if h.inherited is None and (was is None or (c.names.side(was.holder), was.situation) != (
                c.names.side(h.holder), h.situation)):
            holder = c.names.party(h.holder) or c.labels.text("map.unknown_holder")
            place = c.names.place(h.place)
            found.append(place[:1].upper() + place[1:] + c.labels.word("language.colon") + holder
                         + c.labels.word("language.separator") + c.labels.text(f"situation.{h.situation}"))
    return tuple(sorted(found))


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
        _days(c, palette, h),
        area,
        c.edition.outlines.get(h.place.id or ""),
    )


def _days(c: Composer, palette: Palette, h: Holding) -> tuple[tuple[int, State], ...]:
    """The states of a place over the slider's days, each with the number of the first that it holds on."""
    found: list[tuple[int, State]] = []
    key, before = _key(h.place), None
    for i, holdings in enumerate(palette.days):
        then = holdings.get(key)
        if found and then is before:
            continue
        before = then
        state = _state(c, palette, then) if then else State(0, "unknown", "none")
        if not found or found[-1][1] != state:
            found.append((i, state))
    return tuple(found)


def _key(place: Entity) -> str:
    return place.id or place.name or place.text


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
    states = [state for mark in marks for state in (mark.state, *(s for _, s in mark.days))]
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
