"""Cuts a stretch into the words that names are made of, and knows what stands between two of them."""

from __future__ import annotations

import re

_APOSTROPHES = "'’ʼ`´"
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0\u2009\u200a\u202f]")
_ELISION_LENGTH = 7


class Word:
    """A word of a stretch: its span, the text, and whether it has a first capital."""

    __slots__ = ("capital", "end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.capital = text[0].isupper()

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


class WordCutter:
    """Cuts text into words: elided articles are words of their own, apostrophes inside names are not."""

    def __init__(self, elisions: frozenset[str], name_elisions: frozenset[str]) -> None:
        """`elisions` are what an apostrophe cuts off ("l", "qu"), `name_elisions` those of them that begin names where
        a capital follows a capital ("N'Djamena")."""
        self._elisions = elisions
        self._name_elisions = name_elisions

    def words(self, text: str, start: int, end: int) -> list[Word]:
        """The words of `text[start:end]` in order."""
        words: list[Word] = []
        for match in _WORD.finditer(text, start, end):
            first, last = match.span()
            word = match.group()
            if not word.isalnum():
                cut = self._elided(word)
                if cut:
                    words.append(Word(first, first + cut, word[:cut]))
                    first, word = first + cut + 1, word[cut + 1:]
            words.append(Word(first, last, word))
        return words

    def _elided(self, word: str) -> int:
        """How many letters stand before an apostrophe that cuts, 0 where none does."""
        for i, letter in enumerate(word[:_ELISION_LENGTH]):
            if letter in _APOSTROPHES:
                head = word[:i].lower()
                in_name = head in self._name_elisions and word[0].isupper() and word[i + 1].isupper()
                return i if head in self._elisions and not in_name else 0
        return 0


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


def opens(text: str, at: int, start: int) -> bool:
    """Whether the word at `at` opens the stretch that begins at `start`, or a sentence in it.

    The capital of such a word says nothing.
    """
    i = at - 1
    while i >= start and (text[i].isspace() or text[i] in "\"'«»“”‘’([-–—•*"):
        if text[i] == "\n" or (text[i] in "-–—•*" and i + 1 < at):
            return True
        i -= 1
    return i < start or text[i] in ".!?:…"
