"""Who harmed people and by what means, as the clause names the doer or the owner of the act."""

from __future__ import annotations

from bilan.analysis import Meanings
from bilan.entities import Entity
from bilan.extract.counted.kinds import Kinds
from bilan.extract.frames import Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_OCCASION = 14
"""Tokens behind a harm among which its occasion is told."""
_BEFORE = 2
"""Tokens before the name of a party that may tell that its members are only presumed."""
_BREAKS = frozenset({";", ":", "(", "«"})
_WHO = ("party", "body", "person")


class Doers:
    """Reads the doers of tolls. One instance serves a language."""

    def __init__(self, language: Language, kinds: Kinds) -> None:
        table = language.table("toll")
        self._kinds = kinds
        self._wars = frozenset(table["wars"])
        self._acts = frozenset(table["means"]) | frozenset(table["lasting_events"])
        self._causing = frozenset(table["causing"])
        self._holding = frozenset(table["holding"])
        reporting = language.table("reporting")
        self._telling = frozenset(reporting["say"])
        self._claiming = frozenset(reporting["claim_responsibility"])
        self._doubted = frozenset(language.table("modality")["alleged_adjectives"])
        self._weapons = frozenset(table["weapons"])
        self._prepositions: list[str] = table["means_prepositions"]
        self._of = frozenset(table["owner_prepositions"])
        self._by = frozenset(language.table("roles")["agent_prepositions"])
        self._on_occasion = frozenset(table["on_occasion"])
        self._affiliated = frozenset(table["affiliated"])
        self._nations = frozenset(form for forms in language.table("demonyms").values() for form in forms)

    def doer(self, meanings: Meanings, match: Match, predicate: Token) -> tuple[Entity | None, str | None]:
        """`(by, means)`: the party that did it and the word for what with, `None` each where the clause names none."""
        sentence = match.sentence
        agents = self._agents(meanings, match, predicate)
        roles = meanings.roles(sentence, predicate)
        around = [roles.obliques] + ([match.roles.obliques] if predicate is not match.predicate else [])
        if not agents and not any(roles.obliques.get(p) for p in self._prepositions):
            shared = [meanings.roles(sentence, t) for t in self._sharing(sentence, predicate)]
            agents = [t for r in shared for t in r.agent if t.i > predicate.i]
            around += [r.obliques for r in shared]
        heads = agents + [
            t for obliques in around for p in self._prepositions for t in obliques.get(p, []) if t not in agents]
        heads += self._occasions(match)
        agents += self._claimants(meanings, match)
        heads += [t for t in agents if t not in heads]
        victims = {t.i for t in match.slots.get("victims", [])}
        doer: Entity | None = None
        means: str | None = None
        for head in heads:
            if head.i in victims or self._declares(sentence, head):
                continue
            if self._is_act(head):
                means = means or head.text
                doer = doer or self.owner(meanings, sentence, head)
            elif (head in agents and self._is_somebody(meanings, sentence, head)) or self._is_armed_party(
                meanings, sentence, head
            ):
                doer = doer or self._party(meanings, sentence, head)
            elif head in agents and head.pos == "PRON" and predicate.lemma not in self._causing:
                found = meanings.antecedent(sentence, head, ("party", "person"))
                doer = doer or (meanings.party(*found) if found else None)
        return doer, means

    def _claimants(self, meanings: Meanings, match: Match) -> list[Token]:
        """Who claims a harm that a noun tells: "revendique la mort de six soldats"."""
        governor = match.sentence.head(match.predicate)
        is_claimed = match.predicate.pos == "NOUN" and match.predicate.dep == "obj" and governor.lemma in self._claiming
        return meanings.roles(match.sentence, governor).agent if is_claimed else []

    def is_doubted(self, sentence: Sentence, doer: Entity) -> bool:
        """Whether a doer is only thought to be one: "des jihadistes présumés"."""
        if doer.start is None or doer.end is None:
            return False
        inside = [t.i for t in sentence.tokens if doer.start <= t.start < doer.end]
        near = sentence.tokens[max(0, inside[0] - _BEFORE):inside[-1] + 2] if inside else []
        return any(t.lemma.lower() in self._doubted for t in near)

    def _party(self, meanings: Meanings, sentence: Sentence, head: Token) -> Entity:
        """The party that a phrase names; of those who belong to one, that one: "des membres présumés du groupe X"."""
        party = meanings.party(sentence, head)
        if party.id is not None or not self._kinds.is_member(head):
            return party
        for t in sentence.children(head, "nmod"):
            whole = meanings.party(sentence, t) if meanings.preposition(sentence, t) in self._of else None
            if whole is not None and whole.id is not None and meanings.sort(sentence, t) == "party":
                return whole
        return party

    def _sharing(self, sentence: Sentence, predicate: Token) -> list[Token]:
        """The participles and nouns of harm behind a verb that share its auxiliary, and whose doer is its own: "dix
        soldats ont été tués et trois autres blessés dans une attaque de"."""
        behind = [t for t in sentence.children(predicate, "conj") if t.i > predicate.i]
        return [t for t in behind if self._kinds.is_harmed(t) or (
            t.pos == "VERB" and not sentence.children(t, "aux", "aux:tense", "aux:pass"))]

    def _occasions(self, match: Match) -> list[Token]:
        """The acts that "lors de" brings in behind a harm, which the parser hangs anywhere: "tués lors d'un raid"."""
        sentence = match.sentence
        first = max([match.predicate.i, *(t.i for t in match.slots.get("victims", []))]) + 1
        for t in sentence.tokens[first:first + _OCCASION]:
            if t.morph.get("VerbForm") == "Fin" or t.text in _BREAKS:
                return []
            if t.lower in self._on_occasion:
                behind = sentence.tokens[t.i + 1:t.i + 6]
                noun = next((u for u in behind if u.pos in ("NOUN", "PROPN") and u.mention is None), None)
                return [noun] if noun is not None and self._is_act(noun) else []
        return []

    def _is_somebody(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase names those who can harm: a party, a body, a person, people of any kind ("un individu")."""
        return meanings.sort(sentence, head) in _WHO or (
            head.pos == "NOUN" and self._kinds.of(meanings, sentence, head) is not None)

    def of_part(self, meanings: Meanings, sentence: Sentence, head: Token) -> Entity | None:
        """The owner of the act that a part of a count is told with: "dont 20 dans des raids de la coalition"."""
        for t in sentence.children(head, "nmod", "obl"):
            if self._is_act(t):
                return self.owner(meanings, sentence, t)
        return None

    def owner(self, meanings: Meanings, sentence: Sentence, act: Token) -> Entity | None:
        """The party that an act belongs to: "des tirs rebelles", "l'offensive du régime", "une frappe menée par"."""
        for t in meanings.roles(sentence, act).agent:
            if sentence.head(t).lemma not in self._claiming:
                return meanings.party(sentence, t)
        for t in sentence.children(act, "amod", "nmod", "acl", "appos"):
            if t.lemma in self._claiming:
                continue  # who says that they did it: the clause does not say so
            if t.lemma.lower() in self._weapons and not sentence.children(t, "det"):
                wielded = [a for a in sentence.children(t, "amod") if a.lower in self._nations]
                if wielded:
                    return meanings.party(sentence, wielded[0])
                continue
            if (
                t.dep == "nmod"
                and meanings.preposition(sentence, t) in self._of
                and self._can_own(meanings, sentence, t)
                and not (act.lemma.lower() in self._wars and meanings.is_place(sentence, t))
            ):
                return meanings.party(sentence, t)
            if act.lemma.lower() in self._wars and t.dep == "amod":
                continue  # a war is nobody's: "le conflit afghan"
            if t.dep in ("amod", "appos") and (t.lemma.lower() in self._affiliated or t.lower in self._nations):
                return meanings.party(sentence, t)
            if t.dep == "acl" and meanings.is_passive(sentence, t):
                agents = meanings.roles(sentence, t).agent
                if agents and self._is_act(agents[0]):
                    return self.owner(meanings, sentence, agents[0]) if agents[0] is not act else None
                if agents:
                    return meanings.party(sentence, agents[0])
        return None

    def _can_own(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        """Whether a complement names a party, or by name something that is no place."""
        sort = meanings.sort(sentence, head)
        named = head.mention is not None and head.mention.kind == "name" and not head.mention.value.places
        return (sort == "party" and (named or head.mention is not None or not meanings.is_place(sentence, head))) or (
            named and sort != "person")

    def _agents(self, meanings: Meanings, match: Match, predicate: Token) -> list[Token]:
        heads = list(match.slots.get("by", []))
        if not heads and predicate is not match.predicate and (
                predicate.lemma in self._causing or predicate.lemma in self._holding
                or meanings.is_passive(match.sentence, predicate)):
            heads = list(meanings.roles(match.sentence, predicate).agent)
        if not heads and meanings.is_passive(match.sentence, predicate):
            heads = self._beyond_place(meanings, match.sentence, predicate)
        if heads and self._is_act(heads[0]):
            return [t for t in heads if self._is_act(t)]  # what stands with an event in a list is one too
        if heads and predicate.dep == "acl:relcl" and meanings.is_place(match.sentence, heads[0]):
            before = [t for t in match.sentence.tokens[max(0, heads[0].i - _OCCASION):heads[0].i] if self._is_act(t)]
            heads = before[-1:] or heads  # "l'attaque contre ses employés au Niger qui a fait huit morts"
        return [self._nearer(match.sentence, predicate, heads[0]), *heads[1:]] if heads else heads

    def _declares(self, sentence: Sentence, doer: Token) -> bool:
        """Whether somebody only says that people are dead: "ont été déclarés morts par l'armée"."""
        verb = sentence.head(doer)
        above = sentence.head(verb) if verb.dep in ("xcomp", "obj") else verb
        return doer.dep == "obl:agent" and bool({verb.lemma, above.lemma} & self._telling)

    def _beyond_place(self, meanings: Meanings, sentence: Sentence, verb: Token) -> list[Token]:
        """The doer of a passive that the parser hung on its place: "tués dans le nord du Cameroun par des rebelles"."""
        for t in sentence.subtree(verb):
            if t.i > verb.i and t.dep == "nmod" and meanings.preposition(sentence, t) in self._by and (
                    meanings.is_place(sentence, sentence.head(t)) and self._is_somebody(meanings, sentence, t)):
                return [t]
        return []

    def _nearer(self, sentence: Sentence, predicate: Token, doer: Token) -> Token:
        """The event between a relative clause and who it was laid to, which is what made the dead: "l'auteur de
        l'attentat qui a fait dix morts"."""
        undergone = self._is_of_state(sentence, predicate)
        if (predicate.dep != "acl:relcl" and not undergone) or predicate.lemma not in self._causing:
            return doer
        between = [t for t in sentence.tokens[doer.i + 1:predicate.i] if t.pos == "NOUN" and self._is_act(t)]
        return between[-1] if between else doer

    def _is_of_state(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a present participle hangs on what somebody is or undergoes, and so tells the outcome of an act that
        they did not do: "le pays est la cible d'attaques, ayant fait 500 morts"."""
        gerund = predicate.morph.get("Tense") == "Pres" or bool(sentence.children(predicate, "aux", "aux:tense"))
        return predicate.dep in ("advcl", "acl", "parataxis") and gerund and bool(
            sentence.children(sentence.head(predicate), "cop", "aux:pass"))

    def _is_act(self, head: Token) -> bool:
        return head.lemma.lower() in self._acts

    def _is_armed_party(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return meanings.preposition(sentence, head) in self._by and meanings.sort(sentence, head) == "party"
