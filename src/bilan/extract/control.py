"""Control: who holds a place, takes it, loses it, leaves it, fights for it or besieges it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Control, Modality
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.frames import FrameMatcher, Match
from bilan.extract.parts.held import HeldPlaces, is_country
from bilan.extract.parts.parties import Parties
from bilan.extract.whole.holdings import had_before
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token
from bilan.times import When

_PRESENT = "present"
_RESTRICTED = "only."
_STATES = ("holds", "besieged")
_CHANGES = ("captured", "lost")
_ENDED = (*_CHANGES, "withdrew")

_BESIEGED = "besieged"


class ControlExtractor:
    """Reads control. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._held = HeldPlaces(language)
        self._parties = Parties(language)
        fits = {"place": self._held.is_place, "holder": self._parties.is_holder, "previous": self._parties.is_holder}
        self._frames = FrameMatcher(language, "control", fits, {"become": self._become, "fronted": _fronted})
        self._becomes = frozenset(language.table("control")["becomes"])
        self._operations = frozenset(language.table("control")["operations"])
        self._held_by = frozenset(language.table("control")["held_by"])
        self._we = frozenset(language.table("control")["we"])
        self._held_in = frozenset(language.table("control")["held_in"])
        self._nations = frozenset(form for forms in language.table("demonyms").values() for form in forms)

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Control]:
        """The holdings and changes of control of a sentence, one claim a named place."""
        yield from had_before(list(self._told(meanings, sentence)))

    def _told(self, meanings: Meanings, sentence: Sentence) -> Iterator[Control]:
        seen: set[tuple[int, str]] = set()
        used: set[int] = set()
        for match in self._frames.matches(meanings, sentence):
            if match.predicate.i in used or self._is_aim(sentence, match.predicate):
                continue
            if match.noun is not None:
                used.add(match.noun.i)
            if match.frame.get("fighters") and not self._is_of_fighters(meanings, match):
                continue
            places = match.slots.get("place", [])
            if match.frame["change"] == _BESIEGED:  # "au Mali, le groupe impose un blocus à Kayes"
                places = [t for t in places if not is_country(t)] or places
            for found in [match.predicate] if match.frame.get("at_scene") else places:
                if self._is_out(meanings, match, found):
                    continue
                for head, extent in self._places(meanings, match, found):
                    key = (head.i, str(match.frame["change"]))
                    if key in seen:
                        continue
                    seen.add(key)
                    claim = self._claim(meanings, match, head, extent)
                    if claim is not None:
                        yield claim

    def _places(self, meanings: Meanings, match: Match, found: Token) -> list[tuple[Token, str]]:
        if match.frame.get("at_scene"):
            return [(found, "whole")]
        places = self._held.places(meanings, match.sentence, match.predicate, found)
        if match.paths["place"] != "self":
            return places
        return [p for p in places if not (_is_label(match.sentence, p[0]) if p[0] is found else is_country(p[0]))]

    def _become(self, match: Match, meanings: Meanings) -> list[Token]:
        """What becomes or remains what a noun says: "la zone est devenue un bastion de", "la zone, devenue un"."""
        sentence, verb = match.sentence, match.sentence.head(match.predicate)
        if match.predicate.dep not in ("xcomp", "obj", "obl") or verb.lemma.lower() not in self._becomes:
            return []
        if verb.dep in ("acl", "amod", "acl:relcl"):
            return [sentence.head(verb)]
        roles = meanings.roles(sentence, verb)
        return [t for t in (roles.agent or roles.patient) if t is not match.predicate]

    def _is_of_fighters(self, meanings: Meanings, match: Match) -> bool:
        """Whether those who move are a party to a war: an aid organisation that leaves a country gives nothing up, and
        so many people of a country ("500 Maliens entrent au Niger") take nothing."""
        heads = [t for slot in ("holder", "previous") for t in match.slots.get(slot, [])]
        if any(t.lower in self._nations and match.sentence.children(t, "nummod") for t in heads):
            return False
        return not heads or any(self._parties.is_fighter(meanings, match.sentence, t) for t in heads)

    def _is_out(self, meanings: Meanings, match: Match, place: Token) -> bool:
        """Whether a place cannot be what its frame speaks of: no town where one is besieged, a building that somebody
        enters, a country that people are deported from, a pronoun of which nothing but a fighting party says that it is
        a place, or that means a country."""
        if match.frame.get("settled") and not self._held.is_settled(place):
            return True
        if match.frame.get("no_sites") and self._held.is_site(place):
            return True
        if place.lemma.lower() in match.frame.get("not_at", ()):
            return True  # prisoners who leave their prison give nothing up
        if match.predicate.lemma in match.frame.get("sends_home", ()) and is_country(place):
            return True
        if place.pos != "PRON" or self._held.is_of_kind(place):
            return self._is_journey(meanings, match, place)
        meant = meanings.antecedent(match.sentence, place, ("place",))
        if meant is not None and is_country(meant[1]):
            return True
        heads = [t for slot in ("holder", "previous") for t in match.slots.get(slot, [])]
        return not any(self._parties.is_fighter(meanings, match.sentence, t) for t in heads)

    def _is_journey(self, meanings: Meanings, match: Match, place: Token) -> bool:
        """Whether one person leaves a country or a house: "elle avait quitté la Syrie", "ce Malien a quitté"."""
        if match.frame["change"] != "withdrew":
            return False
        heads = [t for slot in ("holder", "previous") for t in match.slots.get(slot, [])]
        above = self._parties.doer_above(meanings, match.sentence, match.predicate) if not heads else None
        heads += [above] if above is not None else []
        pronouns = bool(heads) and all(t.pos == "PRON" and t.morph.get("Number") == "Sing" for t in heads)
        people = any(t.lower in self._nations and t.morph.get("Number") == "Sing" and t.dep != "amod" for t in heads)
        return people or (pronouns and is_country(place))

    def _is_aim(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether an infinitive tells what an operation is for: "une offensive pour reprendre la ville" is an
        incident."""
        if predicate.morph.get("VerbForm") != "Inf" or predicate.dep not in ("acl", "advcl", "xcomp", "nmod", "obl"):
            return False
        if not sentence.children(predicate, "mark", "case"):
            return False
        governor = sentence.head(predicate)
        around = [governor, *sentence.children(governor, "obj", "nsubj", "nsubj:pass", "obl", "nmod")]
        return any(t.lemma.lower() in self._operations and t.i < predicate.i for t in around)

    def _claim(self, meanings: Meanings, match: Match, head: Token, extent: str) -> Control | None:
        sentence, predicate = match.sentence, match.predicate
        evidence = clause(meanings, sentence, predicate, head)
        common = circumstances(meanings, sentence, predicate, evidence)
        if common is None:
            return None
        scene = common.where if match.frame.get("at_scene") else ()
        if match.frame.get("at_scene") and (not scene or self._is_too_wide(match, scene[0])):
            return None
        place = scene[0] if scene else meanings.described_place(sentence, head)
        holder, previous = self._party(meanings, match, "holder"), self._party(meanings, match, "previous")
        if holder is None and any(t.lower in self._we for t in match.roles.agent) and "holder" in match.frame["slots"]:
            holder = _spoken_for(common.source)
        if previous is None and match.frame["change"] in _CHANGES:
            previous = self._told_by_place(meanings, sentence, head)
        if any((holder if slot == "holder" else previous) is None for slot in match.frame.get("needs", ())):
            return None
        if match.frame["change"] == "holds" and holder is None and predicate.dep in ("acl", "amod", "nmod"):
            return None
        change = str(match.frame["change"])
        modality: Modality = match.frame.get("modality", common.modality)
        is_left = match.paths.get("place", "").startswith(_RESTRICTED)
        if modality != "called_for" and (is_left or self._is_aside(sentence, predicate)):
            modality = "asserted"
        if modality == "denied" and match.frame.get("denied_is"):
            change, modality = str(match.frame["denied_is"]), "asserted"
            holder, previous = None, holder
        previous = self._outside(meanings, previous, place)
        if holder is not None and previous is not None and (holder.id or holder.text) == (previous.id or previous.text):
            previous = None
        return Control(evidence=evidence, source=common.source, sources=common.sources, modality=modality,
                       when=self._foreseen(modality, self._when(meanings, match, change, common.when)),
                       where=meanings.parents(place, sentence),
                       rule=match.id, change=change, place=place, holder=holder, previous=previous,
                       extent=str(match.frame.get("extent", extent)))

    def _is_too_wide(self, match: Match, scene: Entity) -> bool:
        """Whether the scene of a siege is a country: "au Mali, le groupe impose un blocus à Kayes" besieges none."""
        named = (t for t in match.sentence.tokens if t.start == scene.start)
        return match.frame["change"] == _BESIEGED and any(is_country(t) for t in named)

    def _told_by_place(self, meanings: Meanings, sentence: Sentence, place: Token) -> Entity | None:
        """Who had a place, by the participle or the phrase beside its noun: "reprend les quartiers tenus par les
        rebelles", "six villages sous contrôle arménien"."""
        for t in sentence.children(place, "acl", "amod"):
            if t.lemma.lower() in self._held_by and t.i > place.i:
                for doer in meanings.roles(sentence, t).agent:
                    if self._parties.is_holder(meanings, sentence, doer):
                        return self._parties.entity(meanings, sentence, doer)
        for hold in (t for t in sentence.children(place, "nmod") if t.lemma.lower() in self._held_in):
            for owner in sentence.children(hold, "amod", "nmod"):
                if self._parties.is_holder(meanings, sentence, owner):
                    return self._parties.entity(meanings, sentence, owner)
        return None

    def _is_aside(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a past participle describes what the clause around it speaks of: "un convoi attendu à X, tenue par"
        tells who holds X, whatever becomes of the convoy."""
        if predicate.dep not in ("acl", "amod", "appos", "advcl") or predicate.morph.get("Tense") != "Past":
            return False
        return not sentence.children(predicate, "aux", "aux:pass", "aux:tense", "mark", "advmod")

    def _outside(self, meanings: Meanings, party: Entity | None, place: Entity) -> Entity | None:
        """A party without the place that the parser took for its complement ("chassé l'ennemi de la ville")."""
        if party is None or party.start is None or party.end is None or place.start is None:
            return party
        if party.start == place.start:
            return None
        if not party.start < place.start < party.end:
            return party
        kept = meanings.analysis.dispatch.text[party.start:place.start].rstrip()
        words = kept.split()
        kept = kept[:-len(words[-1])].rstrip() if len(words) > 1 else kept
        return replace(party, text=kept, end=party.start + len(kept))

    def _when(self, meanings: Meanings, match: Match, change: str, when: When | None) -> When | None:
        """A change that something began with is dated by it. A state that a participle tells ("tenu par") holds on the
        day of publication, unless its own phrase dates it."""
        predicate = match.predicate
        if predicate.pos == "NOUN" and change in _ENDED and when is not None and when.basis in ("carried", "tense"):
            return None  # "la chute de X a surpris": what its sentence tells is of another day
        if change not in _STATES:
            begun = meanings.tense(match.sentence, predicate) == _PRESENT  # "échappe depuis", but "ont pris depuis"
            if when is None or when.start is None or when.basis != "publication" or change == "contested" or not begun:
                return when
            return When.moment(when.start)
        if predicate.morph.get("VerbForm") == "Fin":
            is_present = meanings.tense(match.sentence, predicate) == _PRESENT
            own = match.sentence.children(predicate)
            if is_present and not any(t.mention is not None and t.mention.kind == "time" for t in own):
                return meanings.publication()
            return when
        dated = any(t.mention is not None and t.mention.kind == "time" for t in match.sentence.subtree(predicate))
        is_label = predicate.pos == "NOUN" and match.frame.get("modality") == "asserted"
        if not dated and (is_label or predicate.dep in ("acl", "amod", "nmod", "appos")):
            return meanings.publication()
        return when

    def _foreseen(self, modality: Modality, when: When | None) -> When | None:
        """What is only expected has a time where the text gives it one, and none that the tense gives."""
        return when if modality != "expected" or when is None or when.basis == "text" else None

    def _party(self, meanings: Meanings, match: Match, slot: str) -> Entity | None:
        heads = match.slots.get(slot, [])
        if heads:
            return self._parties.entity(meanings, match.sentence, heads[0])
        paths = match.frame.get("slots", {}).get(slot, ())
        role = "patient" if meanings.is_passive(match.sentence, match.predicate) else "agent"
        if role in ([paths] if isinstance(paths, str) else paths) and match.predicate.pos == "VERB":
            above = self._parties.doer_above(meanings, match.sentence, match.predicate)
            if above is not None:
                return self._parties.entity(meanings, match.sentence, above)
        return None


def _is_label(sentence: Sentence, noun: Token) -> bool:
    """Whether a definite phrase without the name of a place only labels one: "dans le réduit de l'EI"."""
    beside = [t.mention for t in sentence.children(noun, "nmod", "appos", "flat") if t.mention is not None]
    named = any(m.kind == "name" and m.value.places for m in beside)
    return not named and any(t.morph.get("Definite") == "Def" for t in sentence.children(noun, "det"))


def _fronted(match: Match, meanings: Meanings) -> list[Token]:
    """What a bare phrase that opens a sentence says of its subject: "Prise en mai par les rebelles, la ville est"."""
    sentence, noun = match.sentence, match.predicate
    if sentence.children(noun, "det", "case") or any(t.pos != "PUNCT" for t in sentence.tokens[:noun.i]):
        return []
    comma = next((t.i for t in sentence.tokens[noun.i:] if t.text == ","), None)
    subjects = [t for t in sentence.tokens[comma or 0:] if t.dep in ("nsubj", "nsubj:pass")]
    return subjects[:1] if comma is not None else []


def _spoken_for(speaker: Entity | None) -> Entity | None:
    """Who "nous" is where a speaker says "nous avons pris la ville": the body that a person speaks for, or itself."""
    if speaker is None or speaker.organisation is None:
        return None if speaker is None or speaker.role is not None else speaker
    return Entity(speaker.organisation)
