"""Divergences: what the sources do not agree on, side against side."""

from __future__ import annotations

from collections import Counter

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.findings import Dispute, Measure
from bilan.making import maker
from bilan.publish.blocks import Composer, Row, Section, Table
from bilan.publish.sections import readings as r
from bilan.publish.wording import Line, Piece
from bilan.records import Recorded

_measure = maker(Measure)
OF_A_KIND = 40  # the most divergences of one kind that a report lists


def compose(c: Composer) -> Section | None:
    """The section, `None` where nothing is disputed."""
    found = [
        d
        for d in c.edition.findings.disputes
        if c.edition.profile != "humanitarian" or d.kind not in ("two holders", "divergent control")
    ]
    if not found:
        return None
    c.cite.enter("disputes")
    rows = []
    printed = _latest(found)
    for dispute in sorted(printed, key=lambda d: (d.kind, d.first or d.last or "", d.id)):
        heading = _heading(c, dispute)
        for i, side in enumerate(dispute.sides):
            if side:
                rows.append(Row((_said(c, side), _sources(c, side), r.evidence(c, side)), None if i else heading))
    columns = ("figure", "source", "evidence")
    table = Table(
        c.labels.text("section.disputes"), tuple(c.labels.text(f"column.{name}") for name in columns), tuple(rows)
    )
    over = r.left_out(c, len(found) - len(printed), "claims", which="disputes")
    return Section("disputes", c.labels.text("section.disputes"), c.labels.text("lead.disputes"), (table, *over))


def _latest(found: list[Dispute]) -> list[Dispute]:
    """At most `OF_A_KIND` of each kind, the latest."""
    kept: Counter[str] = Counter()
    printed = []
    for dispute in sorted(found, key=lambda d: (d.last or d.first or "", d.id), reverse=True):
        kept[dispute.kind] += 1
        if kept[dispute.kind] <= OF_A_KIND:
            printed.append(dispute)
    return printed


def _heading(c: Composer, dispute: Dispute) -> str:
    kind = c.labels.text("dispute." + dispute.kind.replace(" ", "_"))
    parts = [kind[:1].upper() + kind[1:]]
    if dispute.place is not None:
        parts.append(c.names.place(dispute.place))
    if dispute.first or dispute.last:
        parts.append(c.labels.span(dispute.first, dispute.last))
    return c.labels.word("language.separator").join(parts)


def _said(c: Composer, side: tuple[Recorded, ...]) -> Line:
    return summary(c, side[0], side)


def summary(c: Composer, record: Recorded, cited: tuple[Recorded, ...]) -> Line:
    """What a claim says, in one line whose figure opens it."""
    claim = record.claim
    if isinstance(claim, Toll | Displacement):
        return _counted(c, claim, cited)
    label = _named(c, claim)
    line: list[Piece] = [c.cite.figure(label[:1].upper() + label[1:], cited, alone=True)]
    return tuple(line)


def _counted(c: Composer, claim: Toll | Displacement, cited: tuple[Recorded, ...]) -> Line:
    measure = measure_of(claim)
    words = c.labels.count(claim.count, feminine=c.names.feminine(measure))
    figure = c.cite.figure(words, cited, alone=True)
    where = c.names.route(measure) if isinstance(claim, Displacement) else c.names.at(measure.place)
    rest = " ".join(filter(None, (c.names.counted(measure, claim.count), where, r.scope(c, measure))))
    return (figure, c.labels.linked(claim.count, rest))


def measure_of(claim: Toll | Displacement) -> Measure:
    """The measure that a claim alone counts, for wording it."""
    start = claim.when.start if claim.when else None
    place = claim.where[0] if claim.where else None
    if isinstance(claim, Toll):
        return _measure("toll", claim.harm, claim.victims, place, start, claim.cumulative, claim.affiliation,
                        claim.unit)
    return _measure(
        "displacement",
        claim.movement,
        claim.population,
        place,
        start,
        claim.cumulative,
        None,
        claim.unit,
        claim.origin,
        claim.destination,
    )


def _named(c: Composer, claim: Claim) -> str:
    day = c.labels.span(claim.when.start, claim.when.end) if claim.when else ""
    if isinstance(claim, Control):
        parts = [
            c.names.place(claim.place) + c.labels.word("language.colon") + c.labels.text(f"change.{claim.change}"),
            c.names.party(claim.holder),
            day,
        ]
    elif isinstance(claim, Incident):
        parts = [
            c.labels.text(f"incident.{claim.type}"),
            " → ".join(c.names.party(e) for e in (claim.actor, claim.target) if e is not None),
            day,
        ]
    elif isinstance(claim, Need):
        parts = [str(piece) for piece in c.labels.listing([c.labels.text(f"need.{need}") for need in claim.needs])]
    elif isinstance(claim, Alignment):
        words = (c.names.party(claim.actor), c.labels.text(f"relation.{claim.relation}"), c.names.party(claim.target))
        parts = [" ".join(words)]
    else:
        parts = [
            c.names.party(claim.speaker) if isinstance(claim, Statement) else c.labels.text(f"kind.{claim.kind}"),
            day,
        ]
    if claim.modality != "asserted":
        parts.append(c.labels.text(f"modality.{claim.modality}"))
    return c.labels.word("language.separator").join(filter(None, parts))


def _sources(c: Composer, side: tuple[Recorded, ...]) -> Line:
    names = [
        c.names.party(record.claim.source)
        if record.claim.source
        else c.labels.text("origins.outlet", name=record.outlet)
        if record.outlet
        else c.labels.text("origins.outlet_unnamed")
        for record in side
    ]
    return c.labels.listing(list(dict.fromkeys(names)))
