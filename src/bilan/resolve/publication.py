"""Dates an undated dispatch from its own words: its weekdays, dates and lengths, and the key events that it names.

Takes the dispatch, its sentences with their mentions of time, and the conflicts; returns the range of days with its
reasons. Every clue is a condition on the day; the days that most clues allow are the answer, if they are few enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bilan.dispatch import Dispatch, Published
from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.resolve.dating.anchors import Anchors, Atlas
from bilan.resolve.dating.clues import EARLIEST, LATEST, Clue, Clues, after, days_of, length, span_of, within
from bilan.resolve.dating.hints import Hint, Hints
from bilan.resolve.dating.last_day import Told, last_weekday
from bilan.syntax import Sentence
from bilan.times import TimeExpression

# A range of more days than these dates nothing: it is answered that the day is unknown.
_WIDEST = 7
_PRINTED, _DATED, _LENGTH, _LAST_DAY, _AHEAD = 10.0, 6.0, 3.0, 4.0, 2.0
# A dispatch mostly tells the year that it is from, or the one before: days until which, and the weight of it.
_NEAR = ((430, 1.5), (1100, 0.75))
_OPENING = 2
_MONTHS = timedelta(days=300)
_ONE_DAY = timedelta(days=1)


def date_dispatch(
    dispatch: Dispatch, sentences: Sequence[Sentence], language: Language, conflicts: Atlas, *,
    countries: Sequence[str] = (), opening: Sequence[Mention] = (),
) -> Published:
    """The day of publication of a dispatch that came without one, as a range with its reasons.

    The range is at most a week, mostly one day or two; `first` and `last` are `None` where the clues do not meet in so
    few days. `countries` are those that the dispatch is about; `opening` the mentions of time of its dateline.
    """
    reading = _Reading(dispatch, sentences, language, Anchors(conflicts, countries, language))
    return reading.published(opening)


class _Reading:
    """The clues of one dispatch and what they come to."""

    def __init__(self, dispatch: Dispatch, sentences: Sequence[Sentence], language: Language, anchors: Anchors) -> None:
        self._text = dispatch.text
        self._outlet = dispatch.outlet or ""
        self._sentences = sentences
        self._anchors = anchors
        self._hints = Hints(language)
        self._reasons: dict[str, str] = language.table("dating")["reasons"]
        self._weekdays = {number: name for name, number in language.table("calendar")["weekdays"].items()}
        self._wires = language.table("tense_cues")["wires"]["words"]
        self._clues = Clues()
        self._told: list[Told] = []
        self._yesterday: str | None = None
        self._relative: list[tuple[TimeExpression, TimeExpression, str]] = []

    def published(self, opening: Sequence[Mention]) -> Published:
        for mention in opening:
            self._dateline(mention)
        for sentence in self._sentences:
            times = [m for m in sentence.mentions if m.kind == "time"]
            for i, mention in enumerate(times):
                self._read(sentence, mention, times[i + 1] if i + 1 < len(times) else None)
        self._last_day(bool(opening))
        return self._solve()

    def _read(self, sentence: Sentence, mention: Mention, following: Mention | None) -> None:
        expression: TimeExpression = mention.value
        hint = self._hints.of(self._text, mention, sentence)
        self._note_weekday(sentence, expression, hint, mention)
        if expression.form in ("date", "dates", "now"):
            self._date(sentence, mention, hint)
        if following is not None:
            self._length(sentence, mention, following)
        for clue in self._anchors.clues(self._text, sentence, mention, hint != "future"):
            self._clues.add(clue)

    # --- what single expressions say ----------------------------------------------------------------------------

    def _dateline(self, mention: Mention) -> None:
        expression: TimeExpression = mention.value
        days = days_of(expression, EARLIEST, LATEST)
        if days:
            said = self._text[mention.start:mention.end]
            reason = self._reasons["dateline"].format(date=said)
            self._clues.add(Clue(_PRINTED, within((d, d) for d in days), reason, True))

    def _note_weekday(self, sentence: Sentence, expression: TimeExpression, hint: Hint | None, mention: Mention) -> None:
        quoted = sentence.inside is not None
        if expression.form == "offset" and expression.amount == -1 and expression.unit == "day":
            if not quoted and hint != "future" and expression.part != "night":
                self._yesterday = self._text[mention.start:mention.end]
            return
        day = expression.until.weekday if expression.until and expression.form == "weekdays" else expression.weekday
        if day is None or expression.form not in ("weekday", "weekdays", "date", "now") or expression.direction:
            return
        if expression.form == "date" and sentence.index > _OPENING:
            return
        self._told.append(Told(day, sentence.index, hint if expression.form != "now" else "past", quoted))

    def _date(self, sentence: Sentence, mention: Mention, hint: Hint | None) -> None:
        expression: TimeExpression = mention.value
        said = self._text[mention.start:mention.end]
        span = span_of(expression)
        if expression.form == "now":
            self._printed(expression, said)
        elif span is not None and hint == "future":
            end = span[1]
            reason = self._reasons["until_year"].format(said=said)
            self._clues.add(Clue(_AHEAD, lambda day: day <= end, reason))
        elif span is not None:
            self._clues.not_before(span[0])
        elif expression.weekday is not None:
            self._weekday_date(sentence, expression, said, hint)

    def _printed(self, expression: TimeExpression, said: str) -> None:
        """"ce dimanche 21 août": the dispatch's own day, in the years that the weekday allows."""
        days = days_of(expression, EARLIEST, LATEST)
        if days:
            reason = self._reasons["printed"].format(date=said)
            self._clues.add(Clue(_PRINTED, within((d, d) for d in days), reason, True))

    def _weekday_date(self, sentence: Sentence, expression: TimeExpression, said: str, hint: Hint | None) -> None:
        """"samedi 3 octobre": only some years have it; told in the opening, it is of the week."""
        days = days_of(expression, EARLIEST, LATEST)
        reach = timedelta(days=6) if sentence.index <= _OPENING and hint != "future" else _MONTHS
        ranges = [(d, d + reach) if hint != "future" else (d - reach, d) for d in days]
        if ranges:
            reason = self._reasons["weekday_date"].format(date=said, weekday=self._weekdays[expression.weekday or 0])
            self._clues.add(Clue(_DATED, within(ranges), reason, reach.days < _WIDEST))

    def _length(self, sentence: Sentence, mention: Mention, following: Mention) -> None:
        """A length and the date that it is counted from: "moins d'un mois après X, le 15 novembre", and "fin 2014, il
        y a moins d'un an" the other way round."""
        for counted, other in ((mention, following), (following, mention)):
            span = length(counted.value)
            if span is None or other.value.form != "date":
                continue
            ago = counted.value.form == "offset" and (counted.value.amount or 0) < 0
            between = self._text[mention.end:following.start].strip()
            if ago and between in (",", "(") and self._add_length(span, other, counted, "length_ago"):
                return
            if counted is mention and counted.value.relation == "for" and sentence.index <= _OPENING:
                if self._anchors.counts_to_now(self._text, sentence, counted):
                    self._add_length(span, other, counted, "length_after")
                return

    def _add_length(self, span: tuple[timedelta, timedelta], other: Mention, counted: Mention, reason: str) -> bool:
        said, told = (self._text[m.start:m.end] for m in (counted, other))
        known = span_of(other.value)
        days = [known] if known else [(d, d) for d in days_of(other.value, EARLIEST, LATEST)]
        if not days:
            return False
        text = self._reasons[reason].format(said=said, date=told, other=told)
        ranges = [after(first, last, span) for first, last in days]
        self._clues.add(Clue(_LENGTH, within(ranges), text, counted.value.unit in ("day", "week", "month")))
        return True

    # --- the last day told --------------------------------------------------------------------------------------

    def _last_day(self, dateline: bool) -> None:
        last = last_weekday(self._told)
        if last is None:
            return
        name = self._weekdays[last]
        following = (last + 1) % 7
        ahead = {t.weekday for t in self._told if t.hint == "future"}
        reasons = [self._reasons["last_day"].format(weekday=name)]
        if self._yesterday is not None and not self._is_wire(dateline):
            allowed = {following}
            reasons.append(self._reasons["yesterday"].format(said=self._yesterday, weekday=self._weekdays[following]))
        elif following in ahead:
            allowed = {last}
            reasons.append(self._reasons["ahead"].format(said=self._weekdays[following]))
        elif self._is_wire(dateline):
            allowed = {last}
            reasons.append(self._reasons["wire"])
        else:
            allowed = {last, following}
            reasons.append(self._reasons["print"])
        self._clues.add(Clue(_LAST_DAY, lambda day: day.weekday() in allowed, " ; ".join(reasons)))

    def _is_wire(self, dateline: bool) -> bool:
        """Whether an agency's name or a dateline shows the dispatch to be a wire."""
        begins = self._sentences[0].start if self._sentences else 0
        names = "|".join(re.escape(w) for w in self._wires)
        return dateline or begins > 0 or re.search(rf"(?<!\w)(?:{names})(?!\w)", self._outlet + " " + self._text) is not None

    # --- what they come to --------------------------------------------------------------------------------------

    def _solve(self) -> Published:
        clues = self._clues
        if not any(c.pins for c in clues.found):
            return Published()
        best, days = -1.0, list[date]()
        day = clues.first
        while day <= min(clues.last, LATEST):
            score = self._score(day)
            if score > best + 1e-9:
                best, days = score, [day]
            elif score > best - 1e-9:
                days.append(day)
            day += _ONE_DAY
        if not days or days[-1] - days[0] >= timedelta(days=_WIDEST):
            return Published()
        kept = [c for c in clues.found if c.fits(days[0]) and c.fits(days[-1])]
        if not any(c.pins for c in kept):
            return Published()
        reasons = tuple(dict.fromkeys(c.reason for c in sorted(kept, key=lambda c: -c.weight)))
        return Published(days[0], days[-1], reasons=reasons)

    def _score(self, day: date) -> float:
        total = sum(c.weight for c in self._clues.found if c.fits(day))
        if self._clues.told is not None:
            since = (day - self._clues.told).days
            total += next((weight for reach, weight in _NEAR if since <= reach), 0.0)
        return total
