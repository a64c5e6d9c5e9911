"""Other figures of the same length and wording, in the same order: what is a part of a number stays one."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Any

from benchmarks.twins.exchange import Edit
from benchmarks.twins.shapes import shapes

_FIGURE = re.compile(
    r"(?<![\w.,/-])(?<!\d[ \u00a0\u202f])(\d{1,3}(?:[.\u00a0\u202f ]\d{3})+|\d+)(?![\w%,/:-]*\d)(?!\w)")
_NEXT = re.compile(r"[\s-]*([^\W\d_]+)")
_YEARS = range(1900, 2100)
_TRIES = 500
# Small numbers are sums of others by chance.
_SMALL = 20
_LONGEST = 12


class Figures:
    """Which figure stands for which in one dispatch."""

    def __init__(self, text: str, counted: Collection[int], taken: Collection[range], chance: random.Random) -> None:
        """`counted` are the annotated counts: figures in words are exchanged only where they are among them. `taken`
        are stretches of the text whose figures stay, such as expressions of time."""
        words = _words()
        self._taken = taken
        self._words = {word: value for word, value in words.items() if value in counted}
        in_words = {self._words[word.lower()] for _, _, word in self._spelt(text)}
        in_digits = {value for _, _, value in _digits(text, taken)}
        self._table = _exchanged(in_words | in_digits, in_words, set(counted), chance)

    def anywhere(self, text: str) -> Iterator[Edit]:
        """The figures of another text, such as an annotated name, with what stands for each."""
        yield from self._edits(text, ())

    def edits(self, text: str) -> Iterator[Edit]:
        """The figures of the dispatch with what stands for each."""
        yield from self._edits(text, self._taken)

    def _edits(self, text: str, taken: Collection[range]) -> Iterator[Edit]:
        for start, end, value in _digits(text, taken):
            new = self._table.get(value, value)
            printed = text[start:end]
            signs = iter(str(new).rjust(sum(c.isdigit() for c in printed), "0"))
            yield Edit(start, end, "".join(next(signs) if c.isdigit() else c for c in printed))
        for start, end, word in self._spelt(text):
            value = self._words[word.lower()]
            other = _like(word.lower(), self._table.get(value, value))
            if not _is_in(start, taken) and not _counts_time(text, end):
                yield Edit(start, end, other.capitalize() if word[0].isupper() else other)

    def _spelt(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and word of each figure in words that stands alone ("quatre mille" is another)."""
        joined = "|".join(shapes()["numerals"])
        following = "|".join([*shapes()["numerals"], *shapes()["and_one"]])
        words = "|".join(self._words)
        for match in re.finditer(rf"(?<![\w-])({words})(?![\w-])", text, re.IGNORECASE) if words else ():
            before = re.search(rf"\b(?:{joined})\s$", text[max(0, match.start() - _LONGEST):match.start()])
            after = re.match(rf"\s(?:{following})\b", text[match.end():match.end() + _LONGEST])
            if not before and not after:
                yield match.start(), match.end(), match.group()

    def value(self, value: int) -> int:
        """What stands for a count. One that the text does not print is half of one, or the sum or difference of two,
        that it does."""
        if value in self._table or value <= _SMALL:
            return self._table.get(value, value)
        if 2 * value in self._table:
            return self._table[2 * value] // 2
        known = sorted(self._table)
        for one in known:
            for two in known:
                if one - two == value:
                    return self._table[one] - self._table[two]
                if one + two == value:
                    return self._table[one] + self._table[two]
        return value


def _digits(text: str, taken: Collection[range]) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of each figure that is neither a year nor counts a time nor stands in a taken stretch."""
    for match in _FIGURE.finditer(text):
        value = int(re.sub(r"\D", "", match.group()))
        year = value in _YEARS and match.group().isdigit()
        if not year and value > 1 and not _is_in(match.start(), taken) and not _counts_time(text, match.end()):
            yield match.start(), match.end(), value


def _is_in(offset: int, taken: Collection[range]) -> bool:
    return any(offset in stretch for stretch in taken)


def _words() -> dict[str, int]:
    table: dict[str, Any] = shapes()["figures"]
    units: dict[str, int] = {word: value for value, word in enumerate(table["units"], 2)}
    teens: dict[str, int] = {word: value for value, word in enumerate(table["teens"], 10)}
    return {**units, **teens, **table["tens"], **table["dozens"]}


def _like(word: str, value: int) -> str:
    """The word of a value in the same wording ("vingtaine" for "dizaine"); the word itself where there is none."""
    dozens = shapes()["figures"]["dozens"]
    same = {w: v for w, v in _words().items() if (w in dozens) == (word in dozens)}
    return next((w for w, v in same.items() if v == value), word)


def _counts_time(text: str, end: int) -> bool:
    following = _NEXT.match(text, end)
    return bool(following and following.group(1) in shapes()["units_of_time"])


def _exchanged(values: set[int], in_words: set[int], counted: set[int], chance: random.Random) -> dict[int, int]:
    """Other values in the same order, a count that is the sum of two the sum of the others; the values themselves where
    no such others are met with."""
    ordered = sorted(values)
    choices = [_choices(value, value in in_words) for value in ordered]
    known = sorted(values & counted)
    sums = [(a, b) for i, a in enumerate(known) for b in known[i:] if a + b in known and a + b > _SMALL]
    for _ in range(_TRIES):
        drawn: list[int] = []
        for some in choices:
            above = [n for n in some if not drawn or n > drawn[-1]]
            if not above:
                break
            drawn.append(chance.choice(above[: len(above) // 2 + 1]))
        if len(drawn) < len(ordered):
            continue
        table = dict(zip(ordered, drawn, strict=True))
        table |= {a + b: table[a] + table[b] for a, b in sums}
        new = [table[value] for value in ordered]
        alike = all(len(str(n)) == len(str(v)) and (v not in in_words or n in choice)
                    for (v, n), choice in zip(table.items(), choices, strict=True))
        if alike and all(a < b for a, b in pairwise(new)):
            return table
    return {value: value for value in values}


def _choices(value: int, in_words: bool) -> list[int]:
    """What may stand for a value: as long, as round, within a third of it; of a figure in words one of its class."""
    step = 10 ** (len(str(value)) - len(str(value).rstrip("0")))
    third = max(2 * step, value // (3 * step) * step)
    near: Iterable[int] = range(value - third, value + third + 1, step)
    fits = [n for n in near if n > 1 and len(str(n)) == len(str(value)) and (n % (10 * step) or step > 1 or n < 10)]
    if in_words:
        dozens = set(shapes()["figures"]["dozens"].values())
        words = {v for w, v in _words().items() if w not in shapes()["figures"]["dozens"]}
        fits = [n for n in fits if n in words and (value not in dozens or n in dozens)]
    return fits or [value]
