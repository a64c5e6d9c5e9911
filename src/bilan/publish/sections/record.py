"""What the report rests on: how many dispatches a day, by which rules, from which sources, under which seal."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from bilan.findings import Origin
from bilan.publish.blocks import Block, Composer, Drawing, Heading, Lines, Row, Section, Table
from bilan.publish.citing import REVIEWED
from bilan.publish.drawing import coverage as drawing
from bilan.publish.sections import readings as r
from bilan.publish.wording import Line
from bilan.records import Filed

LISTED = 500


def coverage(c: Composer) -> Section | None:
    """Dispatches by outlet and by day."""
    sources = c.cite.sources
    if not sources:
        return None
    outlets = Counter(_outlet(c, source) for source in sources)
    order = [name for name, _ in sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))]
    blocks: list[Block] = []
    days: Counter[tuple[date | None, str]] = Counter(
        (source.published.day, _outlet(c, source)) for source in sources if source.published.day
    )
    if len({day for day, _ in days}) > 1:
        blocks.append(_chart(c, days, order))
    claims = Counter(record.dispatch_id for record in c.edition.records)
    totals: defaultdict[str, int] = defaultdict(int)
    for source in sources:
        totals[_outlet(c, source)] += claims[source.key]
    rows = tuple(Row(((name,), (c.labels.tally(outlets[name]),), (c.labels.tally(totals[name]),))) for name in order)
    columns = tuple(c.labels.text(f"column.{name}") for name in ("outlet", "dispatches", "claims"))
    blocks.append(Table(c.labels.text("section.coverage"), columns, rows, frozenset({1, 2})))
    return Section("coverage", c.labels.text("section.coverage"), c.labels.text("lead.coverage"), tuple(blocks))


def _outlet(c: Composer, source: Filed) -> str:
    return source.dispatch.outlet or c.labels.text("coverage.unnamed")


def _chart(c: Composer, days: Counter[tuple[date | None, str]], order: list[str]) -> Drawing:
    present = sorted({day for day, _ in days if day is not None})
    columns = [(day, [days[day, outlet] for outlet in order]) for day in present]
    title, description = c.labels.text("chart.coverage"), c.labels.text("chart.coverage_description")
    wide = drawing.draw(columns, order, c.labels, name="coverage-w", title=title, description=description)
    narrow = drawing.draw(
        columns, order, c.labels, name="coverage-n", title=title, description=description, width=drawing.NARROW
    )
    heads = tuple(c.labels.text(f"column.{key}") for key in ("day", "outlet", "dispatches"))
    rows = tuple(Row(((c.labels.day(when),), (outlet,), (c.labels.tally(n),)))
                 for (when, outlet), n in _by_day_or_month(days).items())
    return Drawing("coverage-chart", title, description, wide, narrow, table=Table(title, heads, rows, frozenset({2})))


def _by_day_or_month(days: Counter[tuple[date | None, str]]) -> dict[tuple[str, str], int]:
    """The dispatches of each day and outlet, in order; of each month where the days would be more than a table has."""
    told = {(day.isoformat(), outlet): n for (day, outlet), n in days.items() if day is not None}
    if len(told) > r.ROWS:
        months: Counter[tuple[str, str]] = Counter()
        for (day, outlet), n in told.items():
            months[day[:7], outlet] += n
        told = dict(months)
    return {key: told[key] for key in sorted(told, key=lambda key: (key[0], -told[key], key[1]))}


def method(c: Composer) -> Section:
    """The method in short, what was left out, the rules that were used, and the seal."""
    c.cite.enter("method")
    labels, edition = c.labels, c.edition
    lines: list[Line] = [(text,) for text in labels.get("method.paragraphs")]
    reviewed = sum(record.review.state in REVIEWED for record in edition.records)
    lines.append(
        labels.line("method.machine_tally", total=labels.tally(len(edition.records)), reviewed=labels.tally(reviewed))
    )
    if edition.findings.undated:
        lines.append(labels.line("method.left_out", n=labels.tally(edition.findings.undated)))
    if edition.decided:
        lines.append((labels.text("method.decided", day=labels.day(edition.decided)),))
    blocks: list[Block] = [Lines(tuple(lines))]
    rules = sorted(_rules(c))
    if rules:
        blocks += [Heading(labels.text("method.rules")), Lines((labels.listing(rules),))]
    foot = []
    if edition.findings.method:
        foot.append((labels.text("method.version", version=edition.findings.method),))
    if edition.findings.seal.head:
        foot.append((labels.text("method.seal", seal=edition.findings.seal.head),))
    return Section("method", labels.text("section.method"), "", (*blocks, *([Lines(tuple(foot))] if foot else [])))


def _rules(c: Composer) -> set[str]:
    movements = c.edition.findings.displacement
    found = {total.rule for total in (*c.edition.findings.tolls.totals, *movements.totals)}
    found |= {series.rule for series in (*c.edition.findings.tolls.series, *movements.flows, *movements.stocks)}
    return {rule for rule in found | {dispute.rule for dispute in c.edition.findings.disputes} if rule}


def sources(c: Composer) -> Section:
    """The origins that are cited, and every dispatch in view."""
    c.cite.enter("sources")
    blocks: list[Block] = []
    origins = _origins(c)
    if origins:
        columns = tuple(c.labels.text(f"column.{name}") for name in ("origin", "readings", "standing"))
        rows = tuple(
            Row(
                (
                    (c.names.origin(origin),),
                    (c.labels.tally(n),),
                    (c.labels.text("source.independent" if origin.independent else "source.not_independent"),),
                )
            )
            for origin, n in origins
        )
        blocks.append(Table(c.labels.text("column.origin"), columns, rows, frozenset({1})))
    columns = tuple(
        c.labels.text(f"column.{name}") for name in ("dispatches", "published", "outlet", "title", "claims")
    )
    claims = Counter(record.dispatch_id for record in c.edition.records)
    # Those that have a page come first, where not all can be listed.
    paged = c.cite.paged()
    first = sorted(c.cite.sources, key=lambda source: source.key not in paged)[:LISTED]
    listed = sorted(first, key=lambda source: c.cite.numbers[source.key])
    rows = tuple(_dispatch(c, source, claims[source.key], paged=source.key in paged) for source in listed)
    blocks.append(Table(c.labels.text("section.dispatches"), columns, rows, frozenset({4})))
    blocks += r.left_out(c, len(c.cite.sources) - len(listed), "claims", which="dispatches")
    return Section("sources", c.labels.text("section.sources"), c.labels.text("lead.sources"), tuple(blocks))


def _dispatch(c: Composer, source: Filed, claims: int, *, paged: bool) -> Row:
    dispatch = source.dispatch
    heading = c.labels.text("dispatch.heading", n=str(c.cite.numbers[source.key]))
    title = dispatch.title or c.labels.text("dispatch.untitled")
    copies = [str(c.cite.numbers[key]) for key in source.copies if key in c.cite.numbers and key != source.key]
    if copies:
        title += f" ({c.labels.text('source.copies', numbers=', '.join(copies))})"
    return Row(
        (
            (c.cite.page_link(source.key, heading) if paged else heading,),
            (published(c, source),),
            (_outlet(c, source),),
            (title,),
            (c.labels.tally(claims),),
        )
    )


def published(c: Composer, source: Filed) -> str:
    """The day of publication, as a range where it was inferred, and whether it was given."""
    day = source.published
    if day.first is None and day.last is None:
        return c.labels.text("source.undated")
    if day.first != day.last and day.first and day.last:
        text = c.labels.text("dates.inferred", first=c.labels.day(day.first), last=c.labels.day(day.last))
    else:
        text = c.labels.day(day.day)
    return text if day.given else f"{text} ({c.labels.text('source.inferred')})"


def _origins(c: Composer) -> list[tuple[Origin, int]]:
    movements = c.edition.findings.displacement
    found: dict[str, Origin] = {}
    count: Counter[str] = Counter()
    for series in (*c.edition.findings.tolls.series, *movements.flows, *movements.stocks):
        # An outlet has an origin of its own for each story that others print too: it is one row.
        key = c.names.origin(series.origin) if series.origin.outlet else series.origin.key
        found.setdefault(key, series.origin)
        count[key] += len(series.readings)
    return [(found[key], n) for key, n in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))]
