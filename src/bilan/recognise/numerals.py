"""Numbers in figures and in words, up to the milliards: the expression that matches one and the value of a match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bilan.recognise.patterns import FIGURE, HYPHENS, WordClass, either, first_word, literal

# Thousands are parted by a full stop, a space of any width or (in Switzerland) an apostrophe, decimals by a comma (or a
# full stop before a scale).
_GROUPED = r"\d{1,3}(?:[. '’\u00a0\u2009\u202f]\d{3})+(?!\d)"
_FIGURE = rf"(?<![\d.,])(?:{_GROUPED}|\d{{1,12}}(?:[.,]\d{{1,3}}(?!\d))?)"
_LINK = rf"[\s{HYPHENS}]{{1,2}}"
_NOT_DIGIT = re.compile(r"\D")


def approximates_class(table: Mapping[str, Any]) -> WordClass:
    """The class of counts like "une bonne vingtaine de", determiner and "de" included, from the table `numbers`."""
    frame = table["approximates_frame"]
    determiners = WordClass.of(frame["determiners"])
    adjectives, nouns, of = (either(words) for words in (frame["adjectives"], table["approximates"],
                                                          table["orders_frame"]["of"]))
    return WordClass.open(rf"(?:{determiners.regex}\s+(?:{adjectives}\s+)?{nouns}\s+{of})", determiners.firsts)


class Numerals:
    """The numerals of a language, from its table `numbers`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._joiner = str(table["joiner"])
        self._small: dict[str, int] = {}
        for section in ("units", "teens", "tens"):
            self._small.update(table[section])
        self._hundreds = frozenset(table["hundreds"])
        self._thousands = frozenset(table["thousands"])
        self._scales: dict[str, int] = dict(table["scales"])
        self._half = re.compile(either(table["halves"]["after"]), re.IGNORECASE)
        self._half_of: dict[str, int] = {k.replace("-", " "): v for k, v in table["half_of"].items()}
        self._compounds = sorted((w for w in self._small if "-" in w), key=len, reverse=True)
        self._one = frozenset(w for w, v in self._small.items() if v == 1)
        self.regex = self._build(table)
        self.firsts = frozenset({FIGURE}) | {first_word(w) for w in (*self._small, *self._hundreds, *self._thousands)}

    def as_class(self) -> WordClass:
        """The numerals as a class of words for phrases."""
        return WordClass.open(self.regex, self.firsts)

    def is_one(self, text: str) -> bool:
        """Whether the numeral is the word for one, which is the article as well."""
        return text.lower() in self._one

    def _build(self, table: Mapping[str, Any]) -> str:
        units, teens, tens = (either(table[s]) for s in ("units", "teens", "tens"))
        joined = rf"(?:{_LINK}{self._joiner})?{_LINK}"
        below_hundred = rf"(?:{tens}(?:{joined}(?:{teens}|{units})(?!\w))?|{teens}|{units})(?!\w)"
        hundred = rf"(?:{units}{_LINK})?{either(self._hundreds)}(?!\w)"
        below_thousand = rf"(?:{hundred}(?:{_LINK}{below_hundred})?|{below_hundred})"
        thousand = either(self._thousands)
        in_words = (rf"(?:(?:{below_thousand}{_LINK})?{thousand}(?!\w)(?:{_LINK}{below_thousand})?|{below_thousand})")
        half = either(table["halves"]["after"])
        named = either(table["half_of"])
        scaled = rf"(?:\s+{thousand}(?!\w))?(?:\s+{either(self._scales)}(?!\w)(?:\s+{half}(?!\w))?)?"
        return rf"(?:{named}(?!\w)|(?:{_FIGURE}|(?<![{HYPHENS}]){in_words}){scaled})"

    def value(self, text: str) -> int:
        """The number that a match of `regex` stands for, rounded down to a whole one."""
        lowered = " ".join(text.lower().split())
        whole = self._half_of.get(lowered.replace("-", " "))
        if whole is not None:
            return whole
        half = self._half.search(lowered)
        plain = lowered[: half.start()] if half else lowered
        figure = re.match(_FIGURE, plain)
        amount = self._figure(figure.group()) if figure else Decimal(0)
        rest = plain[figure.end():] if figure else plain
        value, scale = self._words(rest, amount)
        return int(value + Decimal(scale) / 2) if half else int(value)

    @staticmethod
    def _figure(text: str) -> Decimal:
        if re.fullmatch(_GROUPED, text):
            return Decimal(_NOT_DIGIT.sub("", text))
        return Decimal(text.replace(",", "."))

    def _words(self, text: str, start: Decimal) -> tuple[Decimal, int]:
        """The value of the words of a numeral behind its figure, and its scale (1 where it has none)."""
        for compound in self._compounds:
            text = re.sub(literal(compound), compound.replace("-", "_"), text)
        total, current, scale = Decimal(0), start, 1
        for word in re.findall(r"[^\W\d]+", text):
            word = word.replace("_", "-")
            if word in self._hundreds:
                current = (current or Decimal(1)) * 100
            elif word in self._thousands:
                total, current = total + (current or Decimal(1)) * 1000, Decimal(0)
            elif word in self._scales:
                scale = self._scales[word]
                total, current = ((total + current) or Decimal(1)) * scale, Decimal(0)
            elif word in self._small:
                current += self._small[word]
        return total + current, scale
