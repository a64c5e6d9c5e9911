"""Capitals that are meant as towns and not as the governments that sit there: "les attentats de Bruxelles"."""

from __future__ import annotations

from bilan.language.contract import Language
from bilan.resolve.grammar.phrases import preposition
from bilan.syntax import Sentence, Token


class Hosts:
    """Knows the nouns of events and of sites that a town behind "de" is the place of. One instance serves a
    language."""

    def __init__(self, language: Language) -> None:
        self._hosted = frozenset(language.table("nouns")["hosted"])
        self._complement = frozenset(language.table("location")["complement"])

    def is_host(self, sentence: Sentence, head: Token) -> bool:
        """Whether a name completes, alone or in a list, the noun of what came about in its town: "le sommet
        d'Astana"."""
        first = head
        while first.dep == "conj" and sentence.head(first).mention is not None:
            first = sentence.head(first)
        host = sentence.head(first)
        if host.lemma.lower() not in self._hosted or host.i > first.i:
            return False
        if preposition(sentence, first) not in self._complement or head.mention is None:
            return False
        return any(place.level != "country" for place in head.mention.value.places[:1])
