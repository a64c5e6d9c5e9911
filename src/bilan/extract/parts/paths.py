"""Paths: where the slots of a frame are filled from, around its predicate.

| path | what it takes |
| --- | --- |
| `agent`, `patient` | the roles of the predicate |
| `PREPOSITION` | the phrases that this preposition brings in, around the predicate (lemma: `de`, `à`, `dans`) |
| `noun.PREPOSITION` | the same around the `object` noun of a verb ("prendre le contrôle de") |
| `noun.agent` | who does what a participle beside the noun of a verb tells ("un accord arraché par") |
| `nested.adjective` | the adjectives beside another complement ("tir de drone russe") |
| `noun.adjective` | the adjectives beside the noun of a verb ("passée sous contrôle russe") |
| `claimant` | who claims a noun of event, by a verb of `claimed_under` ("ont revendiqué la prise de") |
| `through.PREPOSITION` | what the parser hung on the doer of a noun ("la libération par X de dix otages") |
| `clause.PREPOSITION` | the same around the verb or noun (`governors`) that a phrase completes ("en guerre contre") |
| `self` | the predicate itself |
| `described_as` | the subject of a noun that a copula says of it ("X est le fief de") |
| `behind` | the words right behind the predicate, whatever they depend on ("plus ni pain ni farine") |
| `holder` | what a phrase is said of: the subject of its clause, or the noun that it completes |
| `adjective` | the adjectives beside a noun ("frappes russes") |
| `clitic.WORD` | the clitic pronoun WORD before a verb ("leur ont arraché", "s'en emparer") |
| `relative.WORD` | the noun before the relative pronoun WORD ("la ville, où l'armée est entrée") |
| `causer` | who causes what an infinitive tells ("a fait exploser sa charge") |
| `patient.PREPOSITION` | the phrase that a preposition brings in around the patient ("chassé l'ennemi de la ville") |
| `participle.VERB` | the doer of a participle of VERB beside a noun ("le siège imposé par") |
| `nested.PREPOSITION` | the phrase that a preposition brings in around another complement ("retrait des forces de X") |
| `nearest` | the subject nearest to a verb to which the parser gave two |
| `described` | the noun that a predicate stands beside as a participle does |
| `before` | the phrase that ends at the comma before the predicate's own ("X, reprise lundi") |
| `next.PREPOSITION`, `beyond.PREPOSITION` | phrases found by order where the tree lost them, `extract/parts/near.py` |
| `only.NE.QUE`, `bare` | the same |
| `outcome.PREPOSITION` | whose success a noun behind PREPOSITION is ("l'avancée de X s'accélère avec la prise de") |
| `possessive`, `possessive.noun` | the possessive before a noun ("leur fief"), before the `object` noun of a verb |

A kind of claim may know further paths of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bilan.analysis import Meanings, Roles
from bilan.extract.parts import near
from bilan.syntax import Sentence, Token

_BEHIND = 7
"""Words behind a predicate among which `behind` looks."""
_STOPS = frozenset({",", ";", ":", ".", "(", "«", "–"})
_SMALL = frozenset({"DET", "ADP", "ADV", "CCONJ", "PRON", "SCONJ", "PUNCT"})
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found in a sentence. `slots` maps each slot of the frame to the heads that fill it, in order, `paths` to
    the path that gave them."""

    frame: dict[str, Any]
    sentence: Sentence
    predicate: Token
    roles: Roles
    noun: Token | None = None
    slots: dict[str, list[Token]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The frame's identifier."""
        return str(self.frame["id"])


Path = Callable[[Match, Meanings], list[Token]]


class Paths:
    """Follows paths. `own` are those that only one kind of claim knows."""

    def __init__(self, own: Mapping[str, Path] | None = None) -> None:
        self._paths = dict(own or {})

    def heads(self, match: Match, meanings: Meanings, path: str) -> list[Token]:
        """The heads that a path gives around the predicate of a match, none where it leads nowhere."""
        sentence, predicate = match.sentence, match.predicate
        if path in self._paths:
            return self._paths[path](match, meanings)
        if path == "self":
            return [predicate]
        if path == "agent":
            return match.roles.agent
        if path == "patient":
            return match.roles.patient
        if path == "holder":
            return self._said_of(match, meanings)
        if path == "behind":
            return self._behind(sentence, predicate)
        if path == "adjective":
            return [t for t in sentence.children(predicate, "amod") if t.i > predicate.i]
        if path.startswith("possessive"):
            noun = match.noun if path.endswith(".noun") else predicate
            return (
                [t for t in sentence.children(noun, "det", "nmod:poss") if t.morph.get("Poss") == "Yes"] if noun else []
            )
        if path.startswith("clitic."):
            word = path.removeprefix("clitic.")
            return [t for t in sentence.children(predicate) if t.lower == word and t.i < predicate.i]
        if path.startswith("relative."):
            return self._before_relative(match, meanings, path.removeprefix("relative."))
        if path.startswith("clause."):
            governor = sentence.head(predicate)
            is_clause = governor.pos in ("VERB", "AUX") or governor.lemma.lower() in match.frame.get("governors", ())
            found = meanings.roles(sentence, governor).obliques if is_clause else {}
            return found.get(path.removeprefix("clause."), [])
        if path.startswith("noun."):
            if match.noun is None:
                return []
            if path == "noun.adjective":
                return [t for t in sentence.children(match.noun, "amod") if t.i > match.noun.i]
            if path == "noun.agent":
                return [t for v in sentence.children(match.noun, "acl") for t in meanings.roles(sentence, v).agent]
            return meanings.roles(sentence, match.noun).obliques.get(path.removeprefix("noun."), [])
        return self._beside(match, meanings, path)

    def _beside(self, match: Match, meanings: Meanings, path: str) -> list[Token]:
        """The heads of a path that order, and not the tree, gives; of a preposition those around the predicate."""
        sentence, predicate = match.sentence, match.predicate
        if path == "causer":
            verb = causer(sentence, predicate)
            return meanings.roles(sentence, verb).agent or match.roles.agent if verb is not None else []
        if path == "before":
            return self._before(meanings, sentence, predicate)
        if path.startswith("participle."):
            return self._agents_of(meanings, sentence, predicate, path.removeprefix("participle."))
        if path.startswith("nested."):
            return self._nested(match, meanings, path.removeprefix("nested."))
        if path == "nearest":
            subjects = [t for t in sentence.children(predicate, "nsubj") if t.i < predicate.i]
            return meanings.members(sentence, subjects[-1]) if len(subjects) > 1 else []
        if path == "described":
            return [sentence.head(predicate)] if predicate.dep == "acl" else []
        if path == "bare":
            return near.bare_names(sentence, predicate)
        if path.startswith("next."):
            return near.next_phrase(sentence, predicate, path.removeprefix("next."))
        if path.startswith("beyond."):
            return near.beyond(sentence, predicate, path.removeprefix("beyond."))
        if path.startswith("outcome."):
            return near.outcome(meanings, sentence, predicate, path.removeprefix("outcome."))
        if path == "described_as":
            return self._said_of(match, meanings) if sentence.children(predicate, "cop") else []
        if path == "claimant":
            governor = sentence.head(predicate)
            is_claim = predicate.dep == "obj" and governor.lemma.lower() in match.frame.get("claimed_under", ())
            return meanings.roles(sentence, governor).agent if is_claim else []
        if path.startswith("through."):
            return near.through(meanings, sentence, predicate, path.removeprefix("through."))
        if path.startswith("only."):
            denial, word = path.removeprefix("only.").split(".")
            return near.restricted(sentence, predicate, denial, word)
        if path.startswith("patient."):
            word = path.removeprefix("patient.")
            return [t for p in match.roles.patient for t in meanings.roles(sentence, p).obliques.get(word, [])]
        return [t for t in match.roles.obliques.get(path, []) if t is not match.noun]

    def _before(self, meanings: Meanings, sentence: Sentence, predicate: Token) -> list[Token]:
        auxiliaries = sentence.children(predicate, "aux", "aux:pass", "aux:tense")
        is_bare = predicate.morph.get("Tense") == "Past" and not auxiliaries
        phrase = meanings.before_comma(sentence, predicate) if is_bare else []
        if predicate.morph.get("Number") != "Sing":
            return phrase
        agreeing = [t for t in phrase if t.mention is None and all(
            t.morph.get(key) == predicate.morph.get(key) for key in ("Number", "Gender"))]
        return agreeing[-1:] or phrase  # "dans l'est de X, repris lundi"

    def _agents_of(self, meanings: Meanings, sentence: Sentence, noun: Token, lemma: str) -> list[Token]:
        """The agents of the participle `lemma` that stands with a noun: "une attaque menée par X"."""
        verbs = [t for t in sentence.children(noun, "acl", "amod") if t.lemma.lower() == lemma]
        return [t for v in verbs for t in meanings.roles(sentence, v).agent]

    def _nested(self, match: Match, meanings: Meanings, word: str) -> list[Token]:
        """What stands with a noun that itself stands with the predicate: behind the preposition `word`, or its
        adjectives."""
        sentence = match.sentence
        inner = [t for heads in match.roles.obliques.values() for t in heads]
        if word == "adjective":
            return [u for t in inner for u in sentence.children(t, "amod") if u.i > t.i]
        found = [meanings.roles(sentence, t).obliques.get(word, []) for t in inner]
        # "le retrait des forces de X de la ville": the last, with its list, and not whose forces they are
        lasts = [max((i for i, u in enumerate(us) if u.dep != "conj"), default=0) for us in found]
        return [u for us, last in zip(found, lasts, strict=True) for u in us[last:]]

    def _behind(self, sentence: Sentence, predicate: Token) -> list[Token]:
        """The nominal words right behind a predicate, whatever the parser hung them on: up to the next clause."""
        found: list[Token] = []
        for t in sentence.tokens[predicate.i + 1:predicate.i + 1 + _BEHIND]:
            if t.pos == "AUX" or t.text in _STOPS:
                break
            if t.pos not in _SMALL:
                found.append(t)
        return found

    def _before_relative(self, match: Match, meanings: Meanings, word: str) -> list[Token]:
        """The noun that a relative clause completes, where `word` is its pronoun: of a place the whole phrase ("la
        vieille ville d'Alep, dont")."""
        sentence = match.sentence
        for verb in (match.predicate, *sentence.ancestors(match.predicate)):
            if verb.dep == "acl:relcl":
                begins = [t for t in sentence.subtree(verb)[:3] if t.lower == word]
                head = sentence.head(verb)
                outer = sentence.head(head)
                named = head.dep == "nmod" and head.mention is not None and outer.mention is None
                if named and meanings.is_place(sentence, outer):
                    head = outer
                return [head] if begins else []
            if verb.pos not in ("VERB", "AUX"):
                return []
        return []

    def _said_of(self, match: Match, meanings: Meanings) -> list[Token]:
        """What a phrase is said of: the subject of its clause ("la ville est aux mains de"), or its noun."""
        sentence, noun = match.sentence, match.predicate
        subjects = sentence.children(noun, "nsubj", "nsubj:pass")
        if subjects:
            return meanings.members(sentence, subjects[0])
        if noun.head == noun.i:
            return []
        governor = sentence.head(noun)
        apart = self._behind_comma(match, meanings)
        if apart:
            return apart
        if governor.pos in _NOMINAL and sentence.children(governor, "cop"):
            subjects = sentence.children(governor, "nsubj", "nsubj:pass")
            if subjects:
                return meanings.members(sentence, subjects[0])
        if governor.pos in ("VERB", "AUX"):
            roles = meanings.roles(sentence, governor)
            if not roles.patient and not roles.agent and governor.pos == "AUX":
                # An auxiliary that the parser gave to a later verb keeps the subject before itself.
                shared = sentence.children(sentence.head(governor), "nsubj", "nsubj:pass")
                return [t for t in shared if t.i < governor.i][:1]
            return roles.patient if meanings.is_passive(sentence, governor) else roles.agent
        return meanings.members(sentence, governor) if governor.pos in _NOMINAL else []

    def _behind_comma(self, match: Match, meanings: Meanings) -> list[Token]:
        """The phrase before the comma that a phrase with its preposition follows: "au sud de X, aux mains de"."""
        sentence, noun = match.sentence, match.predicate
        first = min([noun.i, *(t.i for t in sentence.children(noun, "case"))])
        if first < 2 or sentence.tokens[first - 1].text != ",":
            return []
        return [t for t in meanings.before_comma(sentence, noun) if t.mention is not None and t.mention.kind == "name"]


def causer(sentence: Sentence, verb: Token) -> Token | None:
    """The verb of which an infinitive tells the outcome ("a fait exploser sa charge")."""
    if verb.morph.get("VerbForm") != "Inf":
        return None
    for t in sentence.children(verb, "aux:caus", "aux"):
        return t
    return (
        sentence.head(verb)
        if verb.dep in ("xcomp", "ccomp") and sentence.head(verb).pos in ("VERB", "AUX")
        else None
    )
