"""How a language counts, as data: the expression that matches a count with its bounds, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from bilan.language.contract import Language
from bilan.quantities import Bound, Order
from bilan.recognise.calendar import squeeze
from bilan.recognise.numerals import Numerals
from bilan.recognise.once import once_per_language
from bilan.recognise.patterns import APOSTROPHES, FIGURE, either, first_word

_GAP = rf"(?:(?<=[{APOSTROPHES}])\s?|(?<![{APOSTROPHES}])\s+)"
_QUOTE_OPENS, _QUOTE_CLOSES = r"(?:[«“\"]\s?)?", r"(?:\s?[»”\"])?"
_ORDERS: tuple[tuple[int, Order], ...] = (
    (1_000_000, "millions"), (100_000, "hundreds_of_thousands"), (10_000, "tens_of_thousands"), (1_000, "thousands"),
    (100, "hundreds"), (0, "dozens"),
)


@dataclass(frozen=True, slots=True)
class Counting:
    """The words of a language for counts. Lists of words are in lower case."""

    regex: re.Pattern[str]
    firsts: frozenset[str]
    of: re.Pattern[str]
    of_these: re.Pattern[str]
    measure: re.Pattern[str]
    far: re.Pattern[str]
    numerals: Numerals
    approximates: Mapping[str, int]
    needs_of: frozenset[str]
    plurals: Mapping[str, int]
    scales: Mapping[str, int]
    half_of: Sequence[str]
    thousands: frozenset[str]
    vague: Mapping[str, Order]
    bounds: Mapping[str, Bound]
    bounds_after: Mapping[str, Bound]
    spatial: frozenset[str]
    least_spatial: int
    least_bare: int
    bound_verbs: Mapping[str, Bound]
    between: frozenset[str]
    changes: frozenset[str]
    numbering: frozenset[str]
    ranking: frozenset[str]
    not_after: Mapping[str, Sequence[str]]
    alone_after: frozenset[str]
    plural_endings: tuple[str, ...]
    function_words: frozenset[str]
    peoples: frozenset[str]

    def value(self, text: str) -> int:
        """The number that a numeral, an approximate or a counted plural ("deux centaines") tells."""
        lowered = squeeze(text)
        for noun, amount in self.approximates.items():
            if re.search(rf"\b{noun}\b", lowered):
                return amount
        return self.numerals.value(lowered)

    def scaled(self, numeral: str) -> bool:
        """Whether a numeral ends in a scale, which takes "de" before what is counted."""
        words = re.findall(r"[^\W\d_]+", numeral.lower())
        return bool(self.scales.keys() & set(words[-3:])) or any(w in numeral.lower() for w in self.half_of)

    def order(self, text: str) -> Order:
        """The order of magnitude of a plural, of two multiplied, or of a vague determiner."""
        lowered = squeeze(text)
        if lowered in self.vague:
            return self.vague[lowered]
        size = 1
        for word in re.findall(r"[^\W\d_]+", lowered):
            size *= self.plurals.get(word, 1)
        return next(order for least, order in _ORDERS if size >= least)

    def ends(self, low: str, high: str) -> tuple[int, int]:
        """The two ends of a range; what multiplies the second alone ("5 à 6 millions") multiplies the first too."""
        first, second = self.numerals.value(low), self.numerals.value(high)
        last = squeeze(high).split()[-1]
        factor = self.scales.get(last, 1000 if last in self.thousands else 1)
        own = squeeze(low).split()[-1]
        if factor > 1 and own not in self.scales and own not in self.thousands and first * factor < second:
            first *= factor
        return first, second

    def verb_bound(self, before: Sequence[str]) -> Bound | None:
        """The bound that a verb before the count puts on it, at most four words away."""
        for word in reversed(before[-5:]):
            if word in self.bound_verbs:
                return self.bound_verbs[word]
            if word not in self.between:
                return None
        return None


@once_per_language
def counting_of(language: Language) -> Counting:
    """The counting of a language, compiled once from its table `numbers` and its list `measures`."""
    table = language.table("numbers")
    numerals, bounds, after = Numerals(table), _by_word(table["bounds"]), _by_word(table["bounds_after"])
    of, measure, far = _surroundings(table, language.words("measures"), after)
    return Counting(
        regex=re.compile(_regex(table, numerals, after), re.IGNORECASE),
        firsts=numerals.firsts | {FIGURE} | {first_word(w) for w in _openings(table)},
        of=of,
        of_these=re.compile(rf"\s+{either(table['no_count']['taken_out_of'])}(?!\w)", re.IGNORECASE),
        measure=measure,
        far=far,
        numerals=numerals,
        approximates=table["approximates"],
        needs_of=frozenset(table["approximates_frame"]["needs_of"]),
        plurals=table["plurals"],
        scales=table["scales"],
        half_of=tuple(table["half_of"]),
        thousands=frozenset(table["thousands"]),
        vague={w: cast(Order, order) for order, words in table["vague"].items() for w in words},
        bounds=bounds,
        bounds_after=after,
        spatial=frozenset(table["spatial"]["words"]),
        least_spatial=table["spatial"]["least"],
        least_bare=table["bare_plus"]["least"],
        bound_verbs=_by_word({k: v for k, v in table["bound_verbs"].items() if k != "between"}),
        between=frozenset(table["bound_verbs"]["between"]),
        changes=frozenset(table["ranges"]["changes"]),
        numbering=frozenset(table["numbering"]["nouns"]),
        ranking=frozenset(table["numbering"]["ranks"]),
        not_after=table["no_count"]["after"],
        alone_after=frozenset(table["no_count"]["alone_after"]),
        plural_endings=tuple(table["no_count"]["plural_endings"]),
        function_words=language.words("function_words") | language.words("auxiliaries"),
        peoples=language.words("peoples") | {
            form.lower() for forms in language.table("demonyms").values() for form in forms},
    )


def _openings(table: Mapping[str, Any]) -> Iterable[str]:
    """The phrases other than numerals that a count can begin with."""
    yield from _by_word(table["bounds"])
    for words in (table["bare_plus"]["words"], table["approximates_frame"]["determiners"], table["plurals"],
                  table["orders_frame"]["determiners"], table["ranges"]["between"], table["ranges"]["from"],
                  *table["vague"].values()):
        yield from words


def _surroundings(
    table: Mapping[str, Any], measures: Iterable[str], after: Mapping[str, Bound],
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What may follow a count: "de", a measure of which it is the figure, and a bound behind one or two words."""
    of = _of(table)
    not_of = either(table["approximates_frame"]["not_of"])
    adjectives = either(table["measure_adjectives"]["words"])
    units = "|".join(re.escape(m) for m in sorted(measures, key=lambda m: (-len(m), m)))
    word = r"[^\W\d_][\w'’-]*"
    return (
        re.compile(rf"\s+{of}(?!\s?{not_of}\b)", re.IGNORECASE),
        re.compile(rf"\s*(?:{of}\s?)?(?:{adjectives}\s+)?(?:{units})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s+(?P<first>{word})(?:\s+(?P<second>{word}))??\s+(?P<far>{either(after)})(?!\w)"
                   rf"(?!\s+(?:{of}|\d))", re.IGNORECASE),
    )


