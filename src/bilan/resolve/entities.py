"""From the head of a noun phrase to the party, person, body or place that it names.

Takes a parsed sentence and a head; returns an `entities.Entity` with the mention as printed and, where the registries
know it, its canonical name and identifier. Pronouns and bare definite phrases are replaced by what they refer back to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from bilan.analysis import Analysis
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.names import ActorCandidate, PlaceCandidate
from bilan.resolve.coreference import Coreference, Referent
from bilan.resolve.grammar.agreement import before_comma
from bilan.resolve.grammar.naming import Naming
from bilan.resolve.grammar.phrases import extent, preposition
from bilan.resolve.place.hosts import Hosts
from bilan.syntax import Sentence, Token

_FIGHTING = ("state", "government_forces", "armed_group")
_NAME_REACH = 9
"""Tokens behind a phrase among which the name of its person may stand."""


class Card(Protocol):
    """What the dispatch says of a person anywhere in it."""

    @property
    def full(self) -> str: ...

    @property
    def role(self) -> str | None: ...

    @property
    def organisation(self) -> str | None: ...


class Actors(Protocol):
    """Knows parties and bodies by the words of a dispatch."""

    def identify(self, text: str) -> ActorCandidate | None: ...


class Places(Protocol):
    """Knows places by the words of a dispatch."""

    def resolve(self, text: str, *, locative: bool = True) -> PlaceCandidate | None: ...

    def fits(self, noun: str, place: PlaceCandidate | str) -> bool: ...


class EntityReader:
    """Reads entities off noun phrases. One instance serves one dispatch."""

    def __init__(self, analysis: Analysis, language: Language, actors: Actors, places: Places,
                 cards: Mapping[str, Card]) -> None:
        self._text = analysis.dispatch.text
        self._language = language
        self._actors = actors
        self._places = places
        self._cards = cards
        self._nouns = language.table("nouns")
        self._peoples = frozenset(form for forms in language.table("demonyms").values() for form in forms) | frozenset(
            language.table("nouns")["peoples"])
        self._behind_object: dict[str, str] = language.table("roles")["behind_object"]
        self._party_behind = frozenset(language.table("roles")["party_behind_object"])
        self._hosts = Hosts(language)
        self._naming = Naming(language)
        self._likewise = frozenset(language.table("roles")["likewise"])
        self._indefinite = frozenset(language.table("coreference")["indefinite"])
        self.coreference = Coreference(analysis, language, self.sort)

    def sort(self, sentence: Sentence, head: Token) -> str | None:
        """What sort of thing a phrase names: `person`, `body`, `party`, `place`, `people`, or `None`."""
        if head.mention is not None and head.mention.kind == "name":
            name = head.mention.value
            if name.shape is not None:
                return str(name.shape)
            if name.actors and self._hosts.is_host(sentence, head):
                return "place"
            if name.actors:
                kind = name.actors[0].kind
                return "person" if kind == "person" else "party" if kind in _FIGHTING else "body"
            return "place" if name.places else None
        for sort in ("party", "person", "body", "people", "place"):
            if head.lemma.lower() in self._nouns[sort]:
                return sort
        if (
            head.text[:1].isupper()
            and head.pos in ("NOUN", "PROPN", "ADJ")
            and {head.lower, head.lemma.lower()} & self._peoples
        ):
            return "party"
        return None

    def speaker(self, sentence: Sentence, head: Token) -> Entity:
        """Who speaks: as `party`, but a pronoun stands for nothing else than a person, a body or a party."""
        sentence, head = self._antecedent(sentence, head, ("person", "body", "party"))
        return self.party(sentence, head)

    def party(self, sentence: Sentence, head: Token) -> Entity:
        """The party, body or person that a phrase names."""
        sentence, head = self._antecedent(sentence, head, ("party", "body", "person", "people"))
        person = self.named_person(sentence, head)
        if person is not None:
            return person
        described = self._by_function(sentence, head)
        if described is not None:
            return described
        host = self._host(sentence, head)
        apposed = self.named_person(sentence, host) if host is not head else None
        if apposed is not None:
            return apposed
        head = host
        start, end = self._extent(sentence, head)
        text = self._text[start:end]
        known = self._actors.identify(text)
        entity = Entity(text, start=start, end=end)
        if known is None:
            return self._back_reference(sentence, head, entity)
        return Entity(text, known.name, known.id, start, end, known.role, known.organisation)

    def place(self, sentence: Sentence, head: Token) -> Entity:
        """The place that a phrase names, with the identifier of the gazetteer where the context gives one."""
        sentence, head = self._antecedent(sentence, head, ("place",))
        start, end = self._extent(sentence, head)
        end = self._naming.called(sentence, head) or end
        text = self._text[start:end]
        known = self._places.resolve(text, locative=True)
        if known is not None:
            return Entity(text, known.name, known.id, start, end)
        inside = self._part_of_reference(sentence, head, text, start)
        if inside is not None:
            return Entity(text, inside.name, inside.id, start, end)
        return self._back_reference(sentence, head, Entity(text, start=start, end=end), place=True)

    def _part_of_reference(self, sentence: Sentence, head: Token, text: str, start: int) -> PlaceCandidate | None:
        """The part of a place that is only referred back to: "l'ouest de la ville", read with the name of the town."""
        for t in sentence.tokens[head.i + 1:]:
            if t.start >= start + len(text):
                break
            if self.coreference.anaphoric_sort(sentence, t) != "place":
                continue
            whole = self.place(sentence, t)
            if whole.id is None or whole.name is None:
                continue
            first = min([t.start, *(d.start for d in sentence.children(t, "det"))]) - start
            return self._places.resolve(text[:first] + whole.name + text[t.end - start:], locative=True)
        return None

    def named_person(self, sentence: Sentence, head: Token) -> Entity | None:
        """The person that a phrase names by name ("son porte-parole, X", "le ministre Y", "M. Z"), else `None`."""
        name = self._name_token(sentence, head)
        if name is None:
            return None
        text = self._text[name.start:name.end]
        card = self._cards.get(self._language.fold(text)) or self._cards.get(self._language.fold(text.split()[-1]))
        if card is None and self.sort(sentence, name) != "person":
            return None
        known = self._actors.identify(card.full if card else text)
        is_person = known is not None and known.kind == "person"
        return Entity(
            text,
            known.name if known and is_person else (card.full if card else None),
            known.id if known and is_person else None,
            name.start, name.end,
            (card.role if card else None) or (known.role if known and is_person else None),
            (card.organisation if card else None) or (known.organisation if known and is_person else None))

    def _by_function(self, sentence: Sentence, head: Token) -> Entity | None:
        """The person whom a definite phrase names by a function and a body that the dispatch gives one of its people
        ("le directeur de l'OSDH"); `None` where no card or more than one fits."""
        if head.mention is not None or head.pos != "NOUN" or self.sort(sentence, head) != "person" or not any(
                t.morph.get("Definite") == "Def" for t in sentence.children(head, "det")):
            return None
        start, end = self._extent(sentence, head)
        words = self._language.fold(self._text[start:end]).split()
        fitting = {card.full: card for card in self._cards.values() if self._fits(card, head, words)}
        if len(fitting) != 1:
            return None
        card = next(iter(fitting.values()))
        known = self._actors.identify(card.full)
        identifier = known.id if known else None
        return Entity(self._text[start:end], card.full, identifier, start, end, card.role, card.organisation)

    def _fits(self, card: Card, head: Token, words: list[str]) -> bool:
        """Whether a description of more than its head holds of a person."""
        role = self._language.fold(card.role or "").split()
        body = self._language.fold(card.organisation or "").split()
        if not role or not body or self._language.fold(head.text) not in role[:1]:
            return False
        return set(body) <= set(words)

    def _name_token(self, sentence: Sentence, head: Token) -> Token | None:
        """The token of a person's name in a phrase: its head, or a name beside a title or in apposition."""
        if head.mention is not None and head.mention.kind == "name":
            return head
        if head.pos not in ("NOUN", "PROPN", "ADJ", "PRON"):
            return None
        for t in sentence.children(head, "appos", "flat", "flat:name", "nmod"):
            if t.mention is not None and t.mention.kind == "name" and t.i > head.i and not sentence.children(t, "case"):
                return t
            deeper = ("nmod",) if t.dep == "appos" else ()  # "le guide, l'ayatollah X"
            for u in sentence.children(t, "appos", "flat", "flat:name", *deeper):
                if u.dep in deeper and sentence.children(u, "case"):
                    continue
                if u.mention is not None and u.mention.kind == "name" and self.sort(sentence, u) == "person":
                    return u
        return self._name_behind(sentence, head)

    def _name_behind(self, sentence: Sentence, head: Token) -> Token | None:
        """The person named between commas behind a phrase and its participle: "un militant joint par Skype, X"."""
        if self.sort(sentence, head) != "person":
            return None
        for t in sentence.tokens[head.i + 2:head.i + _NAME_REACH]:
            before = sentence.tokens[t.i - 1]
            if t.morph.get("VerbForm") == "Fin" or t.pos == "CCONJ" or t.text in (";", ":", "."):
                return None
            if before.text == ",":
                is_name = t.mention is not None and t.mention.kind == "name" and self.sort(sentence, t) == "person"
                return t if is_name and sentence.tokens[min(t.i + 1, len(sentence.tokens) - 1)].pos == "PUNCT" else None
        return None

    def _extent(self, sentence: Sentence, head: Token) -> tuple[int, int]:
        hung = [t for t in sentence.children(head, "nmod") if preposition(sentence, t) not in self._likewise]
        if head.mention is not None and not hung:
            return head.start, head.end
        start, end = extent(sentence, head, self._of_the_verb(sentence, head))
        return start, max(end, self._naming.led_by(sentence, head) or end)

    def _of_the_verb(self, sentence: Sentence, head: Token) -> Token | None:
        """The complement under an object that belongs to its verb: "accuse les rebelles de crimes"."""
        governor = sentence.head(head)
        agents = () if sentence.children(governor, "xcomp", "ccomp") else ("obl:agent",)  # a clause is all the charge
        word = self._behind_object.get(governor.lemma) if head.dep in ("obj", "nsubj:pass", *agents) else None
        for t in sentence.children(head, "nmod") if word else ():
            first = min([t.i, *(c.i for c in sentence.children(t, "case", "det"))])
            if sentence.tokens[first - 1].pos == "ADJ" and t.pos != "PRON" and governor.lemma in self._party_behind:
                continue
            if preposition(sentence, t) == word and (t.mention is None or head.mention is not None) and (
                    self.sort(sentence, t) is None or governor.lemma in self._party_behind):
                return t
        return None

    def _host(self, sentence: Sentence, head: Token) -> Token:
        """The party that an indefinite phrase stands in apposition to ("les FDS, une alliance soutenue par"), the
        phrase's own head elsewhere."""
        if (
            head.mention is not None
            or head.pos != "NOUN"
            or head.morph.get("Number") == "Plur"
            or preposition(sentence, head)
        ):
            return head
        determiners = sentence.children(head, "det")
        if determiners and determiners[0].lower not in self._indefinite:
            return head
        phrase = before_comma(sentence, head)
        host = phrase[0] if phrase else None
        if head.dep == "appos" and sentence.head(head).i < head.i:
            host = sentence.head(head)
        elif head.dep not in ("obl", "nmod"):
            return head
        return host if host is not None and self.sort(sentence, host) in ("party", "body", "person") else head

    def _antecedent(self, sentence: Sentence, head: Token, sorts: tuple[str, ...]) -> tuple[Sentence, Token]:
        """Follows a pronoun to the phrase that it stands for; a phrase stands for itself."""
        if not self.coreference.is_pronoun(head) and not self.coreference.is_latter(sentence, head):
            return sentence, head
        found = self.coreference.antecedent(sentence, head, sorts)
        return (found.sentence, found.head) if found else (sentence, head)

    def _back_reference(self, sentence: Sentence, head: Token, entity: Entity, *, place: bool = False) -> Entity:
        """A bare definite phrase with the name of what it refers back to, the phrase itself where nothing fits."""
        full = None if place else self.coreference.full_name(sentence, head)
        if full is not None:
            other = self.party(full.sentence, full.head)
            return replace(other, text=entity.text, name=other.name or other.text, start=entity.start, end=entity.end)
        sort = self.coreference.anaphoric_sort(sentence, head)
        if sort is None or (place != (sort == "place")):
            return entity
        sorts = ("place",) if place else self.coreference.may_mean(head, sort)
        fits = (lambda r: self._may_mean(head, r)) if place else Referent.can_be_body
        found = self.coreference.antecedent(sentence, head, sorts, fits)
        if found is None or found.head is head:
            return entity
        other = self.place(found.sentence, found.head) if place else self.party(found.sentence, found.head)
        return replace(other, text=entity.text, name=other.name or other.text, start=entity.start, end=entity.end)

    def _may_mean(self, head: Token, referent: Referent) -> bool:
        """Whether a place noun can mean what a phrase names: "la ville" is no country, "les camps" are no province."""
        start, end = self._extent(referent.sentence, referent.head)
        known = self._places.resolve(self._text[start:end], locative=True)
        if known is not None:
            return self._places.fits(head.lemma, known)
        return referent.head.mention is not None or self._places.fits(head.lemma, referent.head.lemma)
