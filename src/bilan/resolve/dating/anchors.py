"""The key events of a war that a sentence speaks of, and what they say of the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.resolve.dating.clues import OPENING, Clue, after, length, within
from bilan.syntax import Sentence
from bilan.times import TimeExpression
from bilan.world.conflicts import Conflicts, KeyEvent

_WEEK, _YEAR = timedelta(days=6), timedelta(days=364)
_EVENT_WEEK, _EVENT_YEAR, _EVENT_LENGTH = 3.0, 3.0, 2.0
# How far from an expression of time the words for its event may stand.
_NEAR = 90
_BEGINNINGS = ("war_began", "uprising")


@dataclass(frozen=True, slots=True)
class _Known:
    event: KeyEvent
    places: re.Pattern[str] | None
    words: re.Pattern[str] | None
    kind: re.Pattern[str] | None


class Anchors:
    """The key events of the wars that are fought in the countries that a dispatch is about, the first two of them."""

    def __init__(self, conflicts: Conflicts, countries: Sequence[str], language: Language) -> None:
        nouns, forms = language.table("event_words"), language.table("dating")["event_forms"]
        kinds = {kind: _any_of([*nouns.get(kind, ()), *forms.get(kind, ())], re.IGNORECASE) for kind in nouns | forms}
        theatres = [c for c in conflicts if set(c.theatre) & set(countries[:2])]
        self._known = [
            _Known(event, _any_of(event.places), _any_of(event.words, re.IGNORECASE), kinds.get(event.kind))
            for conflict in theatres for event in conflict.events]
        self.last = max((e.last for c in conflicts for e in c.events), default=None)
        counted = language.table("tense_cues")["counted"]
        self._after = _any_of(counted["after"], re.IGNORECASE)
        self._remote = frozenset(counted["remote"])
        self._reasons = language.table("dating")["reasons"]

    def clues(self, text: str, sentence: Sentence, mention: Mention, past: bool) -> Iterator[Clue]:
        """What the events that stand near an expression of time say, with it, of the day of publication."""
        expression: TimeExpression = mention.value
        said = text[mention.start:mention.end]
        stretch = text[max(sentence.start, mention.start - _NEAR):min(sentence.end, mention.end + _NEAR)]
        if expression.amount is not None and expression.form in ("duration", "offset"):
            yield from self._counted(text, sentence, mention, stretch)
        elif expression.form == "weekday" and past and expression.weekday is not None:
            for event in self._named(stretch):
                if len(event.day) == 10 and event.first.weekday() == expression.weekday:
                    kind = "event_lead" if sentence.index <= OPENING else "event_week"
                    yield self._clue(event, said, kind, _EVENT_WEEK, _WEEK)
        elif expression.form == "date" and expression.day is not None and expression.year is None and past:
            told = (expression.month, expression.day)
            for event in self._named(text[sentence.start:sentence.end], placed_or_worded=True):
                if len(event.day) == 10 and (event.first.month, event.first.day) == told:
                    yield self._clue(event, said, "event_year", _EVENT_YEAR, _YEAR)
                    if expression.weekday == event.first.weekday():
                        # The day of the month and of the week both fit: as good as a date with its year.
                        yield self._clue(event, said, "dated", _EVENT_WEEK, _WEEK)

    def _clue(self, event: KeyEvent, said: str, kind: str, weight: float, span: timedelta) -> Clue:
        reason = self._reasons["event_year" if kind == "event_year" else "event_week"]
        told = reason.format(said=said, event=event.french, date=event.first.isoformat())
        return Clue(kind, weight, within([(event.first, event.first + span)]), told, event.french)

    def _counted(self, text: str, sentence: Sentence, mention: Mention, stretch: str) -> Iterator[Clue]:
        """A length from an event to the publication: "cinq ans et demi après le début de la guerre"."""
        span, expression = length(mention.value), mention.value
        if span is None or not self.counts_to_now(text, sentence, mention):
            return
        for event in self._named(stretch, placed_or_worded=False):
            began = event.kind in _BEGINNINGS
            if expression.relation == "since" and not began:
                continue
            said = text[mention.start:mention.end]
            told = self._reasons["event_length"].format(said=said, event=event.french, date=event.first.isoformat())
            ranges = [after(event.first, event.first, span)]
            yield Clue("event_length", _EVENT_LENGTH, within(ranges), told, event.french)

    def counts_to_now(self, text: str, sentence: Sentence, mention: Mention) -> bool:
        """Whether a length runs up to the publication: "il y a", "depuis", or "après" with no remoter past."""
        expression: TimeExpression = mention.value
        if expression.form == "offset":
            return (expression.amount or 0) < 0
        if expression.relation == "since":
            return True
        follows = text[mention.end:mention.end + 12].strip()
        if expression.relation != "for" or self._after is None or not self._after.match(follows):
            return False
        words = set(re.findall(r"[^\W\d_]+", text[mention.end:sentence.end].lower()))
        return not words & self._remote

    def _named(self, stretch: str, placed_or_worded: bool = False) -> Iterator[KeyEvent]:
        """The events that a stretch can mean: it has a word for their kind, and one of their places or a word of their
        own; with `placed_or_worded` any of these is enough. A war's beginning needs but the word for it."""
        for known in self._known:
            placed = known.places is not None and known.places.search(stretch) is not None
            own = known.words is not None and known.words.search(stretch) is not None
            kind = known.kind is not None and known.kind.search(stretch) is not None
            beginning = known.event.kind in _BEGINNINGS and kind
            if beginning or (kind and (placed or own)) or (placed_or_worded and (placed or own or kind)):
                yield known.event


def _any_of(words: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    kept = sorted(set(words), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in kept) + r")(?!\w)", flags) if kept else None
