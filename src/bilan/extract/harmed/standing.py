"""The subject in front of a verb group, found by order where the parser hung it elsewhere: behind "dont", or a counted
phrase that an insertion parts from its verb ("quinze autres, dont certains gravement, ont été blessés")."""

from __future__ import annotations

from itertools import pairwise

from bilan.analysis import Meanings
from bilan.extract.counted.people import People, is_number
from bilan.extract.parts.paths import Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_AUXILIARIES = ("aux", "aux:pass", "aux:tense", "cop")
_LINKS = ("PRON", "CCONJ", "SCONJ")
_JOINING = ("CCONJ", "SCONJ")
_FARTHEST = 12
"""Tokens of one phrase between commas that are searched."""
_NEAR = 5
"""Tokens before "dont" that hold the head of what it goes with."""
_INSERTIONS = 4
"""Commas in front of a verb that may close insertions."""


class Standing:
    """Finds subjects by order. One instance serves a language."""

    def __init__(self, language: Language, people: People) -> None:
        self._people = people
        self._of_which = frozenset(language.table("people")["of_which"])
        self._taken_from = frozenset(language.table("people")["taken_from"])
        self._who = frozenset(language.table("roles")["relative_subject"])
        self._the = frozenset(language.table("people")["the"])
        self._whose = frozenset(language.table("people")["whose"])

    def subject(self, match: Match, meanings: Meanings) -> list[Token]:
        """The head of the phrase in front of the verb group, none where the roles of the verb hold it already or where
        nothing counted stands there."""
        sentence, first = match.sentence, _group_start(match.sentence, match.predicate)
        if first is None or first < 2 or not self._undergoes(meanings, match):
            return []
        owned = self._behind_whose(sentence, first)
        if owned is not None:
            return [owned]
        found = self._counted(sentence, first) or self._before_relative(sentence, first)
        return [] if found is None or found in (*match.roles.patient, *match.roles.agent) else [found]

    def _undergoes(self, meanings: Meanings, match: Match) -> bool:
        """Whether the subject is the victim: of a passive, of a verb of dying, of a state."""
        if match.predicate.pos != "VERB" or meanings.is_passive(match.sentence, match.predicate):
            return True
        paths = match.frame["slots"]["victims"]
        return "agent" in paths and not match.sentence.children(match.predicate, "obj")

    def _behind_whose(self, sentence: Sentence, first: int) -> Token | None:
        """The one whom "dont" makes somebody's: "X, dont le fils, soldat, a été tué"."""
        for i in range(first - 1, max(0, first - _FARTHEST), -1):
            t = sentence.tokens[i]
            if t.morph.get("VerbForm") == "Fin":
                return None
            if t.lower in self._whose:
                behind = sentence.tokens[i + 1:i + 4]
                noun = next((u for u in behind if u.pos == "NOUN" and u.mention is None), None)
                is_one = noun is not None and behind[0].lower in self._the and noun.morph.get("Number") != "Plur"
                return noun if is_one and not self._is_list(sentence, i) else None
        return None

    def _is_list(self, sentence: Sentence, i: int) -> bool:
        """Whether "dont" opens the parts of people counted before it, and not what is somebody's."""
        before = sentence.tokens[max(0, i - _NEAR):i]
        return any(is_number(t) or (t.pos == "NOUN" and t.morph.get("Number") == "Plur") for t in before)

    def _before_relative(self, sentence: Sentence, first: int) -> Token | None:
        """The one before a relative clause that ends at the verb group: "une femme qui s'enfuyait a été tuée"."""
        finite = False
        for i in range(first - 1, max(1, first - _FARTHEST), -1):
            t = sentence.tokens[i]
            if t.text in (",", ";", ":"):
                return None
            finite = finite or t.morph.get("VerbForm") == "Fin"
            if t.lower in self._who:
                before = [u for u in sentence.tokens[max(0, i - 3):i] if u.pos not in ("ADJ", "ADV")]
                noun = before[-1] if before else None
                one = noun is not None and finite and noun.pos == "NOUN" and noun.morph.get("Number") != "Plur"
                return noun if one and noun is not None and self._people.kinds.is_known(noun) else None
        return None

    def _counted(self, sentence: Sentence, first: int) -> Token | None:
        """The counted noun whose phrase ends at the verb group or before the insertion that stands there."""
        ends = [first]
        parted = sentence.tokens[first - 1].text == ","
        if parted:
            ends = [i for i in range(first - 2, 0, -1) if sentence.tokens[i].text == ","][:_INSERTIONS]
        for end in ends:
            for i in range(end - 1, max(-1, end - _FARTHEST), -1):
                t = sentence.tokens[i]
                if self._opens(sentence, i):
                    continue
                if t.text in (",", ";", ":") or t.morph.get("VerbForm") == "Fin" or t.pos in _LINKS:
                    break
                before = sentence.tokens[i - 1] if i else None
                if is_number(t) and i + 1 == first and not parted:
                    return t  # "dont deux sont dans un état grave"
                if before is not None and before.pos in _JOINING and not parted:
                    break
                of_whole = before is not None and (before.lower in self._of_which or self._opens(sentence, i - 1)) and (
                    parted or self._is_list(sentence, i - 1))
                is_taken = before is None or (before.pos != "ADP" and before.lower not in self._taken_from)
                if is_number(t) and not of_whole and is_taken:
                    return self._counted_by(sentence, t, end)
        return None

    def _opens(self, sentence: Sentence, i: int) -> bool:
        """Whether a token is one of two words that open parts: "parmi lesquels"."""
        near = sentence.tokens[max(0, i - 1):i + 2]
        return any(f"{a.lower} {b.lower}" in self._of_which for a, b in pairwise(near))

    def _counted_by(self, sentence: Sentence, number: Token, end: int) -> Token | None:
        """What a number counts: the noun of people behind it, or the number itself where its phrase ends with it."""
        behind = sentence.tokens[number.i + 1:min(end, number.i + 4)]
        if not behind or behind[0].lower in self._taken_from:
            return number  # "deux des six blessés sont dans un état grave"
        named = [t for t in behind if t.pos in ("NOUN", "ADJ", "PROPN")]
        named.sort(key=self._people.kinds.is_other)
        return next((t for t in named if self._people.kinds.is_known(t)), None)


def _group_start(sentence: Sentence, predicate: Token) -> int | None:
    """The index of the first token of the finite verb group of a predicate, be it a phrase behind a copula ("sont dans
    un état grave"); `None` where no auxiliary stands there."""
    if predicate.pos == "VERB":
        above = sentence.head(predicate)
        if predicate.dep == "conj" and above.pos == "VERB" and above.i == predicate.i - 2 and not sentence.children(
                predicate, *_AUXILIARIES):
            predicate = above  # "a été rattrapée et égorgée"
        group = [t for t in sentence.children(predicate, *_AUXILIARIES) if t.i < predicate.i]
        finite = any(t.morph.get("VerbForm") == "Fin" for t in group)
        return group[0].i if finite and predicate.i - group[0].i <= _FARTHEST else None
    brought_in = [t for t in sentence.children(predicate, "case", "det") if t.i < predicate.i]
    verb = sentence.tokens[brought_in[0].i - 1] if brought_in and brought_in[0].i else None
    while verb is not None and verb.pos == "ADV" and verb.i:
        verb = sentence.tokens[verb.i - 1]
    return verb.i if verb is not None and verb.pos == "AUX" and verb.morph.get("VerbForm") == "Fin" else None
