"""The places that a dispatch names, taken together: which of them it is mostly about, which lie around one, and whether
one is in a country that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bilan.analysis import Analysis
from bilan.entities import Entity
from bilan.names import PlaceCandidate
from bilan.resolve.entities import EntityReader
from bilan.resolve.place.names import PlaceNames
from bilan.resolve.place.nations import Nations
from bilan.syntax import Token

# A scene is carried on to a clause without a place only where its country has this share of the first one's weight: the
# town of a conference or the home of an envoy is not where a war is fought.
_LEAST_SHARE = 0.3


class NamedPlaces:
    """Knows the places that one dispatch names. `known` gives what the gazetteer holds under an identifier; `weights`
    tell how much the dispatch is about each country, every country alike where they are empty."""

    def __init__(self, analysis: Analysis, entities: EntityReader, names: PlaceNames,
                 known: Callable[[str], PlaceCandidate | None], weights: Mapping[str, float],
                 nations: Nations | None = None) -> None:
        self._analysis = analysis
        self._entities = entities
        self._names = names
        self._known = known
        self._weights = weights
        self._nations = nations
        self._least = _LEAST_SHARE * max(weights.values(), default=0.0)
        self._named: list[Entity] | None = None

    def main(self) -> tuple[Entity, ...]:
        """The place that the dispatch names most, its first where several tie."""
        counts: dict[str, tuple[int, Entity]] = {}
        for entity in self._all_meant():
            if entity.id is not None and self.is_in_theatre(entity):
                n, first = counts.get(entity.id, (0, entity))
                counts[entity.id] = (n + 1, first)
        best = sorted(counts.values(), key=lambda c: (-c[0], c[1].start or 0))
        return (best[0][1], *self.around(best[0][1])) if best else ()

    def country(self) -> tuple[Entity, ...]:
        """The country that the dispatch is about, where it names it: of a whole war when its clause names no place."""
        lands = [self._entities.place(s, t) for s in self._analysis.sentences for t in s.tokens if _is_country(t)]
        found = [(self._known(e.id), e) for e in (*self._all_named(), *lands)
                 if e.id is not None and self.level(e) == "country" and self.is_in_theatre(e)]
        heaviest = sorted(found, key=lambda f: -self._weights.get((f[0] and f[0].country) or "", 0.0))
        if heaviest:
            return (heaviest[0][1],)
        adjective = self._nations.first() if self._nations is not None else None
        return (adjective,) if adjective is not None else ()

    def is_in_theatre(self, place: Entity) -> bool:
        """Whether a place may be the scene of what follows: one unknown, or in a country that the dispatch is about."""
        known = self._known(place.id) if place.id else None
        if known is None or known.country is None:
            return True
        return self._weights.get(known.country, 0.0) >= self._least

    def level(self, place: Entity) -> str | None:
        """The level of a place that the gazetteer knows, `None` for another."""
        known = self._known(place.id) if place.id else None
        return known.level if known else None

    def _all_named(self) -> list[Entity]:
        if self._named is None:
            self._named = [self._entities.place(s, h) for s in self._analysis.sentences for h in self._names.heads(s)]
        return self._named

    def _all_meant(self) -> list[Entity]:
        """The places that the dispatch names as such: not the capitals that stand for their governments."""
        return [self._entities.place(s, h) for s in self._analysis.sentences for h in self._names.heads(s)
                if self._names.is_locative(s, h) or not self._names.is_metonym(h)]

    def around(self, place: Entity) -> list[Entity]:
        """The places around one as far as the dispatch names them, nearest first."""
        known = self._known(place.id) if place.id else None
        if known is None:
            return []
        by_id = {e.id: e for e in reversed(self._all_named()) if e.id is not None}
        return [by_id[p] for p in known.parents if p in by_id]


def _is_country(token: Token) -> bool:
    name = token.mention.value if token.mention is not None and token.mention.kind == "name" else None
    return name is not None and name.shape not in ("person", "body") and any(
        place.level == "country" for place in name.places[:1])
