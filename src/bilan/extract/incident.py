"""Incidents: what happened at a time, at a place or by somebody, one claim a happening, at its fullest mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Incident
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.syntax import Sentence


class IncidentExtractor:
    """Reads incidents. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._frames = FrameMatcher(language, "incident")
        table = language.table("incident")
        self._definite = frozenset(table["definite"])
        self._plural = frozenset(table["belongs_to_nobody"])
        self._aircraft = frozenset(table["aircraft"])

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Incident]:
        """The incidents that a sentence tells, not yet compared with those told elsewhere."""
        taken: set[int] = set()
        for match in self._frames.matches(meanings, sentence):
            if match.predicate.i in taken:
                continue
            taken.add(match.predicate.i)
            if match.noun is not None:
                taken.add(match.noun.i)
            claim = self._claim(meanings, match)
            if claim is not None:
                yield claim

    def _claim(self, meanings: Meanings, match: Match) -> Incident | None:
        sentence, predicate = match.sentence, match.predicate
        evidence = clause(meanings, sentence, predicate)
        common = circumstances(meanings, sentence, predicate, evidence)
        if common is None:
            return None
        actor = self._participant(meanings, match, "actor")
        target = self._participant(meanings, match, "target", things=True)
        if predicate.pos in ("NOUN", "PROPN") and not self._is_told(meanings, match, actor, target):
            return None
        kind = str(match.frame["type"])
        if kind == "shelling" and any(t.lemma.lower() in self._aircraft for t in sentence.subtree(predicate)):
            kind = "airstrike"
        return Incident(evidence=evidence, source=common.source, sources=common.sources, modality=common.modality,
                        when=common.when, where=common.where, rule=match.id, type=kind, actor=actor, target=target)

    def _is_told(self, meanings: Meanings, match: Match, actor: Entity | None, target: Entity | None) -> bool:
        """Whether a noun of event has a time, a place, an actor or a target of its own: else it is a mere mention."""
        sentence, noun = match.sentence, match.predicate
        if meanings.stated_when(sentence, noun) is not None or actor is not None or target is not None:
            return True
        return any(meanings.is_place(sentence, t) for heads in match.roles.obliques.values() for t in heads)

    def _participant(self, meanings: Meanings, match: Match, slot: str, *, things: bool = False) -> Entity | None:
        for t in match.slots.get(slot, []):
            sort = meanings.sort(match.sentence, t)
            named = t.mention is not None and t.mention.kind == "name" and t.mention.value.shape != "place"
            if sort in ("party", "body", "person") or (named and (t.mention.value.actors or not t.mention.value.places)):
                return meanings.party(match.sentence, t)
            if t.pos == "PRON" and t.mention is None and meanings.antecedent(match.sentence, t) is not None:
                return meanings.party(match.sentence, t)
            if things and t.pos in ("NOUN", "PROPN") and t.mention is None and sort in ("people", None):
                start, end = meanings.extent(match.sentence, t)
                return Entity(meanings.analysis.dispatch.text[start:end], start=start, end=end)
            if t.pos == "ADJ" and meanings.party(match.sentence, t).id is not None:
                return meanings.party(match.sentence, t)
        return None


def merged(incidents: Sequence[Incident]) -> list[Incident]:
    """One incident a happening: mentions of one type whose days, places and parties do not contradict one another are
    one, kept at the mention that tells most, the others as `other_mentions`."""
    kept: list[Incident] = []
    for incident in incidents:
        twin = next((i for i, k in enumerate(kept) if _same(k, incident)), None)
        if twin is None:
            kept.append(incident)
            continue
        first, second = kept[twin], incident
        fuller, other = (first, second) if _fullness(first) >= _fullness(second) else (second, first)
        kept[twin] = replace(fuller, actor=fuller.actor or other.actor, target=fuller.target or other.target,
                             when=fuller.when or other.when, where=fuller.where or other.where,
                             other_mentions=(*first.other_mentions, *second.other_mentions, other.evidence))
    return kept


def _fullness(incident: Incident) -> int:
    dated = incident.when is not None and incident.when.basis == "text"
    return 2 * dated + bool(incident.where) + bool(incident.actor) + bool(incident.target)


def _same(a: Incident, b: Incident) -> bool:
    if a.type != b.type or a.modality != b.modality:
        return False
    if _clash(a.actor, b.actor) or _clash(a.target, b.target):
        return False
    if a.where and b.where and a.where[0].id is not None and b.where[0].id is not None and a.where[0].id != b.where[0].id:
        inside = {e.id for e in a.where} & {e.id for e in b.where}
        if a.where[0].id not in inside and b.where[0].id not in inside:
            return False
    dated = [i.when for i in (a, b) if i.when is not None and i.when.basis == "text"]
    return len(dated) < 2 or (dated[0].start, dated[0].end) == (dated[1].start, dated[1].end)


def _clash(a: Entity | None, b: Entity | None) -> bool:
    if a is None or b is None:
        return False
    if a.id is not None and b.id is not None:
        return a.id != b.id
    return a.text.lower() not in b.text.lower() and b.text.lower() not in a.text.lower()


