"""From a mention as printed to the place that it means, in the theatre of the dispatch.

Takes "le quartier de Boustane al-Qasr", "le nord du Mali", "la capitale afghane"; returns a place of the gazetteer, or
one told through it (`world.places.derived`), or `None`: unresolved is a normal answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilan.language.contract import Language
from bilan.names import PlaceCandidate
from bilan.resolve.place.phrases import PlaceWords, Step, Word
from bilan.resolve.place.theatre import Theatre
from bilan.world.places import Gazetteer
from bilan.world.places.derived import around, inside, part

# Outside the theatre only what everybody knows is meant: countries, capitals and large towns under their own name.
_WELL_KNOWN = 200_000
# A bare word that no preposition places is a place only where it is as large as this, or a region or a country.
_UNPLACED = 50_000
_LARGE = 100_000
_LONGEST_NAME = 7
# "le pays" is the theatre's first country where half of all that is named speaks for it.
_DOMINANT = 0.5
_FINEST = {level: rank for rank, level in
           enumerate(("site", "quarter", "part", "village", "town", "district", "region", "country"))}
_SETTLEMENTS = frozenset(("town", "village", "quarter", "part"))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The name in a mention: the words `start` to `end` of it, and what it may mean."""

    start: int
    end: int
    candidates: tuple[PlaceCandidate, ...]


