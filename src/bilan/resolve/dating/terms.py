"""Who holds office and what exists in a dispatch: the years in which that was so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bilan.language.contract import Language
from bilan.names import ActorCandidate
from bilan.resolve.dating.clues import EARLIEST, LATEST, Clue, within
from bilan.syntax import Sentence
from bilan.times import first_day, last_day
from bilan.world.actors import Registry

# A term or life of known and not too many years tells more than an open or a long one.
_SHORT, _LONG = 2.0, 1.0
# Terms are known to the month at best, and a person is still named by an office a little after it.
_SLACK = timedelta(days=31)
_BEFORE = 45
_LONGEST = timedelta(days=11 * 365)


class Terms:
    """The terms of office of the persons, and the lives of the bodies, that a dispatch names."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._registry = registry
        self._former = frozenset(language.table("dating")["former"]["words"])
        self._reason = language.table("dating")["reasons"]["term"]

    def clues(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Clue]:
        """One clue for each person or body whose years are known, but for those that are named as former ones."""
        seen: set[str] = set()
        for sentence in sentences:
            for mention in sentence.mentions:
                actors: Sequence[ActorCandidate] = mention.value.actors if mention.kind == "name" else ()
                if len(actors) != 1 or actors[0].id in seen or self._is_former(text, sentence, mention.start):
                    continue
                seen.add(actors[0].id)
                clue = self._clue(actors[0].id, text[mention.start:mention.end])
                if clue is not None:
                    yield clue

    def _is_former(self, text: str, sentence: Sentence, at: int) -> bool:
        before = re.findall(r"[^\W\d_]+", text[max(sentence.start, at - _BEFORE):at].lower())
        return bool(self._former & set(before))

    def _clue(self, actor_id: str, said: str) -> Clue | None:
        actor = self._registry.get(actor_id)
        if actor is None:
            return None
        spans = [(p.since, p.until) for p in actor.posts] if actor.posts else [(actor.since, actor.until)]
        if all(since is None for since, _ in spans):
            return None
        ranges = [(_day(since, EARLIEST, first=True), _day(until, LATEST, first=False)) for since, until in spans]
        short = all(last - first <= _LONGEST for first, last in ranges)
        weight = _SHORT if short or (actor.kind == "person" and len(ranges) > 1) else _LONG
        years = ", ".join(f"{(since or '?')[:4]}-{(until or '')[:4]}" for since, until in spans)
        return Clue("term", weight, within(ranges), self._reason.format(said=said, years=years), actor_id)


def _day(partial: str | None, default: date, *, first: bool) -> date:
    if not partial:
        return default
    return first_day(partial) - _SLACK if first else last_day(partial) + _SLACK
