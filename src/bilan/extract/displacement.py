"""Displacement: people who fled, were evacuated, came back, are displaced or are still there, with their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Displacement
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.counted.lists import Lists
from bilan.extract.counted.people import Group, People, counted_by
from bilan.extract.counted.periods import Periods
from bilan.extract.counted.routes import Routes
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
        self._routes = Routes(language)
        fits = {"origin": _is_place, "destination": self._routes.is_destination, "people": self._can_move}
        self._frames = FrameMatcher(language, "displacement", fits)
        self._lists = Lists(language, self._people)
        self._periods = Periods(language)
        table = language.table("displacement")
        self._still = frozenset(table["still"])
        self._trapped = frozenset(table["trapped"])
        self._not_moved = frozenset(table["not_moved"])
        self._inside = frozenset(table["inside"])
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
        if group.people not in frame.get("kinds", (group.people,)):
            return None
        if "only" in frame and group.head.lemma.lower() not in frame["only"]:
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
        if verb.pos == "AUX" and not self._inside & match.roles.obliques.keys():
            return False
        if any(t.lower in self._still or t.lemma.lower() in self._trapped for t in around):
            return True
        if match.frame["stays"] == "still":
            return False
        return bool(self._routes.of_part(meanings, sentence, verb))

    def _claim(self, meanings: Meanings, match: Match, group: Group) -> Displacement | None:
        sentence, predicate = match.sentence, self._event(match)
        movement = str(match.frame["movement"])
        heads = self._routes.destinations(meanings, match, predicate)
        parts = self._lists.parts(meanings, sentence, group)
        others = [t for p in parts for t in self._routes.of_part(meanings, sentence, p.head)]
        taken = tuple(self._routes.named_in(meanings, sentence, [*heads, *others]))
        origin = self._routes.origin(meanings, match, group.head)
        destination = self._routes.end(meanings, match, heads, origin)
        evidence = clause(meanings, sentence, predicate, group.head, *counted_by(sentence, group))
        common = circumstances(meanings, sentence, predicate, evidence, without=taken)
        if common is None:
            return None
        leaves = self._routes.leaves_there(match, predicate)
        if origin is None and common.where and (leaves or self._routes.leaves_home(match, group.head)):
            origin = None if self._routes.is_towards(meanings, sentence, common.where[0]) else common.where[0]
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
        ends = self._routes.of_part(meanings, sentence, part.head)
        return replace(whole, evidence=(start, end), rule=match.id + ".part", population=part.people, count=part.count,
                       destination=meanings.place(sentence, ends[0]) if ends else None,
                       part_of=f"{whole.evidence[0]}-{whole.evidence[1]}-{whole.movement}",
                       unit="households" if part.households else "people")

    def _event(self, match: Match) -> Token:
        token = match.predicate
        while token.pos == "NOUN" and token.dep == "conj" and match.sentence.head(token).pos == "NOUN":
            token = match.sentence.head(token)
        if token.pos == "NOUN" and token.head != token.i and token.dep in ("obj", "nsubj", "nsubj:pass"):
            head = match.sentence.head(token)
            if head.pos == "VERB":
                return head
        return match.predicate

    def _period(
        self, meanings: Meanings, match: Match, predicate: Token, when: When | None
    ) -> tuple[When | None, bool]:
        """The span of a movement, and whether it totals many days: always a stock is of one day."""
        moves = match.frame["movement"] not in _STOCKS
        for expression, dated in meanings.times(match.sentence, predicate):
            if dated is not None and (expression.relation in ("since", "within") or expression.form in _SPANS):
                return self._periods.until(meanings, predicate, dated), moves
        untold = meanings.stated_when(match.sentence, predicate) is None
        published = meanings.publication()
        spanned = when is not None and when.end is not None and when.start != when.end
        a_war = moves and untold and not spanned and self._periods.is_of_war(match.sentence, predicate)
        if a_war and published is not None:
            return When(None, published.end, "publication"), True
        total = moves and untold and meanings.tense(match.sentence, predicate) == "past"
        if total and when is not None and when.basis == "carried" and when.start == when.end:
            return When(when.start, published.end if published else None, "publication"), True
        return when, total


def _is_place(meanings: Meanings, sentence: Sentence, token: Token) -> bool:
    return meanings.is_place(sentence, token)