class PlaceResolver:
    """Resolves the places of one dispatch."""

    def __init__(
        self, gazetteer: Gazetteer, theatre: Theatre, language: Language, *, words: PlaceWords | None = None
    ) -> None:
        """`theatre` is what the dispatch is about; `words` may be shared between dispatches."""
        self._gazetteer = gazetteer
        self._theatre = theatre
        self._words = words or PlaceWords(language)
        self._answers: dict[tuple[str, bool], tuple[PlaceCandidate, ...]] = {}

    def resolve(self, text: str, *, locative: bool = True) -> PlaceCandidate | None:
        """The place that a mention means, `None` where it names none that is known.

        `locative` tells that the sentence uses it as a place: else small places are no answer, for any person's name
        is a village's too. `name` is the French name, or for a place told through another the words as printed;
        `method` is `alias`, `exact`, `folded`, `part-of` (a part of a place or a spot in it), `near` (its
        surroundings) or `theatre` ("la capitale", of the country that the dispatch is about).
        """
        return next(iter(self.candidates(text, locative=locative)), None)

    def fits(self, noun: str, place: PlaceCandidate | str) -> bool:
        """Whether a common noun can mean a place, or what another noun means: "la ville" is no country and no camp."""
        return self._words.is_akin(noun, place) if isinstance(place, str) else self._words.can_mean(noun, place.level)

    def candidates(self, text: str, *, locative: bool = True) -> tuple[PlaceCandidate, ...]:
        """All places that the mention may mean, the likeliest first: ambiguity is kept."""
        key = (text, locative)
        if key not in self._answers:
            self._answers[key] = self._read(text, locative)
        return self._answers[key]

    def _read(self, text: str, locative: bool) -> tuple[PlaceCandidate, ...]:
        words = self._words.words(text)
        anchor = self._whole_name(words) or self._name(words, locative) or self._nationality(words)
        if anchor is None:
            return self._bare(words)
        before = words[:anchor.start]
        if anchor.candidates[:1] and anchor.candidates[0].level == "country" and self._words.is_abroad(before):
            return ()
        if not (steps := self._words.steps(before)):
            return anchor.candidates if locative else tuple(filter(_stands_unplaced, anchor.candidates))
        if self._words.is_told_apart(before) and any(_SETTLEMENTS & set(s.levels) for s in steps):
            return ()
        found = self._unwrap(anchor, steps, text, words)
        some = bool(found) and found[0] in anchor.candidates and self._words.is_counted(before)
        return (inside(found[0], text, "quarter"),) if some else found

    def _unwrap(
        self, anchor: _Anchor, steps: Sequence[Step], text: str, words: Sequence[Word]
    ) -> tuple[PlaceCandidate, ...]:
        found = self._first_noun(anchor, steps[0]) or self._known_site(anchor, steps[0], words)
        if found is not None:
            steps = steps[1:]
        current = found if found is not None else anchor.candidates
        previous: Step | None = None
        for step in steps:
            printed = text[words[self._first_word(step, words)].start:words[anchor.end - 1].end]
            current = self._apply(step, previous, current, printed)
            previous = step
        return current

    def _first_word(self, step: Step, words: Sequence[Word]) -> int:
        """Where the printed name of a part begins: at its direction, or at the noun that an adjective belongs to."""
        before = words[step.at - 1].lower if step.kind == "direction" and step.at else ""
        noun = before and before not in self._words.articles and before not in self._words.links
        return step.at - 1 if noun else step.at

    def _first_noun(self, anchor: _Anchor, step: Step) -> tuple[PlaceCandidate, ...] | None:
        """The candidates of a level that the noun right before the name announces, `None` where there are none."""
        if step.kind != "noun" or not step.levels:
            return None
        fitting = [p for p in anchor.candidates if p.level in step.levels]
        fitting += [p for p in anchor.candidates if p.level == "village" and "town" in step.levels and p not in fitting]
        return tuple(sorted(fitting, key=lambda p: p.method == "folded")) or None

    def _known_site(self, anchor: _Anchor, step: Step, words: Sequence[Word]) -> tuple[PlaceCandidate, ...] | None:
        """The site that goes by its noun and its town, other words between them: "le camp de réfugiés de Djenine"."""
        if step.kind != "noun" or "site" not in step.levels:
            return None
        name = _printed([words[step.at], *words[anchor.start - 1:anchor.end]])
        return tuple(p for p in self._known(name) if p.level == "site" and p.method != "folded") or None

    def _apply(
        self, step: Step, previous: Step | None, current: tuple[PlaceCandidate, ...], printed: str
    ) -> tuple[PlaceCandidate, ...]:
        if not current:
            return ()
        place = current[0]
        if step.kind in ("capital", "other_capital", "seat"):
            is_other = step.kind == "other_capital" and place.level == "country"  # "la capitale économique de X"
            seat = None if is_other else self._gazetteer.capital(place.id)
            return (seat,) if seat else current if place.level in _SETTLEMENTS else ()
        if step.kind == "direction":
            return (self._part(place, step.direction, printed),)
        if step.kind == "around":
            outer = place.level in ("country", "region") and bool(step.direction)
            return (part(place, step.direction, printed) if outer else around(place, printed),)
        if previous is not None and previous.kind == "direction" and step.adjacent:
            return current
        if step.word in self._words.inside and place.level in _SETTLEMENTS | {"site"}:
            return (inside(place, printed, "quarter" if "quarter" in step.levels else "site"),)
        if place.level in _SETTLEMENTS and "region" in step.levels:
            return (around(place, printed),)
        if _SETTLEMENTS & set(step.levels):
            return ()
        return current

    def _part(self, place: PlaceCandidate, direction: str, printed: str) -> PlaceCandidate:
        own = self._gazetteer.part_of(place.id, direction)
        return replace(own, method="part-of") if own else part(place, direction, printed)

    def _whole_name(self, words: Sequence[Word]) -> _Anchor | None:
        """A name of Bilan's own tables or of GeoNames that takes its noun in: "bande de Gaza", "camp de Jabaliya"."""
        for start, word in enumerate(words):
            if word.lower in self._words.links or word.lower in self._words.articles:
                continue
            for end in range(min(len(words), start + _LONGEST_NAME), start + 1, -1):
                exact = tuple(p for p in self._known(_printed(words[start:end])) if p.method != "folded")
                if exact:
                    return _Anchor(start, end, exact)
        return self._hyphened(words)

    def _name(self, words: Sequence[Word], locative: bool) -> _Anchor | None:
        """The name in the words: the first that is found as it is printed, else the first that folds like one."""
        folded: _Anchor | None = None
        for start, word in enumerate(words):
            if word.lower in self._words.articles and start + 1 < len(words) and not word.text[0].isupper():
                continue
            count, found = self._match(words, start)
            plain_word = count == 1 and self._words.is_plain(word.lower)
            if not count or (plain_word and not self._is_region_name(words, start, found)):
                continue
            anchor = _Anchor(start, start + count, found)
            if not _goes_on(words, anchor.end, found[0]):
                if found[0].method != "folded":
                    return anchor
                folded = folded or anchor
        return folded if locative else None

    def _hyphened(self, words: Sequence[Word]) -> _Anchor | None:
        """A part by the direction that a hyphen joins to a name: "Benghazi-Est" where no table has it."""
        for end, word in enumerate(words, 1):
            stem, towards = self._words.hyphened(word)
            for start in range(max(0, end - _LONGEST_NAME), end if towards else 0):
                name, printed = (_printed([*words[start:end - 1], last]) for last in (replace(word, text=stem), word))
                wholes = [p for p in self._known(name) if p.method != "folded"]
                if wholes and not self._known(printed):
                    return _Anchor(start, end, tuple(self._part(p, towards, printed) for p in wholes))
        return None

    def _match(self, words: Sequence[Word], start: int) -> tuple[int, tuple[PlaceCandidate, ...]]:
        tokens = [w.text for w in words[start:start + _LONGEST_NAME]]
        countries = self._theatre.countries
        near = self._gazetteer.longest_match(tokens, countries=countries) if countries else (0, ())
        far = self._gazetteer.longest_match(tokens)
        known = self._well_known(far[1])
        if near[1] and (not known or (near[0] >= far[0] and near[1][0].method != "folded")):
            return near[0], self._ranked(near[1])
        return (far[0], known) if known else (near[0], self._ranked(near[1]))

    def _is_region_name(self, words: Sequence[Word], at: int, found: Sequence[PlaceCandidate]) -> bool:
        """Whether a capitalised direction is a region's name: "la région du Nord-Ouest", "le Sud-Ouest"."""
        last = at == len(words) - 1
        return last and words[at].text[0].isupper() and any(p.level == "region" and p.method != "folded" for p in found)

    def _nationality(self, words: Sequence[Word]) -> _Anchor | None:
        """A country through its adjective: "la capitale afghane", "le nord syrien", "le territoire ukrainien"."""
        for at in range(len(words) - 1, 0, -1):
            codes = self._words.demonyms.get(words[at].lower)
            if not codes:
                continue
            code = min(codes, key=lambda c: (-self._theatre.weights.get(c, 0.0), c))
            country = self._gazetteer.country(code)
            before = words[at - 1].lower
            if country is None:
                return None
            if before in self._words.soil or before in self._words.directions or before in self._words.capital:
                return _Anchor(at - 1 if before in self._words.soil else at, at + 1, (country,))
        return None

    def _bare(self, words: Sequence[Word]) -> tuple[PlaceCandidate, ...]:
        """ "la capitale", "le pays", "l'ouest du pays" with nothing more: those of the country that the theatre is."""
        if len(words) < 2 or not self._theatre.countries:
            return ()
        country = self._gazetteer.country(self._theatre.countries[0])
        last, before = words[-1].lower, words[-2].lower
        if country is None or self._theatre.weights.get(self._theatre.countries[0], 1.0) < _DOMINANT:
            return ()
        if last in self._words.capital:
            country = self._gazetteer.capital(country.id)
        elif last not in self._words.soil or before not in self._words.definite:
            return ()
        if country is None:
            return ()
        current: tuple[PlaceCandidate, ...] = (replace(country, method="theatre"),)
        for step in self._words.steps(words[:-1]):
            if step.kind not in ("direction", "around"):
                return ()
            current = self._apply(step, None, current, f"{words[step.at].text} ({country.name})")
        return current

    def _known(self, name: str) -> tuple[PlaceCandidate, ...]:
        countries = self._theatre.countries
        near = self._gazetteer.find(name, countries=countries) if countries else ()
        if near and near[0].method != "folded":
            return self._ranked(near)
        return self._well_known(self._gazetteer.find(name))

    def _well_known(self, found: tuple[PlaceCandidate, ...]) -> tuple[PlaceCandidate, ...]:
        """Those that are meant whatever a dispatch is about, none where the likeliest is not one of them."""
        if not found or not _is_well_known(found[0], self._gazetteer):
            return ()
        return tuple(p for p in found if _is_well_known(p, self._gazetteer))

    def _ranked(self, found: Iterable[PlaceCandidate]) -> tuple[PlaceCandidate, ...]:
        """The candidates, those that the dispatch's other places vouch for before the others of the same method."""
        def rank(place: PlaceCandidate) -> tuple[bool, bool]:
            named = self._theatre.places
            alone = place.level == "country" or place.population >= _LARGE or place.id in named
            return place.method == "folded", not (alone or any(p in named for p in place.parents))
        return tuple(sorted(found, key=rank))


