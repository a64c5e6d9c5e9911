"""How a reading is printed, wherever it stands: its figure, its source, its scope, its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bilan.findings import AsOf, Measure, Reading, Series
from bilan.publish.blocks import Block, Composer, Lines
from bilan.publish.wording import Line, Piece
from bilan.quantities import Count
from bilan.records import Recorded
from bilan.times import last_day

OPEN_UP = ("at_least", "more_than")
OPEN_DOWN = ("at_most", "less_than")
ROUNDED = ("nearly", "about")
SHOWN = 4
ROWS = 400
"""The most rows that a table of a report has, for it is read by people: a data set has them all."""


def figure(c: Composer, reading: Reading) -> Line:
    """The count as printed, with the counts of its parts: "plus de 415 civils tués, dont 27 enfants"."""
    line: list[Piece] = [
        c.cite.figure(words(c, reading), reading.records, alone=True),
        c.labels.linked(reading.count, c.names.counted(reading.measure, reading.count)),
    ]
    if reading.parts:
        parts = [part(c, p) for p in reading.parts]
        line += [c.labels.word("language.separator"), *c.labels.line("measure.of_which", parts=c.labels.listing(parts))]
    return tuple(line)


def part(c: Composer, reading: Reading) -> Line:
    """A part of a reading with its noun: "27 enfants", and where its class is the whole's, its side or destination."""
    noun = c.labels.get("people").get(reading.measure.people, c.labels.get("people.people"))
    word = noun["one" if reading.count.value is not None and reading.count.value < 2 else "many"]
    where = c.names.route(reading.measure) if reading.measure.destination is not None else ""
    if reading.measure.side is not None:
        word += c.labels.text("measure.side", side=c.names.party(reading.measure.side))
    count = c.cite.figure(words(c, reading), reading.records, alone=True)
    return (count, c.labels.linked(reading.count, f"{word}{' ' + where if where else ''}"))


def words(c: Composer, reading: Reading) -> str:
    """The count of a reading in words that agree with those counted."""
    return c.labels.count(reading.count, feminine=c.names.feminine(reading.measure))


def source(c: Composer, reading: Reading, told_before: set[str]) -> Line:
    """Who says it, by its acronym where it was named before, marked where it is a party to the conflict."""
    name = c.names.short(c.names.origin(reading.origin), told_before)
    return (f"{name} ({c.labels.text('origins.party')})" if reading.party else name,)


def scope(c: Composer, measure: Measure) -> str:
    """Since when or on which day a measure counts."""
    period = c.names.period(measure)
    return period or c.labels.text("measure.unspecified_start" if measure.cumulative else "dates.unknown")


def as_of(c: Composer, when: AsOf) -> str:
    """The day alone, "by" where it is a bound."""
    if when.day is None:
        return c.labels.text("dates.unknown")
    return c.labels.dated("by", when.day) if when.basis == "publication" else c.labels.day(when.day)


def standing(c: Composer, reading: Reading) -> Line:
    """Its place in its series, noting a source's conditional and an approval that a new reading has overtaken."""
    words = c.labels.text("standing." + reading.standing.replace(" ", "_"))
    if any(record.review.state == "changed" for record in reading.records):
        words += c.labels.word("language.semicolon") + c.labels.text("review.changed")
    if reading.alleged:
        words += c.labels.word("language.semicolon") + c.labels.text("measure.alleged")
    return (words,)


def evidence(c: Composer, records: Sequence[Recorded]) -> Line:
    """Links to the claims: the outlet and day of each dispatch, and numbers for its other claims; the latest first."""
    by_dispatch: dict[str, list[Recorded]] = {}
    for record in sorted(records, key=lambda record: record.day or date.min, reverse=True):
        by_dispatch.setdefault(record.dispatch_id, []).append(record)
    line: list[Piece] = []
    for found in list(by_dispatch.values())[:SHOWN]:
        if line:
            line.append(c.labels.word("language.separator"))
        for i, record in enumerate(found):
            line += [" "] if i else []
            line.append(c.cite.figure(str(i + 1) if i else reference(c, record), (record,), plain=True))
    if len(by_dispatch) > SHOWN:
        line.append(" …")
    return tuple(line)


def reference(c: Composer, record: Recorded) -> str:
    """The outlet and the day of a claim's dispatch, short."""
    outlet = record.outlet or c.labels.text("coverage.unnamed")
    day = c.labels.day(record.day, short=True) if record.day else c.labels.text("coverage.undated")
    return f"{outlet}, {day}"


def left_out(c: Composer, number: int, table: str, *, which: str) -> list[Block]:
    """The line under a table that says how many rows are not printed, which are (a key of the labels `left_out`) and
    which data set has them all; none where all are printed."""
    if number <= 0:
        return []
    return [Lines(((*c.labels.counted("left_out.rows", number), " ",
                    *c.labels.line(f"left_out.{which}", table=table)),))]


def latest(series: Iterable[Series], most: int) -> tuple[list[Series], int]:
    """Of these series those to print where their readings are more than `most`, with how many readings that leaves out:
    counts over a period first, then the latest, then the largest; of one that is cut its latest readings. Their order
    stays."""
    series = list(series)
    over = sum(len(one.readings) for one in series) - most
    if over <= 0:
        return series, 0
    kept: dict[int, Series] = {}
    room = most
    for place in sorted(range(len(series)), key=lambda at: _rank(series[at])):
        readings = series[place].readings[-room:] if room else ()
        if readings:
            kept[place] = replace(series[place], readings=readings)
            room -= len(readings)
    return [kept[place] for place in sorted(kept)], over


def _rank(series: Series) -> tuple[bool, int, int]:
    days = [day.toordinal() for reading in series.readings if (day := day_of(reading)) is not None]
    sizes = [size[0] for reading in series.readings if (size := extent(reading.count)) is not None]
    return not series.measure.cumulative, -max(days, default=0), -max(sizes, default=0)


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def told(c: Composer, words: str, modality: str) -> str:
    """The words with a capital, and with the modality after them where the claim is not simply asserted."""
    words = words[:1].upper() + words[1:]
    return words if modality == "asserted" else f"{words} ({c.labels.text(f'modality.{modality}')})"


def names_of_origins(c: Composer, reading_origins: Iterable[str]) -> Line:
    """The names of origins as an enumeration, each once."""
    return c.labels.listing(list(dict.fromkeys(reading_origins)))


def day_of(reading: Reading) -> date | None:
    """The day at which a reading stands on a chart: the last day of its as-of date, else its first publication."""
    if reading.as_of.day is not None:
        return last_day(reading.as_of.day)
    return min((record.day for record in reading.records if record.day), default=None)


def extent(count: Count) -> tuple[int, int | None] | None:
    """The value at which a count is drawn, and the upper end of a range; `None` for an order of magnitude."""
    if count.value is not None:
        return count.value, None
    if count.low is not None:
        return count.low, count.high
    return None


def opening(count: Count) -> int:
    """1 for a lower bound, -1 for an upper one, 0 else."""
    return 1 if count.bound in OPEN_UP else -1 if count.bound in OPEN_DOWN else 0


def spoken(c: Composer, reading: Reading) -> str:
    """A reading in one line, for a screen reader and on hovering."""
    what = c.names.counted(reading.measure, reading.count)
    return c.labels.word("language.separator").join(
        [
            words(c, reading) + c.labels.linked(reading.count, what),
            c.names.as_of(reading.as_of),
            c.names.origin(reading.origin),
        ]
    )
