"""What reconciling asks of the world: what lies in what, who belongs to which side, who speaks for whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal, Protocol

from bilan.entities import Entity
from bilan.findings import Origin
from bilan.names import PlaceCandidate
from bilan.reconcile.proper import named, nothing
from bilan.world.actors.actor import Actor
from bilan.world.actors.registry import Registry
from bilan.world.folding import fold
from bilan.world.places import Gazetteer

Camp = Literal["state", "group"]
CAMPS: dict[str, Camp] = {"state": "state", "government_forces": "state", "ministry": "state", "armed_group": "group"}
FINE = frozenset({"quarter", "part", "town", "village", "site"})
"""Levels of places that are points or parts of one town: two of one level, neither in the other, do not overlap."""
ANONYMOUS = "anonymous"
COUNTRY = "country"
DESCRIBED = re.compile(r"^(?:[^\W\d_]\w*\W+){2,}?([A-Z][^\d_]*)$")
"""Words that begin in lower case but for the first, then a name to the end."""
APPROXIMATE = "part-of"
"""The gazetteer's method for a place known only by what it lies in."""
SHORT = re.compile(r"\(([^()\s]*[A-Z][^()\s]*[A-Z][^()\s]*)\)\s*$|\b([A-Z]{2,}[A-Z0-9-]*)\s*$")
"""A short form at the end of a name, in parentheses or after an article: "Observatoire … (OSDH)", "l'OSDH"."""


class Knowledge(Protocol):
    """All look-ups are by keys: an identifier, or `name:` and the folded text for what no registry knows."""

    def place(self, entity: Entity) -> str:
        """The key of a place."""
        ...

    def enclosing(self, key: str) -> tuple[str, ...]:
        """The place itself, then all that it lies in, nearest first."""
        ...

    def scope(self, key: str) -> str:
        """The place that figures are counted for: of an area with no name of its own in a part of a town, that part."""
        ...

    def disjoint(self, one: str, other: str) -> bool:
        """Whether the two places are known not to overlap; false where that is not known."""
        ...

    def named(self, key: str) -> Entity:
        """The place of a key, with its name."""
        ...

    def actor(self, entity: Entity) -> str:
        """The key of an actor."""
        ...

    def side(self, entity: Entity) -> str:
        """The key of the party that an actor belongs to, its own key where it belongs to none that is known."""
        ...

    def camp(self, entity: Entity) -> Camp | None:
        """Whether the actor fights as or for a state, or as a group; `None` for one that fights for nobody."""
        ...

    def origin(self, entity: Entity) -> Origin:
        """The organisation that stands behind what this source says; an anonymous one where the source has no name."""
        ...

    def is_place(self, entity: Entity) -> bool:
        """Whether the mention is of one place in particular, known by identifier or by a name of its own."""
        ...


