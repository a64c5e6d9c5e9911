"""Whether a mention of an event is ground for a claim: it tells a time, a place, somebody who acts or is struck.

A noun that does none of these only refers to what was told or names a sort of event ("après l'attaque", "le risque
d'attentats"). Takes the match of a frame and the incident read off it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bilan.analysis import Meanings
from bilan.claims import Incident, Span
from bilan.extract.circumstances import clause
from bilan.extract.parts.carriers import Carried
from bilan.extract.parts.parties import Parties
from bilan.extract.parts.paths import Match
from bilan.extract.parts.tellings import Tellings
from bilan.quantities import Count
from bilan.syntax import Sentence, Token

_AGREED = ("ceasefire", "talks")
_DEVICES = "bombing"
_SUBJECTS = ("nsubj", "nsubj:pass")


class Grounds:
    """Knows which mentions are claims. `words` are the word lists of the table of incidents,
    `harmed` its verbs of harm."""

    def __init__(self, words: Mapping[str, frozenset[str]], harmed: Collection[str], parties: Parties,
                 tellings: Tellings) -> None:
        self._words = words
        self._harmed = harmed
        self._parties = parties
        self._tellings = tellings

    def is_told(self, meanings: Meanings, match: Match, incident: Incident, carried: Carried) -> bool:
        """Whether a noun of event has a time, a place, an actor or a target of its own: else it is a mere mention."""
        sentence, noun = match.sentence, match.predicate
        if incident.actor is not None or incident.target is not None:
            return True
        if meanings.stated_when(sentence, noun) is not None:
            return True
        if incident.modality == "called_for" or (incident.type in _AGREED and incident.modality == "denied"):
            return True
        if incident.type in _AGREED and not self._tellings.is_definite(sentence, noun) and self._tellings.is_done(
                sentence, noun):
            return True  # "un accord négocié par"
        around = [t for heads in match.roles.obliques.values() for t in heads]
        around += [u for t in around for u in sentence.children(t, "nmod")
                   if meanings.preposition(sentence, u) not in self._words["complement"]]
        if any(meanings.is_place(sentence, t) for t in around if t.lemma.lower() not in self._words["devices"]):
            return True
        patients = meanings.roles(sentence, carried.verb).patient if carried.verb is not None else ()
        if any(meanings.is_place(sentence, t) for t in patients if t is not noun):
            return True  # "des tirs ont visé plusieurs villages"
        return bool(incident.where) and incident.when is not None and self._has_happened(
            meanings, match, incident, carried)

    def _has_happened(self, meanings: Meanings, match: Match, incident: Incident, carried: Carried) -> bool:
        """Whether a noun of event, for which the text goes on about a time and a place, is told as something new: it
        comes about or goes on, a device explodes in it, or its clause gives it a time or a place."""
        sentence, noun = match.sentence, match.predicate
        if self._tellings.is_going_on(sentence, noun) or self._has_device(meanings, match, incident):
            return True
        indefinite = not any(t.lower in self._words["definite"] for t in sentence.children(noun, "det"))
        if not indefinite or incident.when is None:
            return False
        return incident.when.basis == "text" or self._is_led_there(meanings, sentence, carried)

    def _has_device(self, meanings: Meanings, match: Match, incident: Incident) -> bool:
        """Whether the phrase of a blast names what exploded ("l'explosion d'une voiture piégée"), where the blast is
        not how somebody was harmed ("tué par l'explosion d'une mine")."""
        sentence, noun = match.sentence, match.predicate
        is_harm = sentence.head(noun).lemma.lower() in self._harmed
        if incident.type != _DEVICES or (is_harm and meanings.preposition(sentence, noun) in self._words["means"]):
            return False
        return any(t.lemma.lower() in self._words["devices"] for t in sentence.children(noun, "nmod"))

    def _is_led_there(self, meanings: Meanings, sentence: Sentence, carried: Carried) -> bool:
        """Whether the verb that says that an event was carried out names the place ("deux attentats ont été commis
        à X")."""
        verb = carried.verb
        if verb is None:
            return False
        obliques = meanings.roles(sentence, verb).obliques
        return any(meanings.is_place(sentence, t) for heads in obliques.values() for t in heads)

    def clause(self, meanings: Meanings, sentence: Sentence, noun: Token, head: Token) -> Span:
        """The stretch that tells an event by its noun: with the verb that carries it, or that it is the subject of."""
        above = sentence.head(noun)
        return clause(meanings, sentence, above if noun.dep in _SUBJECTS and above.pos == "VERB" else head, noun)

    def is_vague(self, meanings: Meanings, match: Match, head: Token) -> bool:
        """Whether something happens time and again with neither time nor place nor victim told."""
        sentence = match.sentence
        if not self._tellings.is_habitual(sentence, head) or match.slots.get("target"):
            return False
        if meanings.stated_when(sentence, match.predicate) is not None:
            return False
        return not any(meanings.is_place(sentence, t) for t in sentence.subtree(head))

    def is_led(self, meanings: Meanings, match: Match, carried: Carried) -> bool:
        """Whether somebody who fights does what a noun of wide meaning names ("une opération menée par l'armée")."""
        noun, sentence = match.predicate, match.sentence
        if self._tellings.is_bare(sentence, noun) and not sentence.children(noun, "acl"):
            return False
        doers = [*match.slots.get("actor", ()), *carried.actors]
        return any(self._parties.is_fighter(meanings, sentence, t) for t in doers)

    def is_placed(self, meanings: Meanings, match: Match) -> bool:
        """Whether a verb has a phrase that says where."""
        around = (t for heads in match.roles.obliques.values() for t in heads)
        return any(meanings.is_place(match.sentence, t) for t in around)

    def places(self, sentence: Sentence, incident: Incident) -> int:
        """How many places of an incident its own sentence names."""
        return sum(e.start is not None and sentence.start <= e.start < sentence.end for e in incident.where)

    def number(self, sentence: Sentence, targets: list[Token]) -> Count | None:
        """What counts those who are struck, where it is a number."""
        mentions = [t.mention for head in targets[:1] for t in (head, *sentence.children(head, "nummod")) if t.mention]
        return next((m.value for m in mentions if m.kind == "number"), None)
