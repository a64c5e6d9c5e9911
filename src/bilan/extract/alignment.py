"""Alignments: one party supports, opposes, accuses or belongs to another, where the text says so in words."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.claims import Alignment
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token


class AlignmentExtractor:
    """Reads alignments. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._frames = FrameMatcher(language, "alignment")

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Alignment]:
        """The alignments that a sentence tells, one claim a pair."""
        for match in self._frames.matches(meanings, sentence):
            for actor in self._parties(meanings, match, "actor"):
                for target in self._parties(meanings, match, "target"):
                    claim = self._claim(meanings, match, actor, target)
                    if claim is not None:
                        yield claim

    def _claim(self, meanings: Meanings, match: Match, actor: Entity, target: Entity) -> Alignment | None:
        if actor.start == target.start or (actor.id is not None and actor.id == target.id):
            return None
        sentence, predicate = match.sentence, match.predicate
        evidence = clause(meanings, sentence, predicate)
        common = circumstances(meanings, sentence, predicate, evidence)
        if common is None:
            return None
        return Alignment(evidence=evidence, source=common.source, sources=common.sources, modality=common.modality,
                         when=common.when, where=(), rule=match.id, relation=str(match.frame["relation"]), actor=actor, target=target,
                         about=self._about(meanings, match))

    def _about(self, meanings: Meanings, match: Match) -> str | None:
        heads: list[Token] = match.slots.get("about", [])
        if not heads:
            clauses = match.sentence.children(match.predicate, "xcomp", "ccomp", "advcl", "acl")
            heads = [t for t in clauses if t.i > match.predicate.i] if match.frame["relation"] == "accuses" else []
        if not heads:
            return None
        inside = [t for t in match.sentence.subtree(heads[0]) if t.i > match.predicate.i]
        return meanings.analysis.dispatch.text[inside[0].start:inside[-1].end] if inside else None

    def _parties(self, meanings: Meanings, match: Match, slot: str) -> Iterator[Entity]:
        for t in match.slots.get(slot, []):
            named = t.mention is not None and t.mention.kind == "name" and (
                t.mention.value.actors or t.mention.value.shape in ("person", "body") or t.mention.value.places)
            if meanings.sort(match.sentence, t) in ("party", "body", "person") or named:
                yield meanings.party(match.sentence, t)
            elif t.pos == "PRON" and meanings.antecedent(match.sentence, t) is not None:
                yield meanings.party(match.sentence, t)
            elif t.pos == "ADJ" and meanings.party(match.sentence, t).id is not None:
                yield meanings.party(match.sentence, t)
