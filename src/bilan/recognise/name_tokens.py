"""Cuts a stretch into the words that names are made of, and knows what stands between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_APOSTROPHES = "'’ʼ`´"
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0\u2009\u200a\u202f]")
_ELISION_LENGTH = 7


@dataclass(slots=True)
class Word:
    """A word of a stretch: its span, the text, and the text in lower case. `capital` is true of a first capital."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool


class WordCutter:
    """Cuts text into words: elided articles are words of their own, apostrophes inside names are not."""

    def __init__(self, elisions: frozenset[str], name_elisions: frozenset[str]) -> None:
        """`elisions` are what an apostrophe cuts off ("l", "qu"), `name_elisions` those of them that begin names where
        a capital follows a capital ("N'Djamena")."""
        self._elisions = elisions
        self._name_elisions = name_elisions

    def words(self, text: str, start: int, end: int) -> list[Word]:
        """The words of `text[start:end]` in order."""
        return list(self._cut(text, start, end))

    def _cut(self, text: str, start: int, end: int) -> Iterator[Word]:
        for match in _WORD.finditer(text, start, end):
            first, last = match.span()
            word = match.group()
            if not word.isalnum():
                cut = self._elided(word)
                if cut:
                    yield _word(first, first + cut, word[:cut])
                    first, word = first + cut + 1, word[cut + 1:]
            yield _word(first, last, word)

    def _elided(self, word: str) -> int:
        """How many letters stand before an apostrophe that cuts, 0 where none does."""
        for i, letter in enumerate(word[:_ELISION_LENGTH]):
            if letter in _APOSTROPHES:
                head = word[:i].lower()
                in_name = head in self._name_elisions and word[0].isupper() and word[i + 1].isupper()
                return i if head in self._elisions and not in_name else 0
        return 0


def _word(start: int, end: int, text: str) -> Word:
    return Word(start, end, text, text.lower(), text[0].isupper())


def joined(text: str, left: Word, right: Word) -> str:
    """What joins two words of a name: " ", "-", "'" or ". " after an initial; the empty string where a name is cut."""
    gap = text[left.end:right.start]
    if len(gap) == 1:
        if _GAP.fullmatch(gap):
            return " "
        if gap in "-‐‑":
            return "-"
        if gap in _APOSTROPHES:
            return "'"
    elif len(gap) == 2 and gap[0] == "." and _GAP.fullmatch(gap[1]) and len(left.text) == 1 and left.capital:
        return ". "
    return ""


def opens(text: str, word: Word, start: int) -> bool:
    """Whether a word opens the stretch or a sentence in it, so that its capital says nothing."""
    i = word.start - 1
    while i >= start and (text[i].isspace() or text[i] in "\"'«»“”‘’([-–—•*"):
        if text[i] == "\n" or (text[i] in "-–—•*" and i + 1 < word.start):
            return True
        i -= 1
    return i < start or text[i] in ".!?:…"
