"""Finding a name wherever it stands in a text, and putting another in its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
BETWEEN = r"[\W_]{1,4}"
"""What may stand between the words of a name: blanks, hyphens, apostrophes, an initial's full stop."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text with names replaced. `cuts` are the spans replaced, in order, as `(start, end)` of the old text with the
    `(start, end)` of the new one."""

    text: str
    cuts: tuple[tuple[int, int, int, int], ...]

    def moved(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span of the new text that shows what this span of the old one showed."""
        return self._at(span[0], end=False), self._at(span[1], end=True)

    def _at(self, offset: int, *, end: bool) -> int:
        before = bisect_right(self.cuts, (offset, offset, 0, 0)) - 1
        if before < 0:
            return offset
        start, stop, new_start, new_stop = self.cuts[before]
        if start < offset < stop:
            return new_stop if end else new_start
        return new_start if offset == start else new_stop + offset - stop


class Names:
    """Names with what is shown for each. Case, accents and the signs between the words of a name do not matter; parts
    of words are no names."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        """`shown` gives for each name what stands in its place."""
        self._shown = {_key(name): other for name, other in shown.items() if _key(name)}
        ordered = sorted(self._shown, key=len, reverse=True)
        found = "|".join(BETWEEN.join(map(re.escape, key.split(" "))) for key in ordered)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{found})(?![^\W_])") if ordered else None

    def text(self, text: str) -> str:
        """The text with every name replaced."""
        return self.replaced(text).text

    def replaced(self, text: str) -> Replaced:
        """The text with every name replaced, and where."""
        if self._pattern is None:
            return Replaced(text, ())
        bare, origins = _bare(text)
        out: list[str] = []
        cuts = []
        done = length = 0
        for match in self._pattern.finditer(bare):
            start, stop = origins[match.start()], origins[match.end() - 1] + 1
            while stop < len(text) and unicodedata.combining(text[stop]):
                stop += 1
            other = self._shown[_key(match.group())]
            length += start - done
            out += (text[done:start], other)
            cuts.append((start, stop, length, length + len(other)))
            length, done = length + len(other), stop
        return Replaced("".join([*out, text[done:]]), tuple(cuts))


def holds(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text."""
    return bool(Names(dict.fromkeys(names, "")).replaced(text).cuts)


def _key(name: str) -> str:
    return " ".join(WORD.findall(_bare(name)[0]))


def _bare(text: str) -> tuple[str, list[int]]:
    """The text in lower case without accents, and for each of its characters the place in the text that it is from."""
    out: list[str] = []
    origins: list[int] = []
    for at, char in enumerate(text):
        for one in unicodedata.normalize("NFKD", char.casefold()):
            if not unicodedata.combining(one):
                out.append(one)
                origins.append(at)
    return "".join(out), origins
