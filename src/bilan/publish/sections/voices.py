"""Who says what, and who stands with whom."""

from __future__ import annotations

from datetime import date

from bilan.claims import Alignment, Statement
from bilan.publish.blocks import Composer, Quote, Quotes, Row, Section, Table, Voice
from bilan.publish.sections import readings as r
from bilan.publish.wording import Line
from bilan.records import Recorded

LONGEST = 420
MOST, OF_ONE = 60, 20  # speakers, and statements of one, that are printed


def statements(c: Composer) -> Section | None:
    """The statements by speaker, those who speak most often first; `None` where there are none."""
    if not c.edition.findings.statements:
        return None
    c.cite.enter("statements")
    by_speaker: dict[str, list[Recorded]] = {}
    for record in c.edition.findings.statements:
        if isinstance(record.claim, Statement):
            by_speaker.setdefault(c.names.party(record.claim.speaker), []).append(record)
    order = sorted(by_speaker.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    voices = tuple(_voice(c, name, found) for name, found in order[:MOST])
    over = sum(map(len, by_speaker.values())) - sum(len(voice.quotes) for voice in voices)
    return Section(
        "statements", c.labels.text("section.statements"), c.labels.text("lead.statements"),
        (Quotes(voices), *r.left_out(c, over, "claims", which="statements")),
    )


def _voice(c: Composer, name: str, found: list[Recorded]) -> Voice:
    found = sorted(found, key=lambda record: (record.day or date.min, record.claim.evidence))
    speakers = [record.claim.speaker for record in found if isinstance(record.claim, Statement)]
    role = next((s.role for s in speakers if s.role), None)
    body = next((s.organisation for s in speakers if s.organisation), None)
    words = c.labels.word("language.separator").join(filter(None, (role, body)))
    return Voice(name, words, tuple(_quote(c, record) for record in found[-OF_ONE:]))


def content(c: Composer, record: Recorded) -> str:
    """What is said, in the words of the dispatch, cut at a blank where it is long."""
    claim = record.claim
    assert isinstance(claim, Statement)
    text = c.cite.source(record.dispatch_id).dispatch.text[claim.content[0] : claim.content[1]].strip() or record.quote
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " […]"


def _quote(c: Composer, record: Recorded) -> Quote:
    claim = record.claim
    assert isinstance(claim, Statement)
    text = content(c, record)
    marked = claim.mode == "direct" and not any(mark in text for mark in '«»“”"')
    link = c.cite.figure(r.reference(c, record), (record,), plain=True)
    about = c.labels.span(claim.when.start, claim.when.end) if claim.when else ""
    mode = c.labels.text(f"mode.{claim.mode}")
    if claim.modality == "denied":
        mode = c.labels.word("language.separator").join((c.labels.text("modality.denied"), mode))
    return Quote(text, marked, mode, link, about)


def alignments(c: Composer) -> Section | None:
    """Who stands with or against whom, as the dispatches say it; `None` where none does."""
    found = [record for record in c.edition.findings.alignments if isinstance(record.claim, Alignment)]
    if not found:
        return None
    c.cite.enter("alignments")
    groups: dict[tuple[str, str, str, str], list[Recorded]] = {}
    for record in found:
        claim = record.claim
        assert isinstance(claim, Alignment)
        key = (claim.relation, c.names.party(claim.actor), c.names.party(claim.target), claim.modality)
        groups.setdefault(key, []).append(record)
    rows = []
    for (relation, actor, target, modality), records in sorted(groups.items()):
        words = c.labels.text(f"relation.{relation}")
        words += "" if modality == "asserted" else f" ({c.labels.text(f'modality.{modality}')})"
        link: Line = (c.cite.figure(words, records, alone=True),)
        rows.append(Row(((actor,), link, (target,), _sources(c, records), r.evidence(c, records))))
    columns = ("actor", "relation", "target", "source", "evidence")
    table = Table(
        c.labels.text("section.alignments"), tuple(c.labels.text(f"column.{name}") for name in columns), tuple(rows)
    )
    return Section("alignments", c.labels.text("section.alignments"), c.labels.text("lead.alignments"), (table,))


def _sources(c: Composer, records: list[Recorded]) -> Line:
    names = [
        c.names.party(record.claim.source) if record.claim.source else c.labels.text("slot.outlet_voice")
        for record in records
    ]
    return c.labels.listing(list(dict.fromkeys(names)))
