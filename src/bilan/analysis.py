"""A dispatch as read so far: what the stages hand on to one another, and the meanings that extraction asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bilan.claims import Modality
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.mentions import Quotation
from bilan.syntax import Sentence, Token
from bilan.times import TimeExpression, When


@dataclass(slots=True)
class Analysis:
    """A dispatch cut, recognised and parsed: sentences in reading order, those inside quotations among them, each
    after the sentence that its quotation stands in."""

    dispatch: Dispatch
    sentences: list[Sentence] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    published: Published = field(default_factory=Published)


@dataclass(slots=True)
class Roles:
    """Who did what to whom, the same for the active, the passive, the participle, the relative and the noun.

    Each list holds heads of noun phrases, the first the head of a coordination and the others its members. `obliques`
    maps a preposition's lemma to the heads it brings in. `repaired` names what was mended in the parser's answer.
    """

    agent: list[Token] = field(default_factory=list)
    patient: list[Token] = field(default_factory=list)
    obliques: dict[str, list[Token]] = field(default_factory=dict)
    repaired: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited with a stretch of text, and how: the stretch is `(start, end)` of the content.

    `cue` is the span of the reporting clause or phrase, `direct` true where the content is a quotation of a full
    clause, `statement` false for a bare "selon X". `carried` is true where it was carried over from before,
    `credits` false for a claim of responsibility: what happened is told by the outlet.
    """

    start: int
    end: int
    source: Entity
    sources: tuple[Entity, ...]
    cue: tuple[int, int]
    direct: bool = False
    statement: bool = False
    carried: bool = False
    credits: bool = True
    via: str | None = None
    when: When | None = None


class Meanings(Protocol):
    """What the resolve stage knows of a dispatch: one mechanism for each phenomenon, asked by every kind of claim."""

    analysis: Analysis

    def roles(self, sentence: Sentence, predicate: Token) -> Roles:
        """Who did what to whom around a predicate."""
        ...

    def is_passive(self, sentence: Sentence, verb: Token) -> bool:
        """Whether the grammatical subject of a verb undergoes it."""
        ...

    def members(self, sentence: Sentence, head: Token) -> list[Token]:
        """The heads of a coordination, `head` first."""
        ...

    def preposition(self, sentence: Sentence, head: Token) -> str | None:
        """The lemma of the preposition that brings a phrase in."""
        ...

    def extent(self, sentence: Sentence, head: Token) -> tuple[int, int]:
        """The stretch of text that names a head, without clauses and appositions."""
        ...

    def before_comma(self, sentence: Sentence, head: Token) -> list[Token]:
        """The nouns of the phrase right before the comma in front of a phrase, nearest first."""
        ...

    def sort(self, sentence: Sentence, head: Token) -> str | None:
        """What sort of thing a phrase names: `party`, `person`, `body`, `people`, `place` or `None`."""
        ...

    def party(self, sentence: Sentence, head: Token) -> Entity:
        """The party, body or person that a phrase names or refers back to."""
        ...

    def place(self, sentence: Sentence, head: Token) -> Entity:
        """The place that a phrase names or refers back to."""
        ...

    def described_place(self, sentence: Sentence, head: Token) -> Entity:
        """The place that a phrase names or refers back to, an unnamed one with what tells it apart."""
        ...

    def is_place(self, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase can name a place."""
        ...

    def antecedent(
        self, sentence: Sentence, token: Token, sorts: tuple[str, ...] = ()
    ) -> tuple[Sentence, Token] | None:
        """The phrase that a pronoun stands for."""
        ...

    def attribution(self, start: int, end: int) -> Attribution | None:
        """Who is credited with a stretch."""
        ...

    def statements(self) -> list[Attribution]:
        """The attributions that are statements."""
        ...

    def modality(self, sentence: Sentence, predicate: Token) -> Modality | None:
        """The modality of a predicate, `None` for a pure hypothesis."""
        ...

    def tense(self, sentence: Sentence, predicate: Token) -> str:
        """`past`, `present` or `future`."""
        ...

    def when(self, sentence: Sentence, predicate: Token) -> When | None:
        """The span of time of a predicate."""
        ...

    def stated_when(self, sentence: Sentence, predicate: Token) -> When | None:
        """The span of time that an expression of the clause gives."""
        ...

    def times(self, sentence: Sentence, predicate: Token) -> list[tuple[TimeExpression, When | None]]:
        """The expressions of time that belong to a predicate, nearest first."""
        ...

    def said_when(self, attribution: Attribution) -> When | None:
        """The day that a reporting clause gives."""
        ...

    def publication(self) -> When | None:
        """The day of publication."""
        ...

    def where(
        self, sentence: Sentence, predicate: Token, without: tuple[Entity | None, ...] = ()
    ) -> tuple[Entity, ...]:
        """The places of a predicate, finest first."""
        ...

    def land(self) -> tuple[Entity, ...]:
        """The country that the dispatch is about."""
        ...

    def parents(self, place: Entity, sentence: Sentence) -> tuple[Entity, ...]:
        """A place with those around it that the dispatch names, finest first."""
        ...
