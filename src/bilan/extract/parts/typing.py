"""Of what type an incident is: what the words beside its noun or its doer make of it, and whether an attack is meant to
take a place as an offensive is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bilan.analysis import Meanings, Roles
from bilan.syntax import Sentence, Token

_EVENT_WORDS = ("amod", "nmod", "compound", "appos", "acl", "flat", "obl")


class Types:
    """Knows types by the words beside them. `rules` are those of the table of incidents, `words` its word lists."""

    def __init__(self, rules: Sequence[Mapping[str, Any]], words: Mapping[str, frozenset[str]]) -> None:
        self._retypes = rules
        self._words = words

    def retyped(self, kind: str, words: set[str]) -> str:
        """The type that some words make of `kind`: that of the first rule that fits."""
        for rule in self._retypes:
            if kind in rule["from"] and words & set(rule["words"]):
                return str(rule["to"])
        return kind

    def words_around(self, sentence: Sentence, heads: list[Token], *, riding: bool = False) -> set[str]:
        """The lemmas of some heads and of the words that say of what sort they are; of people who came `riding` on
        something that is no weapon of theirs ("des hommes à moto")."""
        found = set()
        for head in heads:
            found.add(head.lemma.lower())
            for t in sentence.children(head, *_EVENT_WORDS):
                if any(c.lower in self._words["aimed_at"] for c in sentence.children(t, "case")):
                    continue  # what was attacked says nothing of what it was attacked with
                if riding and t.dep == "nmod" and t.lemma.lower() in self._words["ridden"]:
                    continue
                if t.mention is None and t.dep in _EVENT_WORDS and (t.i > head.i or t.dep == "amod"):
                    found.add(t.lemma.lower())
                    found.update(u.lemma.lower() for u in sentence.children(t, "amod", "acl", "compound", "flat"))
        return found

    def weapons(self, meanings: Meanings, sentence: Sentence, roles: Roles) -> set[str]:
        """The lemmas of what a verb of attack says that it was done with: "attaqué au mortier", "frappé par des
        missiles"."""
        led_with = [t for t in self.led_with(roles) if t.mention is None]
        found = {u.lemma.lower() for t in led_with for u in (t, *sentence.children(t, "amod"))}
        inside = (u for t in roles.patient for u in sentence.children(t, "nmod"))
        return found | {u.lemma.lower() for u in inside if u.mention is None
                        and meanings.preposition(sentence, u) in self._words["armed_with"]}

    def led_with(self, roles: Roles) -> list[Token]:
        """What a verb says that an attack was led with."""
        return [t for word in self._words["armed_with"] for t in roles.obliques.get(word, [])]

    def has_aim(self, meanings: Meanings, sentence: Sentence, noun: Token) -> bool:
        """Whether an assault is meant to take a town or a region, as an offensive is."""
        aims = [
            t
            for t in sentence.children(noun, "acl", "advcl", "nmod", "xcomp", "obl")
            if t.morph.get("VerbForm") == "Inf"
        ]
        if any(c.lower in self._words["aims"] for t in aims for c in sentence.children(t, "mark", "case")):
            return True
        around = [noun, *sentence.children(noun, "acl"), sentence.head(noun)]
        objects = [
            t
            for a in around
            for word in self._words["onto"]
            for t in meanings.roles(sentence, a).obliques.get(word, [])
        ]
        return any(self.is_assaulted(t) for t in objects)

    def is_assaulted(self, token: Token) -> bool:
        """Whether a noun names a town or a region, which one storms to take it."""
        return token.mention is None and token.lemma.lower() in self._words["assaulted"]
