"""Capitals that are meant as towns and not as the governments that sit there: "les attentats de Bruxelles"."""

from __future__ import annotations

from bilan.language.contract import Language
from bilan.resolve.grammar.phrases import preposition
from bilan.syntax import Sentence, Token


class Hosts:
    """Knows the nouns of events and of sites that a town behind "de" is the place of, and the verbs and nouns of what
    strikes one. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        nouns, table = language.table("nouns"), language.table("location")
        self._hosted = frozenset(nouns["hosted"])
        self._complement = frozenset(table["complement"])
        self._striking, self._strikes = frozenset(table["striking"]), frozenset(table["strikes"])
        self._aimed = frozenset(table["aimed"])

    def is_host(self, sentence: Sentence, head: Token) -> bool:
        """Whether a name completes, alone or in a list, the noun of what came about in its town: "le sommet
        d'Astana"."""
        first = head
        while first.dep == "conj" and sentence.head(first).mention is not None:
            first = sentence.head(first)
        if self.is_struck(sentence, first):
            return head.mention is not None and _is_town(head)
        host = sentence.head(first)
        if host.lemma.lower() not in self._hosted or host.i > first.i:
            return False
        if preposition(sentence, first) not in self._complement or head.mention is None:
            return False
        return _is_town(head)

    def is_struck(self, sentence: Sentence, head: Token) -> bool:
        """Whether a name is what a strike falls on, the object of its verb or what its noun is aimed at: "une explosion
        a secoué Bagdad", "des tirs sur Tripoli"."""
        verb = sentence.head(head)
        if head.dep in ("obj", "nsubj:pass"):
            return verb.lemma.lower() in self._striking and preposition(sentence, head) is None
        is_aimed = preposition(sentence, head) in self._aimed and head.i > verb.i
        return is_aimed and verb.lemma.lower() in (*self._strikes, *self._striking)


def _is_town(token: Token) -> bool:
    return token.mention is not None and any(place.level != "country" for place in token.mention.value.places[:1])
