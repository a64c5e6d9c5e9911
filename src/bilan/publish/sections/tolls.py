"""Tolls: a chart for each measure that has a story in time, and every reading in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bilan.claims import HARMS
from bilan.findings import Reading, Series
from bilan.publish.blocks import Block, Composer, Drawing, Row, Section, Table
from bilan.publish.drawing import steps
from bilan.publish.sections import readings as r
from bilan.publish.wording import Line

CHARTS = 6
LINES = 5  # the most sources that a chart tells apart


def compose(c: Composer) -> Section | None:
    """The section, `None` where no toll is in view."""
    series = sorted(c.edition.findings.tolls.series, key=_order)
    if not series:
        return None
    c.cite.enter("tolls")
    shades = _shades(series)
    found = (_chart(c, group, i, shades) for i, group in enumerate(_comparable(series)))
    charts = [chart for chart in found if chart is not None]
    charts = sorted(charts[:CHARTS], key=lambda chart: chart.small)
    blocks: list[Block] = list(charts)
    told = _by_place(c, series)
    if c.edition.profile == "newsroom":
        told, old = _standing(told)
        over = r.left_out(c, old, "readings", which="standing")
    else:
        told, cut = r.latest(told, r.ROWS)
        over = r.left_out(c, cut, "readings", which="figures")
    blocks += [_table(c, told), *over]
    return Section("tolls", c.labels.text("section.tolls"), c.labels.text("lead.tolls"), tuple(blocks))


def _order(series: Series) -> tuple[object, ...]:
    measure = series.measure
    harm = HARMS.index(measure.what) if measure.what in HARMS else len(HARMS)
    return (not measure.cumulative, harm, -len(series.readings), measure.people, measure.start or "")


def _comparable(series: Iterable[Series]) -> list[list[Series]]:
    """The series that may share a chart: cumulative counts of one measure, from one start, of one place."""
    groups: dict[tuple[object, ...], list[Series]] = {}
    for one in series:
        m = one.measure
        if m.cumulative:
            place = m.place.id or m.place.text if m.place else None
            side = m.side.id or m.side.text if m.side else None
            groups.setdefault((place, m.what, m.people, side, m.unit, m.start), []).append(one)
    return list(groups.values())


def _by_place(c: Composer, series: list[Series]) -> list[Series]:
    """The series place by place, those with most readings first; parts that stand in their whole's row left out."""
    told = {
        record.key for one in series for reading in one.readings for part in reading.parts for record in part.records
    }
    kept = [
        one for one in series if not all(record.key in told for reading in one.readings for record in reading.records)
    ]
    weight: Counter[str] = Counter()
    placed = [(c.names.place(one.measure.place), one) for one in kept]
    for place, one in placed:
        weight[place] += len(one.readings)
    return [one for _, one in sorted(placed, key=lambda pair: (-weight[pair[0]], pair[0]))]


def _standing(series: Iterable[Series]) -> tuple[list[Series], int]:
    """The series with the readings that no later one of their own supersedes, at most as many as a table has, and how
    many readings that leaves out."""
    whole = list(series)
    kept = [replace(one, readings=tuple(reading for reading in one.readings if reading.standing != "superseded"))
            for one in whole]
    kept, _ = r.latest([one for one in kept if one.readings], r.ROWS)
    return kept, sum(len(one.readings) for one in whole) - sum(len(one.readings) for one in kept)


def _shades(series: Iterable[Series]) -> dict[str, int]:
    """The number of each source's colour, those with most readings first, the same in every chart."""
    found: Counter[str] = Counter()
    for one in series:
        if one.measure.cumulative:
            found[one.origin.key] += len(one.readings)
    return {key: i for i, (key, _) in enumerate(sorted(found.items(), key=lambda item: (-item[1], item[0])))}


