"""Ways of saying something, written as data: a phrase with classes of words, made into a regular expression.

A phrase is words in order. `{month}` stands for a class of words (`{month2}` for its second use in the same phrase),
`(a | b c)` for alternatives, and `?` after any of them makes it optional. Case, kinds of space and kinds of apostrophe
make no difference. A space is a gap: none is needed after an apostrophe, on either side of a
hyphen or before a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORD = re.compile(r"\d+|[^\W\d_]+")
FIGURE = "#"
# As they stand in a set of a regular expression.
APOSTROPHES = "'’ʼ"
HYPHENS = "\\-‐‑"
_GAP = rf"(?:(?<=[{APOSTROPHES}{HYPHENS}])\s?|(?<![{APOSTROPHES}{HYPHENS}])(?:\s+|(?=[{HYPHENS},])))"
_PIECE = re.compile(r"\{(\w+)\}|([(|)?])|([^\s(){}|?]+)|\s+")
_DIGITS = "0123456789"
AGAIN = "__"


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: the expression that matches one, and the first words that one can begin with (`#`: a digit)."""

    regex: str
    firsts: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> WordClass:
        """The class of these literal phrases, the longest tried first. Raises `ValueError` where there are none."""
        ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
        if not ordered:
            raise ValueError("a class of words needs at least one")
        return cls("(?:" + "|".join(literal(p) for p in ordered) + ")", frozenset(first_word(p) for p in ordered))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase and the first words that a match can begin with."""

    regex: re.Pattern[str]
    firsts: frozenset[str]


def first_word(phrase: str) -> str:
    """The first word of a phrase in lower case, `#` for a figure. Raises `ValueError` where it holds no word."""
    match = WORD.search(phrase)
    if match is None:
        raise ValueError(f"no word in {phrase!r}")
    return key(match.group())


def key(word: str) -> str:
    """What a word is looked up by: itself in lower case, `#` for a figure."""
    return FIGURE if word[0].isdigit() else word.lower()


def literal(phrase: str) -> str:
    """The expression for a phrase as it stands, whatever its spaces, apostrophes and hyphens."""
    words = []
    for word in phrase.split():
        kinds = {"'": APOSTROPHES, "’": APOSTROPHES, "-": HYPHENS}
        words.append("".join(f"[{kinds[c]}]" if c in kinds else re.escape(c) for c in word))
    return _GAP.join(words)


def compile_phrase(source: str, classes: Mapping[str, WordClass]) -> Phrase:
    """The phrase as a regular expression whose groups bear the names of its classes (followed by `AGAIN` and a number
    from the second use of one name on, as in alternatives).

    Raises `ValueError` for an unknown class, an unbalanced bracket, or a part of which everything is optional.
    """
    reader = _Reader(source, classes)
    body, firsts = reader.alternatives()
    if reader.left():
        raise ValueError(f"unbalanced bracket in {source!r}")
    boundary = rf"(?:(?<=[{APOSTROPHES}])|(?!\w)(?![{HYPHENS}]\w))"
    return Phrase(re.compile(body + boundary, re.IGNORECASE), firsts)


class _Reader:
    """Reads the notation from left to right and returns, for every part, its expression and its first words."""

    def __init__(self, source: str, classes: Mapping[str, WordClass]) -> None:
        self._source = source
        self._classes = classes
        self._pieces = [m.groups() for m in _PIECE.finditer(source) if m.group().strip()]
        self._at = 0
        self._uses: dict[str, int] = {}

    def left(self) -> bool:
        return self._at < len(self._pieces)

    def alternatives(self) -> tuple[str, frozenset[str]]:
        parts = [self._sequence()]
        while self._sign("|"):
            parts.append(self._sequence())
        body = parts[0][0] if len(parts) == 1 else "(?:" + "|".join(p[0] for p in parts) + ")"
        return body, frozenset().union(*(p[1] for p in parts))

    def _sign(self, sign: str) -> bool:
        found = self.left() and self._pieces[self._at][1] == sign
        self._at += found
        return found

    def _sequence(self) -> tuple[str, frozenset[str]]:
        items: list[tuple[str, frozenset[str], bool]] = []
        while self.left() and self._pieces[self._at][1] not in ("|", ")"):
            body, firsts = self._atom()
            items.append((body, firsts, self._sign("?")))
        needed = next((i for i, item in enumerate(items) if not item[2]), None)
        if needed is None:
            raise ValueError(f"nothing but optional words in a part of {self._source!r}")
        before = "".join(f"(?:{body}{_GAP})?" for body, _, _ in items[:needed])
        after = "".join(f"(?:{_GAP}{body})?" if optional else _GAP + body for body, _, optional in items[needed + 1:])
        return before + items[needed][0] + after, frozenset().union(*(item[1] for item in items[:needed + 1]))

    def _atom(self) -> tuple[str, frozenset[str]]:
        name, sign, word = self._pieces[self._at]
        self._at += 1
        if word:
            return literal(word), frozenset({first_word(word)} if WORD.search(word) else ())
        if name:
            known = self._classes.get(name.rstrip(_DIGITS))
            if known is None:
                raise ValueError(f"unknown class {name!r} in {self._source!r}")
            self._uses[name] = self._uses.get(name, 0) + 1
            use = "" if self._uses[name] == 1 else f"{AGAIN}{self._uses[name]}"
            return f"(?P<{name}{use}>{known.regex})", known.firsts
        if sign != "(":
            raise ValueError(f"misplaced {sign!r} in {self._source!r}")
        body, firsts = self.alternatives()
        if not self._sign(")"):
            raise ValueError(f"unbalanced bracket in {self._source!r}")
        return f"(?:{body})", firsts
