"""Displacement: people who fled, were evacuated, came back, are displaced or are still there, with their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Displacement
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.counted.lists import Lists
from bilan.extract.counted.people import Group, People, counted_by
from bilan.extract.counted.periods import Periods
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token
from bilan.times import When

_STOCKS = ("remaining", "displaced")
_ARMED = ("fighters", "security_forces", "peacekeepers")
"""Those whose flight is a retreat, which is told of as control."""
_SPANS = ("recent", "weekend", "weekdays", "dates", "period")


class DisplacementExtractor:
    """Reads displacement. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._people = People(language)
        fits = {"origin": _is_place, "destination": self._is_destination, "people": self._can_move}
        self._frames = FrameMatcher(language, "displacement", fits)
        self._lists = Lists(language, self._people)
        self._periods = Periods(language)
        table = language.table("displacement")
        self._to: list[str] = table["destination_prepositions"]
        self._from: list[str] = table["origin_prepositions"]
        self._still = frozenset(table["still"])
        self._trapped = frozenset(table["trapped"])
        self._elsewhere = frozenset(table["elsewhere"])
        self._directions = frozenset(table["directions"])
        self._not_moved = frozenset(table["not_moved"])
        self._where = frozenset(table["where_pronouns"])
        self._not_counted = frozenset(table["not_displaced"])
        self._told_otherwise = frozenset(
            lemma
            for kind in ("toll", "displacement")
            for frame in language.frames(kind)
            if "object" not in frame and "stays" not in frame
            for lemma in frame.get("verbs", ())
        )

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Displacement]:
        """The movements and stays of a sentence, wholes before their parts."""
        seen: set[int] = set()
        for match in self._frames.matches(meanings, sentence):
            for head in match.slots.get("people", []):
                group = None if head.i in seen else self._group(meanings, match, head)
                if group is None:
                    continue
                seen.add(head.i)
                claim = self._claim(meanings, match, group)
                if claim is None:
                    continue
                yield claim
                for part in self._lists.parts(meanings, sentence, group):
                    if part.head.i not in seen and part.count.order != "several":
                        seen.add(part.head.i)
                        yield self._part(meanings, match, part, claim)

    def _is_origin(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase names a place that people can come from; their own ("leurs villages") names none."""
        owned = any(t.morph.get("Poss") == "Yes" for t in sentence.children(head, "det", "nmod:poss"))
        return meanings.is_place(sentence, head) and not owned

    def _is_destination(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return _is_place(meanings, sentence, head) or head.lemma.lower() in self._elsewhere

    def _can_move(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return self._counted(meanings, sentence, head) is not None

    def _counted(self, meanings: Meanings, sentence: Sentence, head: Token) -> Group | None:
        """The group of a phrase; a pronoun stands for one that the same sentence counts ("alors qu'ils sont pris")."""
        group = self._people.group(meanings, sentence, head, vague=False)
        if group is not None or head.pos != "PRON":
            return group
        found = meanings.antecedent(sentence, head, ("people", "party"))
        if found is None or found[0] is not sentence:
            return None
        return self._people.group(meanings, sentence, found[1], vague=False)

    def _group(self, meanings: Meanings, match: Match, head: Token) -> Group | None:
        """The people that a head counts, `None` where it counts none or the clause tells no movement of theirs."""
        sentence, frame = match.sentence, match.frame
        group = self._counted(meanings, sentence, head)
        if group is None or group.head.lemma.lower() in {*frame.get("not_people", ()), *self._not_moved}:
            return None
        if group.count.value == 1 and not frame.get("one"):
            return None
        if frame["movement"] == "fled" and group.people in _ARMED:
            return None
        if frame.get("stays") and not self._stays(meanings, match):
            return None
        if match.predicate is head and self._is_told_by_verb(meanings, sentence, head):
            return None
        return group

    def _is_told_by_verb(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        """Whether a noun of displaced people is what a verb of harm or movement is about, and so counts no stock."""
        governor = sentence.head(head)
        verb = governor if head.dep in ("nsubj", "nsubj:pass", "obj", "obl:agent", "obl", "nmod") else head
        if verb.pos == "VERB" and verb.lemma.lower() in self._told_otherwise | self._not_counted:
            return True
        return any(t.lemma.lower() in self._told_otherwise for t in sentence.children(head, "acl", "acl:relcl")
                   if t.pos == "VERB")

    def _stays(self, meanings: Meanings, match: Match) -> bool:
        """Whether a verb of staying says where, that it is still so, or that people are trapped."""
        sentence, verb = match.sentence, match.predicate
        around = sentence.children(verb)
        if match.frame["stays"] != "still" and any(t.lower in self._where for t in around):
            return True
        if any(t.lower in self._still or t.lemma.lower() in self._trapped for t in around):
            return True
        if match.frame["stays"] == "still":
            return False
        return any(meanings.is_place(sentence, t) for p in self._to for t in match.roles.obliques.get(p, []))

    def _claim(self, meanings: Meanings, match: Match, group: Group) -> Displacement | None:
        sentence, predicate = match.sentence, self._event(match)
        movement = str(match.frame["movement"])
        origin, destination = self._ends(meanings, match, predicate, group)
        others = [self._to_place(meanings, sentence, p.head) for p in self._lists.parts(meanings, sentence, group)]
        evidence = clause(meanings, sentence, predicate, group.head, *counted_by(sentence, group))
        common = circumstances(meanings, sentence, predicate, evidence, without=(destination, *others))
        if common is None:
            return None
        where = meanings.parents(origin, sentence) if origin is not None and movement not in _STOCKS else common.where
        by = [meanings.party(sentence, t) for t in match.slots.get("by", []) if meanings.sort(sentence, t) == "party"]
        when, cumulative = self._period(meanings, match, predicate, common.when)
        return Displacement(
            evidence=evidence,
            source=common.source,
            sources=common.sources,
            modality=common.modality,
            when=when,
            where=where,
            rule=match.id,
            movement=movement,
            population=group.people,
            count=group.count,
            cumulative=cumulative,
            origin=origin if movement not in _STOCKS else None,
            destination=destination if movement not in _STOCKS else None,
            by=by[0] if by else None,
            unit="households" if group.households else "people",
        )

    def _part(self, meanings: Meanings, match: Match, part: Group, whole: Displacement) -> Displacement:
        sentence = match.sentence
        start, end = meanings.extent(sentence, part.head)
        return replace(whole, evidence=(start, end), rule=match.id + ".part", population=part.people, count=part.count,
                       destination=self._to_place(meanings, sentence, part.head),
                       part_of=f"{whole.evidence[0]}-{whole.evidence[1]}-{whole.movement}",
                       unit="households" if part.households else "people")

    def _event(self, match: Match) -> Token:
        token = match.predicate
        if token.pos == "NOUN" and token.head != token.i and token.dep in ("obj", "nsubj", "nsubj:pass"):
            head = match.sentence.head(token)
            if head.pos == "VERB":
                return head
        return token

    def _ends(
        self, meanings: Meanings, match: Match, predicate: Token, group: Group
    ) -> tuple[Entity | None, Entity | None]:
        """Where people came from and where they went, as the clause names them."""
        sentence = match.sentence
        origins = [t for t in match.slots.get("origin", []) if self._is_origin(meanings, sentence, t)]
        destinations = match.slots.get("destination", [])
        origins = origins or self._home(meanings, sentence, group.head)
        destinations = destinations or self._direction(meanings, match, predicate)
        origin = meanings.place(sentence, origins[0]) if origins else None
        return origin, meanings.place(sentence, destinations[0]) if destinations else None

    def _home(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The place that people are said to be of ("1.200 habitants de Foua"), in the sentence of their count."""
        pronouns = [t for t in (head, *sentence.children(head, "nmod")) if t.pos == "PRON"]
        if pronouns:
            found = meanings.antecedent(sentence, pronouns[0], ("people", "party"))
            return [] if found is None else self._home(meanings, *found)
        complements = meanings.roles(sentence, head).obliques
        return [t for p in self._from for t in complements.get(p, []) if meanings.is_place(sentence, t)]

    def _direction(self, meanings: Meanings, match: Match, predicate: Token) -> list[Token]:
        """The place behind "à destination de", "en direction de"."""
        sentence = match.sentence
        near = [t for t in sentence.subtree(predicate) if t.lemma.lower() in self._directions and t.i > predicate.i]
        return [
            t for n in near[:1] for t in sentence.children(n, "nmod") if self._is_destination(meanings, sentence, t)
        ]

    def _to_place(self, meanings: Meanings, sentence: Sentence, head: Token) -> Entity | None:
        obliques = meanings.roles(sentence, head).obliques
        for preposition in self._to:
            for t in obliques.get(preposition, []):
                if self._is_destination(meanings, sentence, t):
                    return meanings.place(sentence, t)
        return None

    def _period(
        self, meanings: Meanings, match: Match, predicate: Token, when: When | None
    ) -> tuple[When | None, bool]:
        """The span of a movement, and whether it totals many days: always a stock is of one day."""
        moves = match.frame["movement"] not in _STOCKS
        for expression, dated in meanings.times(match.sentence, predicate):
            if dated is not None and (expression.relation in ("since", "within") or expression.form in _SPANS):
                return self._periods.until(meanings, predicate, dated), moves
        untold = meanings.stated_when(match.sentence, predicate) is None
        return when, moves and untold and meanings.tense(match.sentence, predicate) == "past"


def _is_place(meanings: Meanings, sentence: Sentence, token: Token) -> bool:
    return meanings.is_place(sentence, token)
