"""Incidents: what happened at a time, at a place or by somebody, one claim a happening, at its fullest mention."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.claims import Incident, Modality
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.events.blasts import acting, struck
from bilan.extract.events.grounds import Grounds
from bilan.extract.events.pronouns import Pronouns
from bilan.extract.events.scenes import dated, placed
from bilan.extract.frames import FrameMatcher, Match
from bilan.extract.parts.carriers import Carried, Carriers
from bilan.extract.parts.happenings import Mentioned
from bilan.extract.parts.parties import Parties
from bilan.extract.parts.tellings import Tellings
from bilan.extract.parts.typing import Types
from bilan.extract.parts.wishes import Wishes
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_VIOLENT = ("offensive", "airstrike", "shelling", "clash", "bombing", "attack", "sweep")
# What is done to whoever its noun names, where that is no fighter ("l'attaque du convoi"); an offensive is led by them.
_STRIKING = tuple(kind for kind in _VIOLENT if kind != "offensive")
_MEANS = ("shelling",)
_TWO_SIDED = ("clash", "talks", "ceasefire")
_AGREED = ("ceasefire", "talks")
_WITH_WEAPONS = ("shelling", "bombing")
_SHOT_AT = "attack"
_SHOT_OR_ATTACKED = ("attack", "shelling")


class IncidentExtractor:
    """Reads incidents. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._parties = Parties(language)
        self._carriers = Carriers(language)
        fits = {"actor": self._parties.is_actor, "target": self._parties.is_target, "person": self._parties.is_person,
                "razed": self._parties.is_razed}
        self._frames = FrameMatcher(language, "incident", fits)
        table = language.table("incident")
        self._pronouns = Pronouns(self._frames, table["stands_for"])
        self._words = {
            key: frozenset(words) for key, words in table.items() if isinstance(words, list) and key != "retype"
        }
        self._words["channels"] = frozenset(language.table("reporting")["channels"])
        self._tellings = Tellings(self._words)
        self._grounds = Grounds(self._words, table["carriers"]["harmed"], self._parties, self._tellings)
        self._wishes = Wishes(self._words)
        self._types = Types(table["retype"], self._words)
        self._weapons = frozenset(w for rule in table["retype"] if rule["to"] in _WITH_WEAPONS for w in rule["words"])

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Mentioned]:
        """The incidents that a sentence tells, not yet compared with those told elsewhere."""
        taken: set[int] = set()
        if self._tellings.is_question(sentence):
            return
        for match in self._pronouns.matches(meanings, sentence):
            if match.predicate.i in taken:
                continue
            if match.frame.get("dated") and not self._tellings.has_time(sentence, match.predicate):
                continue
            is_noun = match.predicate.pos in ("NOUN", "PROPN", "PRON")
            mention = self._noun(meanings, match) if is_noun else self._verb(meanings, match)
            if mention is None:
                continue
            taken.add(match.predicate.i)
            if match.noun is not None:
                taken.add(match.noun.i)
            if not is_noun and mention.incident.type in _VIOLENT:
                taken.update(t.i for t in self._types.led_with(match.roles))
            yield mention

    def _verb(self, meanings: Meanings, match: Match) -> Mentioned | None:
        sentence, verb = match.sentence, match.predicate
        if any(self._frames.is_noun(t) for t in match.roles.agent) and not match.frame.get("by_event"):
            return None
        if self._grounds.is_vague(meanings, match, verb) or self._is_done_by_others(match):
            return None
        actors = match.slots.get("actor", [])
        targets = next((match.slots[slot] for slot in ("target", "person", "downed") if match.slots.get(slot)), [])
        if match.frame["type"] == "bombing":
            actors, targets = acting(self._words, actors, targets), struck(self._words, targets)
        if not targets and match.frame.get("mutual"):
            targets = self._other_side(meanings, sentence, actors)
        if match.frame["type"] == "talks":
            targets = [t for t in targets if self._is_somebody(meanings, sentence, t)]
        if not actors and "agent" in self._paths(match, "actor") and not meanings.is_passive(sentence, verb):
            above = self._parties.doer_above(meanings, sentence, verb)
            actors = [above] if above is not None else []
        asked = ("required", "needs") if match.frame["type"] == "talks" else ("needs",)
        if any(not (actors if slot == "actor" else targets) for key in asked for slot in match.frame.get(key, ())):
            return None
        if match.frame.get("placed") and not self._grounds.is_placed(meanings, match):
            return None
        said_with = self._types.words_around(sentence, match.roles.agent, riding=True)
        said_with |= self._types.weapons(meanings, sentence, match.roles)
        if match.noun is not None and match.frame["type"] in _MEANS:
            said_with.add(match.noun.lemma.lower())
        kind = str(match.frame["type"])
        kind = kind if match.frame.get("as_told") else self._types.retyped(kind, said_with)
        if kind in _WITH_WEAPONS and any(t.lemma.lower() in self._words["aircraft"] for t in targets):
            kind = _SHOT_AT
        if match.frame.get("retype_aim") and any(
            self._types.is_assaulted(t) for heads in match.roles.obliques.values() for t in heads
        ):
            kind = str(match.frame["retype_aim"])
        if kind == "talks" and any(self._parties.is_press(sentence, t) for t in (*actors, *targets)):
            return None
        evidence = clause(meanings, sentence, verb)
        return self._mentioned(meanings, match, kind, actors, targets, verb, evidence)

    def _is_somebody(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        return self._parties.is_party(meanings, sentence, token) or self._parties.is_person(meanings, sentence, token)

    def _is_done_by_others(self, match: Match) -> bool:
        """Whether the doer of an assault is named by a noun for nobody who fights and for no weapon: "les clients ont
        pris d'assaut la plage"."""
        if not match.frame.get("fought") or match.slots.get("actor"):
            return False
        doers = [t for t in match.roles.agent if t.mention is None and t.pos == "NOUN"]
        return bool(doers) and not any(t.lemma.lower() in self._weapons for t in doers)

    def _noun(self, meanings: Meanings, match: Match) -> Mentioned | None:
        sentence, noun = match.sentence, match.predicate
        aimed, violent = bool(match.slots.get("target")), str(match.frame["type"]) in _VIOLENT
        if self._tellings.is_general(sentence, noun, violent, aimed):
            return None
        carried = self._carriers.carried(meanings, sentence, noun)
        if carried.disclaimed and not self._tellings.is_definite(sentence, noun):
            return None  # "n'ont revendiqué aucune attaque" tells none
        if match.frame.get("carried") and carried.verb is None and not carried.actors:
            return None
        if match.frame.get("led") and not self._grounds.is_led(meanings, match, carried):
            return None
        said_of = self._types.words_around(sentence, [noun])
        if match.frame["type"] in _SHOT_OR_ATTACKED:
            said_of |= {t.lemma.lower() for t in carried.actors if t.mention is None}
        if match.frame.get("retype_within"):
            said_of |= {t.lemma.lower() for t in sentence.subtree(noun)}
            said_of -= {t.lemma.lower() for t in match.slots.get("target", [])}
        kind = self._types.retyped(str(match.frame["type"]), said_of)
        if kind == _SHOT_AT and sum(self._parties.is_party(meanings, sentence, t) for t in carried.between) > 1:
            kind = "clash"  # "une fusillade a éclaté entre soldats et miliciens"
        actors, targets = self._sides(meanings, match, carried, kind)
        if kind == "talks" and any(self._parties.is_press(sentence, t) for t in (*actors, *targets)):
            return None
        is_plain = kind == match.frame["type"]
        if match.frame.get("retype_aim") and is_plain and self._types.has_aim(meanings, sentence, noun):
            kind = str(match.frame["retype_aim"])
        if kind in _MEANS and self._tellings.is_means(meanings, sentence, noun, actors, targets):
            return None
        if any(slot == "target" and not targets for slot in match.frame.get("needs", ())):
            return None
        if match.frame.get("party") and not (actors or targets):
            return None
        head = carried.verb or noun
        if self._grounds.is_vague(meanings, match, head):
            return None
        evidence = self._grounds.clause(meanings, sentence, noun, head)
        return self._mentioned(meanings, match, kind, actors, targets, head, evidence, carried)

    def _sides(self, meanings: Meanings, match: Match, carried: Carried, kind: str) -> tuple[list[Token], list[Token]]:
        """Who acts in a noun of event and who is struck: by its own phrases, by the verb that carries it, by the harm
        that it did."""
        sentence, fits = match.sentence, self._parties
        sides = [*carried.actors, *(carried.between if kind in _TWO_SIDED else ())]
        actors = match.slots.get("actor", []) or [t for t in sides if fits.is_actor(meanings, sentence, t)]
        targets = match.slots.get("target", []) or [t for t in carried.targets if fits.is_target(meanings, sentence, t)]
        if carried.actors and not match.roles.agent:
            actors = [t for t in carried.actors if fits.is_actor(meanings, sentence, t)] or actors
        actors = [t for t in actors if t.lower not in self._weapons and t.lemma.lower() not in self._weapons]
        is_complement = bool(actors) and meanings.preposition(sentence, actors[0]) in self._words["complement"]
        if kind in _STRIKING and is_complement and not fits.is_fighter(meanings, sentence, actors[0]):
            targets, actors = targets or [t for t in actors if fits.is_target(meanings, sentence, t)], []
        targets = targets or match.slots.get("person", [])
        if not targets and kind in _TWO_SIDED:
            targets = self._other_side(meanings, sentence, actors)
        caught = self._carriers.victims(meanings, sentence, match.predicate)
        if not targets and match.frame.get("victims"):
            targets = [t for t in caught if fits.is_party(meanings, sentence, t)]
        if not actors and match.frame.get("fallen"):
            actors = [t for t in caught if fits.is_person(meanings, sentence, t)]
        if kind == "talks" and is_complement:
            actors = [t for t in actors if fits.is_person(meanings, sentence, t)]
        if kind in _TWO_SIDED:
            targets = [t for t in targets if self._is_somebody(meanings, sentence, t)]
        return actors, [t for t in targets if t not in actors[:1]]

    def _mentioned(
        self,
        meanings: Meanings,
        match: Match,
        kind: str,
        actors: list[Token],
        targets: list[Token],
        head: Token,
        evidence: tuple[int, int],
        carried: Carried | None = None,
    ) -> Mentioned | None:
        sentence = match.sentence
        common = circumstances(meanings, sentence, head, evidence)
        if common is None:
            return None
        actor, target = self._entity(meanings, sentence, actors), self._entity(meanings, sentence, targets)
        if actor is not None and target is not None and (actor.start == target.start):
            target = None
        modality = self._modality(meanings, match, kind, head, common.modality, carried)
        if modality is None:
            return None
        if kind in _VIOLENT and modality == "denied" and self._tellings.is_definite(sentence, match.predicate):
            return None  # a part in what was told is denied, which is no second happening
        modality = self._wishes.modality(meanings, match, kind, head, modality, common)
        when = common.when
        is_noun = carried is not None and head is match.predicate
        if is_noun and when is not None and when.basis == "text" and self._tellings.is_aloof(
                meanings, sentence, head, kind in _VIOLENT):
            when = None
        incident = Incident(evidence=evidence, source=common.source, sources=common.sources, modality=modality,
                            when=dated(kind, modality, when, plural=self._is_plural(match, carried)),
                            where=placed(sentence, kind, common.where, target),
                            rule=match.id, type=kind, actor=actor, target=target)
        return self._as_mention(meanings, match, incident, actors, targets, carried)

    def _as_mention(self, meanings: Meanings, match: Match, incident: Incident, actors: list[Token],
                    targets: list[Token], carried: Carried | None) -> Mentioned:
        """An incident with how its sentence tells it."""
        sentence = match.sentence
        told = carried is None or self._grounds.is_told(meanings, match, incident, carried)
        noun, telling = match.predicate, self._tellings
        again = carried is not None and bool(carried.actors) and noun.morph.get("Number") == "Plur"
        refers = (telling.is_bare(sentence, noun) and not again) or telling.is_described(sentence, noun)
        bare = refers and "phrase" not in match.frame
        definite = telling.is_definite(sentence, noun)
        return Mentioned(incident, bare, told, sentence.is_title, definite, telling.is_another(sentence, noun),
                         not definite or telling.is_timed(meanings, sentence, noun),
                         self._anyone(actors, targets), self._grounds.number(sentence, targets),
                         telling.is_pointed(sentence, noun), self._grounds.places(sentence, incident),
                         self._is_plural(match, carried),
                         carried is not None and telling.is_several(sentence, noun))

    def _is_plural(self, match: Match, carried: Carried | None) -> bool:
        return carried is not None and match.predicate.morph.get("Number") == "Plur"

    def _modality(self, meanings: Meanings, match: Match, kind: str, head: Token, told: Modality | None,
                  carried: Carried | None) -> Modality | None:
        """What is said of its being real: `told` of its clause, unless what carries its noun or its frame says more."""
        modality = told
        if carried is not None and head is not match.predicate and not (carried.befell and kind in _VIOLENT):
            modality = meanings.modality(match.sentence, match.predicate)
        if modality is None or (modality == "denied" and match.frame.get("not_denied")):
            return None
        is_aim = head.morph.get("VerbForm") == "Inf" and head.dep == "advcl"
        if modality == "expected" and match.frame.get("aim_is_told") and is_aim:
            modality = "asserted"
        if carried is not None and carried.alleged and modality == "asserted":
            modality = "alleged"
        if carried is not None and modality != "alleged" and self._tellings.is_done(match.sentence, match.predicate):
            modality = "asserted"
        return "denied" if kind in _AGREED and carried is not None and carried.broken else modality

    def _anyone(self, actors: list[Token], targets: list[Token]) -> frozenset[str]:
        """The slots that a noun for anybody or for any building fills."""
        slots = (("actor", actors, "anyone"), ("target", targets, "anything"))
        return frozenset(slot for slot, heads, words in slots if any(
            t.mention is None and t.pos == "NOUN" and t.lemma.lower() in self._words[words] for t in heads[:1]))

    def _entity(self, meanings: Meanings, sentence: Sentence, heads: list[Token]) -> Entity | None:
        return self._parties.entity(meanings, sentence, heads[0]) if heads else None

    def _paths(self, match: Match, slot: str) -> list[str]:
        paths = match.frame.get("slots", {}).get(slot, ())
        return [paths] if isinstance(paths, str) else list(paths)

    def _other_side(self, meanings: Meanings, sentence: Sentence, actors: list[Token]) -> list[Token]:
        """The second of two sides between whom something goes on: "des combats entre A et B"."""
        if len(actors) < 2 or meanings.preposition(sentence, actors[0]) in self._words["complement"]:
            return []
        return actors[1:2]
