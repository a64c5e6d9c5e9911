"""Who says what, and who stands with whom."""

from __future__ import annotations

from datetime import date

from bilan.claims import Alignment, Statement
from bilan.publish.blocks import Composer, Quote, Quotes, Row, Section, Table
from bilan.publish.sections import readings as r
from bilan.publish.wording import Line
from bilan.records import Recorded

LONGEST = 420
MOST = 40


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
    quotes = tuple(_quote(c, name, record) for name, found in order
                   for record in sorted(found, key=lambda record: (record.day or date.min, record.claim.evidence)))
    return Section("statements", c.labels.text("section.statements"), c.labels.text("lead.statements"),
                   (Quotes(quotes[:MOST]),))


def content(c: Composer, record: Recorded) -> str:
    """What is said, in the words of the dispatch, cut at a blank where it is long."""
    claim = record.claim
    assert isinstance(claim, Statement)
    text = c.cite.source(record.dispatch_id).dispatch.text[claim.content[0]:claim.content[1]].strip() or record.quote
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " […]"


def _quote(c: Composer, name: str, record: Recorded) -> Quote:
    claim = record.claim
    assert isinstance(claim, Statement)
    speaker = claim.speaker
    role = c.labels.get("language.separator").join(filter(None, (speaker.role, speaker.organisation)))
    link = c.cite.figure(r.reference(c, record), (record,), plain=True)
    assert not isinstance(link, str)
    about = c.labels.span(claim.when.start, claim.when.end) if claim.when else ""
    return Quote(name, role, content(c, record), claim.mode == "direct", link, about)


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
    table = Table(c.labels.text("section.alignments"), tuple(c.labels.text(f"column.{name}") for name in columns),
                  tuple(rows))
    return Section("alignments", c.labels.text("section.alignments"), c.labels.text("lead.alignments"), (table,))


def _sources(c: Composer, records: list[Recorded]) -> Line:
    names = [c.names.party(record.claim.source) if record.claim.source else c.labels.text("slot.outlet_voice")
             for record in records]
    return c.labels.listing(list(dict.fromkeys(names)))