def _chart(c: Composer, series: list[Series], index: int, shades: Mapping[str, int]) -> Drawing | None:
    lines = [(one, line) for one in series if (line := _steps(c, one, shades[one.origin.key])) is not None]
    lines.sort(key=lambda pair: (pair[1].party, -len(pair[1].points), -pair[1].points[-1].value))
    lines = lines[:LINES]
    drawn = [line for _, line in lines]
    if len({point.day for line in drawn for point in line.points}) < 2:
        return None
    measure = series[0].measure
    where = f"{c.names.at(measure.place)} {c.names.period(measure)}".strip()
    title = c.labels.text("chart.tolls", what=c.names.counted(measure), place=where)
    title = title[:1].upper() + title[1:]
    description = c.labels.text("chart.tolls_description", n=str(sum(len(line.points) for line in drawn)))
    name = f"toll{index + 1}"
    small = len(drawn) == 1
    wide = steps.draw(
        drawn,
        c.labels,
        name=f"{name}-w",
        title=title,
        description=description,
        width=steps.SMALL if small else steps.WIDE,
    )
    narrow = steps.draw(drawn, c.labels, name=f"{name}-n", title=title, description=description, width=steps.NARROW)
    return Drawing(name, title, description, wide, narrow, _notes(c, drawn), small=small,
                   table=_data(c, title, [one for one, _ in lines]))


def _notes(c: Composer, drawn: list[steps.Steps]) -> tuple[str, ...]:
    points = [point for line in drawn for point in line.points]
    notes = []
    if any(point.opening > 0 for point in points):
        notes.append("↑ " + c.labels.text("chart.lower_bound"))
    if any(point.hollow for point in points):
        notes.append("○ " + c.labels.text("chart.approximate"))
    if any(point.bounded for point in points):
        notes.append("⊢ " + c.labels.text("chart.by_publication"))
    if any(point.faint for point in points):
        notes.append(c.labels.text("chart.late"))
    if any(point.revised for point in points):
        notes.append("▼ " + c.labels.text("chart.revised"))
    if any(line.party for line in drawn):
        notes.append("╌ " + c.labels.text("chart.party_source"))
    return tuple(notes)


def _data(c: Composer, title: str, series: Iterable[Series]) -> Table:
    """The readings behind a chart, source by source."""
    columns = tuple(c.labels.text(f"column.{key}") for key in ("source", "as_of", "figure"))
    rows = tuple(
        Row(((c.names.origin(one.origin),), (r.as_of(c, reading.as_of),),
             (c.cite.figure(c.labels.count(reading.count), reading.records, alone=True),)))
        for one in series for reading in one.readings if _point(c, reading) is not None
    )
    return Table(title, columns, rows, frozenset({2}))


def _steps(c: Composer, one: Series, shade: int) -> steps.Steps | None:
    points = sorted(
        (p for reading in one.readings if (p := _point(c, reading)) is not None), key=lambda p: (p.day, p.value)
    )
    if not points:
        return None
    return steps.Steps(c.names.origin(one.origin), tuple(points), any(reading.party for reading in one.readings), shade)


def _point(c: Composer, reading: Reading) -> steps.Point | None:
    day, extent = r.day_of(reading), r.extent(reading.count)
    if day is None or extent is None:
        return None
    return steps.Point(
        day,
        extent[0],
        c.cite.anchor(reading.records[0]),
        r.spoken(c, reading),
        extent[1],
        r.opening(reading.count),
        reading.count.bound in r.ROUNDED,
        reading.as_of.basis == "publication",
        reading.standing in ("late reprint", "scope to be checked"),
        reading.corrects is not None or "series.revised-down" in reading.notes,
    )


def _table(c: Composer, series: list[Series]) -> Table:
    rows = []
    before = None
    told: set[str] = set()
    by_rule = c.edition.profile == "research"
    for one in series:
        heading = _heading(c, one)
        for reading in one.readings:
            cells: tuple[Line, ...] = (
                r.figure(c, reading),
                r.source(c, reading, told),
                (r.scope(c, one.measure),),
                (r.as_of(c, reading.as_of),),
                r.standing(c, reading),
                r.evidence(c, reading.records),
            )
            if by_rule:
                cells = (*cells[:-1], (", ".join(dict.fromkeys((one.rule, *reading.notes))),), cells[-1])
            rows.append(Row(cells, heading if heading != before else None, reading.standing == "superseded"))
            before = heading
    columns = ("figure", "source", "scope", "as_of", "standing", *(("rule",) if by_rule else ()), "evidence")
    return Table(
        c.labels.text("section.tolls"),
        tuple(c.labels.text(f"column.{name}") for name in columns),
        tuple(rows),
        frozenset({0}),
    )


def _heading(c: Composer, series: Series) -> str:
    name = c.names.place(series.measure.place)
    return name[:1].upper() + name[1:]
