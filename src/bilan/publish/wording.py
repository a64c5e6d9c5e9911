"""How a language prints what the report says: its labels, numbers, dates and counts."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from bilan.errors import UsageError
from bilan.quantities import Count
from bilan.times import first_day

FORMATTER = string.Formatter()


@dataclass(frozen=True, slots=True)
class Figure:
    """A piece of text that rests on claims, as it stands in a line.

    `target` is the anchor of the first claim in the dispatch pages, `others` those of the rest, `ref` the anchor of the
    figure itself, for the way back. `state` is `machine`, `reviewed` or `signed_off`. `derived` is true of a sum.
    """

    text: str
    ref: str
    target: str
    others: tuple[str, ...]
    state: str
    derived: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that the report counted itself (dispatches, days, origins), not a figure of a source."""

    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier report printed, `report` its number: no figure of this one."""

    text: str
    report: int


Piece = str | Figure | Tally | Earlier
Line = tuple[Piece, ...]


@lru_cache(maxsize=4096)
def _parsed(label: str) -> tuple[tuple[str, str | None], ...]:
    """The literal texts of a label, each with the name of the value that follows it."""
    return tuple((literal, name) for literal, name, _, _ in FORMATTER.parse(label))


@lru_cache(maxsize=65536)
def _dated(day: date, pattern: str, code: str) -> str:
    """A day in a language: a report prints the same ones over and over."""
    return str(format_date(day, pattern, locale=code))


@lru_cache(maxsize=65536)
def _decimal(value: int, code: str) -> str:
    return str(format_decimal(value, locale=code))


@lru_cache(maxsize=8)
def load(language: str) -> Labels:
    """The labels of `language`. Raises `UsageError` where the report does not speak it."""
    file = resources.files(__package__) / "labels" / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        known = sorted(f.name[:-5] for f in (resources.files(__package__) / "labels").iterdir() if f.name.endswith("l"))
        raise UsageError(f"no report in the language '{language}': it is one of {', '.join(known)}")
    return Labels(tomllib.loads(file.read_text(encoding="utf-8")))


class Labels:
    """The labels of one language. Keys are dotted (`section.tolls`); an unknown key raises `KeyError`."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.table = table
        self.code: str = table["language"]["code"]
        self._words: dict[str, str] = {}
        self._filled = lru_cache(maxsize=65536)(self._fill)
        joining = table["joining"]
        self._elide: list[tuple[str, str, tuple[str, ...]]] = [
            (end, short, tuple(joining["vowels"])) for end, short in joining["elide"]
        ]
        self._contract: list[tuple[str, str]] = [(meeting, joined) for meeting, joined in joining["contract"]]

    def get(self, key: str) -> Any:
        """The value of a key, whatever its shape."""
        value: Any = self.table
        for part in key.split("."):
            value = value[part]
        return value

    def word(self, key: str) -> str:
        """The label as it stands, with nothing filled in."""
        known = self._words.get(key)
        if known is None:
            known = self._words[key] = str(self.get(key))
        return known

    def text(self, key: str, /, **values: object) -> str:
        """The label with its names filled in by plain text."""
        return self._filled(key, *values.items())

    def _fill(self, key: str, *values: tuple[str, object]) -> str:
        """A label filled in: a report prints the same ones with the same words over and over."""
        return "".join(str(getattr(piece, "text", piece)) for piece in self.line(key, **dict(values)))

    def line(self, key: str, /, **values: object) -> Line:
        """The label as a line: figures, tallies and lines stay what they are, the rest is text."""
        pieces: list[Piece] = []
        for literal, name in _parsed(self.word(key)):
            self._append(pieces, literal)
            if name is None:
                continue
            value = values[name]
            for piece in value if isinstance(value, tuple) else (value,):
                self._append(pieces, piece)
        return self.tidy(tuple(pieces))

    def _append(self, pieces: list[Piece], piece: Any) -> None:
        if not isinstance(piece, str):
            pieces.append(piece)
        elif pieces and isinstance(pieces[-1], str):
            pieces[-1] = self.join(pieces[-1], piece)
        elif piece:
            pieces.append(piece)

    def join(self, left: str, right: str) -> str:
        """The two texts joined, elided and contracted where the language does so."""
        for ending, short, vowels in self._elide:
            if (left == ending or left.endswith(" " + ending)) and right.lower().startswith(vowels):
                return left[: len(left) - len(ending)] + short + right
        for meeting, joined in self._contract:
            ending, start = meeting.split(" ", 1)
            if (left == ending + " " or left.endswith(f" {ending} ")) and right.lower().startswith(start):
                return left[: len(left) - len(ending) - 1] + joined + right[len(start) :]
        return left + right

    def tidy(self, line: Line) -> Line:
        """The line without the double spaces and stray blanks that empty values leave."""
        pieces: list[Piece] = []
        for piece in line:
            if isinstance(piece, str):
                while "  " in piece:
                    piece = piece.replace("  ", " ")
                piece = piece.replace(" ,", ",").replace(" .", ".").replace(" )", ")").replace("( ", "(")
            pieces.append(piece)
        return tuple(pieces)

    def listing(self, items: Sequence[Line | str]) -> Line:
        """The items as one enumeration: "a, b et c"."""
        line: list[Piece] = []
        for i, item in enumerate(items):
            if i:
                last = i == len(items) - 1
                self._append(line, self.word("language.last_separator" if last else "language.separator"))
            for piece in item if isinstance(item, tuple) else (item,):
                self._append(line, piece)
        return tuple(line)

    def quoted(self, text: str) -> str:
        """The text between the language's quotation marks."""
        return self.word("language.quote_open") + text + self.word("language.quote_close")

    def number(self, value: int) -> str:
        """The integer with the language's thousands separator."""
        return _decimal(value, self.code)

    def tally(self, value: int) -> Tally:
        """A number that the report counted itself."""
        return Tally(self.number(value))

    def counted(self, key: str, value: int) -> Line:
        """The label `KEY_one` or `KEY_many` with the number in it."""
        return self.line(f"{key}_{'one' if abs(value) < 2 else 'many'}", n=self.tally(value))

    # -- dates ---------------------------------------------------------------------------------------------------

    def day(self, when: date | str | None, *, short: bool = False) -> str:
        """A day, month or year at the precision given; the label for an unknown date where it is `None`."""
        if when is None:
            return self.text("dates.unknown")
        if isinstance(when, str) and when.count("-") < 2:
            return self._format(first_day(when), "dates.month" if "-" in when else "dates.year")
        day = when if isinstance(when, date) else first_day(when)
        return self._format(day, "dates.day_short" if short else "dates.day")

    def _format(self, day: date, key: str) -> str:
        text = _dated(day, self.word(key), self.code)
        first = self.word("dates.first")
        text = first + text[1:] if first and (text == "1" or text.startswith("1 ")) else text
        return text.replace(" ", "\u00a0", 1) if text[:1].isdigit() else text

    def dated(self, prefix: str, when: str | None) -> str:
        """The date after a preposition: `on`, `since`, `by`, `until`; the empty text where there is none."""
        if when is None:
            return ""
        unit = _unit(when)
        key = f"dates.{prefix}_{unit}"
        if f"{prefix}_{unit}" not in self.table["dates"]:
            key = f"dates.{prefix}_day"
        return self.text(key, day=self.day(when))

    def span(self, first: str | None, last: str | None) -> str:
        """The stretch of time between two partial dates: one date where they agree."""
        if first == last or first is None or last is None:
            return self.dated(
                "since" if last is None and first else "until" if first is None and last else "on", first or last
            )
        if first.count("-") < 2 or last.count("-") < 2:
            begun, ended = (self.text(f"dates.{end}.{_unit(day)}", day=self.day(day))
                            for end, day in (("starts", first), ("ends", last)))
            return self.text("dates.span_coarse", first=begun, last=ended)
        return self.text("dates.span", first=self._start(first, last), last=self.day(last))

    def _start(self, first: str, last: str) -> str:
        """The first day of a span without what it shares with the last: "du 4 au 5 décembre 2016"."""
        if first[:4] != last[:4]:
            return self.day(first)
        return self._format(first_day(first), "dates.day_only" if first[:7] == last[:7] else "dates.day_month")

    def month(self, day: date) -> str:
        """A month, short, with its year."""
        return self._format(day, "dates.month_short")

    # -- counts --------------------------------------------------------------------------------------------------

    def count(self, count: Count, *, feminine: bool = False) -> str:
        """The count in the words of its source; `feminine` where those counted are so."""
        before, numeral, after = self.count_parts(count, feminine=feminine)
        return before + numeral + after

    def count_parts(self, count: Count, *, feminine: bool = False) -> tuple[str, str, str]:
        """The count cut into what stands before its numeral, the numeral, and what stands after it."""
        if count.order is not None:
            ending = "_feminine" if feminine and f"{count.order}_feminine" in self.table["count"] else ""
            return "", self.text(f"count.{count.order}{ending}"), ""
        if count.value is not None:
            before, after = self.word(f"count.{count.bound}").split("{n}")
            return before, self.number(count.value), after
        assert count.low is not None and count.high is not None
        return "", self.text("count.range", low=self.number(count.low), high=self.number(count.high)), ""

    def linked(self, count: Count, noun: str) -> str:
        """The noun with what links it to its count: " civils tués", " d’enfants tués" after "des dizaines"."""
        return self.join(self.linker(count), noun)

    def linker(self, count: Count) -> str:
        """What links the count to its noun: a space, or "de" after an order of magnitude ("des dizaines de")."""
        link = self.word("count.linked_orders")
        return f" {link} " if link and count.order and count.order not in ("several", "many") else " "


def _unit(when: str) -> str:
    """How fine a partial date is."""
    return ("year", "month", "day")[min(when.count("-"), 2)]
