"""From happenings to their map: how many of each family at each place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from bilan.findings import Happening
from bilan.publish.blocks import Composer, Drawing
from bilan.publish.drawing.maps import incident_map, signs, terrain
from bilan.publish.drawing.maps.incident_map import Sign
from bilan.publish.edition import Spot

FAMILY = {
    "airstrike": "air",
    "shelling": "shelling", "bombing": "shelling",
    "offensive": "ground", "clash": "ground", "intervention": "ground",
    "attack": "harm", "execution": "harm", "abduction": "harm", "arrest": "harm", "sweep": "harm",
    "destruction": "harm",
    "evacuation": "relief", "ceasefire": "relief", "aid": "relief",
}  # fmt: skip
"""The family of each type of incident; types that are no violence and no relief from it are not drawn."""
QUARTERS = 3  # how many places of a town must be told of for it to get a map of its own


Told = list[tuple[Happening, Spot]]


def compose(c: Composer, happenings: Sequence[Happening]) -> list[Drawing]:
    """A map of the region, on which the quarters of a town count for the town, and one of each town of which three or
    more are told of; none where no incident has a place with a position."""
    found: Told = []
    for h in happenings:
        spot = next((s for place in h.places if (s := c.names.spot(place)) and s.level != "country"), None)
        if h.kind == "incident" and h.modality == "asserted" and h.type in FAMILY and spot is not None:
            found.append((h, spot))
    towns: dict[str, Told] = defaultdict(list)
    for h, spot in found:
        if town := _town(c, spot):
            towns[town.name].append((h, spot))
    region = [(h, _town(c, spot) or spot) for h, spot in found]
    drawings = []
    if len({spot.name for _, spot in region}) > 1:
        drawings.append(_drawing(c, region, "incident-map", c.labels.text("map.title_incidents")))
    for name, told in sorted(towns.items(), key=lambda item: (-len(item[1]), item[0])):
        if len({spot.name for _, spot in told}) >= QUARTERS:
            title = c.labels.text("map.title_incidents_in", place=name)
            drawings.append(_drawing(c, told, f"incident-map-{len(drawings) + 1}", title))
    return drawings


def _town(c: Composer, spot: Spot) -> Spot | None:
    """The town that a quarter, a part of a town or a site lies in; of a town itself, that town."""
    if spot.level == "town":
        return spot
    if spot.level not in ("quarter", "part", "site"):
        return None
    return next((s for key in spot.parents if (s := c.edition.places.get(key)) and s.level == "town"), None)


def _drawing(c: Composer, told: Told, name: str, title: str) -> Drawing:
    by_sign: dict[tuple[str, str], Told] = defaultdict(list)
    for h, spot in told:
        by_sign[spot.name, FAMILY[h.type]].append((h, spot))
    drawn = [_sign(c, family, here) for (_, family), here in sorted(by_sign.items())]
    words = (title, c.labels.text("map.description_incidents", n=str(len(told))))
    wide = incident_map.draw(drawn, c.labels, name=f"{name}-w", words=words)
    narrow = incident_map.draw(drawn, c.labels, name=f"{name}-n", words=words, width=terrain.NARROW)
    families = [(family, c.labels.text(f"family.{family}")) for family in incident_map.FAMILIES
                if any(sign.family == family for sign in drawn)]
    legend = incident_map.key(c.labels.text("map.legend_incidents"), families) + signs.borders(c.labels, wide)
    notes = (c.labels.text("map.areas"), *signs.notes(c.labels, wide))
    return Drawing(name, *words, wide, narrow, notes, legend)


def _sign(c: Composer, family: str, told: Told) -> Sign:
    spot = told[0][1]
    types = {c.labels.text(f"incident.{kind}"): n for kind, n in Counter(h.type for h, _ in told).items()}
    words = c.labels.word("language.separator").join(f"{kind} ({n})" for kind, n in sorted(types.items()))
    first = min((h for h, _ in told), key=lambda h: (h.first or "9999", h.id))
    return Sign(spot.name, spot.latitude, spot.longitude, family, len(told), c.cite.anchor(first.records[0]),
                spot.name + c.labels.word("language.colon") + words)
