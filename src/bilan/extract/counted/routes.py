"""Where people came from and where they went, as the clause that moves them names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.analysis import Meanings
from bilan.entities import Entity
from bilan.extract.frames import Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NEAR = 5
"""Tokens behind "en provenance de" within which the place is named."""


class Routes:
    """Reads the ends of movements. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("displacement")
        self._to: list[str] = table["destination_prepositions"]
        self._from: list[str] = table["origin_prepositions"]
        self._elsewhere = frozenset(table["elsewhere"])
        self._directions = frozenset(table["directions"])
        self._towards = frozenset(table["towards"])
        self._inhabitants = frozenset(table["inhabitants"])
        self._from_there = frozenset(table["from_there"])
        self._there = frozenset(table["there"])
        self._whence = frozenset(table["whence"])
        self._sources = frozenset(table["sources"])

    def is_destination(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase names where people go: a place, or "l'étranger"."""
        return meanings.is_place(sentence, head) or head.lemma.lower() in self._elsewhere

    def origin(self, meanings: Meanings, match: Match, people: Token) -> Entity | None:
        """The place that people left: the frame's own, or the one that they are said to be of. Their own ("leurs
        villages") is none."""
        sentence = match.sentence
        for t in match.slots.get("origin", []):
            if not any(d.morph.get("Poss") == "Yes" for d in sentence.children(t, "det", "nmod:poss")):
                return meanings.place(sentence, t)
        whence = self._before_relative(match, whence=True) or self._out_of(meanings, match, people)
        return meanings.place(sentence, whence) if whence is not None else self._home(meanings, sentence, people)

    def _out_of(self, meanings: Meanings, match: Match, people: Token) -> Token | None:
        """The place that people come from by a noun that says so ("en provenance de X"), or where what they flee
        happens ("ont fui les combats en X")."""
        sentence, predicate = match.sentence, match.predicate
        for t in sentence.tokens[min(people.i, predicate.i):]:
            if t.lemma.lower() in self._sources:
                behind = sentence.tokens[t.i + 1:t.i + _NEAR]
                return next((p for p in behind if p.pos in ("NOUN", "PROPN") and meanings.is_place(sentence, p)), None)
        return next((t for t in match.slots.get("destination", []) if self._is_of_fled(meanings, match, t)), None)

    def _is_of_fled(self, meanings: Meanings, match: Match, head: Token) -> bool:
        """Whether a phrase behind what people flee says where that is, and not where they go."""
        if "patient" not in match.frame["slots"].get("origin", ()) or match.noun is not None:
            return False
        fled = [t for t in match.roles.patient if t not in match.slots.get("origin", []) and t.i < head.i]
        return bool(fled) and meanings.preposition(match.sentence, head) not in self._towards

    def leaves_home(self, match: Match, people: Token) -> bool:
        """Whether people leave the scene itself: they are evacuated, or its inhabitants flee."""
        scene = match.frame.get("from_scene")
        return scene == "all" or (scene == "inhabitants" and people.lemma.lower() in self._inhabitants)

    def is_towards(self, meanings: Meanings, sentence: Sentence, place: Entity) -> bool:
        """Whether a place that is no destination of the clause is one for all that: "vers" brings it in."""
        inside = [t for t in sentence.tokens if place.start is not None and place.end is not None
                  and place.start <= t.start and t.end <= place.end]
        return any(meanings.preposition(sentence, t) in self._towards for t in inside)

    def leaves_there(self, match: Match, predicate: Token) -> bool:
        """Whether a pronoun says that people leave the scene ("1.800 personnes en ont été évacuées")."""
        return any(t.lower in self._from_there for t in match.sentence.children(predicate) if t.i < predicate.i)

    def destinations(self, meanings: Meanings, match: Match, predicate: Token) -> list[Token]:
        """The heads of the places where people went: the frame's own, or behind "à destination de"."""
        sentence = match.sentence
        found = [t for t in match.slots.get("destination", []) if not self._is_setting(meanings, match, t)]
        if not found and match.frame.get("there") == "destination":
            whither = self._before_relative(match)
            found = [whither] if whither is not None else []
        if found:
            return found
        near = [t for t in sentence.subtree(predicate) if t.lemma.lower() in self._directions and t.i > predicate.i]
        return [t for n in near[:1] for t in sentence.children(n, "nmod") if self.is_destination(meanings, sentence, t)]

    def end(self, meanings: Meanings, match: Match, heads: list[Token], origin: Entity | None) -> Entity | None:
        """The place that people went to, none where it only says where the one that they left lies ("ont fui Syrte,
        en Libye")."""
        if not heads:
            return None
        sentence = match.sentence
        place = meanings.place(sentence, heads[0])
        towards = heads[0] not in match.slots.get("destination", ()) or self.is_towards(meanings, sentence, place)
        if origin is not None and origin.id is not None and origin.id == place.id:
            return None
        around = () if towards or origin is None else meanings.parents(origin, sentence)[1:]
        return None if any(place.id and place.id == outer.id for outer in around) else place

    def _is_setting(self, meanings: Meanings, match: Match, head: Token) -> bool:
        """Whether a phrase in front of the verb, or behind what people flee, says where it happened and not where
        they went ("Au Kivu, 300 personnes ont fui")."""
        predicate = match.predicate
        if self._is_of_fled(meanings, match, head):
            return True
        first = min([head.i, *(t.i for t in match.sentence.children(head, "case"))])
        before = match.sentence.tokens[max(first - 2, 0):first]
        if len(before) == 2 and before[1].text == "," and before[0].mention is not None and (
                before[0].mention.kind == "name" and before[0].dep != "nsubj"
                and meanings.preposition(match.sentence, head) not in self._towards):
            return True  # "après l'attaque de X, dans la province de Y": where X lies
        return head.i < predicate.i and head.dep.startswith("obl") and (
            meanings.preposition(match.sentence, head) not in self._towards)

    def _before_relative(self, match: Match, *, whence: bool = False) -> Token | None:
        """The noun of a place that a relative clause of the movement is about: "le camp où 300 personnes ont trouvé
        refuge", with `whence` "le camp d'où 300 personnes se sont enfuies"."""
        sentence, verb = match.sentence, match.predicate
        for t in sentence.children(verb):
            if t.i < verb.i and t.lower in self._there:
                cases = {c.lower for c in sentence.tokens[max(0, t.i - 1):t.i]}
                governor = sentence.head(verb)
                described = verb.dep == "acl:relcl" or (verb.dep == "conj" and governor.pos == "NOUN")
                return governor if described and bool(cases & self._whence) == whence else None
        return None

    def of_people(self, match: Match, meanings: Meanings) -> list[Token]:
        """The heads of the places that the people of a match are said to go to."""
        return [t for p in match.slots.get("people", []) for t in self.of_part(meanings, match.sentence, p)]

    def of_part(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The heads of the places where a part of the people went ("dont 6.000 vers X")."""
        obliques = meanings.roles(sentence, head).obliques
        return [t for p in self._to for t in obliques.get(p, []) if self.is_destination(meanings, sentence, t)]

    def named_in(self, meanings: Meanings, sentence: Sentence, heads: Iterable[Token]) -> Iterator[Entity]:
        """All places in phrases of destination: the movement did not happen in them."""
        for head in heads:
            for t in sentence.subtree(head):
                if t is head or (t.pos in ("NOUN", "PROPN") and meanings.is_place(sentence, t)):
                    yield meanings.place(sentence, t)

    def _home(self, meanings: Meanings, sentence: Sentence, head: Token) -> Entity | None:
        pronouns = [t for t in (head, *sentence.children(head, "nmod")) if t.pos == "PRON"]
        if pronouns:
            found = meanings.antecedent(sentence, pronouns[0], ("people", "person"))
            return self._home(meanings, *found) if found is not None and found[1].pos != "PRON" else None
        complements = meanings.roles(sentence, head).obliques
        places = [t for p in self._from for t in complements.get(p, []) if meanings.is_place(sentence, t)]
        return meanings.place(sentence, places[0]) if places else None
