"""Pronouns that stand for a noun of event: "l'attaque la plus meurtrière depuis celle qui a fait dix morts lundi".

Such a pronoun tells one more event of the sort that its antecedent names. It has a complement of its own, without which
it would be no more than the antecedent; its gender is that of a noun before it in its sentence, its number its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bilan.analysis import Meanings
from bilan.extract.frames import FrameMatcher, Match
from bilan.syntax import Sentence, Token

_COMPLEMENTS = ("acl", "acl:relcl", "nmod", "obl", "obl:agent")


class Pronouns:
    """Finds the frames of nouns and of the pronouns that stand for them. `genders` gives the gender of each pronoun,
    as the parser calls it."""

    def __init__(self, frames: FrameMatcher, genders: Mapping[str, str]) -> None:
        self._frames = frames
        self._genders = genders

    def matches(self, meanings: Meanings, sentence: Sentence) -> Iterator[Match]:
        """The frames of a sentence, those of its nouns and verbs before those of its pronouns."""
        yield from self._frames.matches(meanings, sentence)
        for token in sentence.tokens:
            if token.lower not in self._genders or token.mention is not None:
                continue
            noun = self.antecedent(sentence, token)
            if noun is not None and self._tells(meanings, sentence, token, noun):
                yield from self._frames.matches_as(meanings, sentence, token, noun)

    def antecedent(self, sentence: Sentence, pronoun: Token) -> Token | None:
        """The noun of event that a pronoun stands for: the nearest before it that agrees, or one which that
        completes; `None` where it is no noun of event."""
        if not sentence.children(pronoun, *_COMPLEMENTS):
            return None
        gender = self._genders[pronoun.lower]
        agreeing = (t for t in reversed(sentence.tokens[:pronoun.i]) if t.pos == "NOUN" and t.mention is None
                    and t.morph.get("Gender") == gender)
        nearest = next(agreeing, None)
        if nearest is None or self._frames.is_noun(nearest):
            return nearest
        return next((t for t in sentence.ancestors(nearest) if t.morph.get("Gender") == gender and t.i < pronoun.i
                     and self._frames.is_noun(t)), None)

    def _tells(self, meanings: Meanings, sentence: Sentence, pronoun: Token, noun: Token) -> bool:
        """Whether a pronoun has more than a name behind it, which may be whose voice or trial it is: a clause, a place,
        a time, or what its noun has too ("la libération de X et celle de Y")."""
        around = sentence.children(pronoun, *_COMPLEMENTS)
        times = [t for t in around if t.mention is not None and t.mention.kind == "time"]
        if times or any(t.pos == "VERB" or meanings.is_place(sentence, t) for t in around):
            return True
        ties = {meanings.preposition(sentence, t) for t in around}
        return bool(ties & {meanings.preposition(sentence, t) for t in sentence.children(noun, *_COMPLEMENTS)})
