"""Where a claim's event happened: the places that belong to a predicate, finest first, with the larger ones that the
dispatch names around them; and the scene that the sentences before have set where the clause names none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bilan.analysis import Analysis
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.names import PlaceCandidate
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.paths import distances
from bilan.resolve.occasions import Occasions
from bilan.resolve.place.named import NamedPlaces
from bilan.resolve.place.names import PlaceNames
from bilan.resolve.place.nations import Nations
from bilan.syntax import Sentence, Token

# The reach of a predicate: any place of its sentence comes before one carried over, but beyond the clause itself only
# one in a country that the dispatch is about (measured on the development dispatches: reaching no further than the
# clause gets 79 instead of 83 places right of 121 tolls).
_NEAR = 12.0
_CLAUSE = 5.0
_OF_ACT = 2.2
_BESIDE, _ASIDE = 0.5, 4
_LOOK_BACK = 6
_AFAR = 5
_CLAUSES = ("root", "advcl", "ccomp", "parataxis", "acl:relcl")
_WIDE = ("region", "country")
_LEVELS = {
    "site": 0,
    "quarter": 1,
    "camp": 1,
    "part": 2,
    "village": 3,
    "town": 3,
    "district": 4,
    "region": 5,
    "country": 6,
}


class Location:
    """Places the predicates of one dispatch. `known` gives what the gazetteer holds under an identifier; `spoken` are
    the reporting clauses, whose places are where somebody spoke; `weights` tell how much the dispatch is about each
    country (`theatre.Theatre`), every country alike where they are empty."""

    def __init__(self, analysis: Analysis, language: Language, entities: EntityReader,
                 known: Callable[[str], PlaceCandidate | None], spoken: Iterable[tuple[int, int]] = (),
                 weights: Mapping[str, float] | None = None, nations: Nations | None = None) -> None:
        self._analysis = analysis
        self._nations = nations
        self._entities = entities
        self._known = known
        self._spoken = list(spoken)
        self._names = PlaceNames(language, entities)
        self._all = NamedPlaces(analysis, entities, self._names, known, weights or {}, nations)
        self._occasions = Occasions(analysis, language)
        self._scenes: dict[int, tuple[Entity, ...]] = {}

    def can_be_place(self, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase can name a place, whatever preposition brings it in."""
        return self._names.can_be_place(sentence, token)

    def where(
        self, sentence: Sentence, predicate: Token, *, without: tuple[Entity | None, ...] = ()
    ) -> tuple[Entity, ...]:
        """The places of a predicate, finest first, carried over where its clause names none; `without` are places
        that play another role (a destination)."""
        taken = {e.start for e in without if e is not None}
        war = self._names.war(sentence, predicate)
        own = self._of_antecedent(sentence, predicate, taken) or self.own(
            sentence, predicate, taken, _NEAR if war is None else _OF_ACT)
        if own:
            return self.with_parents(own, sentence)
        if war is not None:
            named = self._nations.of(sentence, war) if self._nations is not None else None
            return (named,) if named is not None else self._all.country() or self.carried(sentence)
        if self._names.is_placeless(sentence, predicate, self._occasions.of(sentence, predicate)):
            return ()
        if self._names.is_national(sentence, predicate):
            scene = self.carried(sentence)
            return scene if scene and self._all.level(scene[0]) in _WIDE else self._all.country() or scene
        afflicted = self._names.afflicted(sentence, predicate)
        if afflicted is not None:
            return self.with_parents([self._entities.place(sentence, afflicted)], sentence)
        scene = self._of_act(sentence, predicate, taken) or self._scene(sentence)
        return scene if scene and scene[0].start not in taken else self.carried(sentence)

    def _of_antecedent(self, sentence: Sentence, predicate: Token, taken: set[int | None]) -> list[Entity]:
        """The places in the phrase of an act, for the relative clause of what it did where that names none: "l'attentat
        contre un poste à X en 2009, qui avait fait dix morts"."""
        found = self._occasions.relative(sentence, predicate)
        if found is None:
            return []
        act, pronoun = found
        within = {t.i for t in sentence.subtree(predicate) if t.i > pronoun.i}
        heads = self._names.heads(sentence)
        if any(h.i in within for h in heads):
            return []
        between = [h for h in heads if act.i < h.i < pronoun.i and self._entities.place(sentence, h).start not in taken]
        return self._finest_first(sentence, between) if between else []

    def _of_act(self, sentence: Sentence, predicate: Token, taken: set[int | None]) -> tuple[Entity, ...]:
        """The places of the act that a clause tells of, where another mention of it gives them."""
        act = self._occasions.of(sentence, predicate)
        for other, noun in self._occasions.elsewhere(sentence, act) if act is not None else ():
            own = self.own(other, noun, taken, _OF_ACT)
            if own and own[0].id is not None:
                return self.with_parents(own, other)
        return ()

    def own(self, sentence: Sentence, predicate: Token, taken: Iterable[int | None] = (),
            reach_of: float = _NEAR) -> list[Entity]:
        """The places in the reach of a predicate that lie in one another, finest first."""
        heads = [h for h in self._names.heads(sentence) if not self._is_spoken(h, predicate) and h is not predicate
                 and not self._names.is_dateline(sentence, h) and not self._names.is_some_land(sentence, h)]
        heads += [h for h in self._names.undergoing(sentence, predicate) if h not in heads]
        heads = [h for h in heads if not self._names.is_goal(sentence, h) or sentence.head(h) is predicate]
        far = distances(sentence, predicate, reach_of, place=True) if heads else {}
        inside = sentence.subtree(predicate) if predicate.pos == "PRON" else ()
        far.update({h.i: _BESIDE for h in heads if h in inside or self._is_beside(sentence, h, predicate)})
        near = sorted((far[h.i] + self._penalty(sentence, h, predicate), h.i) for h in heads if h.i in far)
        reach = [sentence.tokens[i] for cost, i in near if cost <= _CLAUSE or self._all.is_in_theatre(
            self._entities.place(sentence, sentence.tokens[i]))]
        reach = [h for h in reach if self._entities.place(sentence, h).start not in set(taken)]
        if not reach:
            return []
        chain = self._chain(sentence, reach[0], heads)
        own = _clause(sentence, predicate)
        apart = {i for cost, i in near if cost > _CLAUSE or _clause(sentence, sentence.tokens[i]) != own}
        joined = [h for h in reach if h not in chain and self._joined(sentence, h, chain[:1], around=h.i in apart)]
        return self._finest_first(sentence, chain + joined)

    def with_parents(self, places: list[Entity], sentence: Sentence) -> tuple[Entity, ...]:
        """The places with those that lie around them as far as the dispatch names them, finest first."""
        found = list(places)
        known = [p for p in places if p.id is not None]
        for place in known[:1] or places[:1]:
            around = self._all.around(place) if place.id is not None else self._near(place, sentence)
            found.extend(p for p in around if not self._is_among(p, found))
        return tuple(found)

    def carried(self, sentence: Sentence) -> tuple[Entity, ...]:
        """The scene that the sentences before have set, nearest first; at last the place that the dispatch is about."""
        for i in range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            scene = self._scene(self._analysis.sentences[i])
            if scene:
                return scene
        return self._all.main()

    def country(self) -> tuple[Entity, ...]:
        """The country that the dispatch is about, none where it names none."""
        return self._all.country()

    def _scene(self, sentence: Sentence) -> tuple[Entity, ...]:
        """Where a sentence sets its scene: its first phrase of place that no other role has."""
        if sentence.index not in self._scenes:
            self._scenes[sentence.index] = ()
            heads = [h for h in self._names.heads(sentence) if not self._is_spoken(h, None)]
            heads = [h for h in heads if not self._names.is_goal(sentence, h)]
            locative = [h for h in heads if self._names.is_locative(sentence, h) and self._names.is_named(sentence, h)
                        and self._all.is_in_theatre(self._entities.place(sentence, h))]
            if locative:
                first = next((h for h in locative if h.dep == "obl"), locative[0])
                chain = self._chain(sentence, first, [h for h in heads if self._names.is_named(sentence, h)])
                self._scenes[sentence.index] = self.with_parents(self._finest_first(sentence, chain), sentence)
        return self._scenes[sentence.index]

    def _chain(self, sentence: Sentence, head: Token, heads: list[Token]) -> list[Token]:
        """The phrases of place that follow one another: "dans le quartier de X, à Y (Sud-Ouest)"."""
        ordered = sorted(heads, key=lambda h: h.i)
        at = ordered.index(head)
        chain = [head]
        for step in (1, -1):
            i, last = at + step, head
            while 0 <= i < len(ordered) and self._adjoins(sentence, last, ordered[i]):
                chain.append(ordered[i])
                last, i = ordered[i], i + step
        return chain

    def _adjoins(self, sentence: Sentence, a: Token, b: Token) -> bool:
        first, second = sorted((a, b), key=lambda t: t.i)
        if second.dep == "conj" and second.head == first.i:
            return True  # "entre Ansongo et Tessit"
        end = self._entities.place(sentence, first).end or first.end
        between = _outside_brackets([t for t in sentence.tokens[first.i + 1:second.i] if t.start >= end])
        return len(between) <= 5 and all(t.pos in ("ADP", "DET", "PUNCT", "ADJ") for t in between)

    def _joined(self, sentence: Sentence, head: Token, chain: list[Token], *, around: bool) -> bool:
        """Whether a place lies around the finest of a chain, or in it unless only places `around` count. A town lies in
        a part of its country ("dans l'est de l'Ukraine, … à Kharkiv")."""
        for other in chain:
            for inner, outer in ((other, head),) if around else ((head, other), (other, head)):
                place = self._entities.place(sentence, inner)
                known = self._known(place.id) if place.id else None
                wholes = [self._entities.place(sentence, outer)]
                if self._names.rank(outer) is not None:
                    of = (self._entities.place(sentence, t) for t in sentence.children(outer, "nmod"))
                    wholes += [whole for whole in of if self._all.level(whole) == "country"]
                if known is not None and any(whole.id in known.parents for whole in wholes):
                    return True
                if place.id is None and inner is head and self._is_unknown_town(sentence, inner, outer):
                    return True
        return False

    def _is_unknown_town(self, sentence: Sentence, inner: Token, outer: Token) -> bool:
        """Whether a named place that nobody knows stands beside a part of a country, and so in it: "dans le nord-est du
        Nigeria, … à X"."""
        is_name = inner.mention is not None and inner.mention.kind == "name" and not inner.mention.value.actors
        is_town = is_name and self._names.is_locative(sentence, inner)
        return is_town and (self._names.rank(outer) or 0) >= _LEVELS["district"]

    def _finest_first(self, sentence: Sentence, heads: list[Token]) -> list[Entity]:
        ranked = sorted((self._rank(sentence, h), h.i) for h in heads)
        found: list[Entity] = []
        for _, i in ranked:
            place = self._entities.place(sentence, sentence.tokens[i])
            again = place.id is None and sentence.tokens[i].dep == "appos" and len(heads) > 1  # "X, la ville voisine"
            if not again and not self._is_among(place, found):
                found.append(place)
        return found

    def _rank(self, sentence: Sentence, head: Token) -> int:
        """How fine a place is: by its level where the gazetteer knows it, else by its noun."""
        if self._names.is_afar(sentence, head):
            return _AFAR  # "à 30 km de Goma, à Rugari" is at Rugari
        known = _LEVELS.get(self._all.level(self._entities.place(sentence, head)) or "")
        noun = self._names.rank(head)
        if noun is not None and (known is None or noun < known):
            return noun
        return known if known is not None else _LEVELS["town"]

    def _is_among(self, place: Entity, others: list[Entity]) -> bool:
        return any(
            o.start == place.start or (place.id is not None and o.id == place.id and o.name == place.name)
            for o in others
        )

    def _is_spoken(self, head: Token, predicate: Token | None) -> bool:
        return any(s <= head.start and head.end <= e and not (predicate is not None and s <= predicate.start < e)
                   for s, e in self._spoken)

    def _near(self, place: Entity, sentence: Sentence) -> list[Entity]:
        """Around a place that the gazetteer does not know ("des zones entières"): what its own phrase names, else the
        place that the clause or the sentences before are about."""
        if place.start is not None and place.end is not None and not self._names.is_abroad(place.text):
            for t in sentence.tokens:
                inside = place.start < t.start and t.end <= place.end + 1
                if inside and t.mention is not None and t.mention.kind == "name" and t.mention.value.places:
                    inner = self._entities.place(sentence, t)
                    return [inner, *self._all.around(inner)]
        others = [self._entities.place(sentence, h) for h in self._names.heads(sentence)]
        known = [o for o in others if o.id is not None and o.start != place.start]
        if known:
            return [known[0], *self._all.around(known[0])]
        return list(self.carried(sentence))

    def _is_beside(self, sentence: Sentence, head: Token, noun: Token) -> bool:
        """Whether a place stands behind a noun with nothing but a time between: "71 morts le 10 mai à X"."""
        between = sentence.tokens[noun.i + 1:head.i]
        times = [t for t in between if t.mention is not None and t.mention.kind == "time"]
        return noun.pos == "NOUN" and noun.i < head.i and len(between) <= _ASIDE and bool(times) and all(
            t.pos in ("ADP", "DET") or t in times for t in between)

    def _penalty(self, sentence: Sentence, head: Token, predicate: Token) -> float:
        """Places in a locative phrase are the event's before those that only name somebody ("le maire de Gao")."""
        far = abs(head.i - predicate.i) * 0.03
        return far if self._names.is_locative(sentence, head) else far + 0.8


def _outside_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without what stands in round brackets: "à X (province de Y), dans le nord"."""
    found, depth = [], 0
    for t in tokens:
        depth += t.text == "("
        if depth == 0:
            found.append(t)
        depth = max(0, depth - (t.text == ")"))
    return found


def _clause(sentence: Sentence, token: Token) -> int:
    """The index of the verb or noun that heads the clause of a token."""
    return next((t.i for t in (token, *sentence.ancestors(token)) if t.dep in _CLAUSES or (
        t.dep == "conj" and t.pos == "VERB")), token.i)