class KnownWorld:
    """What the gazetteer and the registry know. All methods are reads."""

    def __init__(self, gazetteer: Gazetteer, registry: Registry,
                 common: Callable[[], frozenset[str]] = nothing) -> None:
        """`common` gives the short forms in capitals that name nobody, in lower case, of all languages read."""
        self._common = common
        self._gazetteer = gazetteer
        self._registry = registry
        self._candidate = lru_cache(maxsize=65536)(gazetteer.place)
        self._overlap = lru_cache(maxsize=65536)(self._known_disjoint)
        self._countries = lru_cache(maxsize=16384)(lambda key: frozenset(gazetteer.countries_of(key)))
        self._found = lru_cache(maxsize=16384)(self._find)
        self._origin = lru_cache(maxsize=16384)(self._organisation)
        self._side = lru_cache(maxsize=16384)(self._side_of)
        self._camp = lru_cache(maxsize=16384)(self._camp_of)
        self._names_one = lru_cache(maxsize=65536)(self._one_place)

    def place(self, entity: Entity) -> str:
        """See `Knowledge`."""
        return entity.id or name_key(entity)

    def enclosing(self, key: str) -> tuple[str, ...]:
        """See `Knowledge`."""
        place = self._candidate(key) if not key.startswith("name:") else None
        return (key, *place.parents) if place else (key,)

    def named(self, key: str) -> Entity:
        """See `Knowledge`."""
        place = self._candidate(key)
        return Entity(place.name, place.name, place.id) if place else Entity(key.removeprefix("name:"))

    def find(self, name: str) -> tuple[PlaceCandidate, ...]:
        """The places that a name may mean, best first."""
        return self._gazetteer.find(name)

    def party(self, name: str) -> Entity:
        """The party of that name, without an identifier where none or several bear it."""
        known = self._found(name)
        return Entity(name, known.french, known.id) if known else Entity(name)

    def known_place(self, id: str) -> Entity | None:
        """The place of an identifier, `None` where the gazetteer has none."""
        place = self._candidate(id)
        return Entity(place.name, place.name, place.id) if place else None

    def known_party(self, id: str) -> Entity | None:
        """The party, body or person of an identifier, `None` where the registry has none."""
        known = self._registry.get(id)
        return Entity(known.french, known.french, known.id) if known else None

    def names_of(self, id: str) -> tuple[str, ...]:
        """All names of the party, body or person of an identifier, none where the registry has no such."""
        known = self._registry.get(id)
        return tuple(known.names) if known else ()

    def located(self, entity: Entity) -> tuple[str, ...]:
        """The keys of a place and of all that it lies in: what the ledger files a claim under."""
        return self.enclosing(self.place(entity))

    def scope(self, key: str) -> str:
        """See `Knowledge`."""
        outer = self._charted(key)
        place = self._candidate(outer)
        return outer if place and place.level == "part" else key

    def disjoint(self, one: str, other: str) -> bool:
        """See `Knowledge`."""
        return self._overlap(*sorted((one, other)))

    def actor(self, entity: Entity) -> str:
        """See `Knowledge`."""
        known = self._known(entity)
        return known.id if known else entity.id or name_key(entity)

    def side(self, entity: Entity) -> str:
        """See `Knowledge`."""
        return self._side(entity.id, entity.name, entity.text)

    def camp(self, entity: Entity) -> Camp | None:
        """See `Knowledge`."""
        return self._camp(entity.id, entity.name, entity.text, entity.organisation)

    def origin(self, entity: Entity) -> Origin:
        """See `Knowledge`."""
        return self._origin(entity.id, entity.name, entity.text, entity.organisation)

    def is_place(self, entity: Entity) -> bool:
        """See `Knowledge`. A description that ends on a country's name ("the second town of") names no place."""
        return bool(entity.id) or self._names_one(entity.name or entity.text)

    def _one_place(self, text: str) -> bool:
        if not named(text, self._common):
            return False
        described = DESCRIBED.match(text)
        return not described or all(p.level != COUNTRY for p in self._gazetteer.find(described.group(1)))

    def candidate(self, key: str) -> PlaceCandidate | None:
        """The gazetteer's entry for a place, `None` for one known by its name only."""
        return self._candidate(key)

    def _side_of(self, id: str | None, name: str | None, text: str) -> str:
        entity = Entity(text=text, name=name, id=id)
        known = self._known(entity)
        return (self._registry.side(known.id) or known.id) if known else id or name_key(entity)

    def _camp_of(self, id: str | None, name: str | None, text: str, organisation: str | None) -> Camp | None:
        own = Entity(text=text, name=name, id=id)
        for entity in (Entity(text=organisation), own) if organisation else (own,):
            known = self._known(entity)
            while known is not None:
                if known.kind in CAMPS:
                    return CAMPS[known.kind]
                post = known.post(None)
                above = (post.organisation if post else None) if known.kind == "person" else None
                known = self._registry.get(above) if above else None
        return None

    def _organisation(self, id: str | None, name: str | None, text: str, organisation: str | None) -> Origin:
        if organisation:
            found = self._find(organisation)
            if found or named(organisation, self._common):
                return self._as_origin(found) if found else Origin(name_key(Entity(organisation)), organisation)
        known = self._known(Entity(text=text, name=name, id=id))
        if known and known.kind == "person":
            post = known.post(None)
            above = self._registry.get(post.organisation) if post and post.organisation else None
            return self._as_origin(above or known)
        if known:
            return self._as_origin(known)
        if not id and not named(name or text, self._common):
            return Origin(ANONYMOUS, None, independent=False, anonymous=True)
        return Origin(id or name_key(Entity(text, name)), name or text, id)

    def _as_origin(self, actor: Actor) -> Origin:
        return Origin(actor.id, actor.french, actor.id)

    def _known(self, entity: Entity) -> Actor | None:
        if entity.id:
            return self._registry.get(entity.id)
        return self._found(entity.name or entity.text)

    def _find(self, text: str) -> Actor | None:
        for name in _names(text):
            found = self._registry.find(name)
            if len(found) == 1:
                return found[0]
        return None

    def _charted(self, key: str) -> str:
        """The place itself, or, for an area that only its description sets apart ("the north of", "an hospital in"),
        what it lies in: two such areas may overlap."""
        place = self._candidate(key)
        return place.parents[0] if place and place.method == APPROXIMATE and place.parents else key

    def _known_disjoint(self, one: str, other: str) -> bool:
        one, other = self._charted(one), self._charted(other)
        a, b = self._candidate(one), self._candidate(other)
        if a is None or b is None or one == other or other in a.parents or one in b.parents:
            return False
        here, there = self._countries(one), self._countries(other)
        if here and there and not here & there:
            return True
        if a.level in FINE and b.level in FINE:
            return a.level == b.level or _told_apart(a, b) or not set(_towns(a)) & set(_towns(b))
        return False


def name_key(entity: Entity) -> str:
    """The key of what no registry knows: `name:` and the folded name, by its short form where it ends on one."""
    return text_key(entity.name or entity.text)


@lru_cache(maxsize=65536)
def text_key(text: str) -> str:
    """The key of what is called by this text and no registry knows."""
    short = SHORT.search(text)
    return f"name:{fold((short.group(1) or short.group(2)) if short else text)}"


def _names(text: str) -> Iterable[str]:
    yield text
    short = SHORT.search(text)
    if short:
        yield short.group(1) or short.group(2)
        if short.group(1):
            yield text[:short.start()].strip()


def _towns(place: PlaceCandidate) -> tuple[str, ...]:
    """The town that a place is or lies in: what a quarter, a part or a site is nearest to."""
    return (place.id,) if place.level in ("town", "village") else place.parents[:2]


def _told_apart(a: PlaceCandidate, b: PlaceCandidate) -> bool:
    """Whether a quarter is recorded in a part of the town other than this part, or in none though others are."""
    if {a.level, b.level} != {"part", "quarter"}:
        return False
    part, quarter = (a, b) if a.level == "part" else (b, a)
    return bool(set(part.parents) & set(quarter.parents))
