"""The chronology: every happening once, by day, with what it cost; and what people need, by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from bilan.claims import Need
from bilan.findings import Happening
from bilan.publish.blocks import Block, Composer, Drawing, Lines, Row, Section, Table
from bilan.publish.drawing import timeline, weekly
from bilan.publish.sections import readings as r
from bilan.publish.sections.maps import incidents
from bilan.publish.wording import Line, Piece
from bilan.records import Recorded
from bilan.times import first_day, last_day

LATEST, SIGNS = 200, 400  # the happenings that the table has, and those that the chart has
TYPES, MOST_WEEKS = 8, 60


def compose(c: Composer) -> Section | None:
    """The section, `None` where nothing happened that is in view."""
    happenings = [h for h in c.edition.findings.chronology if h.kind in ("incident", "control")]
    if c.edition.profile == "humanitarian":
        happenings = [h for h in happenings if h.kind != "control"]
    if not happenings:
        return None
    c.cite.enter("chronology")
    told = len(happenings)
    happenings = [h for h in happenings if not _before(h, c.edition.first)]
    older = told - len(happenings)
    happenings.sort(key=lambda h: (h.last or h.first or "9999", h.first or "", h.id))
    blocks: list[Block] = []
    blocks += incidents.compose(c, happenings)
    blocks += [chart for chart in (_weekly(c, happenings), _timeline(c, happenings)) if chart is not None]
    blocks.append(_table(c, happenings[-LATEST:]))
    blocks += r.left_out(c, len(happenings) - LATEST, "incidents", which="events")
    if older:
        blocks.append(Lines((c.labels.counted("chart.older", older),)))
    return Section("chronology", c.labels.text("section.chronology"), c.labels.text("lead.chronology"), tuple(blocks))


def _before(happening: Happening, day: date | None) -> bool:
    last = happening.last or happening.first
    return day is not None and last is not None and last_day(last) < day


def type_of(c: Composer, happening: Happening) -> str:
    """The name of a happening's type."""
    return c.labels.text(f"{'change' if happening.kind == 'control' else 'incident'}.{happening.type}")


def _weekly(c: Composer, happenings: list[Happening]) -> Drawing | None:
    """How many incidents of each type began in each week of the period, of those whose week is told."""
    counts: dict[str, Counter[date]] = defaultdict(Counter)
    for h in happenings:
        if h.kind == "incident" and h.modality == "asserted" and h.first and h.last:
            first, last = first_day(h.first), last_day(h.last)
            monday = weekly.monday(first)
            if monday == weekly.monday(last) and (not c.edition.first or last >= c.edition.first):
                counts[type_of(c, h)][monday] += 1
    weeks = {monday for found in counts.values() for monday in found}
    if len(weeks) < 2 or (max(weeks) - min(weeks)).days > MOST_WEEKS * 7:
        return None
    first, number = min(weeks), (max(weeks) - min(weeks)).days // 7 + 1
    mondays = [first + timedelta(weeks=i) for i in range(number)]
    rows = [weekly.Row(name, tuple(found[monday] for monday in mondays))
            for name, found in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))][:TYPES]
    title, description = c.labels.text("chart.weekly"), c.labels.text("chart.weekly_description")
    wide, narrow = (weekly.draw(rows, first, c.labels, name=f"weekly-{end}", title=title, description=description,
                                width=width) for end, width in (("w", weekly.WIDE), ("n", weekly.NARROW)))
    data = tuple(Row(((r.capital(weekly.week(c.labels, first, i)),), (row.name,), (c.labels.tally(n),)))
                 for i in range(number) for row in rows if (n := row.weeks[i]))
    columns = tuple(c.labels.text(f"column.{key}") for key in ("week", "event", "number"))
    return Drawing("weekly", title, description, wide, narrow, (c.labels.text("chart.weekly_note"),),
                   table=Table(title, columns, data, frozenset({2})))


def _timeline(c: Composer, happenings: list[Happening]) -> Drawing | None:
    first, last = c.edition.first or date.min, c.edition.last or c.edition.as_of
    drawn = sorted(
        (last_day(h.last), i) for i, h in enumerate(happenings)
        if h.first and h.last and h.modality == "asserted" and last_day(h.last) >= first
        and (last_day(h.last) - first_day(h.first)).days <= 7 and first_day(h.first) <= last
    )
    if len(drawn) < 3:
        return None
    notes = (c.labels.text("chart.latest", n=c.labels.number(SIGNS)),) if len(drawn) > SIGNS else ()
    signs = [_sign(c, happenings[i], day) for day, i in drawn[-SIGNS:]]
    title, description = c.labels.text("chart.timeline"), c.labels.text("chart.timeline_description")
    wide = timeline.draw(signs, c.labels, name="time-w", title=title, description=description)
    narrow = timeline.draw(signs, c.labels, name="time-n", title=title, description=description, width=timeline.NARROW)
    return Drawing("timeline", title, description, wide, narrow, notes)