def _of(table: Mapping[str, Any]) -> str:
    """The "de" behind a count, as a word of its own and not the beginning of "des"."""
    return rf"{either(table['orders_frame']['of'])}(?!(?<=\w)\w)"


def _by_word(section: Mapping[str, Iterable[str]]) -> dict[str, Bound]:
    return {word: cast(Bound, bound) for bound, words in section.items() for word in words}


def _regex(table: Mapping[str, Any], numerals: Numerals, after: Mapping[str, Bound]) -> str:
    """Bound, count and following bound. Every alternative names the groups that it fills."""
    n, frame, approximate = numerals.regex, table["orders_frame"], table["approximates_frame"]
    of, not_of = _of(table), either(approximate["not_of"])
    with_of = rf"(?:\s+{of}(?!\s?{not_of}\b))?"
    plural = either(table["plurals"])
    quoted = rf"{_QUOTE_OPENS}{plural}(?!\w){_QUOTE_CLOSES}"
    ranges = table["ranges"]
    bound = (rf"(?:(?P<bound>{either(_by_word(table['bounds']))}){_GAP}"
             rf"|(?P<bare>{either(table['bare_plus']['words'])})\s+(?=\d))?")
    choices = (
        rf"(?P<between>{either(ranges['between'])})\s+(?P<low>{n})\s+{either(ranges['between_joins'])}\s+(?P<high>{n})",
        rf"(?P<from>{either(ranges['from'])})\s+(?P<low_from>{n})\s+{either(ranges['from_joins'])}\s+(?P<high_from>{n})",
        rf"(?P<low_bare>{n})\s+{either(ranges['bare_joins'])}\s+(?P<high_bare>{n})",
        rf"(?P<times>{n})\s+(?P<plural>{either(set(table['plurals']) - set(table['scales']))})(?!\w){with_of}",
        rf"(?:{either(frame['determiners'])}\s+)?(?P<order>{quoted}(?:\s+{either(frame['of'])}\s?{plural}(?!\w))?){with_of}",
        rf"{either(approximate['determiners'])}\s+(?:{either(approximate['adjectives'])}\s+)?"
        rf"(?P<approx>{either(table['approximates'])})(?!\w)(?P<of>{with_of})",
        rf"(?P<amount>{n})",
        rf"(?P<vague>{either(w for words in table['vague'].values() for w in words)})(?:(?<=[{APOSTROPHES}])|(?!\w))",
    )
    return rf"{bound}(?:{'|'.join(choices)})(?:\s+(?P<post>{either(after)})(?!\w)(?!\s+(?:{of}|\d)))?"
