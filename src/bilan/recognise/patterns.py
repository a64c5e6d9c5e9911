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
from functools import cache
from typing import Any

WORD = re.compile(r"\d+|[^\W\d_]+")
FIGURE = "#"
ANY = "*"
# As they stand in a set of a regular expression.
APOSTROPHES = "'’ʼ"
HYPHENS = "\\-‐‑"
_GAP = rf"(?:(?<=[{APOSTROPHES}{HYPHENS}])\s?|(?<![{APOSTROPHES}{HYPHENS}])(?:\s+|(?=[{HYPHENS},])))"
_PIECE = re.compile(r"\{(\w+)\}|([(|)?])|([^\s(){}|?]+)|\s+")
_DIGITS = "0123456789"
AGAIN = "__"


# The first one or two words of what a part can match, as keys; `ANY` stands for any second word.
Heads = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: the expression that matches one, and the heads of what it matches."""

    regex: str
    heads: Heads

    @property
    def firsts(self) -> frozenset[str]:
        """The first words of what it matches."""
        return frozenset(head[0] for head in self.heads)

    @classmethod
    def of(cls, phrases: Iterable[str]) -> WordClass:
        """The class of these literal phrases, the longest tried first. Raises `ValueError` where there are none."""
        kept = sorted(set(phrases))
        if not kept:
            raise ValueError("a class of words needs at least one")
        return cls(either(kept), frozenset(_head(p) for p in kept))

    @classmethod
    def open(cls, regex: str, firsts: Iterable[str]) -> WordClass:
        """A class whose words are too many to list: only the first word of a match is known."""
        return cls(regex, frozenset((first, ANY) for first in firsts))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as an expression, compiled when it is first asked for, and the heads of what it matches."""

    source: str
    heads: Heads

    @property
    def regex(self) -> re.Pattern[str]:
        """The expression; case makes no difference to it."""
        return _compiled(self.source)

    @property
    def firsts(self) -> frozenset[str]:
        """The first words of what it matches."""
        return frozenset(head[0] for head in self.heads)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def either(phrases: Iterable[str]) -> str:
    """An expression that matches one of the literal phrases, the longest first; what they begin with in common is
    tried once."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for piece in _pieces(phrase):
            node = node.setdefault(piece, {})
        node[""] = {}
    return _from_tree(tree)


def _from_tree(tree: dict[str, Any]) -> str:
    ends = "" in tree
    branches = [piece + _from_tree(below) for piece, below in sorted(tree.items(), reverse=True) if piece]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")


def _pieces(phrase: str) -> list[str]:
    """A literal phrase as one expression for each character and each gap."""
    kinds = {"'": f"[{APOSTROPHES}]", "’": f"[{APOSTROPHES}]", "-": f"[{HYPHENS}]"}
    pieces: list[str] = []
    words = phrase.lower().split()
    for before, word in zip([None, *words], words, strict=False):
        if before is not None:
            pieces.append(r"\s?" if before[-1] in kinds else r"\s+")
        pieces.extend(kinds.get(c) or re.escape(c) for c in word)
    return pieces


def _head(phrase: str) -> tuple[str, ...]:
    words = tuple(key(m.group()) for m in WORD.finditer(phrase))[:2]
    if not words:
        raise ValueError(f"no word in {phrase!r}")
    return words


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
    return "".join(_pieces(phrase))


def compile_phrase(source: str, classes: Mapping[str, WordClass]) -> Phrase:
    """The phrase as a regular expression whose groups bear the names of its classes (followed by `AGAIN` and a number
    from the second use of one name on, as in alternatives).

    Raises `ValueError` for an unknown class, an unbalanced bracket, or a part of which everything is optional.
    """
    reader = _Reader(source, classes)
    body, heads = reader.alternatives()
    if reader.left():
        raise ValueError(f"unbalanced bracket in {source!r}")
    boundary = rf"(?:(?<=[{APOSTROPHES}])|(?!\w)(?![{HYPHENS}]\w))"
    return Phrase(body + boundary, heads)


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

    def alternatives(self) -> tuple[str, Heads]:
        parts = [self._sequence()]
        while self._sign("|"):
            parts.append(self._sequence())
        body = parts[0][0] if len(parts) == 1 else "(?:" + "|".join(p[0] for p in parts) + ")"
        return body, frozenset().union(*(p[1] for p in parts))

    def _sign(self, sign: str) -> bool:
        found = self.left() and self._pieces[self._at][1] == sign
        self._at += found
        return found

    def _sequence(self) -> tuple[str, Heads]:
        items: list[tuple[str, Heads, bool]] = []
        while self.left() and self._pieces[self._at][1] not in ("|", ")"):
            body, heads = self._atom()
            items.append((body, heads, self._sign("?")))
        needed = next((i for i, item in enumerate(items) if not item[2]), None)
        if needed is None:
            raise ValueError(f"nothing but optional words in a part of {self._source!r}")
        before = "".join(f"(?:{body}{_GAP})?" for body, _, _ in items[:needed])
        after = "".join(f"(?:{_GAP}{body})?" if optional else _GAP + body for body, _, optional in items[needed + 1:])
        return before + items[needed][0] + after, _joined(items)

    def _atom(self) -> tuple[str, Heads]:
        name, sign, word = self._pieces[self._at]
        self._at += 1
        if word:
            return literal(word), frozenset({_head(word)} if WORD.search(word) else {()})
        if name:
            known = self._classes.get(name.rstrip(_DIGITS))
            if known is None:
                raise ValueError(f"unknown class {name!r} in {self._source!r}")
            self._uses[name] = self._uses.get(name, 0) + 1
            use = "" if self._uses[name] == 1 else f"{AGAIN}{self._uses[name]}"
            return f"(?P<{name}{use}>{known.regex})", known.heads
        if sign != "(":
            raise ValueError(f"misplaced {sign!r} in {self._source!r}")
        body, heads = self.alternatives()
        if not self._sign(")"):
            raise ValueError(f"unbalanced bracket in {self._source!r}")
        return f"(?:{body})", heads


def _joined(items: Iterable[tuple[str, Heads, bool]]) -> Heads:
    """The heads of a sequence of parts of which some are optional."""
    heads: set[tuple[str, ...]] = {()}
    for _, following, optional in items:
        longer = {(head + more)[:2] if len(head) < 2 else head for head in heads for more in following}
        heads = heads | longer if optional else longer
    return frozenset(heads)
