"""All that the resolve stage knows of one dispatch, behind the questions that extraction asks (`analysis.Meanings`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bilan.analysis import Analysis, Attribution, Roles
from bilan.claims import Modality
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.names import PlaceCandidate
from bilan.resolve.entities import Actors, Card, EntityReader, Places
from bilan.resolve.grammar import agreement, phrases
from bilan.resolve.grammar.modality import ModalityReader
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.place.location import Location
from bilan.resolve.place.nations import Nations
from bilan.resolve.setting import Resolver
from bilan.resolve.speech.attribution import Attributions
from bilan.resolve.timing import Timing
from bilan.syntax import Sentence, Token
from bilan.times import TimeExpression, When


class Meanings:
    """The meanings of one dispatch: roles, entities, attribution, modality, time and place, each by one mechanism."""

    def __init__(
        self,
        analysis: Analysis,
        language: Language,
        *,
        actors: Actors,
        places: Places,
        cards: Mapping[str, Card],
        known_place: Callable[[str], PlaceCandidate | None],
        resolver: Resolver,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        self.analysis = analysis
        self._roles = RoleReader(language)
        self._modality = ModalityReader(language)
        self._entities = EntityReader(analysis, language, actors, places, cards)
        self._attributions = Attributions(analysis, language, self._roles, self._entities)
        spoken = [a.cue for a in self._attributions.all if a.statement]
        self._timing = Timing(analysis, language, analysis.published, resolver, spoken,
                              [a.cue for a in self._attributions.all])
        nations = Nations(analysis, language, places, weights or {})
        self._location = Location(analysis, language, self._entities, known_place, spoken, weights, nations)
        self._places: dict[tuple[int, int], Entity] = {}

    def roles(self, sentence: Sentence, predicate: Token) -> Roles:
        """Who did what to whom around a predicate."""
        return self._roles.roles(sentence, predicate)

    def is_passive(self, sentence: Sentence, verb: Token) -> bool:
        """Whether the grammatical subject of a verb undergoes it."""
        return self._roles.is_passive(sentence, verb)

    def members(self, sentence: Sentence, head: Token) -> list[Token]:
        """The heads of a coordination, `head` first."""
        return phrases.members(sentence, head)

    def preposition(self, sentence: Sentence, head: Token) -> str | None:
        """The lemma of the preposition that brings a phrase in."""
        return phrases.preposition(sentence, head)

    def extent(self, sentence: Sentence, head: Token) -> tuple[int, int]:
        """The stretch of text that names a head, without clauses and appositions."""
        return phrases.extent(sentence, head)

    def before_comma(self, sentence: Sentence, head: Token) -> list[Token]:
        """The nouns of the phrase right before the comma in front of a phrase, nearest first."""
        return agreement.before_comma(sentence, head)

    def sort(self, sentence: Sentence, head: Token) -> str | None:
        """What sort of thing a phrase names: `person`, `party`, `body`, `people`, `place` or `None`."""
        return self._entities.sort(sentence, head)

    def party(self, sentence: Sentence, head: Token) -> Entity:
        """The party, body or person that a phrase names or refers back to."""
        return self._entities.party(sentence, head)

    def place(self, sentence: Sentence, head: Token) -> Entity:
        """The place that a phrase names or refers back to."""
        return self._entities.place(sentence, head)

    def described_place(self, sentence: Sentence, head: Token) -> Entity:
        """The place that a phrase names or refers back to, an unnamed one with what tells it apart."""
        place = self.place(sentence, head)
        if place.name is not None or head.mention is not None or place.end is None or place.end < head.end:
            return place
        end = phrases.described_end(sentence, head, place.end, self.is_place)
        return replace(place, text=self.analysis.dispatch.text[place.start:end], end=end)

    def is_place(self, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase can name a place."""
        return self._location.can_be_place(sentence, head)

    def antecedent(
        self, sentence: Sentence, token: Token, sorts: tuple[str, ...] = ()
    ) -> tuple[Sentence, Token] | None:
        """The phrase that a pronoun stands for."""
        found = self._entities.coreference.antecedent(sentence, token, sorts)
        return (found.sentence, found.head) if found else None

    def attribution(self, start: int, end: int) -> Attribution | None:
        """Who is credited with a stretch."""
        return self._attributions.of(start, end)

    def statements(self) -> list[Attribution]:
        """The attributions that are statements."""
        return self._attributions.statements()

    def modality(self, sentence: Sentence, predicate: Token) -> Modality | None:
        """The modality of a predicate, `None` for a pure hypothesis."""
        modality = self._modality.modality(sentence, predicate)
        if (
            modality == "expected"
            and self._modality.is_purpose(sentence, predicate)
            and self._is_dated(sentence, predicate)
        ):
            return "asserted"
        return modality

    def _is_dated(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether an aim bears the day on which it came about: "pour prendre lundi le contrôle de"."""
        published = self.analysis.published.day
        near = [
            w
            for cost, _, w in self._timing.own(sentence, predicate)
            if cost < 3.2 and w is not None and w.end is not None
        ]
        return (
            bool(near)
            and published is not None
            and near[0].end is not None
            and near[0].end[:10] <= published.isoformat()
        )

    def tense(self, sentence: Sentence, predicate: Token) -> str:
        """`past`, `present` or `future`."""
        return self._timing.tense(sentence, predicate)

    def when(self, sentence: Sentence, predicate: Token) -> When | None:
        """The span of time of a predicate."""
        return self._timing.when(sentence, predicate)

    def stated_when(self, sentence: Sentence, predicate: Token) -> When | None:
        """The span of time that an expression of the clause gives."""
        return self._timing.stated(sentence, predicate)

    def times(self, sentence: Sentence, predicate: Token) -> list[tuple[TimeExpression, When | None]]:
        """The expressions of time that belong to a predicate, nearest first."""
        return [(e, w) for _, e, w in self._timing.own(sentence, predicate)]

    def said_when(self, attribution: Attribution) -> When | None:
        """The day that a reporting clause gives, `None` where it gives none."""
        start, end = attribution.cue
        for sentence in self.analysis.sentences:
            if sentence.start <= start < sentence.end and sentence.inside is None:
                return self._timing.spoken(start, end, sentence)
        return None

    def publication(self) -> When | None:
        """The day of publication."""
        return self._timing.publication()

    def where(
        self, sentence: Sentence, predicate: Token, without: tuple[Entity | None, ...] = ()
    ) -> tuple[Entity, ...]:
        """The places of a predicate, finest first."""
        return self._location.where(sentence, predicate, without=without)

    def land(self) -> tuple[Entity, ...]:
        """The country that the dispatch is about, none where it names none."""
        return self._location.country()

    def parents(self, place: Entity, sentence: Sentence) -> tuple[Entity, ...]:
        """A place with those around it that the dispatch names, finest first."""
        return self._location.with_parents([place], sentence)
