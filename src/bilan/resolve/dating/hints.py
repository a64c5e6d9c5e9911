"""Whether a day is told as past or as to come, read off the words around it, before the text is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.syntax import Sentence

Hint = Literal["past", "future"]

_PIECE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.;:!?\n«»\"“”]")
_BEFORE, _AFTER = 110, 90
# A cue behind the day counts as farther away than one before it.
_BEHIND, _BEHIND_FACTOR = 8, 1.5
_LEAST_ENDING = 4


class Hints:
    """The cues of a language, from its table `tense_cues`."""

    def __init__(self, language: Language) -> None:
        table = language.table("tense_cues")
        self._words: dict[str, Hint] = dict.fromkeys(table["past"]["words"], "past")
        self._words |= dict.fromkeys(table["future"]["words"], "future")
        self._endings: tuple[tuple[Hint, tuple[str, ...]], ...] = (
            ("future", tuple(table["future"]["endings"])), ("past", tuple(table["past"]["endings"])))

    def of(self, text: str, mention: Mention, sentence: Sentence) -> Hint | None:
        """`past` or `future` by the nearest cue in the clause, `None` where it holds none."""
        if mention.value.direction > 0 or mention.value.relation == "by":
            return "future"
        start, end = mention.start, mention.end
        before = list(_PIECE.finditer(text, max(sentence.start, start - _BEFORE), start))
        after = _PIECE.finditer(text, end, min(sentence.end, end + _AFTER))
        near = next(self._cues(reversed(before)), None)
        far = next(self._cues(after), None)
        if near is None or far is None:
            return near[1] if near else far[1] if far else None
        distance = (far[0].start() - end) * _BEHIND_FACTOR + _BEHIND
        return far[1] if distance < start - near[0].end() else near[1]

    def _cues(self, pieces: Iterator[re.Match[str]]) -> Iterator[tuple[re.Match[str], Hint]]:
        """The cues up to the end of the clause."""
        for piece in pieces:
            word = piece.group()
            if not word[0].isalpha():
                return
            hint = self._words.get(word.lower()) or (self._by_ending(word) if word.islower() else None)
            if hint:
                yield piece, hint

    def _by_ending(self, word: str) -> Hint | None:
        if len(word) < _LEAST_ENDING:
            return None
        return next((hint for hint, endings in self._endings if word.endswith(endings)), None)
