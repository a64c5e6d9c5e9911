"""Who takes part: whether a phrase can name a participant, and the entity that it names.

One answer for every kind of claim that has participants: a party by a common noun or a name, a pronoun or a possessive
that stands for one, an adjective of nationality or allegiance ("les frappes russes").
"""

from __future__ import annotations

from dataclasses import replace

from bilan.analysis import Meanings
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_PARTIES = ("party", "body", "person")
_FIGHTERS = ("state", "government_forces", "armed_group")
_LANDS = ("country", "region")
_BYSTANDERS = ("ngo", "monitor", "media")
_WHOLE_SITE = "site"
_CLAUSES = ("acl", "acl:relcl", "advcl", "xcomp", "conj", "ccomp")


class Parties:
    """Knows the participants of events. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("participants")
        self._doers = frozenset(table["doers"])
        self._sites = frozenset(table["sites"])
        self._not_targets = frozenset(table["not_targets"])
        self._not_parties = frozenset(table["not_parties"])
        self._by = frozenset(language.table("roles")["agent_prepositions"])
        self._captives = frozenset(table["captives"]) | frozenset(table["counterparts"])
        self._complement = frozenset(language.table("location")["complement"]) | {None}
        self._armed = frozenset(table["armed_people"])
        self._asides = frozenset(table["asides"])
        self._toward = frozenset(table["toward"])
        self._at = frozenset(table["at"]) | {None}
        self._press = frozenset(table["press"])
        self._aired_on = frozenset(table["aired_on"])
        self._channels = frozenset(language.table("reporting")["channels"])
        self._not_adjectives = frozenset(table["not_adjectives"])
        self._those = frozenset(table["those"])
        self._people = frozenset(language.table("nouns")["people"]) - frozenset(table["armed_people"])

    def is_party(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names, or stands for, somebody who fights, holds or negotiates."""
        if token.mention is not None:
            return token.mention.kind == "name" and self._is_named_party(meanings, sentence, token)
        if token.lemma.lower() in self._those:
            return any(self.is_party(meanings, sentence, t) for t in sentence.children(token, "nmod"))
        if token.lemma.lower() in self._not_parties or token.lemma.lower() in self._people:
            return False
        if token.pos == "ADJ" and token.lemma.lower() in self._not_adjectives:
            return False
        if token.pos in ("PRON", "DET"):
            return self._stands_for(meanings, sentence, token)
        if meanings.sort(sentence, token) in _PARTIES:
            return True
        return token.pos in ("NOUN", "PROPN", "ADJ") and meanings.party(sentence, token).id is not None

    def is_holder(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """As `is_party`, but nobody who only watches, helps or tells: they hold no ground."""
        if token.mention is not None and token.mention.kind == "name" and token.mention.value.actors:
            return token.mention.value.actors[0].kind not in _BYSTANDERS
        return self.is_party(meanings, sentence, token)

    def is_fighter(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names a state, a force or an armed group, or a pronoun that may."""
        if token.mention is not None:
            named = token.mention.value.actors[:1] if token.mention.kind == "name" else ()
            return any(actor.kind in _FIGHTERS for actor in named)
        if token.lemma.lower() in self._armed and not sentence.children(token, "amod", "acl"):
            return False
        if token.pos in ("PRON", "DET") or (token.pos == "ADJ" and token.dep == "amod"):
            return True
        return token.lemma.lower() in self._doers or (
            meanings.sort(sentence, token) == "party")

    def is_press(self, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names a journalist or a news organisation, whose meetings are interviews."""
        if token.mention is not None and token.mention.kind == "name" and token.mention.value.actors:
            return bool(token.mention.value.actors[0].kind == "media")
        return token.lemma.lower() in self._press

    def is_actor(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """As `is_party`, or a machine of war ("un drone"), a crowd or people."""
        if self.is_party(meanings, sentence, token):
            return True
        return token.mention is None and token.pos in ("NOUN", "PROPN") and (
            token.lemma.lower() in self._doers or token.lemma.lower() in self._people)

    def is_person(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names somebody who can be taken, freed, killed or overthrown: no town, no country."""
        if token.mention is not None and token.mention.kind == "name" and token.mention.value.places:
            return False
        if self.is_actor(meanings, sentence, token):
            return True
        return token.mention is None and token.lemma.lower() in self._captives

    def is_target(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names what can be struck: a party, people, a thing, a building or a site; a town, a quarter
        or a region is where it happened."""
        if self._is_channel(meanings, sentence, token):
            return False
        if token.mention is not None and token.mention.kind == "name" and self._is_town(meanings, sentence, token):
            return self._is_site(token)
        if self.is_party(meanings, sentence, token):
            return True
        if token.mention is not None:
            return token.mention.kind == "name" and self._is_site(token)
        if token.pos not in ("NOUN", "PROPN"):
            return False
        lemma = token.lemma.lower()
        beside = {f"{lemma} {t.lemma.lower()}" for t in sentence.children(token, "amod")}
        return lemma in self._sites or bool(beside & self._sites) or (
            lemma not in self._not_targets and meanings.sort(sentence, token) in ("people", None)
        )

    def is_razed(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names what can be destroyed or looted: what can be struck, or a village or a town."""
        return meanings.is_place(sentence, token) or self.is_target(meanings, sentence, token)

    def _is_channel(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names what something was said on, and not what was struck ("a revendiqué l'attaque sur
        Telegram", "a réagi à l'attaque sur RFI")."""
        if meanings.preposition(sentence, token) not in self._aired_on:
            return False
        is_medium = token.mention is not None and self.is_press(sentence, token)
        return is_medium or token.text.lower() in self._channels

    def _is_town(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a name is that of a town which something is aimed at, though it may stand for a government too."""
        assert token.mention is not None
        name = token.mention.value
        if name.shape == "place":
            return True
        if name.places and name.places[0].level in _LANDS and meanings.preposition(sentence, token) in self._at:
            return True  # "ont bombardé la Syrie", "un raid mené au Mali": a land is a place there and not a party
        known = bool(name.places) and name.places[0].level not in _LANDS
        return known and meanings.preposition(sentence, token) in self._toward

    def entity(self, meanings: Meanings, sentence: Sentence, token: Token) -> Entity:
        """The participant that a phrase names: a party by its name, a thing by its words."""
        if token.mention is None and token.lemma.lower() in self._those:
            inside = [t for t in sentence.children(token, "nmod") if self.is_party(meanings, sentence, t)]
            token = inside[0] if inside else token
        if self.is_party(meanings, sentence, token) or token.mention is not None:
            return self._uncounted(meanings, sentence, token, meanings.party(sentence, token))
        if token.lemma.lower() in self._sites:
            return meanings.place(sentence, token)
        start, end = meanings.extent(sentence, token)
        inside = sentence.children(token, "nmod", "obl:agent")
        doers = [t for t in inside if meanings.preposition(sentence, t) in self._by]
        cut = [c.start for t in doers for c in sentence.children(t, "case") if token.end < c.start < end]
        end = len(meanings.analysis.dispatch.text[:min(cut)].rstrip()) if cut else end
        return Entity(meanings.analysis.dispatch.text[start:end], start=start, end=end)

    def _uncounted(self, meanings: Meanings, sentence: Sentence, token: Token, entity: Entity) -> Entity:
        """A party without the number that counts it ("onze soldats maliens" names soldiers), a name without what the
        parser hung on it."""
        is_name = token.mention is not None and token.mention.kind == "name"
        spans = entity.start is not None and entity.end is not None and entity.start <= token.start
        if is_name and spans and entity.end is not None and entity.end > token.end:
            return replace(entity, text=meanings.analysis.dispatch.text[entity.start:token.end], end=token.end)
        entity = self.without_asides(meanings, sentence, token, entity)
        for t in sentence.children(token, "nummod"):
            if (
                t.mention is not None
                and t.mention.kind == "number"
                and entity.start == t.start
                and t.i + 1 < len(sentence.tokens)
            ):
                start = sentence.tokens[t.i + 1].start
                if entity.end is not None and start < entity.end:
                    return replace(entity, text=meanings.analysis.dispatch.text[start:entity.end], start=start)
        return entity

    def without_asides(self, meanings: Meanings, sentence: Sentence, token: Token, entity: Entity) -> Entity:
        """A party without the phrases that another preposition than that of a complement brings in: the parser takes
        the other side for a part of it ("ont opposé des manifestants à l'armée"). Of a known party only a time, a
        place or an aim is none of its name ("les forces loyales au président depuis mardi")."""
        if token.mention is not None or entity.start is None or entity.end is None:
            return entity
        cases = [(t, meanings.preposition(sentence, t)) for t in sentence.children(token, "nmod") if t.i > token.i]
        asides = [t for t, case in cases if (
            case not in self._complement if entity.id is None else case in self._asides)]
        asides += [t for t, case in cases if case is not None and case in self._complement
                   and self._is_counted(sentence, t)]  # "la libération par le gouvernement de 500 rebelles"
        starts = [c.start for t in asides for c in sentence.children(t, "case")
                  if max(token.end, entity.start) < c.start < entity.end]
        if not starts:
            return entity
        text = meanings.analysis.dispatch.text[entity.start:min(starts)].rstrip()
        return replace(entity, text=text, end=entity.start + len(text))

    def _is_counted(self, sentence: Sentence, token: Token) -> bool:
        return any(t.mention is not None and t.mention.kind == "number" for t in sentence.children(token, "nummod"))

    def doer_above(self, meanings: Meanings, sentence: Sentence, predicate: Token) -> Token | None:
        """The party that a clause with no subject of its own takes from the clauses around it ("s'est ouvert une voie
        pour prendre"), or that stands right before its relative pronoun ("à l'avantage du régime, qui reprend")."""
        if predicate.dep == "acl:relcl":
            first = min([predicate.i, *(t.i for t in sentence.subtree(predicate))])
            before = [t for t in sentence.tokens[max(0, first - 3):first] if t.pos != "PUNCT"]
            return before[-1] if before and self.is_party(meanings, sentence, before[-1]) else None
        if predicate.morph.get("VerbForm") == "Fin" or predicate.dep not in _CLAUSES:
            return None
        for up in sentence.ancestors(predicate):
            if up.pos not in ("VERB", "AUX"):
                continue
            roles = meanings.roles(sentence, up)
            subjects = roles.patient if meanings.is_passive(sentence, up) else roles.agent
            for t in subjects:
                if self.is_party(meanings, sentence, t):
                    return t
            if up.morph.get("VerbForm") == "Fin":
                return None
        return None

    def _is_named_party(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        assert token.mention is not None
        name = token.mention.value
        if name.actors or name.shape in ("person", "body"):
            return meanings.sort(sentence, token) != "place"
        return not name.places and name.shape != "place" and meanings.sort(sentence, token) in _PARTIES

    def _is_site(self, token: Token) -> bool:
        assert token.mention is not None
        name = token.mention.value
        return bool(name.places) and bool(name.places[0].level == _WHOLE_SITE)

    def _stands_for(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        entity = meanings.party(sentence, token)
        return entity.start is not None and entity.start != token.start
