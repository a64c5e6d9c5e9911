"""The wrappings of place names, read off the printed words: "le quartier de X", "le nord du X", "aux abords de X".

Takes the words of a mention; returns the steps that lead from the name to what is meant, the innermost first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bilan.language.contract import Language

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*['’]?")
_LONGEST = 24
_WHOLE_SETTLEMENTS = frozenset({"town", "village"})
_WIDE = ("country", "region")

StepKind = Literal["noun", "direction", "around", "capital", "other_capital", "seat"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a mention as printed, and in lower case with straight apostrophes."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """A wrapping: a noun with the levels that it announces, a direction, surroundings, a capital or a seat.

    `at` is the index of its word. `adjacent` tells that only links and articles stand between it and what it wraps.
    """

    kind: StepKind
    at: int
    word: str
    levels: tuple[str, ...] = ()
    direction: str = ""
    adjacent: bool = True


class PlaceWords:
    """The language's words about places, read once from its table `places`."""

    def __init__(self, language: Language) -> None:
        table: dict[str, Any] = language.table("places")
        self.articles = frozenset(table["articles"])
        self.links = frozenset(table["links"])
        self.nouns: dict[str, tuple[str, ...]] = {noun: tuple(levels) for noun, levels in table["nouns"].items()}
        self.directions: dict[str, str] = table["directions"]
        self.pairs = {tuple(entry["words"]): str(entry["direction"]) for entry in table["old"]}
        self.around = frozenset(table["around"]["words"])
        self.distance = frozenset(table["around"]["distance"])
        self.outside = frozenset(table["around"]["outside"])
        self.inside = frozenset(table["inside"]["words"])
        self.abroad = frozenset(table["abroad"]["words"])
        self.capital = frozenset(table["capital"]["nouns"])
        self.other_capital = frozenset(table["capital"]["other"])
        self.seats = frozenset(table["capital"]["seats"])
        self.ranks = frozenset(table["capital"]["ranks"])
        self.counted = frozenset(table["capital"]["counted"])
        self.soil = frozenset(table["soil"]["words"])
        self.definite = frozenset(table["soil"]["definite"])
        self.demonyms: dict[str, tuple[str, ...]] = {}
        for code, forms in language.table("demonyms").items():
            for form in forms:
                self.demonyms[form] = (*self.demonyms.get(form, ()), code)

    def words(self, text: str) -> list[Word]:
        """The words of a mention, at most the first 24: a longer one is a clause and its place stands early."""
        found = [Word(m.group(), m.group().lower().replace("’", "'"), *m.span()) for m in _TOKEN.finditer(text)]
        return found[:_LONGEST]

    def is_plain(self, word: str) -> bool:
        """Whether the word is one of a wrapping, which names nothing by itself ("quartier", "nord", "le")."""
        return (word in self.articles or word in self.links or word in self.nouns or word in self.directions
                or word in self.around or word in self.capital or word in self.seats or word in self.inside)

    def can_mean(self, noun: str, level: str) -> bool:
        """Whether a common noun can mean a place of a level: "la région" is no town, "la zone" no country, "la ville"
        no part of one."""
        levels = set(self.nouns.get(noun.lower(), ()))
        if not levels:
            return level != "country" or noun.lower() not in self.inside
        if levels <= _WHOLE_SETTLEMENTS:
            return level in _WHOLE_SETTLEMENTS
        return level in levels or (level not in _WIDE and bool(levels.difference(_WIDE)))

    def is_akin(self, noun: str, other: str) -> bool:
        """Whether two common nouns can mean the same place."""
        mine, theirs = self.nouns.get(noun.lower()), self.nouns.get(other.lower())
        return mine is None or theirs is None or bool(set(mine).intersection(theirs))

    def is_abroad(self, words: Sequence[Word]) -> bool:
        """Whether a wrapping means what a country has elsewhere ("l'ambassade des Etats-Unis")."""
        return any(w.lower in self.abroad for w in words)

    def is_told_apart(self, words: Sequence[Word]) -> bool:
        """Whether an ordinal or a superlative stands in the wrapping: it means another place than the one named."""
        return any(w.lower in self.ranks for w in words)

    def is_counted(self, words: Sequence[Word]) -> bool:
        """Whether a number stands in the wrapping: some of what is named is meant ("quatre quartiers de X")."""
        return any(w.lower in self.counted or w.text.isdigit() for w in words)

    def hyphened(self, word: Word) -> tuple[str, str]:
        """The name and the direction of a part by hyphen ("Benghazi-Est"), two empty strings for another word."""
        stem, _, direction = word.text.rpartition("-")
        towards = self.directions.get(direction.lower(), "")
        return (stem, towards) if stem and towards and not direction.islower() else ("", "")

    def steps(self, words: Sequence[Word]) -> list[Step]:
        """The wrappings among the words before a name, from the name outwards."""
        found: list[Step] = []
        adjacent = True
        i = len(words) - 1
        while i >= 0:
            step = self._step(words, i, adjacent)
            if step is not None:
                found.append(step)
                adjacent = True
                i = step.at - 1
                continue
            if words[i].lower not in self.links and words[i].lower not in self.articles:
                adjacent = False
            i -= 1
        return found

    def _step(self, words: Sequence[Word], i: int, adjacent: bool) -> Step | None:
        word = words[i].lower
        if i and (words[i - 1].lower, word) in self.pairs:
            return Step("direction", i - 1, word, direction=self.pairs[words[i - 1].lower, word], adjacent=adjacent)
        if word in self.directions:
            if self._is_outside(words, i):
                return Step("around", i, word, direction=self.directions[word], adjacent=adjacent)
            return Step("direction", i, word, direction=self.directions[word], adjacent=adjacent)
        if word in self.around:
            return Step("around", i, word, adjacent=adjacent)
        if word in self.capital:
            is_other = any(w.lower in self.other_capital for w in words[i + 1:i + 2])
            return Step("other_capital" if is_other else "capital", i, word, adjacent=adjacent)
        if word in self.seats:
            return Step("seat", i, word, adjacent=adjacent)
        if word in self.nouns or word in self.inside:
            return Step("noun", i, word, levels=self.nouns.get(word, ("site",)), adjacent=adjacent)
        return None

    def _is_outside(self, words: Sequence[Word], i: int) -> bool:
        """Whether a direction lies outside of what it is told of: "au sud d'Alep", "à 30 km à l'ouest de Gao"."""
        before = [w.lower for w in words[:i] if w.lower not in self.articles]
        return bool(before) and (before[-1] in self.outside or any(w in self.distance for w in before))
