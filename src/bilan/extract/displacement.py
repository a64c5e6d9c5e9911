"""Displacement: people who fled, were evacuated, came back, are displaced or are still there, with their number."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.claims import Displacement
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.extract.people import Group, People
from bilan.language.contract import Language
from bilan.quantities import Count
from bilan.syntax import Sentence, Token
from bilan.times import When


class DisplacementExtractor:
    """Reads displacement. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._frames = FrameMatcher(language, "displacement")
        self._people = People(language)
        table = language.table("displacement")
        self._rest = frozenset(table["rest"])
        self._to = table["destination_prepositions"]
        self._from = table["origin_prepositions"]

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Displacement]:
        """The movements and stays of a sentence, wholes before their parts."""
        seen: set[int] = set()
        for match in self._frames.matches(meanings, sentence):
            for head in match.slots.get("people", []):
                group = None if head.i in seen else self._group(meanings, sentence, head)
                if group is None:
                    continue
                seen.add(head.i)
                claim = self._claim(meanings, match, group)
                if claim is None:
                    continue
                yield claim
                for part in self._people.parts(meanings, sentence, head):
                    if part.head.i not in seen:
                        seen.add(part.head.i)
                        yield self._part(meanings, match, part, claim)

    def _group(self, meanings: Meanings, sentence: Sentence, head: Token) -> Group | None:
        """The group of a phrase; a pronoun takes its own count ("10.000 d'entre eux") or its clause's ("ils sont plus
        de 130.000 à avoir fui")."""
        group = self._people.group(meanings, sentence, head, vague=False)
        if group is not None:
            return group
        if head.pos != "PRON":
            return None
        for t in sentence.tokens[head.i:head.i + 6]:
            if t.mention is not None and t.mention.kind == "number" and isinstance(t.mention.value, Count):
                other = meanings.antecedent(sentence, head, ("people",))
                people = self._people.people(meanings, other[0], other[1]) if other else None
                return Group(head, t.mention.value, people or "people")
        return None

    def _claim(self, meanings: Meanings, match: Match, group: Group) -> Displacement | None:
        sentence, predicate = match.sentence, self._event(match)
        origin, destination = self._ends(meanings, match, predicate)
        evidence = clause(meanings, sentence, predicate, group.head)
        common = circumstances(meanings, sentence, predicate, evidence, without=(destination,))
        if common is None:
            return None
        movement = str(match.frame["movement"])
        where = common.where
        if origin is not None:
            where = meanings.parents(origin, sentence)
        by = [meanings.party(sentence, t) for t in match.slots.get("by", []) if meanings.sort(sentence, t) == "party"]
        when, cumulative = self._period(meanings, match, predicate, common.when)
        return Displacement(
            evidence=evidence, source=common.source, sources=common.sources, modality=common.modality, when=when, where=where,
            rule=match.id, movement=movement, population=group.people, count=group.count, cumulative=cumulative,
            origin=origin if movement not in ("remaining", "displaced") else None, destination=destination,
            by=by[0] if by else None, unit="households" if group.households else "people")

    def _part(self, meanings: Meanings, match: Match, part: Group, whole: Displacement) -> Displacement:
        sentence = match.sentence
        start, end = meanings.extent(sentence, part.head)
        return Displacement(
            evidence=(start, end), source=whole.source, sources=whole.sources, modality=whole.modality, when=whole.when,
            where=whole.where, rule=match.id + ".part", movement=whole.movement, population=part.people, count=part.count,
            cumulative=whole.cumulative, origin=whole.origin, destination=self._to_place(meanings, sentence, part.head),
            part_of=f"{whole.evidence[0]}-{whole.evidence[1]}-{whole.movement}",
            unit="households" if part.households else "people")

    def _event(self, match: Match) -> Token:
        token = match.predicate
        if token.pos == "NOUN" and token.head != token.i and token.dep in ("obj", "nsubj", "nsubj:pass"):
            head = match.sentence.head(token)
            if head.pos == "VERB":
                return head
        return token

    def _ends(self, meanings: Meanings, match: Match, predicate: Token) -> tuple[Entity | None, Entity | None]:
        """Where people came from and where they went, as the clause names them."""
        sentence = match.sentence
        origins = [t for t in match.slots.get("origin", []) if meanings.is_place(sentence, t)]
        destinations = [t for t in match.slots.get("destination", []) if meanings.is_place(sentence, t)]
        if not origins:
            for head in match.slots.get("people", []):
                complements = meanings.roles(sentence, head).obliques.get("de", [])
                origins = [t for t in complements if meanings.is_place(sentence, t)]
                if origins:
                    break
        origin = meanings.place(sentence, origins[0]) if origins else None
        destination = meanings.place(sentence, destinations[0]) if destinations else None
        return origin, destination

    def _to_place(self, meanings: Meanings, sentence: Sentence, head: Token) -> Entity | None:
        for preposition in self._to:
            for t in meanings.roles(sentence, head).obliques.get(preposition, []):
                if meanings.is_place(sentence, t):
                    return meanings.place(sentence, t)
        return None

    def _period(self, meanings: Meanings, match: Match, predicate: Token, when: When | None) -> tuple[When | None, bool]:
        for expression, dated in meanings.times(match.sentence, predicate):
            if expression.relation in ("since", "within") and dated is not None:
                return dated, match.frame["movement"] not in ("remaining", "displaced")
            if expression.form in ("recent", "weekend", "weekdays", "dates", "period") and dated is not None:
                return dated, match.frame["movement"] not in ("remaining", "displaced")
        return when, False
