"""Finds shares of a number told elsewhere: "la moitié", "deux tiers", "70%", "le reste"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from bilan.language.contract import Language
from bilan.quantities import Bound, Share
from bilan.recognise.calendar import squeeze
from bilan.recognise.counting import counting_of
from bilan.recognise.once import once_per_language
from bilan.recognise.patterns import FIGURE, WORD, WordClass, compile_phrase, either, key

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class _Sharing:
    regex: re.Pattern[str]
    firsts: frozenset[str]
    fractions: dict[str, tuple[int, int]]
    rests: frozenset[str]


def find_shares(text: str, start: int, end: int, language: Language) -> list[Share]:
    """The shares told in `text[start:end]` in order; their bound words are in the span, the "de" behind is not."""
    sharing, bounds = _sharing_of(language), counting_of(language).bounds
    found: list[Share] = []
    done = start
    for word in WORD.finditer(text, start, end):
        if word.start() < done or key(word.group()) not in sharing.firsts:
            continue
        match = sharing.regex.match(text, word.start(), end)
        if match is None or (word.start() > start and text[word.start() - 1].isalnum()):
            continue
        done = match.end()
        bound = bounds.get(squeeze(match.group("bound") or ""), "exact")
        found.append(_share(match, bound, sharing))
    return found


def _share(match: re.Match[str], bound: Bound, sharing: _Sharing) -> Share:
    if match.group("percent"):
        figure = _FIGURE.search(match.group("percent"))
        part = Fraction(figure.group().replace(",", ".")) / 100 if figure else Fraction(0)
        return Share(match.start(), match.end(), part.numerator, part.denominator, bound)
    words = squeeze(match.group("share"))
    if words in sharing.rests:
        return Share(match.start(), match.end(), bound=bound)
    return Share(match.start(), match.end(), *sharing.fractions[words], bound)


@once_per_language
def _sharing_of(language: Language) -> _Sharing:
    table = language.table("numbers")
    rests = table["rests"]["words"]
    percent = rf"(?<![\d.,])\d{{1,3}}(?:,\d+)?\s?{either(table['percent']['signs'])}"
    classes = {
        "share": WordClass.of([*table["shares"], *rests]),
        "percent": WordClass.open(percent, (FIGURE,)),
        "bound": WordClass.of(w for words in table["bounds"].values() for w in words),
    }
    phrase = compile_phrase("{bound}? ({percent}|{share})", classes)
    fractions = {words: (parts[0], parts[1]) for words, parts in table["shares"].items()}
    return _Sharing(phrase.regex, phrase.firsts, fractions, frozenset(rests))
