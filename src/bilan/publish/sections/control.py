"""Control: maps of the places, every place in a table, and the changes that are told."""

from __future__ import annotations

from datetime import date

from bilan.findings import Holding
from bilan.publish.blocks import Block, Composer, Lines, Row, Section, Table
from bilan.publish.sections import readings as r
from bilan.publish.sections.highlights import since
from bilan.publish.sections.maps import control as maps
from bilan.publish.wording import Line, Piece


def compose(c: Composer) -> Section | None:
    """The section, `None` where no place's control is in view or the profile leaves it out."""
    holdings = sorted(c.edition.findings.control, key=lambda h: (h.inherited is not None, c.names.place(h.place)))
    if not holdings or c.edition.profile == "humanitarian":
        return None
    c.cite.enter("control")
    drawings, off = maps.compose(c)
    blocks: list[Block] = list(drawings)
    if off:
        places = c.labels.listing(off)
        blocks.append(Lines((c.labels.line("map.off_map", places=places),)))
    own = [h for h in holdings if h.inherited is None]
    latest = {id(h) for h in sorted(own, key=lambda h: h.reported or date.min)[-r.ROWS:]}
    blocks.append(_table(c, [h for h in own if id(h) in latest]))
    blocks += r.left_out(c, len(own) - len(latest), "control", which="latest")
    inherited = _inherited(c, holdings)
    if inherited:
        blocks.append(Lines(tuple(inherited), listed=True))
    return Section("control", c.labels.text("section.control"), c.labels.text("lead.control"), tuple(blocks))


def _table(c: Composer, holdings: list[Holding]) -> Table:
    rows = tuple(_row(c, holding) for holding in holdings)
    columns = ("place", "holder", "situation", "proof", "since", "last_report", "evidence")
    return Table(c.labels.text("section.control"), tuple(c.labels.text(f"column.{name}") for name in columns), rows)


def _row(c: Composer, h: Holding) -> Row:
    records = h.records or h.expected or h.divergent
    place: Line = (c.cite.figure(r.capital(c.names.place(h.place)), records, plain=True, alone=True),)
    holder = c.names.party(h.holder) or c.labels.text("control.no_holder")
    return Row((place, (holder,), _situation(c, h), _proof(c, h), (_since(c, h),), _age(c, h), _evidence(c, h)))


def _inherited(c: Composer, holdings: list[Holding]) -> list[Line]:
    """The places without a report of their own, by the place that they take their status from and what it is."""
    groups: dict[tuple[str, str, str], list[Holding]] = {}
    for h in holdings:
        if h.inherited is not None:
            situation = str(_situation(c, h)[0])
            key = (c.names.place(h.inherited), c.names.party(h.holder) or c.labels.text("control.no_holder"), situation)
            groups.setdefault(key, []).append(h)
    lines: list[Line] = []
    for (parent, holder, situation), found in sorted(groups.items()):
        names = [(c.cite.figure(c.names.place(h.place), h.records, plain=True, alone=True),) for h in found]
        lines.append(
            (
                *c.labels.line("control.without", parent=parent),
                f" ({holder}, {situation})",
                c.labels.word("language.colon"),
                *c.labels.listing(names),
            )
        )
    return lines


def _situation(c: Composer, h: Holding) -> Line:
    parts = [c.labels.text(f"situation.{h.situation}")]
    if h.besieger is not None:
        parts.append(
            c.labels.text("control.besieged_by", party=c.names.with_article(c.names.party(h.besieger)))
            + f" {since(c, h)}".rstrip()
        )
    if h.challenger is not None:
        parts.append(c.labels.text("control.challenged_by", party=c.names.with_article(c.names.party(h.challenger))))
    if h.previous is not None:
        parts.append(c.labels.text("control.previous", party=c.names.with_article(c.names.party(h.previous))))
    return (c.labels.word("language.semicolon").join(parts if len(parts) < 2 or h.situation == "held" else parts[1:]),)


def _proof(c: Composer, h: Holding) -> Line:
    words = c.labels.text(f"grade.{h.evidence or 'none'}")
    if h.footing in ("label", "expected loss", "baseline"):
        words += f" ({c.labels.text('footing.' + h.footing.replace(' ', '_'))})"
    return (words,)


def _since(c: Composer, h: Holding) -> str:
    if h.since is None:
        return ""
    return c.labels.dated("by", h.since) if h.by_then else c.labels.day(h.since)


def _age(c: Composer, h: Holding) -> Line:
    if h.reported is None:
        return ("",)
    line: list[Piece] = [c.labels.day(h.reported)]
    if h.age == 0:
        line.append(f" ({c.labels.text('control.age_zero')})")
    elif h.age is not None:
        line += [" (", *c.labels.counted("control.age", h.age), ")"]
    return tuple(line)


def _evidence(c: Composer, h: Holding) -> Line:
    line: list[Piece] = list(r.evidence(c, h.records))
    for key, records in (("remnants", h.remnants), ("divergent", h.divergent), ("expected", h.expected)):
        if records:
            line += [
                c.labels.word("language.semicolon") if line else "",
                c.labels.text(f"control.{key}"),
                c.labels.word("language.colon"),
                *r.evidence(c, records),
            ]
    return tuple(line)
