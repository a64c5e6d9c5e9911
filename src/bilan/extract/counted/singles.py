"""One person who is told of without a number: by a definite noun ("le curé a été tué"), a pronoun ("il avait été
blessé"), a possessive ("son décès")."""

from __future__ import annotations

from bilan.analysis import Meanings
from bilan.extract.counted.people import Group, People
from bilan.language.contract import Language
from bilan.quantities import Count
from bilan.syntax import Sentence, Token

_SORTS = ("person", "people")


class Singles:
    """Reads single people. One instance serves a language."""

    def __init__(self, language: Language, people: People) -> None:
        table = language.table("people")
        self._people = people
        self._the = frozenset(table["the"])
        self._contracted = frozenset(table["the_contracted"])
        self._pronouns = frozenset(table["single_pronouns"])
        self._possessives = frozenset(table["single_possessives"])
        self._collectives = frozenset(table["collectives"]) | frozenset(table["households"])

    def group(self, meanings: Meanings, sentence: Sentence, head: Token) -> Group | None:
        """The group of one that a head names, `None` where it names several, nobody, or nobody known."""
        if head.mention is not None:
            return None
        if head.lower in self._pronouns or self.is_possessive(head):
            found = self.stood_for(meanings, sentence, head)
            kind = self._people.kinds.of(meanings, *found) if found is not None else None
            return Group(head, Count.exact(1), kind) if kind is not None else None
        if head.pos != "NOUN" or not self.is_definite(sentence, head) or head.lemma.lower() in self._collectives:
            return None
        if self._people.kinds.is_harmed(head) or sentence.children(head, "nummod"):
            return None
        kind = self._people.kinds.of(meanings, sentence, head)
        return Group(head, Count.exact(1), kind) if kind is not None else None

    def is_possessive(self, token: Token) -> bool:
        """Whether a token is a possessive of one owner ("son", "sa")."""
        return token.pos == "DET" and token.lower in self._possessives

    def is_definite(self, sentence: Sentence, head: Token) -> bool:
        """Whether a singular noun has a demonstrative, a possessive or a definite article, be it in one with its
        preposition ("du chef")."""
        return head.morph.get("Number") != "Plur" and (
            any(t.lower in self._the for t in sentence.children(head, "det", "nmod:poss") if t.i < head.i)
            or any(t.lower in self._contracted for t in sentence.children(head, "case")))

    def stood_for(self, meanings: Meanings, sentence: Sentence, head: Token) -> tuple[Sentence, Token] | None:
        """The person whom a pronoun or a possessive stands for, with the sentence that names them."""
        found = meanings.antecedent(sentence, head, _SORTS)
        if found is None or found[1].morph.get("Number") == "Plur" or found[0].children(found[1], "conj", "nummod"):
            return None
        return found