def finest_first(places: Iterable[PlaceCandidate]) -> list[PlaceCandidate]:
    """The places in the order that a claim's `where` has: what lies in another before it, then the smaller first."""
    return sorted(places, key=lambda p: (-len(p.parents) if p.level != "country" else 1, _FINEST[p.level], p.radius))


def parents_named(place: PlaceCandidate, named: Iterable[str]) -> list[str]:
    """The identifiers of what a place lies in, nearest first, as far as `named` (what a dispatch names) has them."""
    known = set(named)
    return [parent for parent in place.parents if parent in known]


def _is_well_known(place: PlaceCandidate, gazetteer: Gazetteer) -> bool:
    """Whether a place is meant by its name in dispatches that are about other countries."""
    if place.level == "country":
        return True
    if place.method == "alias":
        return place.id.startswith("geonames:") or place.level in ("region", "part")
    if place.method == "folded":
        return False
    seats = (gazetteer.capital(parent) for parent in place.parents)
    return place.population >= _WELL_KNOWN or any(seat is not None and seat.id == place.id for seat in seats)


def _printed(words: Sequence[Word]) -> str:
    return "".join(w.text if w.text.endswith(("'", "’")) else f"{w.text} " for w in words).strip()


def _goes_on(words: Sequence[Word], end: int, place: PlaceCandidate) -> bool:
    """Whether the name goes on after words that fold like a place or are a small one: "Mar Mikhaël" is not Mar."""
    loose = place.method == "folded" or (place.level in _SETTLEMENTS and place.population < _LARGE)
    return loose and end < len(words) and words[end].text[0].isupper() and words[end].start - words[end - 1].end == 1


def _stands_unplaced(place: PlaceCandidate) -> bool:
    return place.level in ("country", "region", "part", "site") or place.population >= _UNPLACED
