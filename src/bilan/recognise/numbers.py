"""Finds the counts of a stretch of text: figures, numerals, approximates and vague orders, with what bounds them.

Years, dates, hours, shares, sums, measures, ranks and figures that name something are no counts and give no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.quantities import Bound, Count
from bilan.recognise.counting import Counting, counting_of
from bilan.recognise.patterns import WORD, key
from bilan.recognise.times import find_times

_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s'’]")
_OPENS = re.compile(r"(?:^|[.!?:;«»\"“”(\[\n–—-])\s*$")
_NAMED = re.compile(r"(?:[\w°][-‐‑/]|[/°#$£€+_]\s?)$")
_JOINED = re.compile(r"[-‐‑/:][^\W_]|[^\W\d_]|[.,]\d")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOK_BACK = 60


def find_numbers(
    text: str, start: int, end: int, language: Language, taken: Sequence[Mention] | None = None,
) -> list[Mention]:
    """The counts in `text[start:end]` in order, as mentions of kind `number` with a `Count`.

    A span takes in the words that bound the count and the "de" of "une vingtaine de". `taken` are the expressions of
    time of the same stretch, which counts never overlap; they are looked for where it is `None`.
    """
    times = find_times(text, start, end, language) if taken is None else taken
    closed = {i for mention in times for i in range(mention.start, mention.end)}
    counting = counting_of(language)
    found: list[Mention] = []
    done = start
    for word in WORD.finditer(text, start, end):
        at = word.start()
        if at < done or at in closed or key(word.group()) not in counting.firsts:
            continue
        if at > start and text[at - 1].isalnum():
            continue
        match = counting.regex.match(text, at, end)
        if match is None or any(i in closed for i in range(at, match.end())):
            continue
        measure = _measure(text, end, match, counting)
        if measure is not None:
            done = measure
            continue
        mentions = list(_Reading(text, start, end, match, counting).mentions())
        if mentions:
            done = mentions[-1].end
            found.extend(mentions)
    return found


def _measure(text: str, end: int, match: re.Match[str], counting: Counting) -> int | None:
    """Where a measure ends of which the match is the figure ("70%", "une vingtaine de kilomètres"), else `None`."""
    ends = [match.end()] + ([match.start("post")] if match.group("post") else [])
    found = (counting.measure.match(text, at, end) for at in ends)
    return next((m.end() for m in found if m), None)


class _Reading:
    """One match, and whether and how it counts."""

    def __init__(self, text: str, start: int, end: int, match: re.Match[str], counting: Counting) -> None:
        self._text, self._start, self._end = text, start, end
        self._match, self._counting = match, counting
        self._groups = {name: value for name, value in match.groupdict().items() if value is not None}

    def mentions(self) -> Iterator[Mention]:
        """The counts that the match stands for: none, one, or two where it tells a change from one to the other."""
        if self._is_joined():
            return
        for name in ("low", "low_from", "low_bare"):
            if name in self._groups:
                yield from self._range(name, name.replace("low", "high"))
                return
        if "order" in self._groups or "vague" in self._groups:
            order = self._counting.order(self._groups.get("order") or self._groups["vague"])
            yield Mention("number", self._match.start(), self._match.end(), Count(order=order))
        elif "times" in self._groups:
            noun = self._groups["plural"].lower()
            value = self._counting.value(self._groups["times"]) * self._counting.plurals[noun]
            yield self._mention(value, "about", self._match.start("times"), self._match.end())
        elif "approx" in self._groups:
            yield from self._approximate()
        else:
            yield from self._amount()

    def _is_joined(self) -> bool:
        """Whether the match is but a part of a longer word or name: "F-16", "45e", "quelques-uns"."""
        first = next((self._match.start(n) for n in ("amount", "low", "low_from", "low_bare", "times")
                      if n in self._groups), None)
        if first is not None and _NAMED.search(self._text, max(self._start, first - 3), first):
            return True
        last = self._match.end()
        return self._text[last - 1].isalnum() and _JOINED.match(self._text, last, self._end) is not None

    def _range(self, low: str, high: str) -> Iterator[Mention]:
        first, second = self._counting.ends(self._groups[low], self._groups[high])
        change = self._counting.changes.intersection(self._before(self._match.start())[-3:])
        if low == "low_from" and change:
            for name, value in ((low, first), (high, second)):
                yield Mention("number", self._match.start(name), self._match.end(name), Count.exact(value))
        elif first < second:
            end = self._with_of(self._groups[high], self._match.end())
            yield Mention("number", self._match.start(), end, Count(low=first, high=second))
        elif low == "low_bare" and not self._counting.numerals.is_one(self._groups[low]):
            yield Mention("number", self._match.start(low), self._match.end(low), Count.exact(first))

    def _approximate(self) -> Iterator[Mention]:
        noun = self._groups["approx"].lower()
        if noun in self._counting.needs_of and not self._groups.get("of"):
            return
        yield self._mention(self._counting.approximates[noun], "about", None, self._match.end())

    def _amount(self) -> Iterator[Mention]:
        numeral, at = self._groups["amount"], self._match.start("amount")
        if not self._counts(numeral, at):
            return
        value = self._counting.value(numeral)
        yield self._mention(value, "exact", at, self._with_of(numeral, self._match.end()))

    def _mention(self, value: int, plain: Bound, core: int | None, end: int) -> Mention:
        """The count with the bound that its words give, `plain` where they give none. `core` is where the numeral
        begins: a word of place before a small figure is no bound and stays outside."""
        counting, start = self._counting, self._match.start()
        phrase = " ".join(self._groups.get("bound", "").lower().replace("’", "'").split())
        bound = counting.bounds.get(phrase)
        if core is not None and phrase in counting.spatial and value < counting.least_spatial:
            start, bound = core, None
        if "bare" in self._groups and core is not None:
            start, bound = (start, "more_than") if value >= counting.least_bare else (core, None)
        if "post" in self._groups:
            bound = bound or counting.bounds_after.get(" ".join(self._groups["post"].lower().split()))
        told = bound or self._far_bound(end) or counting.verb_bound(self._before(start)) or plain
        return Mention("number", start, end, Count(value=value, bound=told))

    def _counts(self, numeral: str, at: int) -> bool:
        """Whether a numeral counts people or things: it is no article, year, rank or name."""
        counting, figure = self._counting, numeral[0].isdigit()
        before, bounded = self._before(at), "bound" in self._groups
        last = before[-1] if before else ""
        if counting.numerals.is_one(numeral):
            return counting.bounds.get(" ".join(self._groups.get("bound", "").lower().replace("’", "'").split())) in (
                "at_least", "more_than")
        if numeral[0].isupper() and not _OPENS.search(self._text, max(self._start, at - 4), at) and at > self._start:
            return False
        if (figure or last in counting.ranking) and last in counting.numbering and not bounded:
            return False
        if _BARE_YEAR.fullmatch(numeral) and not bounded and not self._followed_by_noun():
            return False
        if last in counting.not_after.get(numeral.lower(), ()) and not self._followed_by_plural():
            return False
        changed = counting.changes.intersection(before[-4:-1])
        alone = last in counting.alone_after and not bounded and not figure and not changed
        return not alone or self._followed_by_noun() or self._counting.of_these.match(
            self._text, self._match.end(), self._end) is not None

    def _followed_by_noun(self) -> bool:
        """Whether a word follows that can name what is counted: one in lower case, or a people."""
        following = _NEXT_WORD.match(self._text, self._match.end(), self._end)
        word = following.group(1) if following else ""
        if word.lower() in self._counting.peoples:
            return True
        return word.islower() and word not in self._counting.function_words

    def _followed_by_plural(self) -> bool:
        """Whether a word in the plural follows: "la mort de neuf personnes", but "remis à neuf par l'armée"."""
        following = _NEXT_WORD.match(self._text, self._match.end(), self._end)
        return following is not None and following.group(1).endswith(self._counting.plural_endings) and \
            self._followed_by_noun()

    def _with_of(self, numeral: str, end: int) -> int:
        """The end of the span: after "deux millions" it takes in "de"."""
        if "post" in self._groups or not self._counting.scaled(numeral):
            return end
        of = self._counting.of.match(self._text, end, self._end)
        return of.end() if of else end

    def _far_bound(self, end: int) -> Bound | None:
        """A bound behind the noun that is counted: "douze civils au moins"."""
        match = self._counting.far.match(self._text, end, self._end)
        if match is None or any((match.group(g) or "").lower() in self._counting.function_words
                                for g in ("first", "second")):
            return None
        return self._counting.bounds_after.get(" ".join(match.group("far").lower().split()))

    def _before(self, at: int) -> list[str]:
        """The words and signs just before a point, in lower case."""
        return [p.lower() for p in _PIECE.findall(self._text, max(self._start, at - _LOOK_BACK), at)]
