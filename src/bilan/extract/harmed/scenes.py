"""The day and place that each member of a list of harms has of its own, by order: "14 morts à Gao le 3 mai, 89 morts le
8 janvier à Diffa". What the parser hung them on does not count, for it hangs them anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from bilan.analysis import Meanings
from bilan.extract.counted.people import is_number
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_LONGEST = 9
"""Tokens that a day and a place span."""
_ENDS = frozenset({",", ";", ".", ")", ":"})
_LEAST = 2
"""Members with a scene of their own from which on there is a list."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The token of a time and that of a place, one at least."""

    time: Token | None
    place: Token | None


class Scenes:
    """Reads scenes. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._locative = frozenset(language.table("location")["locative"])

    def of(self, meanings: Meanings, sentence: Sentence, head: Token) -> Scene | None:
        """The scene of a counted noun where others of its sentence have one too, else `None`."""
        if self._count(sentence, head) is None:
            return None
        found = {t.i: s for t in sentence.tokens if self._count(sentence, t) is not None
                 and (s := self._behind(meanings, sentence, t)) is not None}
        return found.get(head.i) if len(found) >= _LEAST else None

    def listed(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The counted nouns behind `head` that go on with its list, each with a scene of its own."""
        if self.of(meanings, sentence, head) is None:
            return []
        found: list[Token] = []
        for t in sentence.tokens[head.i + 1:]:
            if t.morph.get("VerbForm") == "Fin" or t.text in (";", ":"):
                break
            if self._count(sentence, t) is not None:
                if self._behind(meanings, sentence, t) is None:
                    break
                found.append(t)
        return found

    def _count(self, sentence: Sentence, noun: Token) -> Token | None:
        """The number that counts a noun, or that stands for one."""
        if is_number(noun):
            behind = sentence.tokens[noun.i + 1:noun.i + 2]
            return noun if not any(t.pos in ("NOUN", "ADJ") and t.mention is None for t in behind) else None
        if noun.pos not in ("NOUN", "ADJ", "PROPN") or noun.mention is not None:
            return None
        before = [t for t in sentence.tokens[max(0, noun.i - 3):noun.i] if is_number(t)]
        return before[-1] if before and all(
            t.pos == "ADJ" for t in sentence.tokens[before[-1].i + 1:noun.i]) else None

    def _behind(self, meanings: Meanings, sentence: Sentence, noun: Token) -> Scene | None:
        """The scene right behind a noun, `None` where anything else stands there."""
        time: Token | None = None
        place: Token | None = None
        tokens = sentence.tokens[noun.i + 1:noun.i + 1 + _LONGEST]
        for i, t in enumerate(tokens):
            if t.text in _ENDS or t.pos == "CCONJ":
                break
            if t.mention is not None and t.mention.kind == "time":
                time = time or t
            elif t.mention is not None and t.mention.kind == "name" and (
                    place is not None or meanings.is_place(sentence, t)):
                place = place or t
            elif place is not None and meanings.is_place(sentence, t):
                continue  # "à Gao, près de la rivière X"
            elif t.lemma.lower() not in self._locative and t.pos != "DET" and not (i == 0 and t.pos == "ADJ"):
                return None
        return Scene(time, place) if time is not None or place is not None else None
