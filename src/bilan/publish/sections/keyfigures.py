"""The key figures: which totals lead a report, and the card of each."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bilan.claims import HARMS, MOVEMENTS
from bilan.findings import Total
from bilan.publish.blocks import Card, Cards, Composer, Section
from bilan.publish.citing import state_of
from bilan.publish.drawing import bars
from bilan.publish.edition import Edition
from bilan.publish.sections import changes as looking
from bilan.publish.sections import readings as r
from bilan.publish.wording import Line, Piece
from bilan.quantities import Count
from bilan.records import Recorded
from bilan.times import last_day

WANTED = 6
# A sum of Bilan's own leads no report: its readings do.
_COMPUTED = "computed minimum"
STALE = 21  # days: a figure as of an earlier day leads only where no fresher one does
BACKGROUND = 92  # days: a figure that counts from still longer before the period leads only where no other does
GRAVE = ("killed", "fled", "evacuated", "displaced")


def chosen(edition: Edition) -> tuple[Total, ...]:
    """The totals that lead: those that the edition names, else the gravest tolls and the gravest movements in equal
    number, tolls first but in the humanitarian profile.

    Gravest are those with an independent origin before the rest, fresh before stale, the period's before those of a
    whole war, published ones before sums, deaths before other harm, cumulative before one day's, larger before
    smaller; one a measure and place. Those that are pending are left out.
    """
    if edition.key_figures:
        return edition.key_figures
    tolls = _picked(edition, edition.findings.tolls.totals)
    moves = _picked(edition, edition.findings.displacement.totals)
    half = WANTED // 2
    tolls = tolls[: max(half, WANTED - len(moves))]
    moves = moves[: WANTED - len(tolls)]
    return (*moves, *tolls) if edition.profile == "humanitarian" else (*tolls, *moves)


def _picked(edition: Edition, totals: Iterable[Total]) -> list[Total]:
    seen: set[tuple[object, ...]] = set()
    picked = []
    leading = [total for total in totals if (total.best or total.low) is not None and total.strategy != _COMPUTED]
    for total in sorted(leading, key=lambda total: _weight(edition, total)):
        m = total.measure
        key = (m.what, m.people, m.place.id or m.place.text if m.place else None, m.side)
        if key not in seen:
            seen.add(key)
            picked.append(total)
    return picked


def _weight(edition: Edition, total: Total) -> tuple[bool, bool, bool, bool, bool, bool, int, int]:
    what = total.measure.what
    day = last_day(total.as_of.day) if total.as_of and total.as_of.day else None
    stale = day is not None and (edition.as_of - day).days > STALE
    size = r.extent(total.best or total.low or Count.exact(0)) or (1, None)
    rank = HARMS.index(what) if what in HARMS else MOVEMENTS.index(what) if what in MOVEMENTS else 9
    return (
        not total.origins,
        stale,
        _is_background(edition, total),
        total.strategy == _COMPUTED,
        what not in GRAVE,
        not total.measure.cumulative,
        -size[0],
        rank,
    )


def _is_background(edition: Edition, total: Total) -> bool:
    """Whether a figure counts from long before the period: the toll of a whole war does not lead a month's report."""
    start = total.measure.start
    if start is None or edition.first is None:
        return False
    return (edition.first - last_day(start)).days > BACKGROUND


def records_of(total: Total, count: Count | None) -> tuple[Recorded, ...]:
    """The claims behind one end of a total: those of the readings that print this count, or of all its readings."""
    exact = [
        rec for reading in total.readings if count in (reading.count, *reading.variants) for rec in reading.records
    ]
    return tuple(exact or [rec for reading in total.readings for rec in reading.records])


def ends(total: Total) -> tuple[Count, Count] | None:
    """The lowest and the highest count as said, `None` where the sources do not differ. The highest is told also where
    nothing bounds it ("more than 100"): one end alone is not what all sources say."""
    high = total.high or (total.highest if total.strategy == "range" else None)
    return (total.low, high) if total.low and high and total.low != high else None


def draft(edition: Edition) -> bool:
    """Whether DRAFT stands over the report: until every key figure is signed off, and while there is none."""
    totals = chosen(edition)
    return not totals or not all(total.signed_off for total in totals)


def compose(c: Composer) -> Section | None:
    """The section, `None` where no total is in view."""
    totals = chosen(c.edition)
    if not totals:
        return None
    c.cite.enter("key_figures")
    told: set[str] = set()
    cards = tuple(_card(c, total, i, told) for i, total in enumerate(totals))
    return Section("key_figures", c.labels.text("section.key_figures"), "", (Cards(cards),))


def _card(c: Composer, total: Total, index: int, told: set[str]) -> Card:
    lead = total.best or total.low
    assert lead is not None
    what = c.names.counted(total.measure, lead)
    place = c.names.route(total.measure) if total.measure.kind == "displacement" else c.names.at(total.measure.place)
    figure = _figure(c, total, lead)
    period = c.names.period(total.measure) or c.labels.text("measure.unspecified_start")
    facts: list[tuple[str, Line]] = [("", (period,)), ("", (c.names.as_of(total.as_of),))]
    if (between := ends(total)) is not None:
        facts.append((c.labels.text("card.range"), _range(c, total, between)))
    facts += [(c.labels.text("card.grade"), _origins(c, total, told)), *_was(c, total)]
    if total.strategy not in ("single source", "range"):
        facts.append(("", (c.names.strategy(total.strategy),)))
    state = state_of(records_of(total, lead), signed_off=total.signed_off)
    ruler = _ruler(c, total, lead, index)
    return Card(f"{what} {place}".strip(), figure, tuple(facts), state, ruler)


def _figure(c: Composer, total: Total, lead: Count) -> tuple[Line, ...]:
    before, numeral, after = c.labels.count_parts(lead, feminine=c.names.feminine(total.measure))
    if total.strategy == _COMPUTED:
        before, after = c.labels.word("count.sum").split("{n}")
    linked = c.cite.figure(
        numeral, records_of(total, lead), signed_off=total.signed_off, derived=total.strategy == _COMPUTED
    )
    return ((before.strip(),), (linked,), (after + c.labels.linker(lead).strip(),))


def _range(c: Composer, total: Total, between: tuple[Count, Count]) -> Line:
    low, high = (c.cite.figure(c.labels.count(count), records_of(total, count)) for count in between)
    return c.labels.line("count.between", low=(low,), high=(high,))


def _origins(c: Composer, total: Total, told: set[str]) -> Line:
    names = [c.names.short(c.names.origin(origin), told) for origin in total.origins]
    if not names:
        return (c.labels.text("origins.none"),)
    line: list[Piece] = list(c.labels.counted("origins.independent", len(names)))
    line += [c.labels.word("language.colon"), *c.labels.listing(names)]
    return tuple(line)


def _was(c: Composer, total: Total) -> list[tuple[str, Line]]:
    """The trend since the report before; where the sources differ, what it printed and nothing more."""
    for change in c.edition.changes:
        if change.figure == total.id and (printed := looking.was(c, change)) is not None:
            line = looking.trend(c, change) or c.labels.line("changes.was", before=printed, n=str(printed.report))
            return [("", line)]
    return []


def _ruler(c: Composer, total: Total, lead: Count, index: int) -> Markup:
    values = {}
    for reading in total.readings:
        extent = r.extent(reading.count)
        if extent is not None:
            values[extent[0], r.opening(reading.count)] = reading.count == lead
    if len(values) < 2:
        return Markup()
    title = c.labels.text("card.range")
    return bars.ruler([(v, o, leading) for (v, o), leading in values.items()], name=f"ruler{index + 1}", title=title)
