"""Who acts and who is harmed, as far as the registry knows them: a state, an armed group, outsiders, civilians."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bilan.datasets.shapes.countries import Country, countries
from bilan.entities import Entity
from bilan.findings import Reading
from bilan.world.actors.actor import Actor
from bilan.world.actors.registry import Registry

Class = Literal["state", "group", "outside", "civilians", "unknown"]
CLASSES: dict[str, Class] = {
    "state": "state", "government_forces": "state", "ministry": "state", "armed_group": "group",
    "international": "outside", "population": "civilians", "monitor": "civilians", "media": "civilians",
    "ngo": "civilians",
}  # fmt: skip
ARMED = frozenset({"state", "group", "outside"})
FORCES = frozenset({"fighters", "security_forces", "peacekeepers"})
"""Classes of victims that are no civilians; `people` says nothing of it."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as coded: its class and name, the key and name of the side that it belongs to, and of a state the country
    codes of where it is at home."""

    kind: Class
    name: str
    side: str
    side_name: str
    home: tuple[str, ...] = ()

    @property
    def armed(self) -> bool:
        """Whether it fights."""
        return self.kind in ARMED

    @property
    def gw(self) -> int | None:
        """Gleditsch and Ward's number, where it is one state."""
        country = countries().get(self.home[0]) if self.kind == "state" and len(self.home) == 1 else None
        return country.gw if country else None


def party(entity: Entity | None) -> Party | None:
    """The party of a mention; of class `unknown` where the registry does not know it. `None` where there is none."""
    if entity is None:
        return None
    registry = Registry.load()
    known = registry.get(entity.id) if entity.id else None
    if known is not None and known.kind == "person":
        post = known.post(None)
        known = registry.get(post.organisation) if post and post.organisation else None
    if known is None:
        name = entity.name or entity.text
        return Party("unknown", name, f"name:{name.casefold()}", name)
    side = _side(registry, known)
    return Party(CLASSES.get(known.kind, "unknown"), known.english, side.id, side.english,
                 (side if side.countries else known).countries)


def _side(registry: Registry, actor: Actor) -> Actor:
    key = registry.side(actor.id)
    return (registry.get(key) if key else None) or actor


def at_home(one: Party, country: Country) -> bool:
    """Whether a state acts in its own country."""
    return not one.home or country.iso2 in one.home


def harms_civilians(figures: Iterable[Reading]) -> bool:
    """Whether a class of people is counted among its victims that are no fighters, and none that are."""
    classes = {reading.measure.people for reading in figures}
    return bool(classes - FORCES - {"people"}) and not classes & FORCES


def harms_forces(figures: Iterable[Reading]) -> bool:
    """Whether fighters, soldiers or peacekeepers are counted among its victims, and no civilians."""
    classes = {reading.measure.people for reading in figures}
    return bool(classes & FORCES) and not classes - FORCES - {"people"}
