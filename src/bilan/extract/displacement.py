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
from bilan.extract.counted.singles import Singles
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.quantities import Count
from bilan.syntax import Sentence, Token
from bilan.times import When

_STOCKS = ("remaining", "displaced")
_ARMED = ("fighters", "security_forces", "peacekeepers")
"""Those whose flight is a retreat, which is told of as control."""
_MOVES = ("fled", "evacuated", "returned")
_SPANS = ("recent", "weekend", "weekdays", "dates", "period")
_LEAST_INHABITANTS = 1000
_THOUSANDS = ("thousands", "tens_of_thousands", "hundreds_of_thousands", "millions")


class DisplacementExtractor:
    """Reads displacement. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._people = People(language)
        self._singles = Singles(language, self._people)
        self._routes = Routes(language)
        fits = {"origin": _is_place, "destination": self._routes.is_destination, "people": self._can_move}
        self._frames = FrameMatcher(language, "displacement", fits, {"of_people": self._routes.of_people})
        self._lists = Lists(language, self._people)
        self._periods = Periods(language)
        table = language.table("displacement")
        self._still = frozenset(table["still"])
        self._trapped = frozenset(table["trapped"])
        self._not_moved = frozenset(table["not_moved"])
        self._inside = frozenset(table["inside"])
        self._attempts, self._wants = frozenset(table["attempts"]), frozenset(table["wants"])
        self._where = frozenset(table["where_pronouns"])
        self._not_counted = frozenset(table["not_displaced"])
        told = [f for kind in ("toll", "displacement") for f in language.frames(kind)
                if "stays" not in f and "state" not in f]
        self._told_otherwise = frozenset(v for f in told if "object" not in f for v in f.get("verbs", ()))
        self._told_with = frozenset((v, o) for f in told for o in f.get("object", ()) for v in f.get("verbs", ()))

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Displacement]:
        """The movements and stays of a sentence, wholes before their parts. What two verbs tell of the same people is
        one movement ("ayant fui X, ils se sont réfugiés à Y")."""
        told: dict[int, tuple[Match, Displacement, list[Group]]] = {}
        parts: set[int] = set()
        for match in self._frames.matches(meanings, sentence):
            for head in match.slots.get("people", []):
                group = self._group(meanings, match, head)
                if group is None or group.head.i in parts:
                    continue
                claim = self._claim(meanings, match, group)
                if claim is not None and group.head.i in told:
                    told[group.head.i] = self._joined(*told[group.head.i], match, claim)
                elif claim is not None:
                    listed = [p for p in self._lists.parts(meanings, sentence, group)
                              if p.head.i not in parts | told.keys() and p.count.order != "several"]
                    parts |= {p.head.i for p in listed}
                    told[group.head.i] = (match, claim, listed)
        for match, claim, listed in told.values():
            yield claim
            yield from (self._part(meanings, match, part, claim) for part in listed)

    def _joined(self, match: Match, claim: Displacement, parts: list[Group], then: Match,
                other: Displacement) -> tuple[Match, Displacement, list[Group]]:
        """What two predicates tell of the same people: the first, with the ends of the way that the second adds; the
        second alone where the first only says who they are ("400 familles qui avaient fui sont rentrées"), or where
        it counts displaced people and the first says where they are."""
        if claim.movement not in _MOVES or other.movement not in _MOVES:
            are = match.predicate.dep == "acl" and other.movement in _MOVES
            stays = (claim.movement, other.movement) == ("remaining", "displaced")
            return (then, other, parts) if stays or (are and claim.movement == "displaced") else (match, claim, parts)
        if claim.movement != other.movement:
            return (then, other, parts) if match.predicate.dep in ("acl", "acl:relcl") else (match, claim, parts)
        return match, replace(claim, origin=claim.origin or other.origin,
                              destination=claim.destination or other.destination), parts

    def _can_move(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return self._counted(meanings, sentence, head) is not None or (
            self._singles.group(meanings, sentence, head, harmed=True) is not None)

    def _counted(self, meanings: Meanings, sentence: Sentence, head: Token) -> Group | None:
        """The group of a phrase; a pronoun stands for one that the same sentence counts ("alors qu'ils sont pris")."""
        group = self._people.group(meanings, sentence, head, vague=False)
        if group is not None or head.pos != "PRON" or head.morph.get("PronType") == "Ind":
            return group  # "certains" are not all of them
        found = meanings.antecedent(sentence, head, ("people", "party"))
        if found is not None and found[0] is sentence:
            group = self._people.group(meanings, sentence, found[1], vague=False)
        return group

    def _group(self, meanings: Meanings, match: Match, head: Token) -> Group | None:
        """The people that a head counts, `None` where it counts none or the clause tells no movement of theirs."""
        sentence, frame = match.sentence, match.frame
        group = self._counted(meanings, sentence, head)
        if group is None and frame.get("single"):
            group = self._singles.group(meanings, sentence, head, harmed=True)
        if group is None or group.head.lemma.lower() in {*frame.get("not_people", ()), *self._not_moved}:
            return None
        if group.count.value == 1 and not frame.get("one"):
            return None
        if group.people not in frame.get("kinds", (group.people,)):
            return None
        if "only" in frame and group.head.lemma.lower() not in frame["only"]:
            return None
        if (group.count.value or group.count.low or frame.get("least", 0)) < frame.get("least", 0):
            return None
        if frame["movement"] == "fled" and group.people in _ARMED and not self._breaks_out(meanings, match):
            return None
        if self._is_tried(meanings, match):
            return None
        if frame.get("stays") and not self._stays(meanings, match, group):
            return None
        if match.predicate is head and self._is_told_by_verb(meanings, sentence, head):
            return None
        return group

    def _breaks_out(self, meanings: Meanings, match: Match) -> bool:
        """Whether armed people have escaped from where they were held; that they might is feared of all of them."""
        return bool(match.frame.get("armed")) and meanings.modality(match.sentence, match.predicate) != "expected"

    def _is_tried(self, meanings: Meanings, match: Match) -> bool:
        """Whether people have only tried to move, or need to ("ont tenté de fuir", "ont besoin d'être évacuées")."""
        governor = match.sentence.head(match.predicate)
        if any(t.lemma.lower() in self._wants for t in (governor, *match.sentence.children(governor, "obj", "obl"))
               if t.i < match.predicate.i):
            return True
        return governor.lemma.lower() in self._attempts and match.predicate.dep == "xcomp" and (
            meanings.tense(match.sentence, governor) == "past")

    def _is_told_by_verb(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        """Whether a noun of displaced people is what a verb of harm or movement is about, and so counts no stock."""
        governor = sentence.head(head)
        verb = governor if head.dep in ("nsubj", "nsubj:pass", "obj", "obl:agent", "obl", "nmod") else head
        made = [t for t in (verb, *sentence.children(verb, "xcomp")) if t.pos == "VERB"]
        if any(t.lemma.lower() in self._told_otherwise | self._not_counted for t in made):
            return True
        if any((t.lemma.lower(), o.lemma.lower()) in self._told_with for t in made
               for o in sentence.children(t, "obj", "obl")):
            return True
        return any(t.lemma.lower() in self._told_otherwise for t in sentence.children(head, "acl", "acl:relcl")
                   if t.pos == "VERB")

    def _stays(self, meanings: Meanings, match: Match, group: Group) -> bool:
        """Whether a verb of staying says where, that it is still so, or that people are trapped."""
        sentence, verb = match.sentence, match.predicate
        around = sentence.children(verb)
        if match.frame["stays"] != "still" and any(t.lower in self._where for t in around):
            return True
        if verb.pos == "AUX" and not self._inside & match.roles.obliques.keys():
            return False
        if any(t.lower in self._still or t.lemma.lower() in self._trapped for t in around):
            return True
        ends = self._routes.of_part(meanings, sentence, verb)
        if verb.dep == "acl:relcl" and any(t.lower in self._where for t in around):
            ends = [*ends, sentence.head(verb)]  # "la province, où vivent 2 millions de personnes"
        if match.frame["stays"] == "still":
            inhabits = verb.lemma.lower() in match.frame.get("inhabit", ()) and _is_a_people(group.count)
            return inhabits and any(p.id is not None for p in self._routes.named_in(meanings, sentence, ends))
        return bool(ends)

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
        common = circumstances(meanings, sentence, predicate, evidence, without=taken, counted=group.head)
        if common is None:
            return None
        leaves = self._routes.leaves_there(match, predicate)
        if origin is None and common.where and (leaves or self._routes.leaves_home(match, group.head)):
            origin = None if self._routes.is_towards(meanings, sentence, common.where[0]) else common.where[0]
        where = meanings.parents(origin, sentence) if origin is not None and movement not in _STOCKS else common.where
        by = [meanings.party(sentence, t) for t in match.slots.get("by", []) if meanings.sort(sentence, t) == "party"]
        when, cumulative = self._period(meanings, match, predicate, common.when, group.count)
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
        self, meanings: Meanings, match: Match, predicate: Token, when: When | None, count: Count
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
        several = count != Count.exact(1)
        total = moves and untold and several and meanings.tense(match.sentence, predicate) == "past"
        if when is None and published is not None and (total or match.frame.get("state")):
            return When(None if total else published.end, published.end, "publication"), total
        if total and when is not None and when.basis == "carried" and when.start == when.end:
            return When(when.start, published.end if published else None, "publication"), True
        return when, total


def _is_a_people(count: Count) -> bool:
    """Whether so many are counted that they are the inhabitants of a place and not some who stay in it."""
    return count.order in _THOUSANDS or (count.value or count.low or 0) >= _LEAST_INHABITANTS


def _is_place(meanings: Meanings, sentence: Sentence, token: Token) -> bool:
    return meanings.is_place(sentence, token)