def _sign(c: Composer, h: Happening, day: date) -> timeline.Sign:
    return timeline.Sign(type_of(c, h), day, max(1, len(h.origins)), c.cite.anchor(h.records[0]), _spoken(c, h),
                         h.kind == "control")


def _spoken(c: Composer, h: Happening) -> str:
    places = ", ".join(c.names.place(place) for place in h.places[:1])
    return c.labels.word("language.separator").join(
        filter(None, (type_of(c, h), places, c.labels.span(h.first, h.last)))
    )


def _date(c: Composer, h: Happening) -> str:
    if h.first is None and h.last is None:
        return c.labels.text("dates.unknown")
    return c.labels.dated("by", h.last) if h.by_then else c.labels.span(h.first, h.last)


def _table(c: Composer, happenings: list[Happening]) -> Table:
    rows, before = [], None
    for h in happenings:
        day = _date(c, h)
        day = day[:1].upper() + day[1:]
        event: Line = (c.cite.figure(r.told(c, type_of(c, h), h.modality), h.records, alone=True),)
        places: Line = (r.capital(c.names.places(h.places)),)
        rows.append(
            Row(
                (event, places, _actors(c, h), _tolls(c, h), r.evidence(c, h.records)),
                day if day != before else None,
                h.modality in ("denied", "alleged"),
            )
        )
        before = day
    columns = ("event", "place", "actors", "toll", "evidence")
    return Table(
        c.labels.text("section.chronology"), tuple(c.labels.text(f"column.{name}") for name in columns), tuple(rows)
    )


def _actors(c: Composer, h: Happening) -> Line:
    names = [c.names.party(entity) for entity in (h.actor, h.target) if entity is not None]
    return (" → ".join(names),) if names else ("",)


def _tolls(c: Composer, h: Happening) -> Line:
    line: list[Piece] = []
    for reading in h.tolls[:4]:
        if line:
            line.append(c.labels.word("language.separator"))
        line += [
            c.cite.figure(r.words(c, reading), reading.records, alone=True),
            c.labels.linked(reading.count, c.names.counted(reading.measure, reading.count)),
        ]
    return tuple(line) or ("",)


def needs(c: Composer) -> Section | None:
    """What people lack, by place; `None` where no need is in view."""
    if not c.edition.findings.needs:
        return None
    c.cite.enter("needs")
    rows = []
    told = sorted(c.edition.findings.needs, key=lambda record: record.day or date.min)[-r.ROWS:]
    for record in sorted(told, key=lambda record: (_place(c, record), record.day or date.min, record.key)):
        claim = record.claim
        assert isinstance(claim, Need)
        kinds = c.labels.listing([c.labels.text(f"need.{kind}") for kind in claim.needs])
        what = "".join(str(piece) for piece in kinds)
        rows.append(
            Row(
                (
                    (c.cite.figure(r.told(c, what, claim.modality), (record,)),),
                    (_place(c, record),),
                    _population(c, record),
                    _source(c, record),
                    r.evidence(c, (record,)),
                )
            )
        )
    columns = ("needs", "place", "population", "source", "evidence")
    table = Table(
        c.labels.text("section.needs"), tuple(c.labels.text(f"column.{name}") for name in columns), tuple(rows)
    )
    over = r.left_out(c, len(c.edition.findings.needs) - len(told), "claims", which="latest")
    return Section("needs", c.labels.text("section.needs"), c.labels.text("lead.needs"), (table, *over))


def _place(c: Composer, record: Recorded) -> str:
    return c.names.place(record.claim.where[0]) if record.claim.where else c.labels.text("place.unknown")


def _population(c: Composer, record: Recorded) -> Line:
    claim = record.claim
    assert isinstance(claim, Need)
    people = c.labels.get("people").get(claim.population, c.labels.get("people.people"))
    if claim.count is None:
        return (people["many"],)
    count = c.cite.figure(c.labels.count(claim.count, feminine=people["gender"] == "f"), (record,))
    return (count, c.labels.linked(claim.count, people["many"]))


def _source(c: Composer, record: Recorded) -> Line:
    source = record.claim.source
    return (c.names.party(source) if source else c.labels.text("slot.outlet_voice"),)
