"""Frames: the ways of saying something, as data, matched on lemmas and roles and not on word order.

A frame names its predicate (`verbs`, `nouns`, or `phrase`: a noun behind a preposition, "aux mains de") and where its
slots are filled from. A slot's path is one of

| path | what it takes |
| --- | --- |
| `agent`, `patient` | the roles of the predicate |
| `PREPOSITION` | the phrases that this preposition brings in, around the predicate (lemma: `de`, `à`, `dans`) |
| `noun.PREPOSITION` | the same around the `object` noun of a verb ("prendre le contrôle de") |
| `self` | the predicate itself |
| `holder` | of a phrase: what it is said of (subject, or the noun it stands beside) |

and a list of paths gives the first that is filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bilan.analysis import Meanings, Roles
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found in a sentence. `slots` maps each slot of the frame to the heads that fill it, in order."""

    frame: dict[str, Any]
    sentence: Sentence
    predicate: Token
    roles: Roles
    noun: Token | None = None
    slots: dict[str, list[Token]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The frame's identifier."""
        return str(self.frame["id"])


class FrameMatcher:
    """Finds the frames of one kind of claim."""

    def __init__(self, language: Language, kind: str) -> None:
        self.frames = language.frames(kind)
        self._verbs = self._index("verbs")
        self._nouns = self._index("nouns")
        self._phrases = self._index("phrase")

    def _index(self, key: str) -> dict[str, list[dict[str, Any]]]:
        table: dict[str, list[dict[str, Any]]] = {}
        for frame in self.frames:
            for lemma in frame.get(key, ()):
                table.setdefault(lemma, []).append(frame)
        return table

    def matches(self, meanings: Meanings, sentence: Sentence) -> Iterator[Match]:
        """The frames that a sentence holds, in the order of their predicates."""
        for token in sentence.tokens:
            if token.mention is not None:
                continue
            lemma = token.lemma.lower()
            if token.pos in ("VERB", "AUX", "ADJ") and lemma in self._verbs:
                for frame in self._verbs[lemma]:
                    match = self._verb(meanings, sentence, token, frame)
                    if match is not None:
                        yield match
                        break
            if token.pos in ("NOUN", "PROPN", "ADJ", "VERB") and lemma in self._nouns and token.morph.get("VerbForm") != "Fin":
                for frame in self._nouns[lemma]:
                    match = self._noun(meanings, sentence, token, frame)
                    if match is not None:
                        yield match
                        break
            if lemma in self._phrases:
                for frame in self._phrases[lemma]:
                    match = self._phrase(meanings, sentence, token, frame)
                    if match is not None:
                        yield match
                        break

    def _verb(self, meanings: Meanings, sentence: Sentence, verb: Token, frame: dict[str, Any]) -> Match | None:
        noun = None
        if "object" in frame:
            noun = next((t for t in sentence.children(verb, "obj", "obl", "xcomp", "nsubj:pass", "fixed", "compound")
                         if t.lemma.lower() in frame["object"]), None)
            if noun is None:
                return None
        if "reflexive" in frame and frame["reflexive"] != self._is_reflexive(sentence, verb):
            return None
        if "voice" in frame and (frame["voice"] == "passive") != meanings.is_passive(sentence, verb):
            return None
        roles = meanings.roles(sentence, verb)
        return self._filled(Match(frame, sentence, verb, roles, noun), meanings)

    def _is_reflexive(self, sentence: Sentence, verb: Token) -> bool:
        return any(t.morph.get("Reflex") == "Yes" or t.dep.startswith("expl") for t in sentence.children(verb)
                   if t.i < verb.i and t.pos == "PRON")

    def _noun(self, meanings: Meanings, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> Match | None:
        return self._filled(Match(frame, sentence, noun, meanings.roles(sentence, noun)), meanings)

    def _phrase(self, meanings: Meanings, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> Match | None:
        case = meanings.preposition(sentence, noun)
        if case not in frame["prepositions"]:
            return None
        return self._filled(Match(frame, sentence, noun, meanings.roles(sentence, noun)), meanings)

    def _filled(self, match: Match, meanings: Meanings) -> Match | None:
        """The match with its slots, `None` where one that the frame requires stays empty."""
        for slot, paths in match.frame.get("slots", {}).items():
            for path in [paths] if isinstance(paths, str) else paths:
                heads = self._follow(match, meanings, path)
                if heads:
                    match.slots[slot] = heads
                    break
        if any(not match.slots.get(slot) for slot in match.frame.get("required", ())):
            return None
        return match

    def _follow(self, match: Match, meanings: Meanings, path: str) -> list[Token]:
        if path == "self":
            return [match.predicate]
        if path == "agent":
            return match.roles.agent
        if path == "patient":
            return match.roles.patient
        if path == "holder":
            return self._said_of(match, meanings)
        if path == "adjective":
            return [t for t in match.sentence.children(match.predicate, "amod") if t.i > match.predicate.i]
        if path.startswith("noun."):
            if match.noun is None:
                return []
            return meanings.roles(match.sentence, match.noun).obliques.get(path.removeprefix("noun."), [])
        found = match.roles.obliques.get(path, [])
        return [t for t in found if t is not match.noun]

    def _said_of(self, match: Match, meanings: Meanings) -> list[Token]:
        """What a phrase is said of: the subject of its clause ("la ville est aux mains de"), or its noun."""
        sentence, noun = match.sentence, match.predicate
        subjects = sentence.children(noun, "nsubj", "nsubj:pass")
        if subjects:
            return meanings.members(sentence, subjects[0])
        if noun.head == noun.i:
            return []
        governor = sentence.head(noun)
        if governor.pos in ("VERB", "AUX"):
            roles = meanings.roles(sentence, governor)
            return roles.patient if meanings.is_passive(sentence, governor) else roles.agent
        return meanings.members(sentence, governor) if governor.pos in _NOMINAL else []
