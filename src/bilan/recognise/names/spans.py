"""Where names begin and end: registry and gazetteer matches, runs of capitals, and bodies that go on in lower case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bilan.names import ActorCandidate, PlaceCandidate
from bilan.recognise.names.lexicon import LONGEST_NAME, ActorNames, NameWords
from bilan.recognise.names.tokens import Word, joined, opens
from bilan.world.actors.registry import is_acronym

_LONGEST_PLACE = 6
_CACHED_PLACES = 50_000
_SHOUTED = 0.6
_ACRONYM_AHEAD = re.compile(r"\s?\([A-Z][\w-]{1,11}\)")
_NEVER_IN_PERSONS = frozenset({"state", "media", "international", "monitor", "ngo"})
_ALL_CAPITALS = re.compile(r"[A-Z][A-Z0-9]{1,6}")


@dataclass(slots=True)
class Span:
    """A name found: `first` its first word, `count` how many words, `body` true where a body's noun heads it."""

    start: int
    end: int
    first: Word
    count: int
    places: tuple[PlaceCandidate, ...] = ()
    actors: Sequence[ActorCandidate] = ()
    body: bool = False


class Places(Protocol):
    """The look-up of place names by words."""

    def longest_match(self, tokens: Sequence[str]) -> tuple[int, tuple[PlaceCandidate, ...]]: ...


class Seen(Protocol):
    """What the dispatch shows of its words elsewhere."""

    @property
    def lower(self) -> Collection[str]: ...

    @property
    def capital(self) -> Collection[str]: ...


