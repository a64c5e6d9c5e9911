"""From movements to their map: an arrow for each route, with the largest standing figure that is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bilan.entities import Entity
from bilan.findings import Reading, Series
from bilan.publish.blocks import Composer, Drawing
from bilan.publish.drawing.maps import flow_map, signs, terrain
from bilan.publish.drawing.maps.flow_map import End, Flow
from bilan.publish.sections import readings as r

MOST = 14


def compose(c: Composer, flows: Sequence[Series]) -> Drawing | None:
    """The map, `None` where no movement has a place with a position."""
    found: dict[tuple[End | None, End | None], Flow] = {}
    for flow in _flows(c, flows):
        route = (flow.origin, flow.destination)
        if route not in found or flow.value > found[route].value:
            found[route] = flow
    chosen = sorted(found.values(), key=lambda flow: (-flow.value, flow.target))[:MOST]
    if not chosen:
        return None
    words = (c.labels.text("map.title_flows"), c.labels.text("map.description_flows", n=str(len(chosen))))
    wide = flow_map.draw(chosen, c.labels, name="flow-map-w", words=words)
    narrow = flow_map.draw(chosen, c.labels, name="flow-map-n", words=words, width=terrain.NARROW)
    notes = [c.labels.text("map.widths")]
    notes += [c.labels.text("map.one_end")] if any(None in (f.origin, f.destination) for f in chosen) else []
    notes += signs.notes(c.labels, wide)
    return Drawing("flow-map", *words, wide, narrow, tuple(notes), signs.borders(c.labels, wide))


def _flows(c: Composer, flows: Iterable[Series]) -> Iterator[Flow]:
    for series in flows:
        for reading in series.readings:
            for told in (reading, *reading.parts):
                flow = _flow(c, told) if told.standing == "current" and not told.alleged else None
                if flow is not None:
                    yield flow


def _flow(c: Composer, reading: Reading) -> Flow | None:
    m, extent = reading.measure, r.extent(reading.count)
    origin = _end(c, m.origin)
    destination = _end(c, m.destination)
    if extent is None or m.unit != "people" or (origin is None and destination is None) or origin == destination:
        return None
    route = c.names.route(m)
    return Flow(origin, destination, extent[1] or extent[0], c.labels.count(reading.count),
                c.cite.anchor(reading.records[0]), f"{route[:1].upper()}{route[1:]}{c.labels.word('language.colon')}"
                + r.spoken(c, reading), reading.count.bound in r.ROUNDED)


def _end(c: Composer, place: Entity | None) -> End | None:
    spot = c.names.spot(place)
    return End(spot.name, spot.latitude, spot.longitude) if spot and spot.level != "country" else None
