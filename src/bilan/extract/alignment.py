"""Alignments: one party supports, opposes, accuses or belongs to another, where the text says so in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Alignment, Confidence, Modality
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.extract.parts.parties import Parties
from bilan.extract.parts.sides import Sides
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_LONGEST_ABOUT = 200
_ACTORS = ("actor", "member", "accuser")
_TARGETS = ("target", "group", "band")
_ASIDES = ("fronted", "apposed")
_ACCUSERS = ("person", "people")
_DESCRIPTIONS = ("acl", "amod", "appos", "nmod")


class AlignmentExtractor:
    """Reads alignments. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._parties = Parties(language)
        self._sides = Sides(language, self._parties)
        self._of: str = language.table("roles")["of"]
        self._alleging = frozenset(language.table("modality")["alleged_adjectives"])
        fits = {
            "actor": self._sides.is_side,
            "target": self._sides.is_target,
            "accuser": self._can_accuse,
            "member": self._sides.members.is_member,
            "group": self._sides.members.is_group,
            "band": self._sides.members.is_band,
        }
        self._frames = FrameMatcher(language, "alignment", fits, self._sides.paths)

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Alignment]:
        """The alignments that a sentence tells, one claim a pair."""
        for match in self._frames.matches(meanings, sentence):
            if not self._tells(match) or (match.frame.get("own") and self._is_anothers(meanings, match)):
                continue
            actors = next((match.slots[s] for s in _ACTORS if match.slots.get(s)), [])
            for actor in [*actors, *self._sides.likewise(meanings, match, actors)]:
                for target in next((match.slots[s] for s in _TARGETS if match.slots.get(s)), []):
                    claim = self._claim(meanings, match, actor, target)
                    if claim is not None:
                        yield claim

    def _is_anothers(self, meanings: Meanings, match: Match) -> bool:
        """Whether the help that a verb tells of is somebody else's: "réaffirme le soutien de la France à"."""
        given = meanings.roles(match.sentence, match.noun).obliques.get(self._of, []) if match.noun is not None else []
        return any(self._sides.is_side(meanings, match.sentence, t) for t in given)

    def _can_accuse(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names somebody who accuses: a side, a person or a body of any kind."""
        return self._sides.is_side(meanings, sentence, token) or meanings.sort(sentence, token) in _ACCUSERS

    def _tells(self, match: Match) -> bool:
        """Whether the words that a frame asks for are there: `among` names nouns of which a role must hold one, or a
        pronoun; `with` names lemmas of which one must stand in the verb's clause; `agentless` bars a doer ("liés par un
        traité"), `not_patient` an object ("formé un gouvernement"), `accomplished` what is only meant to be ("partis
        rejoindre"), `not_doing` what is done to those among whom a phrase places somebody ("fait dix morts au sein
        de")."""
        if match.frame.get("accomplished") and match.predicate.morph.get("VerbForm") == "Inf":
            return False
        above = match.sentence.children(match.sentence.head(match.predicate), "obj")
        if any(t.lemma.lower() in match.frame.get("not_doing", ()) for t in above):
            return False
        if match.frame.get("agentless") and match.roles.agent:
            return False
        told_by_verb = match.sentence.head(match.predicate).lemma in match.frame.get("not_own_under", ())
        if told_by_verb and match.paths.get("actor") == "possessive":
            return False
        if any(t.text.split()[0].lower() in match.frame.get("not_patient", ()) or t.lemma.lower() in match.frame.get(
                "not_patient", ()) for t in match.roles.patient):
            return False
        for role, lemmas in match.frame.get("among", {}).items():
            heads = match.roles.agent if role == "agent" else match.roles.patient
            if not any(t.lemma.lower() in lemmas or (t.pos == "PRON" and t.mention is None) for t in heads):
                return False
        wanted = match.frame.get("with")
        return not wanted or any(t.lemma.lower() in wanted for t in match.sentence.subtree(match.predicate))

    def _claim(self, meanings: Meanings, match: Match, actor: Token, target: Token) -> Alignment | None:
        sentence, predicate = match.sentence, match.predicate
        accuses = match.frame["relation"] == "accuses"
        joins = "member" in match.slots
        if self._sides.is_people(target) or (self._sides.is_people(actor) and not accuses and not joins):
            return None
        if self._is_of_people(meanings, sentence, target) or _is_media(target):
            return None
        if match.frame.get("direct") and self._sides.owner(meanings, sentence, target) is not None:
            return None
        evidence = clause(meanings, sentence, predicate)
        common = circumstances(meanings, sentence, predicate, evidence)
        if common is None:
            return None
        first = self._entity(meanings, match, actor, common.source)
        second = self._entity(meanings, match, target, common.source)
        if _same(first, second) and first.start != second.start:  # "X soutient le régime": another's
            second = _unnamed(second) if _is_named(actor) and _is_bare(target) else second
            first = _unnamed(first) if _is_named(target) and _is_bare(actor) else first
        is_nobody = self._sides.is_ourselves(sentence, actor) and not self._speaks_for_a_side(common.source)
        if is_nobody or _same(first, second) or (accuses and self._is_own(meanings, match, target, first)):
            return None
        own_words = accuses and common.source is not None and _same(common.source, first)
        return Alignment(
            evidence=evidence,
            source=None if own_words else common.source,
            sources=() if own_words else common.sources,
            modality=self._modality(meanings, match, target, common.modality),
            when=common.when,
            where=(),
            rule=match.id,
            confidence=self._confidence(match, actor, target),
            relation=str(match.frame["relation"]),
            actor=first,
            target=second,
            about=self._about(meanings, match),
        )

    def _entity(self, meanings: Meanings, match: Match, token: Token, speaker: Entity | None) -> Entity:
        """The party that a head names, without the words that align it ("des milices alliées à"); of an ally told by a
        possessive, the noun and its adjective ("leurs alliés jihadistes"); of "nous", the side of the speaker."""
        sentence = match.sentence
        if self._sides.is_ourselves(sentence, token):
            side = (speaker.organisation or speaker.name or speaker.text) if speaker is not None else None
            return Entity(token.text, name=side, start=token.start, end=token.end)
        head = self._sides.owner(meanings, sentence, token) or token
        entity = self._parties.without_asides(meanings, sentence, head, meanings.party(sentence, head))
        if entity.start is None or entity.end is None:
            return entity
        start, end = entity.start, entity.end
        if token is match.predicate and entity.id is None:
            start = token.start
        wanted = match.frame.get("with", ())
        cuts = [t for t in sentence.tokens[token.i + 1:] if t is match.predicate or t.lemma.lower() in wanted]
        if cuts and start <= token.start < cuts[0].start < end:
            last = cuts[0].i - 1
            while last > token.i and sentence.tokens[last].pos in ("ADP", "PUNCT", "ADV"):
                last -= 1
            end = sentence.tokens[last].end
        return replace(entity, text=meanings.analysis.dispatch.text[start:end], start=start, end=end)

    def _speaks_for_a_side(self, speaker: Entity | None) -> bool:
        """Whether a speaker who says "nous" can mean a party: somebody known, or with a function."""
        return speaker is not None and bool(speaker.id or speaker.role or speaker.organisation)

    def _is_of_people(self, meanings: Meanings, sentence: Sentence, target: Token) -> bool:
        """Whether a pronoun stands for people, who are no side ("leur apporter une aide")."""
        if target.pos != "PRON":
            return False
        found = meanings.antecedent(sentence, target, ("party", "body", "person", "people"))
        return found is not None and meanings.sort(*found) == "people"

    def _is_own(self, meanings: Meanings, match: Match, target: Token, actor: Entity) -> bool:
        """Whether somebody is told to hold their own people to account: that is no charge."""
        owners = [t for t in match.sentence.children(target, "det", "nmod:poss") if t.morph.get("Poss") == "Yes"]
        return any(_same(meanings.party(match.sentence, t), actor) for t in owners)

    def _modality(self, meanings: Meanings, match: Match, target: Token, modality: Modality) -> Modality:
        """As of any predicate, but what only describes a noun is not touched by what is said of it; a list of "ni … ni"
        denies, and the aim of a past act ("a dépêché des soldats pour épauler") is support that is given."""
        sentence, predicate = match.sentence, match.predicate
        if self._sides.is_negated(sentence, target):
            return "denied"
        if match.frame.get("charge") and modality != "denied":
            return "alleged"
        if any(t.lemma.lower() in self._alleging for t in sentence.children(predicate, "amod", "acl")):
            return "alleged"
        if match.paths.get("member") in _ASIDES or (match.frame.get("aside") and modality != "denied"):
            return "asserted"
        if predicate.dep in _DESCRIPTIONS and predicate.morph.get("VerbForm") != "Inf" and modality != "called_for":
            return "asserted" if not sentence.children(predicate, "aux", "aux:tense") else modality
        if predicate.dep == "conj" and predicate.morph.get("VerbForm") == "Part" and \
                sentence.head(predicate).morph.get("VerbForm") == "Fin":
            return "asserted" if modality == "denied" else modality
        is_standing = match.frame.get("standing") and not self._sides.rivals.is_joined(sentence, predicate)
        if modality == "expected" and is_standing:
            return "asserted"
        if self._is_aim_of_fact(meanings, sentence, predicate, modality) or self._is_aside(sentence, predicate):
            return "asserted"
        return modality

    def _is_aim_of_fact(self, meanings: Meanings, sentence: Sentence, predicate: Token, modality: Modality) -> bool:
        """Whether an aim is one that somebody acts for already: "des soldats sont déployés pour lutter contre"."""
        if modality != "expected" or predicate.dep not in ("advcl", "acl") or predicate.morph.get("VerbForm") != "Inf":
            return False
        governor = sentence.head(predicate)
        return meanings.tense(sentence, governor) != "future" and meanings.modality(sentence, governor) == "asserted"

    def _is_aside(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a phrase belongs to a participle that describes a noun ("l'offensive, lancée avec l'appui de X, a
        échoué"), and is not touched by what becomes of it."""
        governor = sentence.head(predicate)
        return predicate.pos == "NOUN" and governor.dep in ("acl", "amod") and governor.morph.get("Tense") == "Past" \
            and not sentence.children(governor, "aux", "aux:tense", "advmod")

    def _confidence(self, match: Match, actor: Token, target: Token) -> Confidence:
        if match.roles.repaired or any(t.pos in ("PRON", "DET") for t in (actor, target)):
            return "low"
        named = all(t.mention is not None for t in (actor, target))
        return "high" if named else "medium"

    def _about(self, meanings: Meanings, match: Match) -> str | None:
        """What somebody is accused of, as printed: the clause or the noun behind the accused."""
        if match.frame["relation"] != "accuses":
            return None
        sentence, predicate = match.sentence, match.predicate
        clauses = sentence.children(predicate, "xcomp", "ccomp", "advcl", "acl")
        charges = [t for p in match.slots["target"] for t in sentence.children(p, "nmod") if t.mention is None]
        charges += match.roles.obliques.get(self._of, [])
        patients = [t for t in match.roles.patient if t not in match.slots["target"]]
        for head in [*clauses, *charges, *patients]:
            inside = [t for t in sentence.subtree(head) if t.i > predicate.i or head in patients]
            if inside:
                return meanings.analysis.dispatch.text[inside[0].start:inside[-1].end][:_LONGEST_ABOUT]
        return None


def _same(first: Entity, second: Entity) -> bool:
    return first.start == second.start or (first.id is not None and first.id == second.id)


def _is_named(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "name"


def _is_media(token: Token) -> bool:
    """Whether a name is one of the press, with which one works and takes no side."""
    name = token.mention
    return name is not None and name.kind == "name" and any(a.kind == "media" for a in name.value.actors[:1])


def _is_bare(token: Token) -> bool:
    return token.mention is None and token.pos == "NOUN"


def _unnamed(party: Entity) -> Entity:
    """A party by its words alone: what the context would take it for it cannot be."""
    return Entity(party.text, start=party.start, end=party.end)
