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
from bilan.resolve.dating.anchors import Anchors
from bilan.resolve.dating.clues import EARLIEST, LATEST, OPENING, Clue, Clues, after, days_of, length, span_of, within
from bilan.resolve.dating.hints import Hint, Hints
from bilan.resolve.dating.last_day import Told, last_weekday
from bilan.resolve.dating.terms import Terms
from bilan.syntax import Sentence
from bilan.times import TimeExpression
from bilan.world.actors import Registry
from bilan.world.conflicts import Conflicts

# A range of more days than these dates nothing: it is answered that the day is unknown.
_WIDEST = 7
_PRINTED, _DATED, _LENGTH, _LAST_DAY, _AHEAD = 10.0, 6.0, 3.0, 4.0, 2.0
# The weight of standing not long after a day or month that is told with its year.
_NEAR_WEIGHT = 1.5
# Nothing is dated later than this after the last key event that the world knows.
_HORIZON = timedelta(days=730)
# Days of other months are farther than this; a year that terms of office alone choose must be ahead by this much.
_APART, _MARGIN, _EQUAL = 45, 2.0, 1e-9
# A single event of the last days is believed where this many in office agree and it is as far ahead as that.
_EVENT_MARGIN, _TERMS = 3.0, 3
_PINS = frozenset({"printed", "dated", "ago", "event_lead", "event_week"})
_MONTHS = timedelta(days=300)
_ONE_DAY = timedelta(days=1)


def date_dispatch(
    dispatch: Dispatch, sentences: Sequence[Sentence], language: Language, conflicts: Conflicts, *,
    countries: Sequence[str] = (), opening: Sequence[Mention] = (),
) -> Published:
    """The day of publication of a dispatch that came without one, as a range with its reasons.

    The range is at most a week, mostly one day or two; `first` and `last` are `None` where the clues do not meet in so
    few days. `countries` are those that the dispatch is about; `opening` the mentions of time of its dateline.
    """
    reading = _Reading(dispatch, sentences, language, Anchors(conflicts, countries, language))
    return reading.published(opening)


_DASH = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[-–—]\s")
_LINE_ENDS = re.compile(r"[ \t]*[.,:]?[ \t\r]*\n")
_LONGEST_PLACE = 60


