"""Shifts the days of a dispatch: its weekdays, its dates and what was annotated of them, all by the same step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks.twins.exchange import Edit
from benchmarks.twins.shapes import shapes

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STEPS = (2, -2, 1, -1, 3, -3)
_SATURDAY, _SUNDAY = 5, 6


class Days:
    """One step for all the days of a dispatch, chosen so that as few as can be leave their month or week."""

    def __init__(self, text: str, published: date, annotated: Collection[date]) -> None:
        self._by_the_week = any(word in text for word in shapes()["days"]["weekly"])
        self._published = published
        feast = any(word in text for word in shapes()["days"]["feasts"])
        self.step = 0 if feast else min(_STEPS, key=lambda step: self._leaving(step, annotated))

    def edits(self, text: str) -> Iterator[Edit]:
        """The dates and weekdays of a text with what stands for each."""
        days = shapes()["days"]
        months = "|".join(days["months"])
        one, joins = rf"\d{{1,2}}|{days['first']}", "|".join(days["joins"])
        dates = re.compile(rf"\b({one})(?:(\s(?:{joins})\s)({one}))?(\s)({months})(?:(\s)(\d{{4}}))?\b")
        for match in dates.finditer(text):
            yield from self._date_edits(match)
        names = days["weekdays"]
        for match in re.finditer(rf"\b({'|'.join(names)})(s?)\b", text, re.IGNORECASE):
            word = match.group(1).lower()
            new = names[(names.index(word) + self.step) % 7]
            printed = new.capitalize() if match.group()[0].isupper() else new
            yield Edit(match.start(), match.end(), printed + match.group(2))

    def carried(self, value: Any) -> Any:
        """An annotation with its days shifted, at any depth. Whole weeks and week-ends stay where the text tells time
        by them; months and years stay."""
        if isinstance(value, dict):
            ends = (value.get("start"), value.get("end"))
            span = [day for day in ends if isinstance(day, str) and _DAY.fullmatch(day)]
            if self._by_the_week and len(span) == 2:
                start, end = map(date.fromisoformat, span)
                if start.weekday() in (0, _SATURDAY) and end.weekday() == _SUNDAY and start < end:
                    return value
            return {key: self.carried(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.carried(inner) for inner in value]
        if isinstance(value, str) and _DAY.fullmatch(value):
            return (date.fromisoformat(value) + timedelta(self.step)).isoformat()
        return value

    def _date_edits(self, match: re.Match[str]) -> Iterator[Edit]:
        days = shapes()["days"]
        month = days["months"].index(match.group(5)) + 1
        year = int(match.group(7) or self._published.year)
        try:
            shifted = [self._shifted(match.group(n), month, year) for n in (1, 3) if match.group(n)]
        except ValueError:  # the 31st of a month that has none
            return
        if len({day.month for day in shifted}) > 1 or (match.group(7) and shifted[0].year != year):
            return
        first, last = shifted[0], shifted[-1]
        text = _day_number(first)
        if match.group(3):
            text += match.group(2) + _day_number(last)
        text += match.group(4) + days["months"][last.month - 1]
        yield Edit(match.start(), match.end(), text + (match.group(6) + match.group(7) if match.group(7) else ""))

    def _shifted(self, day: str, month: int, year: int) -> date:
        number = int(re.sub(r"\D", "", day))
        return date(year, month, number) + timedelta(self.step)

    def _leaving(self, step: int, annotated: Collection[date]) -> int:
        """How many days leave their month by this step, the day of publication above all."""
        here = self._published + timedelta(step)
        leaves = here.month != self._published.month
        other_week = self._by_the_week and here.isocalendar()[:2] != self._published.isocalendar()[:2]
        return 100 * (leaves + other_week) + sum((day + timedelta(step)).month != day.month for day in annotated)


def _day_number(day: date) -> str:
    return str(shapes()["days"]["first"]) if day.day == 1 else str(day.day)
