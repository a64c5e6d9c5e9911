"""Highlights: one sentence for each thing that the ledger holds to be worth a sentence, and nothing else."""

from __future__ import annotations

from bilan.entities import Entity
from bilan.findings import Holding, Total
from bilan.publish.blocks import Composer, Lines, Section
from bilan.publish.sections.changes import trend
from bilan.publish.sections.keyfigures import chosen, ends, records_of
from bilan.publish.wording import Figure, Line, Piece
from bilan.records import Recorded
from bilan.times import first_day, last_day

TOTALS, CHANGES, SIEGES = 6, 3, 2


def compose(c: Composer) -> Section:
    """The section; it says so where the ledger holds nothing for the period."""
    c.cite.enter("highlights")
    told: set[str] = set()
    lines = [_with_trend(c, total, line) for total in chosen(c.edition)[:TOTALS]
             if (line := _total(c, total, told)) is not None]
    if c.edition.profile != "humanitarian":
        lines += [*_changes(c), *_sieges(c)]
    if c.edition.findings.disputes:
        lines.append(c.labels.counted("highlight.disputes", len(c.edition.findings.disputes)))
    if not lines:
        lines.append(c.labels.line("highlight.none"))
    return Section(
        "highlights",
        c.labels.text("section.highlights"),
        "",
        (Lines(tuple(capital(line) for line in lines), listed=True, leading=True),),
    )


def capital(line: Line) -> Line:
    """The line with a capital at its head, whether it begins with text or with a figure."""
    if not line:
        return line
    first = line[0]
    if isinstance(first, str):
        head: Piece = first[:1].upper() + first[1:]
    elif isinstance(first, Figure):
        head = Figure(
            first.text[:1].upper() + first.text[1:],
            first.ref,
            first.target,
            first.others,
            first.state,
            first.derived,
            first.plain,
        )
    else:
        head = first
    return (head, *line[1:])


def _total(c: Composer, total: Total, told: set[str]) -> Line | None:
    lead = total.best or total.low
    if lead is None:
        return None
    where = c.names.route(total.measure) if total.measure.kind == "displacement" else c.names.at(total.measure.place)
    common = {
        "what": c.names.counted(total.measure, lead),
        "place": where,
        "period": c.names.period(total.measure),
        "as_of": c.names.as_of(total.as_of),
        "origins": _origins(c, total, told),
    }
    if total.strategy == "computed minimum":
        words = c.labels.number(lead.value) if lead.value is not None else c.labels.count(lead)
        low = c.cite.figure(words, records_of(total, lead), derived=True, signed_off=total.signed_off)
        return c.labels.line("highlight.minimum", **common, low=low)
    if total.strategy == "range" and (between := ends(total)) is not None:
        low, high = (
            c.cite.figure(c.labels.count(count), records_of(total, count), signed_off=total.signed_off)
            for count in between
        )
        return c.labels.line("highlight.range", **common, low=low, high=high)
    words = c.labels.count(lead, feminine=c.names.feminine(total.measure))
    figure = c.cite.figure(words, records_of(total, lead), signed_off=total.signed_off)
    return c.labels.line("highlight.total", **common, count=(figure, c.labels.linker(lead).rstrip()))


def _with_trend(c: Composer, total: Total, line: Line) -> Line:
    """The sentence with the trend since the report before at its end, where there is one to tell."""
    found = next((t for change in c.edition.changes if change.figure == total.id and (t := trend(c, change))), None)
    if found is None or not isinstance(line[-1], str):
        return line
    stop = c.labels.word("language.stop")
    return (*line[:-1], line[-1].removesuffix(stop) + c.labels.word("language.semicolon"), *found, stop)


def _origins(c: Composer, total: Total, told: set[str]) -> Line:
    names = [c.names.with_article(c.names.short(c.names.origin(origin), told)) for origin in total.named]
    return c.labels.line("origins.according", names=c.labels.listing(names))


def _in_period(c: Composer, day: str | None) -> bool:
    if day is None:
        return False
    return not (
        (c.edition.first and last_day(day) < c.edition.first) or (c.edition.last and first_day(day) > c.edition.last)
    )


def _changes(c: Composer) -> list[Line]:
    groups: dict[tuple[object, ...], list[Holding]] = {}
    for holding in c.edition.findings.control:
        if _taken(holding) and _in_period(c, holding.since):
            key = (holding.since, holding.by_then, c.names.side(holding.holder), holding.evidence)
            groups.setdefault(key, []).append(holding)
    latest = sorted(groups.values(), key=lambda found: (found[0].since or "", len(found)), reverse=True)
    return [_captured(c, found) for found in latest[:CHANGES]]


def _taken(holding: Holding) -> bool:
    changes = {getattr(record.claim, "change", None) for record in holding.records}
    return (
        holding.footing == "change"
        and holding.inherited is None
        and holding.situation == "held"
        and holding.holder is not None
        and "captured" in changes
    )


def _captured(c: Composer, found: list[Holding]) -> Line:
    first = found[0]
    places = c.labels.listing([(c.cite.figure(c.names.place(h.place), h.records),) for h in found])
    period = c.labels.dated("by" if first.by_then else "on", first.since)
    key = "highlight.captured_one" if len(found) == 1 else "highlight.captured_many"
    return c.labels.line(
        key,
        places=places,
        period=period,
        holder=_running(c, first.holder),
        grade=c.labels.text(f"grade.{first.evidence or 'none'}"),
    )


def _sieges(c: Composer) -> list[Line]:
    lines = []
    for holding in c.edition.findings.control:
        if holding.situation == "besieged" and holding.besieger is not None and holding.inherited is None:
            place = c.cite.figure(c.names.place(holding.place), _siege_records(holding))
            lines.append(
                c.labels.line(
                    "highlight.besieged", place=place, holder=_running(c, holding.besieger), period=since(c, holding)
                )
            )
    return lines[:SIEGES]


def since(c: Composer, holding: Holding) -> str:
    """Since when a siege lasts; empty where the text gives no start and only its own day stands for one."""
    days = {record.day.isoformat() for record in holding.records if record.day}
    return "" if holding.besieged_since in days else c.labels.dated("since", holding.besieged_since)


def _siege_records(holding: Holding) -> list[Recorded]:
    told = [r for r in holding.records if getattr(r.claim, "change", None) == "besieged"]
    return list(told or holding.records)


def _running(c: Composer, entity: Entity | None) -> str:
    return c.names.with_article(c.names.party(entity))
