"""Where a claim's event happened: the places that belong to a predicate, finest first, with the larger ones that the
dispatch names around them; and the place that the sentences before are about where the clause names none.
"""

from __future__ import annotations

from collections.abc import Callable

from bilan.analysis import Analysis
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.names import PlaceCandidate
from bilan.resolve.entities import EntityReader
from bilan.resolve.paths import distances
from bilan.resolve.phrases import preposition
from bilan.syntax import Sentence, Token

_NEAR = 5.0
_LOOK_BACK = 4


class Location:
    """Places the predicates of one dispatch. `known` gives what the gazetteer holds under an identifier."""

    def __init__(self, analysis: Analysis, language: Language, entities: EntityReader,
                 known: Callable[[str], PlaceCandidate | None]) -> None:
        self._analysis = analysis
        self._entities = entities
        self._known = known
        self._table = language.table("location")
        self._ranks = {noun: rank for rank, nouns in enumerate(self._table["ranks"]) for noun in nouns}
        self._heads: dict[int, list[Token]] = {}
        self._named: list[Entity] | None = None

    def where(self, sentence: Sentence, predicate: Token, *, without: tuple[Entity | None, ...] = ()) -> tuple[Entity, ...]:
        """The places of a predicate, finest first, carried over where its clause names none; `without` are places
        that play another role (a destination)."""
        taken = {e.start for e in without if e is not None}
        own = [e for e in self.own(sentence, predicate) if e.start not in taken]
        if not own:
            own = self.carried(sentence)
        return self.with_parents(own[:1] if own else [], sentence)

    def own(self, sentence: Sentence, predicate: Token) -> list[Entity]:
        """The places in the reach of a predicate, nearest first."""
        heads = self.heads(sentence)
        if not heads:
            return []
        far = distances(sentence, predicate, _NEAR)
        near = sorted((far[h.i] + self._penalty(sentence, h, predicate), h.i) for h in heads if h.i in far)
        return [self._entities.place(sentence, sentence.tokens[i]) for cost, i in near if cost <= _NEAR]

    def heads(self, sentence: Sentence) -> list[Token]:
        """The heads of the phrases that name a place in a sentence, the outermost of each ("le nord du Mali")."""
        if sentence.index not in self._heads:
            found: list[Token] = []
            for t in sentence.tokens:
                if self._names_place(sentence, t):
                    top = self._outermost(sentence, t)
                    if top not in found:
                        found.append(top)
            self._heads[sentence.index] = found
        return self._heads[sentence.index]

    def with_parents(self, places: list[Entity], sentence: Sentence) -> tuple[Entity, ...]:
        """The places with those that lie around them as far as the dispatch names them, finest first."""
        found = list(places)
        for place in places:
            around = self._around(place, sentence) if place.id is not None else self._near(place, sentence)
            found.extend(p for p in around if p.id not in {f.id for f in found} and p.text != place.text)
        return tuple(found)

    def _near(self, place: Entity, sentence: Sentence) -> list[Entity]:
        """Around a place that the gazetteer does not know ("des zones entières"): what its own phrase names, else the
        place that the clause or the sentences before are about."""
        if place.start is not None and place.end is not None:
            for t in sentence.tokens:
                inside = place.start < t.start and t.end <= place.end + 1
                if inside and t.mention is not None and t.mention.kind == "name" and t.mention.value.places:
                    inner = self._entities.place(sentence, t)
                    return [inner, *self._around(inner, sentence)]
        others = [self._entities.place(sentence, h) for h in self.heads(sentence)]
        known = [o for o in others if o.id is not None and o.start != place.start] or self.carried(sentence)
        return [known[0], *self._around(known[0], sentence)] if known else []

    def carried(self, sentence: Sentence) -> list[Entity]:
        """The place that the sentences before are about, nearest first; at last the dispatch's own."""
        for i in range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            other = self._analysis.sentences[i]
            for head in self.heads(other):
                if preposition(other, head) in self._table["locative"] or i == sentence.index - 1:
                    place = self._entities.place(other, head)
                    if place.id is not None:
                        return [place]
        return self.main()

    def main(self) -> list[Entity]:
        """The place that the dispatch names most, its finest where several tie."""
        counts: dict[str, tuple[int, Entity]] = {}
        for entity in self._all_named():
            if entity.id is not None:
                n, first = counts.get(entity.id, (0, entity))
                counts[entity.id] = (n + 1, first)
        best = sorted(counts.values(), key=lambda c: (-c[0], c[1].start or 0))
        return [best[0][1]] if best else []

    def _all_named(self) -> list[Entity]:
        if self._named is None:
            self._named = [self._entities.place(s, h) for s in self._analysis.sentences for h in self.heads(s)]
        return self._named

    def _around(self, place: Entity, sentence: Sentence) -> list[Entity]:
        known = self._known(place.id) if place.id else None
        if known is None:
            return []
        by_id = {e.id: e for e in self._all_named() if e.id is not None}
        return [by_id[p] for p in known.parents if p in by_id]

    def _names_place(self, sentence: Sentence, token: Token) -> bool:
        if token.mention is not None:
            if token.mention.kind != "name":
                return False
            name = token.mention.value
            if name.shape == "place":
                return True
            if not name.places or name.shape in ("person", "body"):
                return False
            if self._table_has_place_noun(sentence, token):
                return True
            return preposition(sentence, token) in self._table["locative"] or (
                not name.actors and preposition(sentence, token) in self._table["complement"])
        return token.pos == "NOUN" and token.lemma.lower() in self._ranks and (
            preposition(sentence, token) in self._table["locative"] or bool(self._name_inside(sentence, token)))

    def can_be_place(self, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase can name a place, whatever preposition brings it in."""
        if token.mention is not None:
            if token.mention.kind != "name" or token.mention.value.shape in ("person", "body"):
                return False
            name = token.mention.value
            return bool(name.places) or name.shape == "place" or not name.actors
        return token.pos in ("NOUN", "PROPN") and token.lemma.lower() in self._ranks or (
            token.pos == "PRON" and self._entities.coreference.is_pronoun(token)
            and self._entities.coreference.antecedent(sentence, token, ("place",)) is not None)

    def _table_has_place_noun(self, sentence: Sentence, token: Token) -> bool:
        return token.dep in ("nmod", "appos", "flat", "flat:name") and sentence.head(token).lemma.lower() in self._ranks

    def _name_inside(self, sentence: Sentence, token: Token) -> Token | None:
        for t in sentence.children(token, "nmod", "flat", "flat:name", "appos"):
            if t.mention is not None and t.mention.kind == "name" and t.mention.value.places:
                return t
        return None

    def _outermost(self, sentence: Sentence, token: Token) -> Token:
        """The place noun that a name completes ("le quartier de X", "le nord du Mali"), the token itself where none."""
        while token.dep in ("nmod", "flat", "flat:name", "appos"):
            head = sentence.head(token)
            if head.pos != "NOUN" or head.lemma.lower() not in self._ranks or head.i > token.i:
                break
            if token.dep == "nmod" and preposition(sentence, token) not in self._table["complement"]:
                break
            token = head
        return token

    def _penalty(self, sentence: Sentence, head: Token, predicate: Token) -> float:
        """Places in a locative phrase are the event's before those that only name somebody ("le maire de Gao")."""
        case = preposition(sentence, head)
        if case in self._table["locative"]:
            return abs(head.i - predicate.i) * 0.03
        return 0.8 + abs(head.i - predicate.i) * 0.03
