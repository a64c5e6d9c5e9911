"""Those whom a tally lists behind its colon: "un décompte des morts : 40 civils à Gao ; 12 soldats"."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.extract.counted.people import is_number
from bilan.extract.parts.paths import Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_BEFORE_COLON = 12
"""Tokens of the tally's own phrase between the noun of harm and the colon."""
_NEAR = 4
"""Tokens from a number within which the noun that it counts stands."""


class Tallied:
    """Reads tallies. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._tallies = frozenset(language.table("toll")["tallies"])
        self._locative = frozenset(language.table("location")["locative"])

    def heads(self, match: Match, meanings: Meanings) -> list[Token]:
        """The counted nouns that begin the items of a tally of the harm that the predicate names, in order."""
        sentence, noun = match.sentence, match.predicate
        if sentence.head(noun).lemma.lower() not in self._tallies or noun.dep != "nmod":
            return []
        own = sentence.tokens[noun.i + 1:noun.i + 1 + _BEFORE_COLON]
        colon = next((t for t in own if t.text == ":"), None)
        if colon is None or any(t.morph.get("VerbForm") == "Fin" for t in own[:colon.i - noun.i - 1]):
            return []
        found = [self._counted(sentence, item[0]) for item in _items(sentence, colon) if is_number(item[0])]
        return [t for t in found if t is not None]

    def place(self, meanings: Meanings, sentence: Sentence, head: Token) -> Token | None:
        """The place that the item of a counted noun names first, `None` where it names none."""
        for t in sentence.tokens[head.i + 1:]:
            if t.text in (";", "."):
                return None
            case = meanings.preposition(sentence, t)
            if case in self._locative and meanings.is_place(sentence, t):
                return t
        return None

    def _counted(self, sentence: Sentence, number: Token) -> Token | None:
        """The noun that a number counts."""
        behind = sentence.tokens[number.i + 1:number.i + _NEAR]
        return next((t for t in behind if t.pos in ("NOUN", "PROPN") and t.mention is None), None)


def _items(sentence: Sentence, colon: Token) -> Iterator[list[Token]]:
    """The items behind a colon, parted by semicolons."""
    item: list[Token] = []
    for t in sentence.tokens[colon.i + 1:]:
        if t.text in (";", "."):
            if item:
                yield item
            item = []
        else:
            item.append(t)
    if item:
        yield item
