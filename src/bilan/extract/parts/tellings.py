"""How a noun or a verb of event tells it: as one that happened, as a sort of event, as a mere reference to it, as the
means of something else; and whether the time of its clause is its own.

Takes a sentence and the predicate, asks only the tree and the word lists of `tables/incident.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from bilan.analysis import Meanings
from bilan.syntax import Sentence, Token

_NOMINAL = ("NOUN", "PROPN")
_BESIDE = ("amod", "nmod", "compound", "appos", "acl", "flat", "obl", "nummod", "acl:relcl")


class Tellings:
    """Knows how events are told. `words` are the word lists of the table of incidents."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._words = words

    def is_bare(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a definite noun says nothing of its event and so refers back: "cette attaque", "l'assaut"."""
        if noun.pos not in _NOMINAL:
            return False
        determiners = [t.lower for t in sentence.children(noun, "det")]
        if not any(d in self._words["definite"] for d in determiners):
            return False
        own = [t for t in sentence.children(noun, *_BESIDE) if not (_is_time(t) and t.i > noun.i)]
        return not own or any(d in self._words["demonstrative"] for d in determiners)

    def is_described(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a noun only calls by another name what was told ("c'est une attaque horrible")."""
        return bool(sentence.children(noun, "cop")) and noun.pos in _NOMINAL

    def is_general(self, sentence: Sentence, noun: Token, violent: bool) -> bool:
        """Whether a noun names a sort of event, or one that is only feared, planned or stopped, and none that
        happened."""
        if violent and any(t.lower in self._words["general"] for t in sentence.children(noun, "det", "amod")):
            return True
        if noun.dep != "nmod":
            return False
        above = sentence.head(noun).lemma.lower()
        return above in self._words["not_happened"] or (violent and above in self._words["stopped"])

    def is_habitual(self, sentence: Sentence, verb: Token) -> bool:
        """Whether an adverb says that something happens time and again."""
        return any(t.lower in self._words["habitual"] for t in sentence.children(verb))

    def is_means(
        self, meanings: Meanings, sentence: Sentence, noun: Token, actors: list[Token], targets: list[Token]
    ) -> bool:
        """Whether a volley is only how somebody was harmed ("tué par des tirs"): it has no place or target of its
        own."""
        if targets or sentence.children(noun, "acl", "acl:relcl"):
            return False
        case = meanings.preposition(sentence, noun)
        return case in self._words["means"] or (
            case is not None and not actors and not sentence.children(noun, "nmod", "obl")
        )

    def has_time(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a time stands in the phrase of a predicate itself, or right behind it."""
        inside = sentence.subtree(predicate)
        last = max(t.i for t in (predicate, *inside))
        behind = [*sentence.tokens[predicate.i + 1:predicate.i + 3], *sentence.tokens[last + 1:last + 2]]
        return any(_is_time(t) for t in (*inside, *behind))

    def is_aloof(self, meanings: Meanings, sentence: Sentence, noun: Token) -> bool:
        """Whether the time of the clause around a noun of event is not the event's: "a réagi mardi après l'attaque"."""
        return meanings.preposition(sentence, noun) in self._words["aloof"] and not self.has_time(sentence, noun)


def _is_time(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "time"