class _Reading:
    """The clues of one dispatch and what they come to."""

    def __init__(self, dispatch: Dispatch, sentences: Sequence[Sentence], language: Language, anchors: Anchors) -> None:
        self._text = dispatch.text
        self._outlet = dispatch.outlet or ""
        self._articles = language.words("articles")
        self._sentences = sentences
        self._anchors = anchors
        self._hints = Hints(language)
        self._terms = Terms(Registry.load(), language)
        self._reasons: dict[str, str] = language.table("dating")["reasons"]
        self._weekdays = {number: name for name, number in language.table("calendar")["weekdays"].items()}
        self._wires = language.table("tense_cues")["wires"]["words"]
        self._clues = Clues()
        self._told: list[Told] = []
        self._yesterday: str | None = None

    def published(self, opening: Sequence[Mention]) -> Published:
        for mention in opening:
            self._dateline(mention)
        for sentence in self._sentences:
            times = [m for m in sentence.mentions if m.kind == "time"]
            for i, mention in enumerate(times):
                self._read(sentence, mention, times[i + 1] if i + 1 < len(times) else None)
        self._last_day(bool(opening))
        self._clues.found.extend(self._terms.clues(self._text, self._sentences))
        return self._solve()

    def _read(self, sentence: Sentence, mention: Mention, following: Mention | None) -> None:
        expression: TimeExpression = mention.value
        if sentence.index == 0 and self._is_dateline(mention):
            self._dateline(mention)
            return
        hint = self._hints.of(self._text, mention, sentence)
        self._note_weekday(sentence, mention, hint)
        if expression.form in ("date", "dates", "now"):
            self._date(sentence, mention, hint)
        if following is not None:
            self._length(sentence, mention, following)
        for clue in self._anchors.clues(self._text, sentence, mention, hint != "future"):
            self._clues.found.append(clue)

    # --- what single expressions say ----------------------------------------------------------------------------

    def _is_dateline(self, mention: Mention) -> bool:
        """Whether a date stands between a place and the dash that a report begins with: "HOMS (Syrie), 9 mai - "; or
        alone on the first line, at most behind a place and a comma."""
        place = self._text[:mention.start].strip()
        if mention.value.form != "date" or len(place) > _LONGEST_PLACE:
            return False
        if _DASH.match(self._text, mention.end) is not None:
            return bool(place)
        *before, last = place.split() or [""]
        lead = " ".join(before) if last.lower() in self._articles else place
        return (not lead or lead.endswith(",")) and _LINE_ENDS.match(self._text, mention.end) is not None

    def _dateline(self, mention: Mention) -> None:
        expression: TimeExpression = mention.value
        days = days_of(expression, EARLIEST, LATEST)
        if days:
            said = self._text[mention.start:mention.end]
            reason = self._reasons["dateline"].format(date=said)
            self._clues.found.append(Clue("printed", _PRINTED, within((d, d) for d in days), reason))

    def _note_weekday(self, sentence: Sentence, mention: Mention, hint: Hint | None) -> None:
        expression: TimeExpression = mention.value
        quoted = sentence.inside is not None
        if expression.form == "offset" and expression.amount == -1 and expression.unit == "day":
            if not quoted and hint != "future" and expression.part != "night":
                self._yesterday = self._text[mention.start:mention.end]
            return
        day = expression.until.weekday if expression.until and expression.form == "weekdays" else expression.weekday
        if day is None or expression.form not in ("weekday", "weekdays", "date", "now") or expression.direction:
            return
        if expression.form == "date" and sentence.index > OPENING:
            return
        self._told.append(Told(day, sentence.index, hint if expression.form != "now" else "past", quoted))

    def _date(self, sentence: Sentence, mention: Mention, hint: Hint | None) -> None:
        expression: TimeExpression = mention.value
        said = self._text[mention.start:mention.end]
        span = span_of(expression)
        if expression.form == "now" and sentence.index <= OPENING:
            self._printed(expression, said)
        elif span is not None and hint == "future":
            end = span[1]
            reason = self._reasons["until_year"].format(said=said)
            self._clues.found.append(Clue("ahead", _AHEAD, lambda day: day <= end, reason))
        elif span is not None:
            certain = hint == "past" and sentence.inside is None
            self._clues.tell(span, self._reasons["since_year"].format(said=said), certain=certain)
        elif expression.weekday is not None:
            self._weekday_date(sentence, expression, said, hint)

    def _printed(self, expression: TimeExpression, said: str) -> None:
        """"ce dimanche 21 août": the dispatch's own day, in the years that the weekday allows."""
        days = days_of(expression, EARLIEST, LATEST)
        if days:
            reason = self._reasons["printed"].format(date=said)
            self._clues.found.append(Clue("printed", _PRINTED, within((d, d) for d in days), reason))

    def _weekday_date(self, sentence: Sentence, expression: TimeExpression, said: str, hint: Hint | None) -> None:
        """"samedi 3 octobre": only some years have it; told in the opening, it is of the week."""
        days = days_of(expression, EARLIEST, LATEST)
        reach = timedelta(days=6) if sentence.index <= OPENING and hint != "future" else _MONTHS
        ranges = [(d, d + reach) if hint != "future" else (d - reach, d) for d in days]
        if ranges:
            reason = self._reasons["weekday_date"].format(date=said, weekday=self._weekdays[expression.weekday or 0])
            kind = "dated" if reach.days < _WIDEST else "ahead"
            self._clues.found.append(Clue(kind, _DATED, within(ranges), reason))

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
            if counted is mention and counted.value.relation == "for" and sentence.index <= OPENING:
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
        self._clues.found.append(Clue("ago", _LENGTH, within(ranges), text, told if known else ""))
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
            printed = any(c.kind == "printed" for c in self._clues.found)
            allowed = {t.weekday for t in self._told if t.hint != "future"} if printed else {last}
            reasons.append(self._reasons["wire"])
        else:
            allowed = {last, following}
            reasons.append(self._reasons["print"])
        self._clues.found.append(Clue("last_day", _LAST_DAY, lambda day: day.weekday() in allowed, " ; ".join(reasons)))

    def _is_wire(self, dateline: bool) -> bool:
        """Whether an agency's name or a dateline shows the dispatch to be a wire."""
        begins = self._sentences[0].start if self._sentences else 0
        names = "|".join(re.escape(w) for w in self._wires)
        named = re.search(rf"(?<!\w)(?:{names})(?!\w)", f"{self._outlet} {self._text}")
        return dateline or begins > 0 or named is not None

    # --- what they come to --------------------------------------------------------------------------------------

    def _solve(self) -> Published:
        """The days that the clues allow best, where they are few and rest on enough."""
        clues = self._independent()
        if not any(c.kind in _PINS for c in clues):
            return Published()
        latest = (self._anchors.last or LATEST - _HORIZON) + _HORIZON
        days = [EARLIEST + _ONE_DAY * i for i in range((latest - EARLIEST).days)]
        scores = [self._score(day, clues) for day in days]
        if not scores or max(scores) <= 0:
            return Published()
        best = max(scores)
        first, *_, last = [d for d, score in zip(days, scores, strict=True) if score > best - _EQUAL] * 2
        if last - first >= timedelta(days=_WIDEST):
            return Published()
        others = [s for d, s in zip(days, scores, strict=True) if abs((d - first).days) > _APART]
        kept = [c for c in clues if c.fits(first) and c.fits(last)]
        if not self._enough(kept, first, best - max(others, default=0.0)):
            return Published()
        reasons = dict.fromkeys(c.reason for c in sorted(kept, key=lambda c: -c.weight))
        return Published(first, last, reasons=tuple(reasons))

    def _independent(self) -> list[Clue]:
        """The clues, without those that say a thing twice: an event dated by its date is not of the last week, and one
        event or reason counts once."""
        dated = {c.of for c in self._clues.found if c.kind == "event_year"}
        kept: dict[tuple[str, str], Clue] = {}
        for clue in self._clues.found:
            week = clue.kind in ("event_lead", "event_week")
            if not (week and clue.of in dated):
                kept.setdefault(("event" if week else clue.kind, clue.of or clue.reason), clue)
        return list(kept.values())

    def _enough(self, kept: list[Clue], day: date, margin: float) -> bool:
        """Whether the clues that meet in a day pin it: its week and its year each need one of its own. `margin` is
        what sets it apart from the days of other months and years."""
        kinds = [c.kind for c in kept]
        counted = any(k in ("event_year", "event_length", "ago") for k in kinds)
        events = kinds.count("event_lead") + kinds.count("event_week")
        if "printed" in kinds or "dated" in kinds:
            return counted or events > 0 or self._clues.is_near(day) or margin >= _MARGIN
        if events:
            alone = "event_lead" in kinds and margin >= _EVENT_MARGIN and kinds.count("term") >= _TERMS
            return counted or events > 1 or alone
        return "ago" in kinds and ("event_year" in kinds or any(c.kind == "ago" and c.of for c in kept))

    def _score(self, day: date, clues: Sequence[Clue]) -> float:
        total = sum(c.weight for c in clues if c.fits(day))
        return total + (_NEAR_WEIGHT if self._clues.is_near(day) else 0.0)
