"""From a mention as printed to the party, body or person that it stands for, in the theatre of the dispatch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bilan.language.contract import Language
from bilan.names import ActorCandidate
from bilan.world.actors import Actor, Registry
from bilan.world.folding import plain

_WORD = re.compile(r"[^\W_]+")
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,80})\)")
_LAST = re.compile(r"\(([^()]{1,80})\)\W*$")
_LONGEST_MENTION = 200
_LONGEST_NAME = 8

GENERIC = frozenset({"state", "government_forces"})
"""Kinds whose names are words of the language and a country, so that a part of a mention may be read as one."""


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in _WORD.findall(phrase))


class PartyWords:
    """The language's words for parties, folded once."""

    def __init__(self, language: Language) -> None:
        table: dict[str, Any] = language.table("parties")
        self.parts = {_key(phrase): part for part, phrases in table["parts"].items() for phrase in phrases}
        self.longest = max(map(len, self.parts))
        words = table["words"]
        self.before, self.between, self.owned, self.joins = (
            frozenset(plain(w) for w in words[key]) for key in ("before", "between", "owned", "and"))
        self.against = frozenset(_key(w)[0] for w in words["against"])
        self.after = tuple(_key(w) for w in words["after"])
        self.some = frozenset(plain(w) for w in words["some"])
        self.sides = frozenset(words["sides"])
        self.nouns = language.words("party_nouns")

    def part(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The part that the longest phrase at the head of the words names, and how many words it takes."""
        for count in range(min(self.longest, len(words)), 0, -1):
            part = self.parts.get(tuple(words[:count]))
            if part is not None:
                return part, count
        return None


class ActorResolver:
    """Identifies actors. One instance serves one dispatch."""

    def __init__(
        self,
        registry: Registry,
        theatre: Sequence[str] = (),
        day: date | None = None,
        language: Language | None = None,
        *,
        named: Iterable[str] = (),
        words: PartyWords | None = None,
    ) -> None:
        """`theatre` are the ISO codes of the countries that the dispatch is about, the likeliest first; `day` its day
        of publication. `named` are identifiers of the actors that it names somewhere: they settle whom "le groupe
        jihadiste" means. One of `language` and `words` is needed. Raises `ValueError` where both are missing."""
        if words is None:
            if language is None:
                raise ValueError("a resolver of actors needs a language or its words for parties")
            words = PartyWords(language)
        self._registry = registry
        self._theatre = tuple(theatre)
        self._day = day
        self._named = frozenset(named)
        self._words = words
        self._answers: dict[str, ActorCandidate | None] = {}

    def identify(self, text: str) -> ActorCandidate | None:
        """The actor that a mention stands for, `None` where nothing tells.

        Proper names ("OSDH", "Damas", "Rami Abdel Rahmane"), common nouns with a nationality ("l'armée irakienne"),
        with an owner ("les troupes de Bachar al-Assad"), and bare ones ("le régime", "les rebelles"), which mean the
        party that plays that part in the theatre. A capital means its government: the caller knows whether the mention
        is a place. Two parties in one mention ("les forces irakiennes et kurdes") are none.
        """
        if text not in self._answers:
            actor = self._identify(text[:_LONGEST_MENTION])
            self._answers[text] = self._registry.candidate(actor, self._day) if actor else None
        return self._answers[text]

    def side(self, actor_id: str) -> str | None:
        """The identifier of the party that an actor belongs to, its own where it is one; `None` for an unknown."""
        return self._registry.side(actor_id)

    def same_party(self, first: str, second: str) -> bool:
        """Whether two identifiers are of one party: the Syrian army, its defence ministry and its president are."""
        if first == second:
            return True
        side = self._registry.side(first)
        return side is not None and side == self._registry.side(second)

    def is_party_text(self, lemmas: Iterable[str]) -> bool:
        """Whether a phrase whose heads have these lemmas names a party by a common noun."""
        return any(lemma.lower() in self._words.nouns for lemma in lemmas)

    def _identify(self, text: str) -> Actor | None:
        printed = _WORD.findall(_PARENTHESIS.sub(" ", text))
        words = [plain(w) for w in printed]
        owned = bool(self._words.owned & set(words[:2]))
        some = words[:1] != [] and words[0] in self._words.some
        words, printed = self._trim(words, printed)
        if not words:
            return None
        joined = bool(self._words.joins & set(words))
        found = self._only(" ".join(printed))
        short = None if joined and found is None else self._short(text)
        if short is not None or found is not None:
            return short or found
        found = None if joined else self._described(words, printed, owned)
        return None if some and found is not None and self._is_one_of_many(found, words) else found

    def _is_one_of_many(self, actor: Actor, words: list[str]) -> bool:
        """Whether an indefinite phrase would be given the name of one armed group without naming it: "des jihadistes"
        are some, and the text does not say whose."""
        names = {plain(word) for name in actor.names for word in _WORD.findall(name)}
        head = self._words.part(words)
        return actor.kind == "armed_group" and not actor.umbrella and head is not None and not names.intersection(
            words[head[1]:])

    def _short(self, text: str) -> Actor | None:
        """The actor of an acronym in parentheses that ends a mention; a country there says where, not who."""
        match = _LAST.search(text)
        found = self._only(match.group(1).strip()) if match else None
        return found if found is not None and found.kind != "state" else None

    def _trim(self, words: list[str], printed: list[str]) -> tuple[list[str], list[str]]:
        """The words without determiners before and allies after, hyphened words cut as folding cuts them."""
        for tail in self._words.after:
            if tuple(words[-len(tail):]) == tail:
                words, printed = words[:-len(tail)], printed[:-len(tail)]
        first = next((i for i, w in enumerate(words) if w not in self._words.before), len(words))
        return words[first:], printed[first:]

    def _described(self, words: list[str], printed: list[str], owned: bool) -> Actor | None:
        """The party of a description: its word, and the owner, the nationality or the theatre that says whose. Where a
        possessive says so ("ses troupes"), the theatre does not."""
        head = self._words.part(words)
        if head is None and len(words) == 1 and printed[0].islower() and self._registry.nation(words[0]):
            return self._national("government", words)
        if head is None:
            return self._inside(words, printed, 1) if words[0] in self._words.between | self._words.nouns else None
        part, count = head
        if self._words.against & set(words):
            words = words[:min(i for i, w in enumerate(words) if w in self._words.against)]
            printed = printed[:len(words)]
        owner = self._inside(words, printed, count)
        rest = words[count:]
        told = (self._words.parts.get((word,), part) for word in rest[:2])
        part = next((other for other in told if other in self._words.sides), part)
        if owner is not None:
            return self._national(part, rest[:1]) if self._is_where(owner, rest) else self._of_owner(part, owner)
        if any(self._registry.nation(w) for w in rest):
            return self._national(part, rest)
        if owned or any(w not in self._words.between for w in rest):
            return None
        return self._playing(part, self._theatre) or self._inside(words, printed, 1)

    def _is_where(self, owner: Actor, rest: list[str]) -> bool:
        """Whether a country named last is where a party is and not whose it is: "les troupes américaines de Syrie"."""
        nations = self._registry.nation(rest[0]) if rest else ()
        return owner.kind in GENERIC and bool(nations) and not set(nations).intersection(owner.countries)

    def _national(self, part: str, words: list[str]) -> Actor | None:
        """Who plays a part in the country of the first adjective: of two of that name the one in the theatre."""
        nations = next((codes for codes in map(self._registry.nation, words) if codes), ())
        return self._playing(part, [c for c in self._theatre if c in nations] or nations[:1])

    def _inside(self, words: list[str], printed: list[str], start: int) -> Actor | None:
        """The first actor named inside a mention after its head, only linking words standing between."""
        for at in range(start, len(words)):
            for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
                name = " ".join(printed[at:end])
                if name[0].isupper() or end - at > 1:
                    found = self._only(name)
                    if found is not None:
                        return found
            if words[at] not in self._words.between and not self._registry.nation(words[at]):
                return None
        return None

    def _of_owner(self, part: str, owner: Actor) -> Actor | None:
        """A part that an owner has: the forces of a president are their state's, those of a group are the group."""
        side = self._registry.get(self._registry.side(owner.id) or owner.id) or owner
        if side.kind not in GENERIC or not side.countries:
            return side if owner.kind == "person" else owner
        if part in ("government", "forces", "police"):
            return self._playing(part, side.countries[:1]) or side
        return self._playing(part, side.countries[:1])

    def _playing(self, part: str, countries: Sequence[str]) -> Actor | None:
        """Who plays a part in the first of these countries where somebody does: of several the one that the dispatch
        names, else the umbrella over them, else nobody."""
        for country in countries:
            found = self._registry.playing(part, country, self._day)
            named = [a for a in found if a.id in self._named]
            if len(named) == 1:
                return named[0]
            if len(found) == 1 or (found and found[0].umbrella):
                return found[0]
            if found:
                return None
        return None

    def _only(self, name: str) -> Actor | None:
        """The actor of a name; `None` where two fit and nothing tells which."""
        found = self._registry.find(name, countries=self._theatre, day=self._day)
        if len(found) > 1 and self._registry.distance(found[0], self._theatre) == self._registry.distance(
                found[1], self._theatre):
            named = [a for a in found if a.id in self._named]
            return named[0] if len(named) == 1 else None
        return found[0] if found else None
