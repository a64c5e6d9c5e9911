"""People who are told of without a number: one by a definite noun ("le curé a été tué"), a pronoun ("il avait été
blessé") or a possessive ("son décès"), as many as were counted before by a plural pronoun ("ils ont été tués")."""

from __future__ import annotations

from bilan.analysis import Meanings
from bilan.extract.counted.people import Group, People
from bilan.language.contract import Language
from bilan.quantities import Count
from bilan.syntax import Sentence, Token

_SORTS = ("person", "people")
_LEAST = 2
_OF_SEVERAL = ("people", "person", "party")


class Singles:
    """Reads single people. One instance serves a language."""

    def __init__(self, language: Language, people: People) -> None:
        table = language.table("people")
        self._people = people
        self._the = frozenset(table["the"])
        self._contracted = frozenset(table["the_contracted"])
        self._pronouns = frozenset(table["single_pronouns"])
        self._plurals = frozenset(table["plural_pronouns"])
        self._first = frozenset(table["first_person"])
        self._latter = frozenset(language.table("coreference")["latter"])
        self._demonstrative = frozenset(language.table("coreference")["demonstrative"])
        self._possessives = frozenset(table["single_possessives"])
        self._collectives = frozenset(table["collectives"]) | frozenset(table["households"])

    def group(self, meanings: Meanings, sentence: Sentence, head: Token, *, harmed: bool = False) -> Group | None:
        """The group that a head without a number names, `None` where it names nobody known or how many is not told.
        With `harmed` it may be one who is named by what was done to them ("le blessé")."""
        if head.mention is not None:
            return None
        if head.pos == "PRON" and head.lower in self._plurals:
            return self._several(meanings, sentence, head)
        if head.pos == "PRON" and head.lower in self._first:
            return Group(head, Count.exact(1), "people") if sentence.inside is not None else None
        if self.is_pronoun(sentence, head):
            found = self.stood_for(meanings, sentence, head)
            kind = self._people.kinds.of(meanings, *found) if found is not None else None
            return Group(head, Count.exact(1), kind) if kind is not None else None
        if head.pos != "NOUN" or not self.is_definite(sentence, head) or head.lemma.lower() in self._collectives:
            return None
        if (self._people.kinds.is_harmed(head) and not harmed) or sentence.children(head, "nummod"):
            return None
        kind = self._people.kinds.of(meanings, sentence, head)
        return Group(head, Count.exact(1), kind) if kind is not None else None

    def is_pronoun(self, sentence: Sentence, head: Token) -> bool:
        """Whether a head takes up one person: a pronoun, a possessive, "ce dernier"."""
        if head.lower in self._pronouns and head.pos in ("PRON", "NOUN", "PROPN"):
            return True
        return self.is_possessive(head) or (
            head.lemma.lower() in self._latter and head.morph.get("Number") != "Plur" and any(
                t.lower in self._demonstrative for t in sentence.children(head, "det")))

    def is_speaker(self, token: Token) -> bool:
        """Whether a pronoun is that of who speaks ("je", "me")."""
        return token.lower in self._first

    def _several(self, meanings: Meanings, sentence: Sentence, head: Token) -> Group | None:
        """The group that a plural pronoun takes up: people counted exactly, or a list of named people."""
        found = meanings.antecedent(sentence, head, _OF_SEVERAL)
        if found is None:
            return None
        here, noun = found
        kind = self._people.kinds.of(meanings, here, noun)
        listed = meanings.members(here, noun)
        if kind is not None and len(listed) > 1:
            named = all(self._people.name(meanings, here, t) is not None for t in listed)
            return Group(head, Count.exact(len(listed)), kind) if named else None
        count = self._people.count(here, noun, vague=False)
        if kind is None or count is None or count.value is None or count.bound != "exact" or count.value < _LEAST:
            return None
        return Group(head, Count.exact(count.value), kind)

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
