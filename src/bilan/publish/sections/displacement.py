"""Displacement: flows and stocks apart, a bar for each reading and every reading in a table."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.findings import Reading, Series
from bilan.publish.blocks import Block, Composer, Drawing, Heading, Row, Section, Table
from bilan.publish.drawing import bars
from bilan.publish.sections import readings as r
from bilan.publish.sections.maps import flows

BARS = 10


def compose(c: Composer) -> Section | None:
    """The section, `None` where no movement is in view."""
    movements = c.edition.findings.displacement
    if not movements.flows and not movements.stocks:
        return None
    c.cite.enter("displacement")
    blocks: list[Block] = []
    blocks += [drawing for drawing in (flows.compose(c, movements.flows), _chart(c, movements.flows)) if drawing]
    for key, series in (("flows", movements.flows), ("stocks", movements.stocks)):
        if series:
            title = c.labels.text(f"stocks.{key}")
            printed, over = r.latest(series, r.ROWS)
            blocks += [Heading(title), _table(c, printed, title, stocks=key == "stocks"),
                       *r.left_out(c, over, "flows", which="figures")]
    return Section(
        "displacement", c.labels.text("section.displacement"), c.labels.text("lead.displacement"), tuple(blocks)
    )


def _chart(c: Composer, moved: Sequence[Series]) -> Drawing | None:
    told = {c.names.origin(one.origin) for one in moved}
    found = [bar for one in moved for reading in one.readings for bar in _bars(c, reading, told)]
    if not found:
        return None
    unique = {(bar.target, bar.figure): bar for bar in found if not bar.faint}
    found = sorted(unique.values(), key=lambda bar: -bar.value)[:BARS]
    if not found:
        return None
    title, description = c.labels.text("chart.flows"), c.labels.text("chart.flows_description")
    wide = bars.draw(found, name="flows-w", title=title, description=description)
    narrow = bars.draw(found, name="flows-n", title=title, description=description, width=bars.NARROW)
    notes = []
    if any(bar.opening > 0 for bar in found):
        notes.append("▷ " + c.labels.text("chart.lower_bound"))
    if any(bar.hollow for bar in found):
        notes.append("□ " + c.labels.text("chart.approximate"))
    return Drawing("flows", title, description, wide, narrow, tuple(notes))


def _bars(c: Composer, reading: Reading, told: set[str]) -> list[bars.Bar]:
    extent = r.extent(reading.count)
    found = []
    if extent is not None:
        route = c.names.route(reading.measure) or c.names.place(reading.measure.place)
        detail = c.labels.word("language.separator").join(
            [r.scope(c, reading.measure), c.names.short(c.names.origin(reading.origin), told)]
        )
        found.append(
            bars.Bar(
                route[:1].upper() + route[1:],
                detail,
                c.labels.count(reading.count),
                extent[0],
                c.cite.anchor(reading.records[0]),
                f"{route} : {r.spoken(c, reading)}",
                r.opening(reading.count),
                reading.count.bound in r.ROUNDED,
                reading.standing == "superseded",
            )
        )
    return found + [bar for part in reading.parts for bar in _bars(c, part, told)]


def _table(c: Composer, series: Sequence[Series], caption: str, *, stocks: bool) -> Table:
    rows = []
    told: set[str] = set()
    own = {record.key for one in series for reading in one.readings for record in reading.records}
    for one in sorted(series, key=lambda one: _order(c, one)):
        for reading in one.readings:
            parts = [part for part in reading.parts if not own.intersection(record.key for record in part.records)]
            rows += [_row(c, told_of, told, stocks=stocks) for told_of in (reading, *parts)]
    scope = () if stocks else ("scope",)
    columns = ("figure", "place" if stocks else "route", *scope, "as_of", "source", "standing", "evidence")
    return Table(caption, tuple(c.labels.text(f"column.{name}") for name in columns), tuple(rows))


def _order(c: Composer, series: Series) -> tuple[str, str, str, str]:
    m = series.measure
    return (
        c.names.place(m.origin or m.place),
        m.start or "",
        c.names.place(m.destination) if m.destination else "",
        m.what,
    )


def _row(c: Composer, reading: Reading, told: set[str], *, stocks: bool) -> Row:
    m = reading.measure
    figure = c.cite.figure(r.words(c, reading), reading.records, alone=True)
    scope = () if stocks else ((r.scope(c, m),),)
    route = c.names.route(m) or c.names.place(m.place)
    cells = (
        (figure, c.labels.linked(reading.count, c.names.counted(m, reading.count))),
        (route[:1].upper() + route[1:],),
        *scope,
        (r.as_of(c, reading.as_of),),
        r.source(c, reading, told),
        r.standing(c, reading),
        r.evidence(c, reading.records),
    )
    return Row(cells, None, reading.standing == "superseded")
