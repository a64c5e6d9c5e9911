"""Looking back: what changed since the report before, and what of earlier reports was wrong."""

from __future__ import annotations

from bilan.publish.blocks import Block, Composer, Heading, Lines, Row, Section, Table
from bilan.publish.edition import Change, Correction, Turn
from bilan.publish.sections import readings as r
from bilan.publish.sections.disputes import summary
from bilan.publish.wording import Earlier, Line
from bilan.quantities import Count


def compose(c: Composer) -> Section | None:
    """Every key figure of this report and the one before, side by side, and the places that changed hands; `None` where
    there was no report before."""
    before = c.edition.before
    if before is None:
        return None
    c.cite.enter("changes")
    blocks: list[Block] = []
    if c.edition.changes:
        columns = (c.labels.text("column.figure"), c.labels.text("changes.report", n=str(before.number)),
                   c.labels.text("column.change"))
        rows = tuple(Row(_row(c, change)) for change in c.edition.changes)
        blocks.append(Table(c.labels.text("section.changes"), columns, rows))
    turns = c.edition.turns if c.edition.profile != "humanitarian" else ()
    if turns:
        blocks += [Heading(c.labels.text("control.changes")), Lines(tuple(_turn(c, t) for t in turns), listed=True)]
    if not blocks:
        blocks.append(Lines((c.labels.line("changes.none"),)))
    lead = c.labels.text("lead.changes", n=str(before.number), day=c.labels.day(before.as_of))
    return Section("changes", c.labels.text("section.changes"), lead, tuple(blocks))


def was(c: Composer, change: Change) -> Earlier | None:
    """What the report before printed for a figure, `None` where it printed none."""
    number = c.edition.before.number if c.edition.before else 0
    return Earlier(c.labels.count(change.was), number) if change.was else None


def trend(c: Composer, change: Change) -> Line | None:
    """The trend of a figure in words, `None` where there is none to tell."""
    printed = was(c, change)
    if printed is None or change.trend is None:
        return None
    return c.labels.line(f"changes.{change.trend}", before=printed, n=str(printed.report))


def _row(c: Composer, change: Change) -> tuple[Line, ...]:
    lead = (change.total.best or change.total.low) if change.total else None
    m = change.measure
    where = c.names.route(m) if m.kind == "displacement" else c.names.at(m.place)
    what = " ".join(filter(None, (c.names.counted(m, lead or change.was), where, c.names.period(m))))
    now: Line = ("",)
    if change.total is not None and lead is not None:
        records = tuple(record for reading in change.total.readings for record in reading.records)
        figure = c.cite.figure(c.labels.count(lead), records, signed_off=change.total.signed_off, alone=True,
                               derived=change.total.strategy == "computed minimum")
        now = (figure, c.labels.linker(lead))
    printed = was(c, change)
    return ((*now, what), (printed,) if printed else ("",), _note(c, change, lead))


def _note(c: Composer, change: Change, lead: Count | None) -> Line:
    if change.was is None:
        return c.labels.line("changes.new")
    if change.correction:
        then = (change.then.best or change.then.low) if change.then else None
        if change.then is None or then is None:
            return c.labels.line("changes.withdrawn")
        records = tuple(record for reading in change.then.readings for record in reading.records)
        return c.labels.line("changes.restated", then=c.cite.figure(c.labels.count(then), records, alone=True))
    if lead is None:
        return c.labels.line("changes.gone")
    key = change.trend or "other_source"
    return c.labels.line(f"changes.note_{key}")


def _turn(c: Composer, turn: Turn) -> Line:
    h = turn.now
    place = c.cite.figure(c.names.place(h.place), h.records, alone=True)
    now = _state(c, c.names.party(h.holder), h.situation)
    return c.labels.line("changes.turn", place=place, now=now,
                         before=_state(c, c.names.party(turn.was), turn.situation))


def _state(c: Composer, holder: str, situation: str) -> str:
    words = c.labels.text(f"situation.{situation}")
    return f"{holder or c.labels.text('control.no_holder')} ({words})"


def corrections(c: Composer) -> Section | None:
    """What earlier reports printed and what does not stand as it was printed; `None` where all stands."""
    if not c.edition.corrections:
        return None
    c.cite.enter("corrections")
    columns = tuple(c.labels.text(key) for key in (
        "column.report", "column.printed", "column.stands", "column.reason"))
    rows = tuple(Row(_correction(c, one)) for one in c.edition.corrections)
    table = Table(c.labels.text("section.corrections"), columns, rows)
    return Section("corrections", c.labels.text("section.corrections"), c.labels.text("lead.corrections"), (table,))


def _correction(c: Composer, one: Correction) -> tuple[Line, ...]:
    printed = "".join(piece if isinstance(piece, str) else piece.text for piece in summary(c, one.was, ()))
    where = r.reference(c, one.was)
    now = summary(c, one.now, (one.now,)) if one.now is not None else c.labels.line("corrections.withdrawn")
    cause = c.labels.text(f"corrections.{one.cause}")
    # Who decided is the house's business: the public edition says what was decided and why.
    by = c.labels.text("corrections.by", name=one.by) if one.by and c.edition.whole else ""
    why = c.labels.word("language.colon") + one.reason if one.reason else ""
    number = c.labels.text("title.number", n=str(one.number))
    return ((number,), (Earlier(printed, one.number), f" ({where})"), now, (f"{cause} {by}".strip() + why,))
