"""The key events of a war that a sentence speaks of, and what they say of the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.resolve.dating.clues import Clue, after, length, within
from bilan.syntax import Sentence
from bilan.times import TimeExpression

_WEEK, _YEAR = timedelta(days=6), timedelta(days=364)
_EVENT_WEEK, _EVENT_YEAR, _EVENT_LENGTH = 3.0, 3.0, 2.0


class Event(Protocol):
    """What is asked of a key event (`world.conflicts.KeyEvent` is one)."""

    kind: str
    day: str
    french: str
    places: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def first(self) -> date: ...

    @property
    def last(self) -> date: ...


class Atlas(Protocol):
    """What is asked of the conflicts (`world.conflicts.Conflicts` is one)."""

    def events(self, countries: Sequence[str] | None = None) -> Iterable[Event]: ...


@dataclass(frozen=True, slots=True)
class _Known:
    event: Event
    places: re.Pattern[str] | None
    words: re.Pattern[str] | None
    kind: re.Pattern[str] | None


class Anchors:
    """The key events of the countries that a dispatch is about."""

    def __init__(self, atlas: Atlas, countries: Sequence[str], language: Language) -> None:
        nouns = language.table("event_words")
        kinds = {kind: _any_of(words, re.IGNORECASE) for kind, words in nouns.items() if isinstance(words, list)}
        self._known = [
            _Known(event, _any_of(event.places), _any_of(event.words, re.IGNORECASE), kinds.get(event.kind))
            for event in (atlas.events(countries) if countries else ())]
        counted = language.table("tense_cues")["counted"]
        self._after = _any_of(counted["after"], re.IGNORECASE)
        self._remote = frozenset(counted["remote"])
        self._reasons = language.table("dating")["reasons"]

    def clues(self, text: str, sentence: Sentence, mention: Mention, past: bool) -> Iterator[Clue]:
        """What the events that the sentence names say, with this expression of time in it."""
        expression: TimeExpression = mention.value
        said, stretch = text[mention.start:mention.end], text[sentence.start:sentence.end]
        if expression.amount is not None and expression.form in ("duration", "offset"):
            yield from self._counted(text, sentence, mention, said)
        elif expression.form == "weekday" and past and expression.weekday is not None:
            fits = [k.event for k in self._named(stretch, strict=True)
                    if len(k.event.day) == 10 and k.event.first.weekday() == expression.weekday]
            yield from self._group(fits, said, "event_week", _EVENT_WEEK, _WEEK, True)
        elif expression.form == "date" and expression.day is not None and expression.year is None:
            fits = [k.event for k in self._named(stretch, strict=False)
                    if len(k.event.day) == 10 and (k.event.first.month, k.event.first.day) ==
                    (expression.month, expression.day)]
            yield from self._group(fits, said, "event_year", _EVENT_YEAR, _YEAR, False)

    def _group(self, events: list[Event], said: str, reason: str, weight: float, span: timedelta,
               pins: bool) -> Iterator[Clue]:
        for event in events:
            told = self._reasons[reason].format(said=said, event=event.french, date=event.first.isoformat())
            yield Clue(weight, within([(event.first, event.first + span)]), told, pins)

    def _counted(self, text: str, sentence: Sentence, mention: Mention, said: str) -> Iterator[Clue]:
        """A length from an event to the publication: "cinq ans et demi après le début de la guerre"."""
        span = length(mention.value)
        if span is None or not self.counts_to_now(text, sentence, mention):
            return
        for known in self._named(text[sentence.start:sentence.end], strict=True):
            event = known.event
            told = self._reasons["event_length"].format(said=said, event=event.french, date=event.first.isoformat())
            ranges = [after(event.first, event.first, span)]
            yield Clue(_EVENT_LENGTH, within(ranges), told, mention.value.unit in ("day", "week", "month"))

    def counts_to_now(self, text: str, sentence: Sentence, mention: Mention) -> bool:
        """Whether the length runs up to the publication: "il y a", "depuis", or "après" with no remoter past."""
        expression: TimeExpression = mention.value
        if expression.form == "offset":
            return (expression.amount or 0) < 0
        if expression.relation == "since":
            return True
        follows = text[mention.end:mention.end + 12].strip()
        if expression.relation != "for" or self._after is None or not self._after.match(follows):
            return False
        words = set(re.findall(r"[^\W\d_]+", text[sentence.start:sentence.end].lower()))
        return not words & self._remote

    def _named(self, stretch: str, strict: bool) -> Iterator[_Known]:
        """The events that a stretch can mean: one of their places (if they have any) and a word for them."""
        for known in self._known:
            placed = known.places is None or known.places.search(stretch) is not None
            worded = any(p is not None and p.search(stretch) for p in (known.words, known.kind))
            if (placed and worded) or (not strict and (worded or (placed and known.places is not None))):
                yield known


def _any_of(words: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    kept = sorted(set(words), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in kept) + r")(?!\w)", flags) if kept else None
