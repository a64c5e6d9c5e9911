"""Finds names: of persons, places, bodies and armed groups, whole, with the acronym that follows in parentheses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.names import ActorCandidate, Name, PlaceCandidate
from bilan.recognise.names.lexicon import ActorNames, NameWords
from bilan.recognise.names.shapes import shape_of
from bilan.recognise.names.spans import NameSpans, Span
from bilan.recognise.names.tokens import opens
from bilan.world.actors import Registry
from bilan.world.folding import fold_word, is_linking
from bilan.world.places.derived import part

_ACRONYM = re.compile(r"\s?\(([A-Z][\w-]{1,11}(?:/[A-Z][A-Z0-9-]{1,11})?)\)")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_PREFIX = re.compile(r"(?<![^\W_])([^\W\d_]+)[-‐‑]\Z")
_LONGEST_PREFIX = 8
_NO_STATE = frozenset({"armed_group", "international", "ngo", "media", "monitor"})
_KNOWN_TOWN = 50_000
_ROMAN = re.compile(r"[IVXLCDM]+")


class PlaceNames(Protocol):
    """What the recogniser asks of a gazetteer."""

    def find(self, name: str, *, countries: Sequence[str] | None = None) -> tuple[PlaceCandidate, ...]: ...

    def longest_match(self, tokens: Sequence[str]) -> tuple[int, tuple[PlaceCandidate, ...]]: ...


@dataclass(slots=True)
class Known:
    """What a dispatch as a whole shows: `lower`, the words that it prints without a capital somewhere; `capital`, those
    that it prints with one in mid-sentence; and, as they are found, its acronyms with the names that they stand for."""

    lower: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()
    acronyms: dict[str, Name] = field(default_factory=dict)


class NameFinder:
    """Finds names. Compiled once for a language, a gazetteer and a registry; serves any number of dispatches."""

    def __init__(self, gazetteer: PlaceNames, registry: Registry, language: Language) -> None:
        self._gazetteer = gazetteer
        self._words = NameWords(language)
        self._actors = ActorNames(
            registry, self._words.cutter, self._words.common | self._words.openings | self._words.ages,
            self._words.coordinators)
        self._spans = NameSpans(self._words, self._actors, gazetteer)

    def survey(self, text: str) -> Known:
        """What the whole dispatch shows of its words, to be handed to each `find` in it."""
        capital = {match.group().lower() for match in _LETTERS.finditer(text)
                   if not match.group().islower() and match.group()[0].isupper() and not opens(text, match.start(), 0)}
        lower = {letters for letters in set(_LETTERS.findall(text)) if letters.islower()}
        return Known(frozenset(lower), frozenset(capital))

    def find(self, text: str, start: int, end: int, known: Known | None = None) -> list[Mention]:
        """The names in `text[start:end]`, in order, none overlapping; each value is a `names.Name`.

        Articles, prepositions and titles before a name are left out of it, "(OSDH)" after it is taken in. `known` is
        the survey of the dispatch, which `find` adds acronyms to; without it the stretch is surveyed alone.
        """
        known = known if known is not None else self.survey(text[start:end])
        words = self._words.cutter.words(text, start, end)
        mentions: list[Mention] = []
        for span in self._spans.find(text, start, words, known):
            if not mentions or span.start >= mentions[-1].end:
                mentions.append(self._mention(text, span, known))
        return mentions

    def settle(self, text: str, mentions: Sequence[Mention]) -> dict[tuple[int, int], Mention]:
        """The names among a dispatch's mentions that the others of the same words show to be persons, by their spans:
        "à Zalika Issa" may be a town until "explique Zalika Issa"."""
        people = {text[m.start:m.end] for m in mentions if m.kind == "name" and m.value.shape == "person"}
        return {(m.start, m.end): replace(m, value=replace(m.value, shape="person"))
                for m in mentions if m.kind == "name" and m.value.shape in (None, "place") and not m.value.places
                and not m.value.actors and text[m.start:m.end] in people}

    def _mention(self, text: str, span: Span, known: Known) -> Mention:
        start, end = self._with_article(text, span.start), span.end
        printed = text[start:end]
        actors = tuple(span.actors)
        places = () if _is_rather_an_actor(actors, span.places, printed) else span.places or self._parts(printed)
        acronym = self._acronym_after(text, span, actors)
        if acronym:
            actors = tuple(self._actors.named(acronym)) or actors
            end += len(acronym) + text[end:].index(acronym) + 1
        heard = known.acronyms.get(printed)
        if heard is not None:
            actors = actors or heard.actors
        body = span.body or acronym is not None or bool(_is_capitals(printed) and not places)
        shape = shape_of(
            text, start, end, words=self._words, several=span.count > 1,
            first_name=span.first.lower in self._words.first_names, body=body, places=places, actors=actors)
        name = Name(places=places, actors=actors, shape=heard.shape if heard else shape, acronym=acronym)
        if acronym:
            known.acronyms[acronym] = replace(name, acronym=None)
        prefix = self._prefix(text, start)
        if prefix:
            return Mention("name", start - len(prefix) - 1, end, self._sided(name, prefix))
        return Mention("name", start, end, name)

    def _parts(self, printed: str) -> tuple[PlaceCandidate, ...]:
        """The parts of towns that a direction behind a hyphen makes of their names ("Benghazi-Est")."""
        whole, _, direction = printed.rpartition("-")
        if not whole or direction.islower() or direction.lower() not in self._words.directions:
            return ()
        found = (place for place in self._gazetteer.find(whole) if place.method != "folded")
        return tuple(part(place, self._words.directions[direction.lower()], printed) for place in found)

    def _prefix(self, text: str, start: int) -> str:
        """What takes sides for or against a name that a hyphen joins to it ("pro-Haftar"), the empty string if none."""
        match = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start)
        return match.group(1) if match and match.group(1).lower() in self._words.sides else ""

    def _with_article(self, text: str, start: int) -> int:
        """The start of a name with the Arabic article that a hyphen joins to it ("le quartier d'al-Haouiqa")."""
        match = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start)
        return match.start(1) if match and not fold_word(match.group(1)) and not is_linking(match.group(1)) else start

    def _sided(self, name: Name, prefix: str) -> Name:
        """Those who are for or against a name: a party, whose identity the name gives only where they are for it and
        it is no person's and no country's."""
        ally = name.shape != "person" and not name.places and self._words.sides[prefix.lower()]
        return Name(actors=name.actors if ally else (), shape="body")

    def _acronym_after(self, text: str, span: Span, actors: tuple[ActorCandidate, ...]) -> str | None:
        """The acronym in parentheses after a name that can have one: a body's, a known actor's, or one whose initials
        it is. A country after a town ("Gao (Mali)") and an agency in a dateline ("ALEP (AFP)") are none."""
        match = _ACRONYM.match(text, span.end)
        if match is None:
            return None
        acronym = match.group(1)
        known = self._actors.named(acronym)
        if actors and any(a.id == b.id for a in actors for b in known):
            return acronym
        fits = _initials_fit(text[span.start:span.end], acronym)
        in_capitals = sum(c.isupper() for c in acronym) > 1
        if span.body and (known or fits):
            return acronym
        place = any(p.level == "country" or p.name == acronym for p in self._gazetteer.find(acronym))
        if span.body and not place and (in_capitals or acronym[0] == span.first.text[0]):
            return acronym
        if place or (known and span.places):
            return None
        bodies = actors and not span.places and actors[0].kind not in ("person", "state")
        return acronym if fits or (bodies and in_capitals) else None


def _is_rather_an_actor(actors: Sequence[ActorCandidate], places: Sequence[PlaceCandidate], printed: str) -> bool:
    """Whether a group or a body is meant by a name that no large place has as its own ("Hamas", "Otan")."""
    return any(a.kind in _NO_STATE for a in actors) and not any(
        p.level not in ("town", "village") or (p.population >= _KNOWN_TOWN and p.name == printed) for p in places)


def _is_capitals(printed: str) -> bool:
    return bool(_CAPITALS.fullmatch(printed)) and not _ROMAN.fullmatch(printed)


def _initials_fit(name: str, acronym: str) -> bool:
    """Whether the acronym's letters are initials of the name's words, in order, most of them."""
    initials = [w[0].upper() for w in re.findall(r"[^\W\d_]+", name)]
    at = hits = 0
    for letter in acronym.upper():
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            hits += 1
    return hits >= 2 and hits * 2 > len(acronym)


def find_names(
    text: str,
    start: int,
    end: int,
    *,
    gazetteer: PlaceNames,
    registry: Registry,
    language: Language,
    known: Known | None = None,
) -> list[Mention]:
    """As `NameFinder.find`, with a finder made once for each gazetteer, registry and language."""
    parts = (gazetteer, registry, language)
    key = tuple(map(id, parts))
    if key not in _FINDERS:
        _FINDERS[key] = (NameFinder(*parts), parts)
    return _FINDERS[key][0].find(text, start, end, known)


# Each finder with what it was made of, which keeps the identities from being given to other objects.
_FINDERS: dict[tuple[int, ...], tuple[NameFinder, tuple[PlaceNames, Registry, Language]]] = {}
