"""Control: who holds a place, takes it, loses it, leaves it, fights for it or besieges it."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.claims import Control
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token
from bilan.times import When


class ControlExtractor:
    """Reads control. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._frames = FrameMatcher(language, "control")
        table = language.table("control")
        self._parts = frozenset(table["part_nouns"])
        self._wholes = frozenset(table["whole_nouns"])
        self._of_which = frozenset(table["of_which"])
        self._not_places = frozenset(table["not_places"])

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Control]:
        """The holdings and changes of control of a sentence, one claim a named place."""
        seen: set[tuple[int, str]] = set()
        for match in self._frames.matches(meanings, sentence):
            for head, extent in self._places(meanings, match):
                key = (head.i, str(match.frame["change"]))
                if key in seen:
                    continue
                seen.add(key)
                claim = self._claim(meanings, match, head, extent)
                if claim is not None:
                    yield claim

    def _places(self, meanings: Meanings, match: Match) -> Iterator[tuple[Token, str]]:
        """The heads of the places of a match with their extent: the named ones of a list, a share's whole, and what
        "dont" names behind an unnamed group."""
        sentence = match.sentence
        for head in match.slots.get("place", []):
            if not self._is_place(meanings, sentence, head):
                continue
            inner = self._whole_of(meanings, sentence, head)
            extent = "part" if inner is not head and head.lemma.lower() not in self._wholes else str(match.frame.get("extent", "whole"))
            names = self._names_in(meanings, sentence, inner)
            if names and head.morph.get("Number") == "Plur":
                yield from ((n, extent) for n in names)
            else:
                yield inner, extent
            yield from ((t, "whole") for t in self._named_behind(meanings, sentence, head))

    def _is_place(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        if head.lemma.lower() in self._not_places:
            return False
        return meanings.is_place(sentence, head) or head.lemma.lower() in self._parts

    def _whole_of(self, meanings: Meanings, sentence: Sentence, head: Token) -> Token:
        """The place that a share is taken of ("la moitié de la ville"), the head itself where it is no share."""
        if head.lemma.lower() not in self._parts and not (head.mention is not None and head.mention.kind == "number"):
            return head
        for t in sentence.children(head, "nmod", "obl"):
            if self._is_place(meanings, sentence, t):
                return t
        return head

    def _names_in(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The names that a plural place noun lists: "les quartiers de Sakhour, Haydariyé et Cheikh Khodr"."""
        for t in sentence.children(head, "nmod", "appos", "flat", "flat:name"):
            if t.mention is not None and t.mention.kind == "name" and t.mention.value.shape not in ("person", "body"):
                named = [m for m in meanings.members(sentence, t) if m.mention is not None]
                if len(named) > 1 or t.dep == "appos":
                    return named
        return []

    def _named_behind(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The places that "dont" names behind an unnamed group: "un territoire limité, dont le quartier de X"."""
        for t in sentence.tokens[head.i + 1:]:
            if t.text in (".", ";") or t.morph.get("VerbForm") == "Fin":
                return []
            if t.lower in self._of_which:
                if any(u.morph.get("VerbForm") == "Fin" for u in sentence.tokens[t.i + 1:t.i + 7]):
                    return []
                for u in sentence.tokens[t.i + 1:t.i + 6]:
                    if meanings.is_place(sentence, u) and u.pos in ("NOUN", "PROPN"):
                        return [m for m in meanings.members(sentence, u) if meanings.is_place(sentence, m)]
                return []
        return []

    def _claim(self, meanings: Meanings, match: Match, head: Token, extent: str) -> Control | None:
        sentence, predicate = match.sentence, match.predicate
        place = meanings.place(sentence, head)
        evidence = clause(meanings, sentence, predicate, head)
        common = circumstances(meanings, sentence, predicate, evidence)
        if common is None:
            return None
        holder = self._party(meanings, match, "holder")
        previous = self._party(meanings, match, "previous")
        if match.frame.get("needs_party") and holder is None and previous is None:
            return None
        change = str(match.frame["change"])
        modality = common.modality
        if change == "holds" and modality == "denied" and match.frame.get("denied_is"):
            change, modality = str(match.frame["denied_is"]), "asserted"
            holder, previous = None, holder
        return Control(evidence=evidence, source=common.source, sources=common.sources, modality=modality,
                       when=self._when(meanings, match, change, common.when), where=meanings.parents(place, sentence), rule=match.id,
                       change=change, place=place, holder=holder, previous=previous, extent=extent)

    def _when(self, meanings: Meanings, match: Match, change: str, when: When | None) -> When | None:
        """A state that a participle tells ("tenu par") holds on the day of publication."""
        if when is None or when.basis == "carried":
            if change in ("holds", "besieged") and match.predicate.morph.get("VerbForm") != "Fin" and \
                    meanings.stated_when(match.sentence, match.predicate) is None:
                return meanings.publication()
        if when is not None and when.basis == "publication" and when.start is not None and change in ("captured", "lost", "withdrew"):
            return When(when.start, when.start)
        return when

    def _party(self, meanings: Meanings, match: Match, slot: str) -> Entity | None:
        for t in match.slots.get(slot, []):
            sort = meanings.sort(match.sentence, t)
            if sort in ("party", "body", "person") or (t.mention is not None and t.mention.kind == "name" and t.mention.value.actors) \
                    or (t.pos == "PRON") or (t.pos == "ADJ"):
                return meanings.party(match.sentence, t)
        return None
