"""A dispatch as read so far: what the stages hand on to one another, and the meanings that extraction asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bilan.claims import Modality
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.mentions import Quotation
from bilan.syntax import Sentence, Token
from bilan.times import When


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
    clause, `statement` false for a bare "selon X". `carried` is true where it was carried over from before.
    """

    start: int
    end: int
    source: Entity
    sources: tuple[Entity, ...]
    cue: tuple[int, int]
    direct: bool = False
    statement: bool = False
    carried: bool = False
    via: str | None = None
    when: When | None = None


class Meanings(Protocol):
    """What the resolve stage knows of a dispatch: one mechanism for each phenomenon, asked by every kind of claim."""

    analysis: Analysis

    def roles(self, sentence: Sentence, predicate: Token) -> Roles: ...

    def entity(self, sentence: Sentence, head: Token) -> Entity: ...

    def attribution(self, start: int, end: int) -> Attribution | None: ...

    def modality(self, sentence: Sentence, predicate: Token) -> Modality: ...

    def when(self, sentence: Sentence, predicate: Token) -> When | None: ...

    def where(self, sentence: Sentence, predicate: Token) -> tuple[Entity, ...]: ...
