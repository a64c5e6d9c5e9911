"""Tolls: people killed, wounded, missing, abducted, detained, with a number or a vague count."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.claims import Toll
from bilan.entities import Entity
from bilan.extract.circumstances import Circumstances, circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.extract.people import Group, People
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token
from bilan.times import When


class TollExtractor:
    """Reads tolls. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._frames = FrameMatcher(language, "toll")
        self._people = People(language)
        table = language.table("toll")
        self._lasting = frozenset(table["lasting_events"])
        self._means = frozenset(table["means"])
        self._means_prepositions = table["means_prepositions"]
        self._affiliated = frozenset(table["affiliated"])

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Toll]:
        """The tolls of a sentence, wholes before their parts."""
        seen: set[int] = set()
        for match in self._frames.matches(meanings, sentence):
            for head in match.slots.get("victims", []):
                if head.i in seen:
                    continue
                group = self._people.group(meanings, sentence, head)
                if group is None:
                    continue
                seen.add(head.i)
                toll = self._toll(meanings, match, group, None)
                if toll is None:
                    continue
                yield toll
                for part in self._people.parts(meanings, sentence, head):
                    if part.head.i not in seen:
                        seen.add(part.head.i)
                        piece = self._toll(meanings, match, part, toll)
                        if piece is not None:
                            yield piece

    def _toll(self, meanings: Meanings, match: Match, group: Group, whole: Toll | None) -> Toll | None:
        sentence = match.sentence
        predicate = self._event(match)
        if whole is not None:
            start, end = meanings.extent(sentence, group.head)
            return Toll(evidence=(start, end), source=whole.source, sources=whole.sources, modality=whole.modality,
                        when=whole.when, where=whole.where, rule=match.id + ".part", harm=whole.harm, victims=group.people,
                        affiliation=self._affiliation(meanings, sentence, group.head), count=group.count,
                        cumulative=whole.cumulative, by=whole.by, means=whole.means, part_of=self._key(whole),
                        as_of=whole.as_of, as_of_basis=whole.as_of_basis, since_basis=whole.since_basis,
                        unit="households" if group.households else "people")
        evidence = clause(meanings, sentence, predicate, group.head)
        common = circumstances(meanings, sentence, predicate, evidence)
        if common is None:
            return None
        doer, means = self._doer(meanings, match, predicate)
        when, cumulative = self._period(meanings, match, predicate, common)
        return Toll(evidence=evidence, source=common.source, sources=common.sources, modality=common.modality, when=when,
                    where=common.where, rule=match.id, harm=str(match.frame["harm"]), victims=group.people,
                    affiliation=self._affiliation(meanings, sentence, group.head), count=group.count,
                    cumulative=cumulative, by=doer, means=means, as_of=when.end if when and cumulative else None,
                    as_of_basis=None if not cumulative or not when else "publication" if when.basis == "publication" else "printed",
                    unit="households" if group.households else "people")

    def _key(self, toll: Toll) -> str:
        return f"{toll.evidence[0]}-{toll.evidence[1]}-{toll.harm}"

    def _event(self, match: Match) -> Token:
        """The token whose clause dates and places a toll: the verb that governs a noun of harm ("a fait 12 morts")."""
        token = match.predicate
        if token.pos in ("NOUN", "ADJ", "PROPN") and token.head != token.i:
            head = match.sentence.head(token)
            if token.dep in ("obj", "nsubj", "nsubj:pass", "obl", "xcomp") and head.pos == "VERB":
                return head
        return token

    def _doer(self, meanings: Meanings, match: Match, predicate: Token) -> tuple[Entity | None, str | None]:
        """Who did it, where the clause names the doer or the owner of the act, and the means."""
        sentence = match.sentence
        heads = list(match.slots.get("by", []))
        if not heads and predicate is not match.predicate:
            roles = meanings.roles(sentence, predicate)
            heads = roles.agent
        for preposition in self._means_prepositions:
            heads = heads + [t for t in meanings.roles(sentence, predicate).obliques.get(preposition, []) if t not in heads]
        doer: Entity | None = None
        means: str | None = None
        for head in heads:
            if head.lemma.lower() in self._means or head.lemma.lower() in self._lasting:
                means = means or meanings.analysis.dispatch.text[head.start:head.end]
                owner = self._owner(meanings, sentence, head)
                doer = doer or owner
            elif meanings.sort(sentence, head) in ("party", "body", "person") and head in match.slots.get("by", []) or (
                    meanings.sort(sentence, head) == "party"):
                doer = doer or meanings.party(sentence, head)
        return doer, means

    def _owner(self, meanings: Meanings, sentence: Sentence, act: Token) -> Entity | None:
        """The party that an act belongs to: "des tirs rebelles", "l'offensive du régime", "une frappe de l'armée"."""
        for t in sentence.children(act, "amod", "nmod", "acl", "appos"):
            if t.dep == "nmod" and meanings.sort(sentence, t) == "party":
                return meanings.party(sentence, t)
            if t.dep == "amod" and t.lemma.lower() in self._affiliated or t.lemma.lower() in self._affiliated:
                return meanings.party(sentence, t)
            if t.dep == "acl":
                agents = meanings.roles(sentence, t).agent
                if agents:
                    return meanings.party(sentence, agents[0])
        return None

    def _affiliation(self, meanings: Meanings, sentence: Sentence, head: Token) -> Entity | None:
        for t in sentence.children(head, "nmod", "amod"):
            if t.i > head.i and (meanings.sort(sentence, t) in ("party", "body") or t.dep == "amod" and t.pos == "ADJ"
                                 and t.lemma.lower() not in ("civil",) and meanings.party(sentence, t).id is not None):
                return meanings.party(sentence, t)
        return None

    def _period(self, meanings: Meanings, match: Match, predicate: Token, common: Circumstances) -> tuple[When | None, bool]:
        """The span that a figure covers and whether it totals several incidents: a start of counting ("depuis"), a
        length ("en dix jours"), or a lasting event ("l'offensive", "le conflit") as its cause."""
        sentence = match.sentence
        for expression, when in meanings.times(sentence, predicate):
            if expression.relation in ("since", "within") and when is not None:
                return self._until(meanings, predicate, when), True
        stated = meanings.stated_when(sentence, predicate)
        if stated is not None and stated.basis == "publication" and stated.start != stated.end:
            return self._until(meanings, predicate, stated), True
        subjects = meanings.roles(sentence, predicate).agent if predicate.pos == "VERB" else []
        lasting = [t for t in subjects if t.lemma.lower() in self._lasting]
        if not lasting:
            return common.when, False
        start = meanings.stated_when(sentence, lasting[0])
        if start is not None and not self._is_launched(sentence, lasting[0]):
            return start, start.start != start.end
        published = meanings.publication()
        begun = start.start if start is not None else None
        return self._until(meanings, predicate, When(begun, published.end if published else None, "publication")), True

    def _is_launched(self, sentence: Sentence, event: Token) -> bool:
        """Whether the time of a lasting event is that of its launch ("lancée le 15 novembre") and not of all of it
        ("les combats de samedi")."""
        return bool(sentence.children(event, "acl", "acl:relcl"))

    def _until(self, meanings: Meanings, predicate: Token, when: When) -> When:
        """A span that runs to the day of its count, where the reporting clause gives it ("un bilan établi dimanche")."""
        attribution = meanings.attribution(predicate.start, predicate.end)
        said = meanings.said_when(attribution) if attribution is not None else None
        if said is not None and said.end is not None and when.basis == "publication":
            return When(when.start, said.end)
        return when
