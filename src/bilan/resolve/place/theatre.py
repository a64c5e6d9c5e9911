"""Which countries a dispatch is about: what it names, where, how often and as what, decides whose Tripoli it means.

Takes a dispatch with its names; returns the countries in order with their weights, and the places that anchor it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bilan.dispatch import Dispatch
from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.names import Name, PlaceCandidate
from bilan.world.places import Gazetteer

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = 16

# What one naming weighs: a country, a town or region, an adjective of nationality; more where a preposition places it.
_COUNTRY, _PLACE, _DEMONYM, _LOCATIVE = 1.5, 1.0, 0.7, 2.0
# A capital that may stand for its government ("Moscou a annoncé") and a dateline tell less.
_METONYM, _DATELINE = 0.4, 0.2
# Titles and leads say what a dispatch is about.
_HEAD, _LEAD, _HEAD_WEIGHT, _LEAD_WEIGHT = 220, 700, 3.0, 1.5
# A town of a power that is too small to host its talks tells so much of a dispatch.
_TOWN, _HOSTING = 0.8, 500_000
# A country with less than this share of the first one's weight is only mentioned.
_LEAST_SHARE = 0.12
_MOST = 6
# A town so many times larger than its namesakes is meant where nothing tells otherwise.
_FAR_LARGER = 20


@dataclass(frozen=True, slots=True)
class Theatre:
    """What a dispatch is about: ISO codes of countries, the likeliest first; the weight of each country that it names,
    as a share of all; the identifiers of the places that it names without doubt."""

    countries: tuple[str, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    places: frozenset[str] = frozenset()


def theatre(dispatch: Dispatch, names: Sequence[Mention], language: Language, gazetteer: Gazetteer) -> Theatre:
    """The theatre of a dispatch, empty where it names no country, nationality or known place."""
    return _Poll(dispatch.text, language, gazetteer).of(names)


class _Poll:
    def __init__(self, text: str, language: Language, gazetteer: Gazetteer) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._locative = tuple(sorted(language.table("places")["locative"], key=len, reverse=True))
        self._demonyms: dict[str, list[str]] = defaultdict(list)
        for code, forms in language.table("demonyms").items():
            for form in forms:
                self._demonyms[form].append(code)
        self._votes: dict[str, float] = defaultdict(float)
        self._placed: dict[str, float] = defaultdict(float)
        self._places: set[str] = set()

    def of(self, names: Sequence[Mention]) -> Theatre:
        open_votes = [*self._name_votes(names), *self._demonym_votes()]
        for choices, weight in sorted(open_votes, key=lambda vote: len({c.country for c in vote[0]})):
            self._cast(choices, weight)
        total = sum(self._placed.values())
        if not total:
            return Theatre()
        countries = [*_leading(self._votes), *_leading(self._placed)]
        ranked = sorted(self._placed, key=lambda code: (-self._placed[code], code))
        weights = {code: self._placed[code] / total for code in ranked}
        return Theatre(tuple(dict.fromkeys(countries))[:_MOST], weights, frozenset(self._places))

    def _name_votes(self, names: Sequence[Mention]) -> Iterator[tuple[list[PlaceCandidate], float]]:
        for mention in names:
            name = mention.value
            if not isinstance(name, Name) or not name.places or name.shape in ("person", "body"):
                continue
            printed = [p for p in name.places if p.method != "folded"]
            best = printed or list(name.places)
            if name.actors and best[0].method == "folded":
                continue
            placed = self._is_placed(mention.start)
            weight = _COUNTRY if best[0].level == "country" else _PLACE
            weight *= _LOCATIVE if placed else _METONYM if name.actors and best[0].level != "country" else 1.0
            if mention.start < 3 and self._text[mention.start:mention.end].isupper():
                weight *= _DATELINE
            yield best, weight * self._position(mention.start)

    def _demonym_votes(self) -> Iterator[tuple[list[PlaceCandidate], float]]:
        for match in _WORD.finditer(self._text):
            codes = self._demonyms.get(match.group().lower())
            if codes:
                countries = [c for c in map(self._gazetteer.country, codes) if c]
                yield countries, _DEMONYM * self._position(match.start())

    def _cast(self, choices: list[PlaceCandidate], weight: float) -> None:
        """Gives the vote to the choice whose country leads so far; a large town wins over small namesakes elsewhere.

        Votes of one country come before those of several, so that the clear ones settle the doubtful ones.
        """
        if not choices:
            return
        leaders = sorted(choices, key=lambda p: -self._votes.get(p.country or "", 0.0))
        chosen = leaders[0]
        if not self._votes.get(chosen.country or "", 0.0):
            largest, *rest = sorted(choices, key=lambda p: -p.population)
            clear = not rest or largest.population >= _FAR_LARGER * max(1, rest[0].population)
            chosen = choices[0] if choices[0].method == "alias" else largest
            weight *= 1.0 if clear or chosen.method == "alias" else 0.5
        codes = self._gazetteer.countries_of(chosen.id)
        for code in codes:
            self._votes[code] += weight * self._gazetteer.prior(code) / len(codes)
            self._placed[code] += weight * self._prior(chosen, code) / len(codes)
        if chosen.level != "country":
            self._places.add(chosen.id)

    def _prior(self, place: PlaceCandidate, code: str) -> float:
        """What a naming of a place tells of its country: of a power that is named everywhere a town that is no capital
        tells as much as another's, for nobody sits there."""
        prior = self._gazetteer.prior(code)
        if place.level == "country" or place.method == "alias":
            return prior
        country = self._gazetteer.country(code)
        seat = self._gazetteer.capital(country.id) if country is not None else None
        is_seat = seat is not None and seat.id == place.id
        return prior if is_seat or place.population >= _HOSTING else max(prior, _TOWN)

    def _position(self, start: int) -> float:
        return _HEAD_WEIGHT if start < _HEAD else _LEAD_WEIGHT if start < _LEAD else 1.0

    def _is_placed(self, start: int) -> bool:
        before = self._text[max(0, start - _BEFORE):start].lower().rstrip(" \t\n")
        gap = start - len(self._text[:start].rstrip(" \t\n"))
        for word in self._locative:
            if before.endswith(word) and (gap > 0 or word.endswith(("'", "’"))):
                ahead = before[:-len(word)]
                if not ahead or not ahead[-1].isalpha():
                    return True
        return False


def _leading(votes: dict[str, float]) -> list[str]:
    """The countries that a dispatch is about, without those that it only mentions."""
    ranked = sorted(votes, key=lambda code: (-votes[code], code))
    return [code for code in ranked if votes[code] >= _LEAST_SHARE * votes[ranked[0]]][:_MOST]
