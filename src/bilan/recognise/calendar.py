"""The calendar of a language as data: its classes of words, and its rules as compiled phrases that build expressions.

Reads the tables `calendar`, `time_rules` and `numbers` of a language pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bilan.language.contract import Language
from bilan.recognise.numerals import Numerals, approximates_class
from bilan.recognise.once import once_per_language
from bilan.recognise.patterns import ANY, FIGURE, Phrase, WordClass, compile_phrase

_MACRO = re.compile(r"<(\w+)>")
ONE = ""
_PLAIN_FIELDS = ("direction", "amount", "unit", "part", "weekday")
_LIST_FIELDS = ("after", "not_after", "before", "not_before", "before_endings")
# Figures whose form alone says what they are: days 1 to 31, years 1900 to 2099, hours of the clock, numeric dates.
_FIGURES = {
    "year": r"(?:19|20)\d\d(?!\d|[.,]\d)",
    "decade": r"(?:19|20)?\d0(?!\d)",
    "clock": r"(?:[01]?\d|2[0-4])(?:\s?[hH](?:\s?[0-5]\d)?|\s(?:{hours})(?:\s[0-5]\d)?)(?!\w)",
    "clocktime": r"(?:[01]?\d|2[0-4])\s?[hH]\s?[0-5]\d(?!\w)",
    "numeric": r"(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})(?![\d/])",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of telling when. `fields` are those of the expression that the words do not give."""

    phrase: Phrase
    form: str
    relation: str | None
    sign: int
    fields: Mapping[str, Any]
    after: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    before_endings: frozenset[str] = frozenset()
    ends: bool = False


