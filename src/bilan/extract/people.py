"""Counted people: how many, who they are, whose they are, and what part of a whole they make.

One mechanism for tolls, displacement and needs. Takes a sentence and the head of a noun phrase; returns `Group`s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilan.analysis import Meanings
from bilan.language.contract import Language
from bilan.quantities import Count
from bilan.syntax import Sentence, Token


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people: the head of its phrase, its count, its class, and the noun that says so."""

    head: Token
    count: Count
    people: str
    households: bool = False


class People:
    """Reads groups of people. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("people")
        self._classes = {noun: name for name, nouns in table["classes"].items() for noun in nouns}
        self._harmed = frozenset(table["harmed_nouns"])
        self._households = frozenset(table["households"])
        self._one = frozenset(table["one"])
        self._some = frozenset(table["some"])
        self._among = frozenset(table["among"])
        self._of_which = frozenset(table["of_which"])
        self._others = frozenset(table["others"])
        self._not_people = frozenset(table["not_people"])

    def group(self, meanings: Meanings, sentence: Sentence, head: Token, *, vague: bool = True) -> Group | None:
        """The group that a phrase names, `None` where it has no count. With `vague`, an indefinite plural counts as
        several; a named person or "un civil" is one."""
        count = self.count(sentence, head, vague=vague)
        people = self.people(meanings, sentence, head)
        if people is None:
            return None
        if count is None and head.mention is not None and head.mention.kind == "name" and meanings.sort(sentence, head) == "person":
            count = Count.exact(1)
        if count is None:
            return None
        return Group(head, count, people, head.lemma.lower() in self._households)

    def count(self, sentence: Sentence, head: Token, *, vague: bool = True) -> Count | None:
        """The count of a phrase: its number, its article, or what the head itself says."""
        if head.mention is not None and head.mention.kind == "number":
            return head.mention.value
        for t in sentence.children(head, "nummod", "det", "amod", "nmod", "advmod"):
            if t.mention is not None and t.mention.kind == "number" and t.i < head.i:
                return t.mention.value
        before = self._before(sentence, head)
        if before is not None and before.mention is not None and before.mention.kind == "number":
            return before.mention.value
        determiner = next((t for t in sentence.children(head, "det", "nummod") if t.i < head.i), None)
        if determiner is None:
            return None
        if determiner.lower in self._one and head.morph.get("Number") != "Plur":
            return Count.exact(1)
        if vague and determiner.lower in self._some and determiner.pos == "DET":
            return Count(order="several")
        return None

    def _before(self, sentence: Sentence, head: Token) -> Token | None:
        """The token in front of a noun and its adjectives: its number, whatever the parser hung it on."""
        i = head.i - 1
        while i >= 0 and sentence.tokens[i].pos in ("ADJ", "ADV") and sentence.tokens[i].mention is None and head.i - i <= 3:
            i -= 1
        return sentence.tokens[i] if i >= 0 else None

    def people(self, meanings: Meanings, sentence: Sentence, head: Token) -> str | None:
        """The class of a phrase's people, `None` where it does not name people."""
        own = self._classes.get(head.lemma.lower())
        if own is None and head.lower in self._classes:
            own = self._classes[head.lower]
        finer = self._finer(sentence, head)
        if own in (None, "people") and finer is not None:
            return finer
        if own is not None:
            return own
        if head.mention is not None and head.mention.kind == "number":
            return "people"
        if head.lemma.lower() in self._harmed or head.lemma.lower() in self._others:
            return "people"
        if head.mention is not None and head.mention.kind == "name":
            return "people" if meanings.sort(sentence, head) == "person" else None
        if meanings.sort(sentence, head) in ("person", "people"):
            return "people"
        return None

    def _finer(self, sentence: Sentence, head: Token) -> str | None:
        """The class that an adjective or "parmi les civils" gives: "12 morts civils", "trois morts parmi les soldats"."""
        for t in sentence.children(head, "amod", "appos", "nmod", "obl", "acl", "flat", "compound"):
            cases = [c.lower for c in sentence.children(t, "case")]
            if t.dep == "nmod" and cases and not (set(cases) & self._among) and head.lemma.lower() not in self._harmed:
                continue
            found = self._classes.get(t.lemma.lower()) or self._classes.get(t.lower)
            if found and found != "people" and t.i > head.i and t.mention is None:
                return found
        return None

    def parts(self, meanings: Meanings, sentence: Sentence, whole: Token) -> Iterator[Group]:
        """The groups that break a whole down behind it: "dont 27 enfants et trois femmes", "parmi lesquels"."""
        tokens = sentence.tokens
        i = whole.i + 1
        while i < len(tokens):
            t = tokens[i]
            if t.text in (".", ";") or (t.morph.get("VerbForm") == "Fin" and t.pos == "VERB" and not self._opens_part(tokens, i - 1)):
                return
            if self._opens_part(tokens, i):
                yield from self._listed(meanings, sentence, i + 1)
                return
            i += 1

    def _opens_part(self, tokens: list[Token], i: int) -> bool:
        if i < 0:
            return False
        two = " ".join(t.lower for t in tokens[i:i + 2])
        return tokens[i].lower in self._of_which or two in self._of_which

    def _listed(self, meanings: Meanings, sentence: Sentence, start: int) -> Iterator[Group]:
        tokens = sentence.tokens
        i, found = start, False
        while i < len(tokens) and i - start < 24:
            t = tokens[i]
            if t.text in (".", ";", ":") or (found and t.morph.get("VerbForm") == "Fin") or (
                    found and t.text == "," and not self._number_follows(tokens, i)):
                return
            if t.pos in ("NOUN", "PROPN", "ADJ") and (t.mention is None or t.mention.kind == "name"):
                group = self.group(meanings, sentence, t)
                if group is not None:
                    found = True
                    yield group
            i += 1

    def _number_follows(self, tokens: list[Token], i: int) -> bool:
        after = tokens[i + 1:i + 3]
        return any(t.mention is not None and t.mention.kind == "number" or t.lower in self._one for t in after)
