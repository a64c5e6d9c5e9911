"""Finds the expressions of time of a stretch of text, and what each means before it is dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.recognise.calendar import ONE, Calendar, Rule, calendar_of, squeeze
from bilan.recognise.patterns import AGAIN, WORD, key
from bilan.times import TimeExpression

_BETWEEN = re.compile(r"\s{1,3}")
_NEXT_WORD = re.compile(r"\s*([^\W\d_]+)")
_NEXT_SIGN = re.compile(r"\s*(?:[^\w\s]|$)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s'’ʼ]*$")
# A unit, the smaller one that counts its halves, how many of it make the unit, and how many a half.
_HALVES = {"year": ("half_year", 2, 1), "month": ("week", 4, 2), "week": ("day", 7, 3), "day": ("hour", 24, 12),
           "hour": ("minute", 60, 30)}
_SHORT_YEARS = 50
_TAIL = 40
# A part of a day joins these when it stands next to them.
_DAYS = frozenset({"date", "dates", "weekday", "weekdays", "offset", "anchored", "now"})


def find_times(text: str, start: int, end: int, language: Language) -> list[Mention]:
    """The expressions of time in `text[start:end]` in order, as mentions of kind `time` with a `TimeExpression`.

    They never overlap. A preposition that tells the relation is part of the span ("depuis juillet", "le 15 novembre"),
    a contraction that takes in an article is not ("du 14 octobre").
    """
    calendar = calendar_of(language)
    return _join(text, list(scan(text, start, end, calendar)))


def scan(text: str, start: int, end: int, calendar: Calendar) -> Iterator[Mention]:
    """What the rules of a calendar read in a stretch, the longest first of those that begin with one word."""
    rules, done = calendar.rules, start
    words = [(m.start(), key(m.group())) for m in WORD.finditer(text, start, end)]
    for i, (at, word) in enumerate(words):
        seconds = rules.get(word)
        if seconds is None or at < done or (at > start and text[at - 1].isalnum()):
            continue
        following = words[i + 1][1] if i + 1 < len(words) else ONE
        candidates = seconds.get(following) or seconds[ONE]
        best: tuple[re.Match[str], Rule] | None = None
        for rule in candidates:
            match = rule.phrase.regex.match(text, at, end)
            if match and (best is None or match.end() > best[0].end()) and _stands(
                    text, start, end, match, rule) and not _counts(text, end, match, calendar):
                best = match, rule
        expression = _build(text, *best, calendar) if best else None
        if best and expression is not None:
            done = best[0].end()
            yield Mention("time", at, done, expression)


def _stands(text: str, start: int, end: int, match: re.Match[str], rule: Rule) -> bool:
    """Whether the words around a match are such that the rule holds."""
    if rule.after or rule.not_after:
        last = _LAST_WORD.search(text, max(start, match.start() - _TAIL), match.start())
        before = last.group(1).lower() if last else ""
        if before in rule.not_after or (rule.after and before not in rule.after):
            return False
    if rule.ends and not _NEXT_SIGN.match(text, match.end(), end):
        return False
    following = _NEXT_WORD.match(text, match.end(), end)
    word = following.group(1) if following else ""
    if rule.not_before:
        joined = _NEXT_WORD.match(text, match.end() + 1, end) if text[match.end():match.end() + 1] == "-" else following
        if joined and joined.group(1).lower() in rule.not_before:
            return False
    if rule.before and word and word.islower() and word not in rule.before:
        return False
    return not rule.before_endings or word.lower().endswith(tuple(rule.before_endings))


def _counts(text: str, end: int, match: re.Match[str], calendar: Calendar) -> bool:
    """Whether a match ends with a unit that is a number too and counts something else: "une quinzaine de soldats"."""
    last = _LAST_WORD.search(match.group())
    following = _NEXT_WORD.match(text, match.end(), end)
    return last is not None and last.group(1).lower() in calendar.counts and (
        following is not None and following.group(1).lower() in calendar.counted)


def _build(text: str, match: re.Match[str], rule: Rule, calendar: Calendar) -> TimeExpression | None:
    """The expression that a match stands for, `None` where its figures cannot be a time."""
    groups = {name.split(AGAIN)[0]: value for name, value in match.groupdict().items() if value is not None}
    fields: dict[str, Any] = dict(rule.fields)
    for name, value in groups.items():
        if not name.endswith("2"):
            fields |= _field(name, squeeze(value), rule, calendar)
    if rule.relation:
        fields["relation"] = rule.relation
    until: dict[str, Any] = {}
    for name, value in groups.items():
        if name.endswith("2"):
            until |= _field(name[:-1], squeeze(value), rule, calendar)
    _round(fields, "and_half" in groups, calendar)
    if not _possible(fields) or not _possible(until):
        return None
    if "event" in groups:
        fields["event"] = match.span("event")
    if not until:
        return TimeExpression(rule.form, **fields)
    for name in ("year", "month"):
        if name in until and name not in fields and rule.form == "dates":
            fields[name] = until[name]
    return TimeExpression(rule.form, **fields, until=TimeExpression(_other_end(rule.form), **until))


def _other_end(form: str) -> str:
    return {"dates": "date", "weekdays": "weekday"}.get(form, form)


def _field(name: str, value: str, rule: Rule, calendar: Calendar) -> dict[str, Any]:
    """The fields of the expression that one class of words gives."""
    known = calendar.meanings
    match name:
        case "weekday" | "month" | "season" | "unit" | "bound":
            meaning = known[name].get(value)
            return {name: meaning} if meaning is not None else {}
        case "day":
            return {"day": 1 if value in calendar.first_of_month else int(value)}
        case "year":
            return {"year": int(value)}
        case "decade":
            return {"year": int(value) if len(value) == 4 else 1900 + int(value)}
        case "rel":
            return {"relation": known["rel"][value]} if value in known["rel"] else {}
        case "which" | "recent":
            return {"direction": known[name][value]}
        case "half" | "part" | "edge":
            return {"part": known[name][value]}
        case "ordinal":
            return {"amount": known["ordinal"][value]}
        case "filler":
            return {"bound": known["bound"][value]} if value in known["bound"] else {}
        case "holiday":
            month, day = known["holiday"][value]
            return {"month": month, "day": day}
        case "clock" | "clocktime":
            return {"part": _part_of(int(re.match(r"\d+", value).group()), calendar)}  # type: ignore[union-attr]
        case "numeric":
            return _numeric(value)
        case "amount":
            return _amount(value, rule, calendar)
    return {}


def _amount(value: str, rule: Rule, calendar: Calendar) -> dict[str, Any]:
    for noun, amount in calendar.approximates.items():
        if re.search(rf"\b{noun}\b", value):
            return {"amount": rule.sign * amount, "bound": "about"}
    return {"amount": rule.sign * calendar.numerals.value(value)}


def _numeric(value: str) -> dict[str, Any]:
    if re.match(r"\d{4}-", value):
        year, month, day = (int(v) for v in value.split("-"))
        return {"year": year, "month": month, "day": day}
    parts = [int(v) for v in re.split(r"[/.]", value)]
    fields = {"day": parts[0], "month": parts[1]}
    if len(parts) == 3:
        century = 0 if parts[2] > 99 else 2000 if parts[2] < _SHORT_YEARS else 1900
        fields["year"] = century + parts[2]
    return fields


def _part_of(hour: int, calendar: Calendar) -> str:
    return [part for first, part in calendar.hours if first <= hour % 24][-1]


def _round(fields: dict[str, Any], half: bool, calendar: Calendar) -> None:
    """Takes customary lengths for what they mean ("quinze jours"), and counts "et demi" in the next smaller unit."""
    amount, unit = fields.get("amount"), fields.get("unit")
    if amount is None or unit is None:
        return
    sign = -1 if amount < 0 else 1
    if half and unit in _HALVES:
        fields["unit"], size, more = _HALVES[unit]
        fields["amount"] = amount * size + sign * more
    elif fields.get("bound") is None:
        fields["amount"] = sign * calendar.customary.get(unit, {}).get(str(abs(amount)), abs(amount))


def _possible(fields: dict[str, Any]) -> bool:
    month, day = fields.get("month"), fields.get("day")
    longest = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= longest)


def _join(text: str, found: list[Mention]) -> list[Mention]:
    """Takes a part of a day and the day beside it as one: "mardi" and "à l'aube"."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and _BETWEEN.fullmatch(text, last.end, mention.start):
            day, part = (last, mention) if last.value.form in _DAYS else (mention, last)
            if day.value.form in _DAYS and _is_part(part.value) and day.value.part is None:
                value = replace(day.value, part=part.value.part)
                joined[-1] = Mention("time", last.start, mention.end, value)
                continue
        joined.append(mention)
    return joined


def _is_part(value: TimeExpression) -> bool:
    return value.form == "same" and value.part is not None and value.unit == "day"
