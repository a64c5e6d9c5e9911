"""What carries a noun of event: the verb that says who did it and to whom ("a lancé une offensive", "un raid a touché",
"une attaque revendiquée par"), and the noun that it completes ("le début de l'offensive").

One mechanism for all kinds of incident: takes a sentence and the noun; returns who acts and who is struck as the verb
around it tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bilan.analysis import Meanings, Roles
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_ASIDE = ("obl", "obl:mod", "nmod", "obl:arg", "iobj")
_ARGUMENTS = ("obj", "obl", "nsubj", "nsubj:pass", "obl:arg", "obl:agent", "obl:mod", "xcomp", "nmod", "conj", "iobj")


@dataclass(slots=True)
class Carried:
    """Who acts and who is struck, as heads of phrases, `between` whom it goes on. `verb` is the verb that carries the
    noun as one of its arguments; `alleged` where the doer is only blamed; `broken` where the verb says that a truce or
    talks did not hold; `disclaimed` where the verb says that somebody did not claim it; `befell` where the verb is of
    those whom the event struck ("ont repoussé une attaque")."""

    actors: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    between: list[Token] = field(default_factory=list)
    verb: Token | None = None
    alleged: bool = False
    broken: bool = False
    befell: bool = False
    disclaimed: bool = False


class Carriers:
    """Knows the verbs and nouns that carry events. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("incident")
        self._words = {key: frozenset(words) for key, words in table["carriers"].items()}
        self._lengths = frozenset(table["lengths"])

    def carried(self, meanings: Meanings, sentence: Sentence, noun: Token) -> Carried:
        """What the verbs and nouns around a noun of event say of it."""
        found = Carried()
        outer = self._outer(sentence, noun)
        found.broken = noun.dep == "nmod" and sentence.head(noun).lemma.lower() in self._words["breakings"]
        for verb, governs in self._verbs(sentence, outer):
            self._of_verb(meanings, sentence, verb, outer, governs, found)
        if outer is not noun:
            for verb, governs in self._verbs(sentence, noun):
                if not governs:
                    self._of_verb(meanings, sentence, verb, noun, governs, found)
            roles = meanings.roles(sentence, outer)
            for word in self._words["by"]:
                found.actors.extend(roles.obliques.get(word, []))
        if found.verb is not None:
            self._sides_of(meanings, sentence, found.verb, found)
        self._of_subject(meanings, sentence, outer, found)
        return found

    def _of_subject(self, meanings: Meanings, sentence: Sentence, noun: Token, found: Carried) -> None:
        """Who stands on the two sides of an event that is the subject of its clause ("des combats ont éclaté entre A
        et B"), and who is said to be what it was aimed at ("X a été la cible d'une attaque")."""
        head = sentence.head(noun)
        if noun.dep in ("nsubj", "nsubj:pass"):
            for word in self._words["between"]:
                found.between.extend(meanings.roles(sentence, head).obliques.get(word, []))
        elif noun.dep == "nmod" and head.lemma.lower() in self._words["suffered_by"]:
            group = [head, *sentence.children(head, "cop", "aux")]
            subjects = [t for g in group for t in sentence.children(g, "nsubj", "nsubj:pass")]
            struck = subjects[0] if subjects else sentence.head(head) if head.dep == "appos" else None
            if struck is not None:
                found.targets.extend(meanings.members(sentence, struck))

    def _sides_of(self, meanings: Meanings, sentence: Sentence, verb: Token, found: Carried) -> None:
        """What stands around the verb that carries an event: both halves of a subject that the parser took for two,
        and what a participle says was aimed at ("a mené cinq raids, ciblant des convois")."""
        subjects = [t for t in sentence.children(verb, "nsubj") if t.i < verb.i and t.pos in ("NOUN", "PROPN")]
        is_list = len(subjects) == 2 and any(t.dep == "cc" for t in sentence.tokens[subjects[0].i:subjects[1].i])
        if is_list and found.actors and found.actors[0] in subjects:
            found.actors[:1] = subjects
        for t in sentence.children(verb, "advcl", "acl"):
            if t.morph.get("VerbForm") == "Part" and t.lemma.lower() in self._words["strikers"]:
                found.targets.extend(meanings.roles(sentence, t).patient)

    def victims(self, meanings: Meanings, sentence: Sentence, noun: Token) -> list[Token]:
        """Those who a verb of harm says were caught in an event ("onze soldats ont péri dans une embuscade")."""
        for t in sentence.ancestors(noun):
            if t.pos in ("VERB", "AUX") and t.lemma.lower() in self._words["harmed"]:
                roles = meanings.roles(sentence, t)
                return roles.patient if meanings.is_passive(sentence, t) or roles.patient else roles.agent
        return []

    def _outer(self, sentence: Sentence, noun: Token) -> Token:
        """The noun that only says that the event begins, goes on or is repeated: "le lancement d'une offensive"."""
        while noun.dep in ("nmod", "conj"):
            head = sentence.head(noun)
            is_time = head.mention is not None and head.mention.kind == "time"
            if not is_time and (head.pos != "NOUN" or head.lemma.lower() not in self._words["nouns"]):
                break
            noun = head
        return noun

    def _verbs(self, sentence: Sentence, noun: Token) -> Iterator[tuple[Token, bool]]:
        """The verbs beside a noun: its participles and relative clauses, and the one that it is an argument of."""
        measures = [t for t in sentence.children(noun, "nmod") if t.lemma.lower() in self._lengths]
        for around in (noun, *measures):
            for t in sentence.children(around, "acl", "acl:relcl", "amod", "appos"):
                if t.pos in ("VERB", "ADJ"):
                    yield t, False
        head = sentence.head(noun)
        if noun.dep == "conj":
            head = sentence.head(head)
        if noun.dep in _ARGUMENTS and head.pos == "VERB" and head is not noun:
            yield head, True

    def _struck(self, meanings: Meanings, sentence: Sentence, verb: Token, roles: Roles) -> list[Token]:
        """The object of a verb, which it may share with the next ("a visé et détruit l'hôpital")."""
        return roles.patient or [t for v in sentence.children(verb, "conj") if v.pos == "VERB"
                                 for t in meanings.roles(sentence, v).patient]

    def _brought_together(self, meanings: Meanings, sentence: Sentence, lemma: str, roles: Roles, noun: Token,
                          found: Carried) -> None:
        """The two sides that an event opposes to one another ("opposent A à B") or gathers ("réunissant A et B")."""
        patients = [t for t in roles.patient if t is not noun]
        if lemma in self._words["gatherers"]:
            found.actors.extend(patients[:1])
            found.targets.extend(patients[1:2])
            return
        found.actors.extend(patients)
        for word in self._words["opposed_to"]:
            around = [roles.obliques, *(meanings.roles(sentence, p).obliques for p in roles.patient)]
            found.targets.extend(t for obliques in around for t in obliques.get(word, []))

    def _of_verb(
        self, meanings: Meanings, sentence: Sentence, verb: Token, noun: Token, governs: bool, found: Carried
    ) -> None:
        lemma = verb.lemma.lower()
        words = self._words
        roles = meanings.roles(sentence, verb)
        is_agent = noun in roles.agent or (governs and noun.dep in ("obl:agent",))
        through = governs and lemma in words["doers_through"] and (
            noun.dep not in _ASIDE or meanings.preposition(sentence, noun) in words["through"])
        direct = not is_agent and lemma in words["doers"] and not (governs and noun.dep in _ASIDE)
        if through or direct:
            doers = roles.agent or (roles.patient if through and meanings.is_passive(sentence, verb) else [])
            found.actors.extend(t for t in doers if t is not noun)
            for word in words["between"]:
                found.actors.extend(roles.obliques.get(word, []))
            for word in words["against"]:
                found.targets.extend(roles.obliques.get(word, []))
            found.verb = verb if governs else found.verb
        elif lemma in words["strikers"] and (is_agent or not governs):
            found.targets.extend(t for t in self._struck(meanings, sentence, verb, roles) if t is not noun)
            found.verb = verb if governs else found.verb
        elif lemma in words["sufferers"] and not is_agent:
            found.targets.extend(t for t in roles.agent if t is not noun)
            found.verb = verb if governs else found.verb
            found.befell = True
        elif lemma in words["opposers"] | words["gatherers"] and (is_agent or not governs):
            self._brought_together(meanings, sentence, lemma, roles, noun, found)
        elif lemma in words["claimers"]:
            is_denied = meanings.modality(sentence, verb) == "denied"
            found.disclaimed = is_denied and noun.dep not in _ASIDE
            found.actors.extend(t for t in roles.agent if t is not noun and not is_denied)
        elif lemma in words["blamers"]:
            for word in words["blamed"]:
                found.actors.extend(roles.obliques.get(word, []))
            found.alleged = True
        ended = lemma in words["enders"] and any(t.lemma.lower() in words["ends"] for t in sentence.children(verb))
        failed = lemma in words["holding"] and meanings.modality(sentence, verb) == "denied"
        found.broken = found.broken or lemma in words["breakers"] or ended or failed
