"""Needs: what people lack or are exposed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Modality, Need
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.counted.people import Group, People
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NEGATED_REACH = 6
"""Tokens around a verb among which "ni … ni" or "rien" negates it."""


_ANYBODY = "people"


class NeedExtractor:
    """Reads needs. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("needs")
        self._goods = {noun: need for need, nouns in table["goods"].items() for noun in nouns}
        self._of_aid = {adjective: need for need, adjectives in table["of_aid"].items() for adjective in adjectives}
        self._access = frozenset(table["access"])
        self._aid = frozenset(table["aid"])
        self._helpers = frozenset(table["helpers"])
        self._duties = frozenset(table["duties"])
        self._lives = frozenset(table["lives"])
        self._nothing = frozenset(table["nothing"])
        self._not = frozenset(table["not"])
        self._people = People(language)
        fits = {"goods": self._is_good, "helpers": self._is_helper, "people": self._is_people}
        self._frames = FrameMatcher(language, "need", fits)

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Need]:
        """The needs that a sentence tells, one claim a clause."""
        told: dict[tuple[int, Modality, str], Need] = {}
        for match in self._frames.matches(meanings, sentence):
            needs = self._needs(meanings, match)
            evidence = clause(meanings, sentence, match.predicate)
            common = circumstances(meanings, sentence, match.predicate, evidence) if needs else None
            modality = self._modality(match, common.modality) if common is not None else None
            if common is None or modality is None:
                continue
            people, group = self._of_whom(meanings, match)
            need = Need(
                evidence=evidence,
                source=common.source,
                sources=common.sources,
                modality=modality,
                when=common.when,
                where=common.where,
                rule=match.id,
                needs=needs,
                population=people,
                count=group.count if group else None,
            )
            key = (self._clause_verb(sentence, match.predicate).i, modality, match.id)
            told[key] = _joined(told[key], need) if key in told else need
        yield from told.values()

    def _of_whom(self, meanings: Meanings, match: Match) -> tuple[str, Group | None]:
        """Who lacks something: their kind, and their group where it is counted."""
        for head in match.slots.get("people", [])[:1]:
            if head.lemma.lower() in self._lives:
                head = next((t for t in match.sentence.children(head, "nmod")
                             if self._people.people(meanings, match.sentence, t) is not None), head)
            people = self._people.people(meanings, match.sentence, head) or _ANYBODY
            return people, self._people.group(meanings, match.sentence, head, vague=False)
        return _ANYBODY, None

    def _modality(self, match: Match, modality: Modality) -> Modality | None:
        """The modality of the lack, where the clause tells one: what is not there is lacking ("il n'y a plus d'eau"),
        and a lack that is denied is none. A frame that is only a call makes none where nobody calls."""
        if match.frame.get("denied_lack"):
            if modality == "called_for" and match.frame.get("or_called"):
                return modality
            if modality == "denied" or self._is_negated(match):
                return "asserted"
            return None
        if match.frame.get("only_called") and modality != "called_for":
            duty = match.sentence.head(match.predicate).lemma.lower() in self._duties
            return "called_for" if duty and modality == "asserted" else None
        if match.frame.get("modality") and modality in ("asserted", "expected"):
            called: Modality = match.frame["modality"]
            return called
        return None if modality == "denied" and not match.frame.get("absence") else (
            "asserted" if modality == "denied" else modality)

    def _is_negated(self, match: Match) -> bool:
        """Whether "ni … ni" or "rien" negates a verb, its own or the one that governs its infinitive."""
        tokens, verb = match.sentence.tokens, match.predicate
        for t in (verb, match.sentence.head(verb)):
            near = tokens[max(0, t.i - _NEGATED_REACH):t.i + _NEGATED_REACH]
            if any(n.lower in self._not for n in near) and any(n.lower in self._nothing for n in near):
                return True
        return False

    def _clause_verb(self, sentence: Sentence, token: Token) -> Token:
        return next((t for t in (token, *sentence.ancestors(token)) if t.pos in ("VERB", "AUX")), token)

    def _needs(self, meanings: Meanings, match: Match) -> tuple[str, ...]:
        """What is lacking: the need that the frame itself says, or those of the goods that it names."""
        if "needs" in match.frame:
            return tuple(match.frame["needs"])
        found: list[str] = []
        for first in match.slots.get("goods", []):
            for head in self._goods_of(meanings, match.sentence, first):
                need = self._need_of(match.sentence, head)
                if need and need not in found:
                    found.append(need)
        return tuple(found)

    def _goods_of(self, meanings: Meanings, sentence: Sentence, first: Token) -> Iterator[Token]:
        """The members of a list of goods, with those to which an access leads."""
        for head in meanings.members(sentence, first):
            if head.lemma.lower() not in self._access:
                yield head
                continue
            for t in sentence.children(head, "nmod"):
                yield from self._goods_of(meanings, sentence, t)

    def _need_of(self, sentence: Sentence, head: Token) -> str | None:
        if head.lemma.lower() in self._access:
            found = (self._need_of(sentence, t) for t in sentence.children(head, "nmod"))
            return next((need for need in found if need), None)
        if head.lemma.lower() in self._aid:
            return next((self._of_aid[t.lemma.lower()] for t in sentence.children(head, "amod", "nmod")
                         if t.lemma.lower() in self._of_aid), None)
        return self._goods.get(head.lemma.lower()) or self._goods.get(head.lower)

    def _is_good(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return self._need_of(sentence, head) is not None

    def _is_helper(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase names aid or those who bring it."""
        if head.lemma.lower() in self._helpers or head.lower in self._helpers:
            return True
        actors = head.mention.value.actors if head.mention is not None and head.mention.kind == "name" else ()
        return any(a.kind in ("ngo", "international") for a in actors)

    def _is_people(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return (
            head.pos == "PRON"
            or head.lemma.lower() in self._lives
            or self._people.people(meanings, sentence, head) is not None
        )


def _joined(first: Need, second: Need) -> Need:
    """One lack of a clause that goes on with another ("sans eau, sans pain")."""
    known = second if first.population == _ANYBODY else first
    return replace(
        first,
        evidence=(min(first.evidence[0], second.evidence[0]), max(first.evidence[1], second.evidence[1])),
        needs=(*first.needs, *(n for n in second.needs if n not in first.needs)),
        population=known.population,
        count=first.count or second.count,
    )
