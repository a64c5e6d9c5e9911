"""Frames: the ways of saying something, as data, matched on lemmas and roles and not on word order.

A frame names its predicate (`verbs`, `nouns`, or `phrase`: a noun behind a preposition, "aux mains de") and where its
slots are filled from: the paths of the slots are told in `extract/parts/paths.py`.

Of several paths the first that gives a head which fits the slot counts. A frame may bar words: `without` bars a verb
with one of these lemmas right under it ("prendre d'assaut"), `not_adjectives` a noun with one of these beside it
("ancien bastion"), `not_in` a noun that completes one of these ("état de siège"), `not_under` one that hangs on one of
these ("la bataille est terminée"), `under` one that does not; `reflexive` and `voice` say the form of the verb. It may
ask for words: `object` and `subject` name the noun of a verb, `any_beside` words in the predicate's phrase
(`not_beside` bars some), `causative` a verb that causes it, `plural` the plural, `object_case` one of these
prepositions before the noun of a verb; `closed` bars a verb with a clause for its object, `intransitive` one with any
object, `not_bare` a participle without an auxiliary, `completed` a verb that tells an aim, a habit or a state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bilan.analysis import Meanings
from bilan.extract.parts.paths import Match, Path, Paths, causer
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

Fits = Callable[[Meanings, Sentence, Token], bool]

_OBJECTS = (
    "obj",
    "obl",
    "xcomp",
    "nsubj:pass",
    "fixed",
    "compound",
    "obl:arg",
    "obl:mod",
    "obl:agent",
    "iobj",
    "nmod",
    "nsubj",
)


__all__ = ["FrameMatcher", "Match", "Path"]


class FrameMatcher:
    """Finds the frames of one kind of claim. `fits` says of a slot which heads it can take, a slot without takes all;
    `paths` are further paths that only this kind knows."""

    def __init__(self, language: Language, kind: str, fits: Mapping[str, Fits] | None = None,
                 paths: Mapping[str, Path] | None = None) -> None:
        self.frames = language.frames(kind)
        self._paths = Paths(paths)
        self._fits = dict(fits or {})
        self._verbs = self._index("verbs")
        self._nouns = self._index("nouns")
        self._phrases = self._index("phrase")

    def _index(self, key: str) -> dict[str, list[dict[str, Any]]]:
        table: dict[str, list[dict[str, Any]]] = {}
        for frame in self.frames:
            for lemma in frame.get(key, ()):
                table.setdefault(lemma, []).append(frame)
        return table

    def is_noun(self, token: Token) -> bool:
        """Whether a token is the noun of one of the frames."""
        return token.mention is None and token.pos in ("NOUN", "PROPN") and token.lemma.lower() in self._nouns

    def matches(self, meanings: Meanings, sentence: Sentence) -> Iterator[Match]:
        """The frames that a sentence holds, in the order of their predicates."""
        for token in sentence.tokens:
            if token.mention is not None:
                continue
            lemma = token.lemma.lower()
            if token.pos in ("VERB", "AUX", "ADJ") and lemma in self._verbs:
                yield from self._first(meanings, sentence, token, self._verbs[lemma], self._verb)
            if (
                token.pos in ("NOUN", "PROPN", "ADJ", "VERB")
                and lemma in self._nouns
                and token.morph.get("VerbForm") != "Fin"
            ):
                yield from self._first(meanings, sentence, token, self._nouns[lemma], self._noun)
            if lemma in self._phrases:
                yield from self._first(meanings, sentence, token, self._phrases[lemma], self._phrase)

    def matches_as(self, meanings: Meanings, sentence: Sentence, token: Token, noun: Token) -> Iterator[Match]:
        """The frame that a token holds where it stands for a noun told before it."""
        yield from self._first(meanings, sentence, token, self._nouns.get(noun.lemma.lower(), []), self._noun)

    def _first(self, meanings: Meanings, sentence: Sentence, token: Token, frames: list[dict[str, Any]],
               match: Callable[[Meanings, Sentence, Token, dict[str, Any]], Match | None]) -> Iterator[Match]:
        for frame in frames:
            found = match(meanings, sentence, token, frame)
            if found is not None:
                yield found
                return

    def _verb(self, meanings: Meanings, sentence: Sentence, verb: Token, frame: dict[str, Any]) -> Match | None:
        if verb.dep.startswith("aux"):
            return None
        noun = None
        if "object" in frame:
            noun = next((u for t in sentence.children(verb, *_OBJECTS) for u in (t, *_parted(sentence, t))
                         if u.lemma.lower() in frame["object"]), None)
            noun = noun or self._described(meanings, sentence, verb, frame)
            noun = noun or self._behind_object(sentence, verb, frame)
            if noun is None or not self._has_case(meanings, sentence, noun, frame):
                return None
            if not self._is_like(sentence, noun, frame):
                return None
        if not self._has_words(sentence, verb, frame):
            return None
        if "reflexive" in frame and frame["reflexive"] != self._is_reflexive(sentence, verb):
            return None
        if "voice" in frame and (frame["voice"] == "passive") != meanings.is_passive(sentence, verb):
            return None
        is_bare = verb.morph.get("VerbForm") == "Part" and not sentence.children(verb, "aux", "aux:pass", "aux:tense")
        if frame.get("not_bare") and is_bare:
            return None
        if frame.get("completed") and not self._is_completed(meanings, sentence, verb):
            return None
        if frame.get("intransitive") and sentence.children(verb, "obj"):
            return None
        if frame.get("closed") and sentence.children(verb, "xcomp", "ccomp"):
            return None
        if "without" in frame and any(t.lemma.lower() in frame["without"] for t in sentence.children(verb)):
            return None
        roles = meanings.roles(sentence, verb)
        if "subject" in frame:
            heads = roles.patient if meanings.is_passive(sentence, verb) else roles.agent
            noun = next((u for t in heads for u in (t, *_parted(sentence, t)) if u.mention is None
                         and u.lemma.lower() in frame["subject"]), None)
            if noun is None:
                return None
        return self._filled(Match(frame, sentence, verb, roles, noun), meanings)

    def _described(self, meanings: Meanings, sentence: Sentence, verb: Token, frame: dict[str, Any]) -> Token | None:
        """The noun of a verb that its relative clause describes: "le soutien que X apporte à Y"."""
        if verb.dep != "acl:relcl":
            return None
        return next((t for t in meanings.roles(sentence, verb).patient
                     if t.mention is None and t.lemma.lower() in frame["object"]), None)

    def _is_like(self, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> bool:
        """Whether the object of a frame has one of the adjectives `object_like`, or a participle of `object_done`."""
        beside = {t.lemma.lower() for t in sentence.children(noun, "acl", "amod")}
        return all(beside & set(frame[key]) for key in ("object_done", "object_like") if key in frame)

    def _behind_object(self, sentence: Sentence, verb: Token, frame: dict[str, Any]) -> Token | None:
        """The noun of a phrase that the parser hung on the object of its verb: "prend trois clients en otage"."""
        if "object_case" not in frame:
            return None
        behind = (u for t in sentence.children(verb, "obj") for u in sentence.children(t, "nmod"))
        return next((u for u in behind if u.lemma.lower() in frame["object"]), None)

    def _has_case(self, meanings: Meanings, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> bool:
        return "object_case" not in frame or (meanings.preposition(sentence, noun) or "") in frame["object_case"]

    def _has_words(self, sentence: Sentence, token: Token, frame: dict[str, Any]) -> bool:
        """Whether the words that a frame asks for stand beside its predicate: one of `any_beside` or `needs_beside`
        among the words of its phrase or their prepositions, a verb that causes it for `causative`."""
        wanted = frame.get("any_beside") or frame.get("needs_beside")
        if wanted and not any(t.lemma.lower() in wanted or t.lower in wanted for t in _around(sentence, token)):
            return False
        if any(t.lemma.lower() in frame.get("not_beside", ()) for t in _around(sentence, token)):
            return False
        return not frame.get("causative") or causer(sentence, token) is not None

    def _is_completed(self, meanings: Meanings, sentence: Sentence, verb: Token) -> bool:
        """Whether a verb tells an act that was done or is to be done, and no aim, habit or state: no infinitive, no
        imperfect, no participle but one with a doer, no passive of the present ("sont visés")."""
        if sentence.children(verb, "aux", "aux:tense"):
            return True
        if verb.morph.get("VerbForm") == "Part":
            return bool(sentence.children(verb, "obl:agent"))
        if meanings.is_passive(sentence, verb):
            return any(t.morph.get("Tense") in ("Past", "Fut") for t in sentence.children(verb, "aux:pass"))
        return verb.morph.get("VerbForm") == "Fin" and verb.morph.get("Tense") != "Imp"

    def _is_reflexive(self, sentence: Sentence, verb: Token) -> bool:
        return any(t.morph.get("Reflex") == "Yes" or t.dep.startswith("expl") for t in sentence.children(verb)
                   if t.i < verb.i and t.pos == "PRON")

    def _noun(self, meanings: Meanings, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> Match | None:
        if not self._has_words(sentence, noun, frame) or (frame.get("plural") and noun.morph.get("Number") != "Plur"):
            return None
        beside = sentence.children(noun, "amod", "advmod", "compound")
        if any(t.lemma.lower() in frame.get("not_adjectives", ()) for t in beside):
            return None
        if noun.dep == "nmod" and sentence.head(noun).lemma.lower() in frame.get("not_in", ()):
            return None
        if "under" in frame and sentence.head(noun).lemma.lower() not in frame["under"]:
            return None
        if "not_under" in frame and sentence.head(noun).lemma.lower() in frame["not_under"] and noun.head != noun.i:
            return None
        if "prepositions" in frame and (meanings.preposition(sentence, noun) or "") not in frame["prepositions"]:
            return None
        return self._filled(Match(frame, sentence, noun, meanings.roles(sentence, noun)), meanings)

    def _phrase(self, meanings: Meanings, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> Match | None:
        case = meanings.preposition(sentence, noun)
        if (case or "") not in frame["prepositions"] or not self._has_words(sentence, noun, frame):
            return None
        if frame.get("said_of") and not sentence.children(noun, "cop"):
            return None
        if "under" in frame and sentence.head(noun).lemma.lower() not in frame["under"]:
            return None
        return self._filled(Match(frame, sentence, noun, meanings.roles(sentence, noun)), meanings)

    def _filled(self, match: Match, meanings: Meanings) -> Match | None:
        """The match with its slots, `None` where one that the frame requires stays empty."""
        for slot, paths in match.frame.get("slots", {}).items():
            fits = self._fits.get(slot)
            for path in [paths] if isinstance(paths, str) else paths:
                heads = self._paths.heads(match, meanings, path)
                heads = [t for t in heads if fits is None or fits(meanings, match.sentence, t)]
                if heads:
                    match.slots[slot], match.paths[slot] = heads, path
                    break
        if any(not match.slots.get(slot) for slot in match.frame.get("required", ())):
            return None
        return match


def _around(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The words that say of what sort a predicate is: those of its phrase, with their own prepositions and
    adjectives."""
    if token.dep == "nmod":
        yield sentence.head(token)
    for t in sentence.children(token):
        if t.mention is None or t.mention.kind == "name":
            yield t
            yield from (u for u in sentence.children(t, "case", "amod", "nmod", "fixed") if u.mention is None)


def _parted(sentence: Sentence, token: Token) -> list[Token]:
    """The noun of which a number or a pronoun takes a part: "un de ses avions", "19 des 20 drones"."""
    is_number = token.pos in ("NUM", "PRON") or (token.mention is not None and token.mention.kind == "number")
    return sentence.children(token, "nmod") if is_number else []