# By the first word of what they read, then by the second (`ONE`: whatever that is).
Rules = Mapping[str, Mapping[str, tuple[Rule, ...]]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rules by the first words of what they read, and what the words of their classes mean."""

    rules: Rules
    meanings: Mapping[str, Mapping[str, Any]]
    numerals: Numerals
    vague: frozenset[str]
    approximates: Mapping[str, int]
    counts: frozenset[str]
    counted: frozenset[str]
    first_of_month: frozenset[str]
    hours: tuple[tuple[int, str], ...]
    customary: Mapping[str, Mapping[str, int]]


def squeeze(text: str) -> str:
    """A match as the tables spell it: lower case, one space for any, the straight apostrophe."""
    return " ".join(text.lower().replace("’", "'").replace("ʼ", "'").split())


@once_per_language
def calendar_of(language: Language) -> Calendar:
    """The calendar of a language, compiled once. Raises `ValueError` on a rule that cannot be compiled."""
    table, numbers = language.table("calendar"), language.table("numbers")
    numerals = Numerals(numbers)
    classes = _classes(table, numbers, numerals)
    hours = sorted((hour, part) for part, starts in table["hours"].items() for hour in starts)
    return Calendar(
        rules=compile_rules(language.table("time_rules")["rule"], classes, language),
        meanings=_meanings(table, numbers),
        numerals=numerals,
        vague=frozenset(table["vague"]["words"]),
        approximates=numbers["approximates"],
        counts=frozenset(table["counts"]["units"]),
        counted=frozenset(table["counts"]["of"]),
        first_of_month=frozenset(table["first_of_month"]["words"]),
        hours=tuple(hours),
        customary=table["customary"],
    )


def compile_rules(
    rows: Iterable[Mapping[str, Any]], classes: Mapping[str, WordClass], language: Language,
) -> Rules:
    """The rules by the first two words of what they read. Raises `ValueError` on one that cannot be compiled."""
    macros = language.table("calendar")["macros"]
    heads: dict[str, dict[str, dict[int, Rule]]] = {}
    for number, row in enumerate(rows):
        phrase = compile_phrase(expand(row["say"], macros), classes)
        rule = _rule(phrase, row, language)
        for head in phrase.heads:
            second = ONE if len(head) == 1 or head[1] == ANY else head[1]
            heads.setdefault(head[0], {}).setdefault(second, {})[number] = rule
    return {first: _by_second(seconds) for first, seconds in heads.items()}


def _by_second(seconds: Mapping[str, Mapping[int, Rule]]) -> dict[str, tuple[Rule, ...]]:
    """For each second word the rules that it leaves possible, in the order of the table."""
    always = seconds.get(ONE, {})
    merged = {second: {**rules, **always} for second, rules in seconds.items()} | {ONE: always}
    return {second: tuple(rules[number] for number in sorted(rules)) for second, rules in merged.items()}


def expand(say: str, macros: Mapping[str, str]) -> str:
    """A phrase with its macros written out. Raises `KeyError` for an unknown one."""
    return _MACRO.sub(lambda m: f"({macros[m.group(1)]})", say)


def time_classes(language: Language) -> dict[str, WordClass]:
    """The classes of words that phrases about time are written with."""
    numbers = language.table("numbers")
    return _classes(language.table("calendar"), numbers, Numerals(numbers))


def _classes(table: Mapping[str, Any], numbers: Mapping[str, Any], numerals: Numerals) -> dict[str, WordClass]:
    named = {
        "weekday": "weekdays", "month": "months", "unit": "units", "season": "seasons", "holiday": "holidays",
        "half": "halves_of_day", "part": "parts", "edge": "edges", "which": "which", "recent": "recents",
        "ordinal": "ordinals",
    }
    classes = {name: WordClass.of(table[section]) for name, section in named.items()}
    classes["rel"] = WordClass.of(w for words in table["relations"].values() for w in words)
    classes["bound"] = WordClass.of(w for words in numbers["bounds"].values() for w in words)
    classes["vague"] = WordClass.of(table["vague"]["words"])
    classes["zone"] = WordClass.of(table["zones"]["words"])
    classes["filler"] = WordClass.of(table["fillers"]["words"])
    classes["and_half"] = WordClass.of(numbers["halves"]["after"])
    hours = "|".join(re.escape(w) for w, unit in table["units"].items() if unit == "hour" and len(w) > 1)
    for name, regex in _FIGURES.items():
        classes[name] = WordClass.open(regex.replace("{hours}", hours), (FIGURE,))
    first = WordClass.of(table["first_of_month"]["words"])
    classes["day"] = WordClass(
        rf"(?:{first.regex}|(?:0?[1-9]|[12]\d|3[01])(?![\d,]))", first.heads | {(FIGURE,)})
    about = approximates_class(numbers)
    classes["amount"] = WordClass.open(rf"(?:{about.regex}|{numerals.regex})", about.firsts | numerals.firsts)
    return classes


def _meanings(table: Mapping[str, Any], numbers: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    relations = {w: relation for relation, words in table["relations"].items() for w in words}
    bounds = {w: bound for bound, words in numbers["bounds"].items() for w in words}
    bounds |= dict.fromkeys(table["fillers"]["nearly"], "nearly")
    holidays = {squeeze(k): v for k, v in table["holidays"].items()}
    return {
        "weekday": table["weekdays"], "month": table["months"], "unit": table["units"], "season": table["seasons"],
        "holiday": holidays, "half": table["halves_of_day"], "part": table["parts"], "edge": table["edges"],
        "which": table["which"], "recent": table["recents"], "ordinal": table["ordinals"], "rel": relations,
        "bound": bounds,
    }


def _rule(phrase: Phrase, row: Mapping[str, Any], language: Language) -> Rule:
    fields = {name: row[name] for name in _PLAIN_FIELDS if name in row}
    lists = {name: _words(row.get(name, ()), language) for name in _LIST_FIELDS}
    return Rule(phrase, row["form"], row.get("relation"), row.get("sign", 1), fields, ends=row.get("ends", False),
                **lists)


def _words(entry: str | list[str], language: Language) -> frozenset[str]:
    """The words of a condition: given in the rule, or the name of a word list."""
    return language.words(entry) if isinstance(entry, str) else frozenset(entry)
