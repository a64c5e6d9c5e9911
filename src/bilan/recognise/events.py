"""Finds where time is counted from an event that the text names: "depuis le début de l'offensive".

These stretches are no mentions for the parser: their noun must stay a word of the sentence, since it may be a claim.
"""

from __future__ import annotations

from dataclasses import replace

from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.recognise.calendar import Calendar, calendar_of, compile_rules, time_classes
from bilan.recognise.once import once_per_language
from bilan.recognise.patterns import WordClass
from bilan.recognise.times import scan


def find_event_times(text: str, start: int, end: int, language: Language) -> list[Mention]:
    """The expressions of the form `event` in `text[start:end]` in order, as mentions of kind `time`.

    `event` of the expression is the span of the event's noun. They may overlap what `find_times` finds ("deux jours"
    of "deux jours après l'attaque") and must not be handed to the parser.
    """
    return list(scan(text, start, end, _events_of(language)))


@once_per_language
def _events_of(language: Language) -> Calendar:
    table = language.table("event_rules")
    classes = time_classes(language) | {name: WordClass.of(words) for name, words in table["classes"].items()}
    classes["event"] = WordClass.of(language.words("event_nouns"))
    rows = [row | {"form": "event"} for row in table["rule"]]
    return replace(calendar_of(language), rules=compile_rules(rows, classes, language))
