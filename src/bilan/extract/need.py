"""Needs: what people lack or are exposed to."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.claims import Need
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.extract.counted.people import People
from bilan.language.contract import Language
from bilan.syntax import Sentence


class NeedExtractor:
    """Reads needs. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._frames = FrameMatcher(language, "need")
        self._people = People(language)
        self._goods = {noun: need for need, nouns in language.table("needs")["goods"].items() for noun in nouns}

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Need]:
        """The needs that a sentence tells, one claim a clause."""
        for match in self._frames.matches(meanings, sentence):
            needs = self._needs(match)
            if not needs:
                continue
            evidence = clause(meanings, sentence, match.predicate)
            common = circumstances(meanings, sentence, match.predicate, evidence)
            if common is None:
                continue
            modality = common.modality
            if match.frame.get("modality") and modality == "asserted":
                modality = match.frame["modality"]
            if modality == "denied" and match.frame.get("denied_lack"):
                modality = "asserted"
            elif match.frame.get("denied_lack"):
                continue
            people, group = "people", None
            for head in match.slots.get("people", []):
                people = self._people.people(meanings, sentence, head) or "people"
                group = self._people.group(meanings, sentence, head, vague=False)
                break
            yield Need(evidence=evidence, source=common.source, sources=common.sources, modality=modality, when=common.when,
                       where=common.where, rule=match.id, needs=needs, population=people, count=group.count if group else None)

    def _needs(self, match: Match) -> tuple[str, ...]:
        """What is lacking: the need that the frame itself says, or those of the goods that it names."""
        if "needs" in match.frame:
            return tuple(match.frame["needs"])
        found: list[str] = []
        for head in match.slots.get("goods", []):
            for lemma in (head.lemma.lower(), head.lower):
                need = self._goods.get(lemma)
                if need and need not in found:
                    found.append(need)
        return tuple(found)
