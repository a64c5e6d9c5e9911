"""Which people a frame of harm is about: the victims that a head in its slot names, with their count and kind."""

from __future__ import annotations

from dataclasses import replace

from bilan.analysis import Meanings
from bilan.entities import Entity
from bilan.extract.counted.people import Group, People, is_number
from bilan.extract.counted.singles import Singles
from bilan.extract.frames import Match
from bilan.extract.harmed.retold import Mentions
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

ARMED = ("fighters", "security_forces", "peacekeepers")
"""Kinds of people who bear arms."""


class Victims:
    """Reads the victims of matches. One instance serves a language."""

    def __init__(self, language: Language, people: People, singles: Singles, mentions: Mentions) -> None:
        table = language.table("toll")
        self._people = people
        self._singles = singles
        self._mentions = mentions
        self._reports = frozenset(table["reports"])
        self._attempts = frozenset(table["attempts"])
        self._definite = frozenset(table["definite"])

    def group(self, meanings: Meanings, match: Match, head: Token) -> Group | None:
        """The victims that a head names, `None` where it names none whose harm the match tells."""
        frame = match.frame
        group = self._people.group(meanings, match.sentence, head, animate=bool(frame.get("animate")),
                                   vague=not frame.get("exact_only"), bare=bool(frame.get("bare")))
        if group is None and match.predicate is not head and frame.get("single", True):
            group = self._single(meanings, match, head)
        if group is None or not self._is_of_kind(match, group) or not self._is_told_here(meanings, match, group):
            return None
        return self._of_finer_kind(meanings, match, group)

    def together(self, meanings: Meanings, match: Match, group: Group) -> tuple[Group, set[int]]:
        """A list of bare plurals as the one group that it is, with the indices of its heads: "des hommes, des femmes et
        des enfants" are people."""
        heads = [t for t in match.slots["victims"] if t.i >= group.head.i]
        others = [g for t in heads[1:] if (g := self._people.group(meanings, match.sentence, t)) is not None]
        if not others or any(g.count != group.count for g in others):
            return group, set()
        kinds = {group.people, *(g.people for g in others)}
        return replace(group, people=group.people if len(kinds) == 1 else "people"), {t.i for t in heads}

    def _is_of_kind(self, match: Match, group: Group) -> bool:
        """Whether a frame is about people of this kind, or about kin, "deux de ses fils"."""
        sentence, frame = match.sentence, match.frame
        if not frame.get("kinds") or group.people in frame["kinds"]:
            return True
        around = (group.head, *sentence.children(group.head, "nmod", "obl"))
        return any({t.lower, t.lemma.lower()} & set(frame.get("kin", ())) for t in around)

    def _is_told_here(self, meanings: Meanings, match: Match, group: Group) -> bool:
        """Whether the match tells what was done to a group, and neither takes it up, nor names it in passing, nor says
        with other words that it was not."""
        sentence, frame, predicate, head = match.sentence, match.frame, match.predicate, group.head
        one = group.count.value == 1
        if predicate.pos == "NOUN" and one and not (
                self._is_news(predicate, head) or self._people.people(meanings, sentence, head)):
            return False
        if predicate is head and one and self._singles.is_definite(sentence, head):
            return False  # "la mort": the event
        if predicate is head and (self._is_told_before(sentence, head) or self._is_aside(sentence, group)):
            return False
        if frame.get("not_infinitive") and predicate.morph.get("VerbForm") == "Inf" and one:
            return False
        if self._mentions.is_background(meanings, match, group) or self._is_attempt(sentence, predicate):
            return False
        if head.lemma.lower() in frame.get("not_heads", ()):
            return False
        if frame.get("not_harmed") and self._people.kinds.is_harmed(head):
            return False
        if frame.get("figure") and group.count.order is not None:
            return False
        if any(t.lemma.lower() in frame.get("not_of", ()) for t in sentence.children(head, "nmod")):
            return False
        return not (self._around(sentence, head) & set(frame.get("not_under", ()))) and self._is_state(match)

    def _is_news(self, death: Token, owner: Token) -> bool:
        """Whether a death with a possessive is told and not only taken up: "son décès a été prononcé", but "peu après
        sa mort"."""
        return self._singles.is_possessive(owner) and death.dep == "nsubj:pass"

    def _is_attempt(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a harm is only tried: "a tenté de poignarder un garde"."""
        return predicate.morph.get("VerbForm") == "Inf" and predicate.head != predicate.i and (
            sentence.head(predicate).lemma.lower() in self._attempts)

    def _around(self, sentence: Sentence, head: Token) -> set[str]:
        """The words that a head depends on, what they are said to do ("ont tenté de fuir"), and its participles."""
        above = list(sentence.ancestors(head))
        done = [v for t in above[:1] for v in sentence.children(t, "xcomp")]
        beside = sentence.children(head, "acl", "acl:relcl", "amod")
        return {t.lemma.lower() for t in (*above, *done, *beside)}

    def _is_state(self, match: Match) -> bool:
        """Whether a phrase of state is said of somebody: beside a noun, behind a copula or a verb of `only_under`."""
        verbs, predicate = match.frame.get("only_under"), match.predicate
        if verbs is None or match.sentence.children(predicate, "cop"):
            return True
        above = match.sentence.head(predicate)
        return above.pos in ("NOUN", "PROPN") or above.lemma.lower() in verbs

    def _of_finer_kind(self, meanings: Meanings, match: Match, group: Group) -> Group:
        """The group with the kind that the clause gives a bare number or a noun of harm: that of those in whose ranks
        they were, of the people that the clause before is about ("et 29 blessés"), of the doer ("a perdu neuf
        hommes")."""
        sentence, head = match.sentence, group.head
        kind: str | None = None
        if is_number(head) and group.people == "people":
            among = [t for t in sentence.children(match.predicate) if self._people.kinds.is_among(sentence, t)]
            if among:
                kind = self._people.kinds.in_ranks(meanings, sentence, among[0])
                return replace(group, people=kind or group.people)
        others = [t for t in sentence.children(head, "amod") if self._people.kinds.is_other(t)]
        if others and self._people.kinds.is_harmed(head) and group.people == "people":
            return replace(group, people=next(self._people.kinds.before(meanings, sentence, head), "people"))
        if head.dep == "conj" and self._people.kinds.is_harmed(head) and group.people == "people":
            before = sentence.head(head)
            victims = meanings.roles(sentence, before).patient if before.pos == "VERB" and before.i < head.i else []
            if victims and meanings.is_passive(sentence, before):
                kind = self._people.people(meanings, sentence, victims[0])
                return replace(group, people=kind or group.people)
        if match.predicate is not head and match.frame.get("of_doer") and group.people in ("people", "men"):
            for t in meanings.roles(sentence, match.predicate).agent[:1]:
                kind = self._people.kinds.in_ranks(meanings, sentence, t)
                return replace(group, people=kind if kind in ARMED else group.people)
        return group

    def _single(self, meanings: Meanings, match: Match, head: Token) -> Group | None:
        """The one person whom a head names without a number, `None` where the same harm is told of them elsewhere."""
        group = self._singles.group(meanings, match.sentence, head)
        if group is None or (head.pos == "PRON" and not self._is_believed(match, head)):
            return None
        return None if self._mentions.is_told_elsewhere(meanings, match, head) else group

    def _is_believed(self, match: Match, pronoun: Token) -> bool:
        """Whether a pronoun alone is believed: not of an aim ("de l'éliminer"), nor of a speaker's own death."""
        verb = match.predicate
        is_aim = verb.morph.get("VerbForm") == "Inf" and not match.sentence.children(verb, "aux:caus")
        if match.frame.get("no_pronoun") or is_aim:
            return False
        return match.frame["harm"] != "killed" or not self._singles.is_speaker(pronoun)

    def _is_aside(self, sentence: Sentence, group: Group) -> bool:
        """Whether one victim only completes another noun than that of a report: "la famille d'une victime"."""
        head = group.head
        if head.dep == "nmod" and is_number(sentence.head(head)) and sentence.head(head).i < head.i:
            return True  # "deux des six blessés"
        return group.count.value == 1 and head.dep == "nmod" and sentence.head(head).lemma.lower() not in self._reports

    def _is_told_before(self, sentence: Sentence, head: Token) -> bool:
        """Whether a definite article shows that those harmed were told before ("les 15 blessés ont été
        hospitalisés")."""
        return head.dep in ("nsubj", "nsubj:pass") and any(
            t.lower in self._definite for t in sentence.children(head, "det") if t.i < head.i)


def affiliation(meanings: Meanings, sentence: Sentence, head: Token) -> Entity | None:
    """Whose the victims are: the party that their noun is followed by ("soldats de l'armée malienne")."""
    for t in sentence.children(head, "nmod", "amod"):
        if t.i < head.i:
            continue
        if t.dep == "nmod" and meanings.sort(sentence, t) in ("party", "body"):
            return meanings.party(sentence, t)
        if t.dep == "amod" and t.pos == "ADJ" and meanings.party(sentence, t).id is not None:
            return meanings.party(sentence, t)
    return None


def is_of(part: str, whole: str) -> bool:
    """Whether a part is of the kind of its whole: one of people, or those who bear arms among others who do ("398
    rebelles, dont dix commandants")."""
    return part == "people" or (part in ARMED and whole in ARMED)