class NameSpans:
    """Finds the spans of names in a stretch of words."""

    def __init__(self, words: NameWords, actors: ActorNames, places: Places) -> None:
        self._words = words
        self._actors = actors
        self._places = places
        self._place_cache: dict[tuple[str, ...], tuple[int, tuple[PlaceCandidate, ...]]] = {}

    def find(self, text: str, start: int, words: list[Word], seen: Seen) -> Iterator[Span]:
        """The spans in order, none overlapping."""
        shouted = _is_shouted(words)
        at = 0
        while at < len(words):
            word = words[at]
            span = self._at(text, start, words, at, seen, shouted) if word.capital else None
            if span is None:
                at += 1
            else:
                yield span
                at += span.count

    def _at(
        self, text: str, start: int, words: list[Word], at: int, seen: Seen, shouted: bool
    ) -> Span | None:
        """The name that begins at this word, or `None`."""
        word = words[at]
        known, actors = self._actors.longest(text, words, at)
        if shouted:
            return self._span(words, at, known, actors=actors) if known and not is_acronym(word.text) else None
        if known <= 1 and self._is_no_head(text, words, at):
            return None
        placed, places = self._match_place(text, words, at)
        opening = opens(text, word.start, start)
        run = self._run(text, words, at)
        if opening and known <= 1 and (placed <= 1 or word.lower in self._words.openings) and self._is_common(
                word, seen, known + placed > 0):
            return None
        body = self._body(text, words, at, opening)
        count = max(known, placed, run, body)
        if word.lower in self._words.common and max(known, placed, body) <= 1 and count > 1:
            return None
        if count == 1 and not self._stands_alone(word, opening, seen, known + placed > 0):
            return None
        return self._span(words, at, count, actors=actors if known == count else (),
                          places=places if placed == count else (), body=body == count)

    def _is_no_head(self, text: str, words: list[Word], at: int) -> bool:
        """Whether a name cannot begin here: at a title, an elided article, an acronym that is a common noun."""
        lower = words[at].lower
        if lower in self._words.common_acronyms and words[at].text.isupper():
            return True
        following = words[at + 1] if at + 1 < len(words) else None
        if following is None:
            return lower in self._words.titles
        gap = joined(text, words[at], following)
        if lower in self._words.elisions and gap == "'":
            return True
        if lower in self._words.peoples and gap == " " and following.capital:
            return True
        return lower in self._words.titles and (len(lower) <= 3 or (gap == " " and following.capital))

    def _span(
        self,
        words: list[Word],
        at: int,
        count: int,
        *,
        actors: Sequence[ActorCandidate] = (),
        places: tuple[PlaceCandidate, ...] = (),
        body: bool = False,
    ) -> Span:
        return Span(words[at].start, words[at + count - 1].end, words[at], count, places, actors, body)

    def _match_place(self, text: str, words: list[Word], at: int) -> tuple[int, tuple[PlaceCandidate, ...]]:
        """The longest place name from `at` on. Only words that can be part of one are asked about: capitals, what joins
        two of them, adjectives after one."""
        tokens = [words[at].text]
        plausible = 1
        for left, right in zip(words[at:at + _LONGEST_PLACE - 1], words[at + 1:at + _LONGEST_PLACE], strict=False):
            if not joined(text, left, right):
                break
            tokens.append(right.text)
            if self._ends_place(text, left, right):
                plausible = len(tokens)
            elif not self._is_particle(right, True):
                break
        del tokens[plausible:]
        while tokens:
            count, places = self._longest_place(tuple(tokens))
            if count < 2 or self._ends_place(text, words[at + count - 2], words[at + count - 1]):
                return count, places
            tokens = tokens[:count - 1]
        return 0, ()

    def _longest_place(self, tokens: tuple[str, ...]) -> tuple[int, tuple[PlaceCandidate, ...]]:
        """The gazetteer's answer, kept: names come again and again."""
        if tokens not in self._place_cache:
            if len(self._place_cache) > _CACHED_PLACES:
                self._place_cache.clear()
            self._place_cache[tokens] = self._places.longest_match(tokens)
        return self._place_cache[tokens]

    def _ends_place(self, text: str, before: Word, last: Word) -> bool:
        """Whether a word can end a place's name: a capital, an adjective ("Arabie saoudite"), or what a hyphen joins.
        Others are the sentence going on: "Alep est tombée" names no Alep-Est."""
        return last.capital or joined(text, before, last) == "-" or self._is_adjective(last)

    def _is_common(self, word: Word, seen: Seen, registered: bool) -> bool:
        """Whether a word at the head of a sentence is a common one whose capital says nothing."""
        lower = word.lower
        if lower in self._words.openings or lower in self._words.functions or lower in self._words.titles:
            return True
        if lower in seen.capital or registered or _ALL_CAPITALS.fullmatch(word.text):
            return False
        return lower in seen.lower or lower.endswith(self._words.opening_endings)

    def _stands_alone(self, word: Word, opening: bool, seen: Seen, registered: bool) -> bool:
        """Whether one capitalised word is a name by itself."""
        lower = word.lower
        if lower in self._words.common or lower in self._words.peoples or lower in self._words.body_nouns:
            return False
        if len(lower) == 1 or (lower in self._words.openings and not registered):
            return False
        if registered or _ALL_CAPITALS.fullmatch(word.text):
            return lower not in self._words.common_acronyms
        if word.text.isupper():
            return False
        return not opening or lower in seen.capital or lower in self._words.first_names

    def _run(self, text: str, words: list[Word], at: int) -> int:
        """How many words from `at` on are a run of capitals with the small words that join them."""
        count = 1
        first_name = words[at].lower in self._words.first_names
        while at + count < len(words) and count < LONGEST_NAME:
            step = self._step(text, words, at + count - 1, genitives=first_name and count == 1)
            if not step or (not first_name and self._parts(text, words, at, count)):
                break
            count += step
        return count

    def _parts(self, text: str, words: list[Word], at: int, count: int) -> bool:
        """Whether a name ends before a person's begins: the words so far are an acronym, a known body or, behind a
        preposition, a place, and a first name follows ("a dit à l'AFP Karim Haddad", "à Jérusalem Avi Cohen")."""
        following = words[at + count]
        if not following.capital or joined(text, words[at + count - 1], following) != " ":
            return False
        if count == 1 and _ALL_CAPITALS.fullmatch(words[at].text) and following.text.istitle():
            return True
        known, actors = self._actors.longest(text, words, at)
        if following.lower in self._words.first_names:
            placed = at > 0 and words[at - 1].lower in self._words.place_cues
            return known == count or (placed and self._match_place(text, words, at)[0] == count)
        further = words[at + count + 1] if at + count + 1 < len(words) else following
        full_name = further.capital and joined(text, following, further) == " "
        return known == count and full_name and all(a.kind in _NEVER_IN_PERSONS for a in actors)

    def _step(self, text: str, words: list[Word], last: int, *, genitives: bool) -> int:
        """How many words the run goes on by after `last`: 1 for a capital, more for particles and a capital, else 0."""
        following = words[last + 1]
        gap = joined(text, words[last], following)
        if not gap:
            return 0
        if following.capital:
            return 0 if following.lower in self._words.titles and gap == " " and len(following.text) <= 3 else 1
        if gap in "-'":
            return 1 if len(following.text) > 1 or gap == "'" else 0
        at = last + 1
        while at < len(words) and at - last <= 3 and self._is_particle(words[at], genitives):
            at += 1
            if at < len(words) and joined(text, words[at - 1], words[at]) and words[at].capital:
                return at - last
        return 0

    def _is_particle(self, word: Word, genitives: bool) -> bool:
        return word.lower in self._words.particles or (genitives and word.lower in self._words.genitives)

    def _body(self, text: str, words: list[Word], at: int, opening: bool) -> int:
        """How many words from `at` on are the name of a body that this word heads; 0 where it heads none.

        A name that an acronym in parentheses ends may hold any linking word; without one it goes on with adjectives and
        genitives only. At the head of a sentence, where every noun has a capital, the acronym is asked for.
        """
        if self._head(text, words, at) not in self._words.body_nouns:
            return 0
        wide = self._continue(text, words, at, narrow=False)
        if wide > 1 and _ACRONYM_AHEAD.match(text, words[at + wide - 1].end):
            return wide
        if opening:
            return 0
        narrow = self._continue(text, words, at, narrow=True)
        return narrow if narrow > 1 else 0

    def _head(self, text: str, words: list[Word], at: int) -> str:
        """The word, with what a hyphen joins to it ("Haut-Commissariat", "Croix-Rouge")."""
        if at + 1 < len(words) and joined(text, words[at], words[at + 1]) == "-":
            return f"{words[at].lower}-{words[at + 1].lower}"
        return words[at].lower

    def _continue(self, text: str, words: list[Word], at: int, *, narrow: bool) -> int:
        """How many words the name of a body takes from `at` on: adjectives, capitals, and nouns after a link."""
        links = self._words.body_narrow_links if narrow else self._words.body_links
        last, pending = at, False
        for i in range(at + 1, min(at + LONGEST_NAME, len(words))):
            word = words[i]
            gap = joined(text, words[i - 1], word)
            if not gap or (narrow and self._ends_body(text, words, i, pending)):
                break
            if not word.capital and gap != "-" and (word.lower in links or (pending and self._is_article(word))):
                pending = True
            elif gap == "-" or word.capital or pending or self._is_adjective(word) or (
                    not narrow and word.lower not in self._words.openings):
                last, pending = i, False
            else:
                break
        return last - at + 1

    def _is_article(self, word: Word) -> bool:
        return word.lower in self._words.body_articles

    def _ends_body(self, text: str, words: list[Word], at: int, pending: bool) -> bool:
        """Whether a word cannot go on the name of a body: after a link a determiner, a number or an infinitive, without
        one the first name of a person."""
        word = words[at]
        if not pending:
            return word.capital and word.lower in self._words.first_names and joined(text, words[at - 1], word) == " "
        if word.lower in self._words.body_narrow_links or self._is_article(word) or word.capital:
            return False
        return word.lower in self._words.body_determiners or word.lower.endswith(self._words.infinitive_endings)

    def _is_adjective(self, word: Word) -> bool:
        return word.lower.endswith(self._words.adjective_endings) and word.lower not in self._words.body_stops


def _is_shouted(words: list[Word]) -> bool:
    """Whether a stretch is printed in capitals (a title), so that capitals say nothing."""
    letters = [w for w in words if len(w.text) > 1]
    return len(letters) > 2 and sum(w.text.isupper() for w in letters) > _SHOUTED * len(letters)
