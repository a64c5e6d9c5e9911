"""Other places for those that a dispatch names: of the same level and beginning, in the state exchanged for theirs."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from benchmarks.twins.shapes import elides, is_plain, shapes
from bilan.names import PlaceCandidate
from bilan.world.actors import Registry
from bilan.world.places import Gazetteer

_TOWN, _VILLAGES = 30_000, range(800, 6_000)
_SHORTEST = 4
# Of those that fit, the largest: towns that the news may name.
_MOST = 40
_KNOWN = 300_000
_LEVELS = {"town": "town", "part": "town", "village": "village", "district": "town", "region": "region",
           "quarter": "quarter"}


class OtherPlaces:
    """Chooses them for one dispatch; the same name gets the same one throughout."""

    def __init__(self, text: str, states: Mapping[str, str], theatre: Sequence[str], chance: random.Random,
                 taken: Collection[str]) -> None:
        """`states` are the exchanged states by code, `theatre` those that the text is about, `taken` names in use."""
        self._text, self._states, self._theatre, self._chance, self._taken = text, states, theatre, chance, taken
        self.table: dict[str, str] = {}
        self._chosen: dict[str, str] = {}

    def add(self, name: str) -> None:
        """Chooses a place for a printed name, none where its article or its kind cannot be matched."""
        found = self._meant(name)
        if name.isupper() and len(name) > _SHORTEST:
            name = found.name if found and found.name.upper() == name else name.title()
        if not is_plain(name) or name in self.table or self._add_area(name):
            return
        if found is not None and found.level == "part":
            self.add(name.partition("-")[0])
            return
        if found is not None and (found.level not in _LEVELS or self._is_state(name) or not self._is_told(found)):
            return
        articles = "|".join(shapes()["articles"])
        if re.search(rf"\b(?:{articles}) {re.escape(name)}\b", self._text, re.IGNORECASE):
            return
        other = self._chosen.get(found.id) if found else None
        other = other or self._choose(name, found)
        if other:
            self.table[name] = other
            self._chosen[found.id if found else name] = other

    def _choose(self, name: str, found: PlaceCandidate | None) -> str | None:
        level = _LEVELS[found.level] if found else "village"
        if level == "region" and self._town_of(name):
            level = "town"
        country = (found.country if found else None) or (self._theatre[0] if self._theatre else "")
        fits = [n for n in _pool(level, self._states.get(country, country))
                if elides(n) == elides(name) and n not in {*self.table.values(), *self._taken} and n not in self._text
                and min(2, len(n.split())) == min(2, len(name.split()))]
        return self._chance.choice(fits[:_MOST]) if fits else None

    def _is_told(self, place: PlaceCandidate) -> bool:
        """Whether it lies in a country that the dispatch is about, or is large enough to be named without."""
        return place.country in self._theatre or place.population >= _KNOWN or place.level == "quarter"

    def _add_area(self, name: str) -> bool:
        for names in shapes()["areas"].values():
            if name in names:
                free = [n for n in names if n not in self._text and n not in self.table.values()]
                self.table[name] = self._chance.choice(free) if free else name
                return True
        return False

    def _meant(self, name: str) -> PlaceCandidate | None:
        gazetteer = Gazetteer.default()
        found = gazetteer.find(name, countries=list(self._theatre)) or gazetteer.find(name)
        return found[0] if found else None

    def _town_of(self, name: str) -> bool:
        return any(p.level == "town" for p in Gazetteer.default().find(name, countries=list(self._theatre)))

    def _is_state(self, name: str) -> bool:
        return bool(Registry.load().nation(name))


@cache
def _pool(level: str, country: str) -> tuple[str, ...]:
    """Names of places of a level in a country, known by one name alone, the largest first; quarters are of any."""
    names = dict.fromkeys(_quarters() if level == "quarter" else _listed(level, country))
    gazetteer = Gazetteer.default()
    kept = []
    for name in names:
        found = gazetteer.find(name) if len(name) >= _SHORTEST and is_plain(name) else ()
        if found and (level == "quarter" or found[0].country == country):
            kept.append(name)
    return tuple(kept)


def _listed(level: str, country: str) -> list[str]:
    """From the packed table of GeoNames: its columns are told in `world/places/records.py`."""
    found: list[tuple[int, str]] = []
    for line in _lines():
        _, name, code, region, _, _, people, _, _, radius = line.split("\t")
        number = int(people or 0)
        size = "town" if number >= _TOWN else "village" if number in _VILLAGES else ""
        kind = "region" if radius and not region else size
        if code == country and kind == level:
            found.append((-number, name))
    return [name for _, name in sorted(found)]


def _quarters() -> Iterator[str]:
    own = files("bilan.world.places").joinpath("data", "own")
    for table in ("quarters.tsv", "quarters_aleppo.tsv"):
        for line in own.joinpath(table).read_text("utf-8").splitlines():
            if line.startswith("bilan:"):
                yield line.split("\t")[1]


@cache
def _lines() -> tuple[str, ...]:
    return tuple(files("bilan.world.places").joinpath("data", "places.tsv").read_text("utf-8").splitlines())
