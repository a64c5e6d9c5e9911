"""The year of a day or month that the text prints without one, where it prints it elsewhere: in its paragraph, over the
part of a chronology that it stands in, or in the entry before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

from bilan.dispatch import Published
from bilan.syntax import Sentence
from bilan.times import TimeExpression, When, last_day

_BEHIND = 2
# A line that is but a year heads a part of a chronology; an entry of one begins with its date, a bullet before at most.
_HEADING = re.compile(r"^[^\w\n]{0,6}(\d{4})[^\w\n]{0,6}$", re.MULTILINE)
_BULLET = 4
_FIRST, _LAST = 1800, 2200
# A day or month that lies no further back than this needs no year.
_NEAR = timedelta(days=60)


class Years:
    """Gives the dates of one dispatch their years."""

    def __init__(
        self, sentences: Sequence[Sentence], published: Published, resolver: Callable[..., When | None], text: str = ""
    ) -> None:
        found = ((m.start(), int(m.group(1))) for m in _HEADING.finditer(text))
        self._headings = [(at, year) for at, year in found if _FIRST < year < _LAST]
        self._sentences = sentences
        self._published = published
        self._resolver = resolver

    def given(self, expression: TimeExpression, sentence: Sentence) -> TimeExpression:
        """A day or month with the year of the whole date before it in its paragraph, where a paragraph tells of another
        year ("Le 20 janvier 2018 … Le 18 mars"), or of the same day or month where the text prints it with one year
        only ("du 7 au 9 janvier 2015 … le 9 janvier"); as it is where neither is so."""
        if expression.form != "date" or expression.year is not None or expression.month is None or expression.direction:
            return expression
        headings = [year for at, year in self._headings if at < sentence.start]
        if headings:
            return replace(expression, year=headings[-1])
        told = self._of_paragraph(sentence) or self._of_list(sentence)
        if told is not None:
            later = (expression.month, expression.day or 31) >= (told.month or 1, told.day or 1)
            return replace(expression, year=told.year) if later else expression
        if expression.weekday is not None or expression.day is None or self._is_near(expression):
            return expression
        same = [d for d in self._whole if _is_of(expression, d)]
        years = {_year(d) for d in same if d.day is not None} or {_year(d) for d in same}
        return replace(expression, year=years.pop()) if len(years) == 1 else expression

    def _of_paragraph(self, sentence: Sentence) -> TimeExpression | None:
        """The last whole date that stands shortly before a sentence in its paragraph."""
        for other in reversed(self._sentences[max(0, sentence.index - _BEHIND):sentence.index]):
            if other.paragraph != sentence.paragraph:
                return None
            times: list[TimeExpression] = [m.value for m in other.mentions if m.kind == "time"]
            whole = [d for d in times if d.form == "date" and d.year is not None and d.day is not None]
            if whole:
                return whole[-1]
        return None

    def _of_list(self, sentence: Sentence) -> TimeExpression | None:
        """The whole date of the entry of a chronology from which the entries before a sentence go on, theirs in order:
        "- 4 janvier 2018: … - 20 janvier: …"."""
        entry = self._entry(sentence)
        for other in reversed(self._sentences[:sentence.index]) if entry is not None else ():
            earlier = self._entry(other)
            if earlier is None or entry is None:
                continue
            if (earlier.month or 0, earlier.day or 0) > (entry.month or 0, entry.day or 0):
                return None
            if earlier.year is not None:
                return earlier
            entry = earlier
        return None

    def _entry(self, sentence: Sentence) -> TimeExpression | None:
        """The day with which a sentence begins a paragraph as an entry of a list, `None` for another sentence."""
        before = self._sentences[sentence.index - 1] if sentence.index else None
        first = next((m for m in sentence.mentions if m.kind == "time"), None)
        if first is None or not 0 < first.start - sentence.start <= _BULLET or (
            before is not None and before.paragraph == sentence.paragraph
        ):
            return None
        day: TimeExpression = first.value
        return day if day.form == "date" and day.day is not None and day.month is not None else None

    def _is_near(self, expression: TimeExpression) -> bool:
        day = self._published.day
        when = self._resolver(expression, published=self._published, anchor=None, tense="past")
        return day is None or when is None or when.end is None or last_day(when.end) >= day - _NEAR

    @cached_property
    def _whole(self) -> list[TimeExpression]:
        """The days and months of the dispatch that have their year."""
        found = [m.value for s in self._sentences for m in s.mentions if m.kind == "time"]
        return [d for d in found if d.form in ("date", "dates") and _month(d) is not None and _year(d) is not None]


def _year(date: TimeExpression) -> int | None:
    return date.year if date.year is not None or date.until is None else date.until.year


def _month(date: TimeExpression) -> int | None:
    return date.month if date.month is not None or date.until is None else date.until.month


def _is_of(date: TimeExpression, whole: TimeExpression) -> bool:
    """Whether a day or month without a year is, or lies in, a date that has one."""
    last, first = whole.until or whole, _month(whole)
    if date.month not in (first, last.month):
        return False
    if date.day is None or whole.day is None or first != last.month:
        return True
    return whole.day <= date.day <= (last.day or whole.day)
