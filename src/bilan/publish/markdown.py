"""The report as Markdown: the same sections, with the source extracts as footnotes."""

from __future__ import annotations

import re

from bilan.publish.blocks import Card, Cards, Composer, Drawing, Heading, Lines, Quotes, Section, Table
from bilan.publish.composing import Composition, compose
from bilan.publish.dispatches import clean, web_address
from bilan.publish.edition import Edition
from bilan.publish.sections import readings as r
from bilan.publish.wording import Earlier, Line, Piece, Tally
from bilan.records import Recorded

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
EXCERPT = 400


def markdown(made: Edition | Composition) -> str:
    """The edition, composed or not, as Markdown (CommonMark with tables and footnotes), each figure with a footnote
    that quotes the claim it rests on. Raises `UsageError` where the report does not speak the edition's language."""
    composition = made if isinstance(made, Composition) else compose(made)
    writer = Writer(composition)
    parts = [writer.head(), *(writer.section(section) for section in composition.sections), writer.notes()]
    return clean("\n\n".join(part for part in parts if part)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown prints as it is, on one line."""
    return SPECIAL.sub(r"\\\1", text.replace("\n", " ").replace("\r", " "))


class Writer:
    """Writes blocks as Markdown and keeps which claims were cited, in their order."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self.c: Composer = composition.composer
        self.records: dict[str, Recorded] = {self.c.cite.anchor(record): record for record in self.c.cite.records()}
        self.cited: dict[str, None] = {}

    def head(self) -> str:
        """The title, the facts of the edition and the notices over it."""
        head, t = self.composition.head, self.c.labels.text
        lines = [
            f"# {escaped(self.c.edition.title)}",
            f"**{escaped(head.kicker)} — {escaped(head.number)}**",
            "  \n".join(f"{escaped(name)}{t('language.colon')}{escaped(value)}" for name, value in head.facts),
        ]
        if head.draft:
            lines.append(f"> **{t('title.draft').upper()}**. {t('title.draft_note')}")
        if head.demonstration:
            lines.append(f"> {t('title.demonstration')}")
        return "\n\n".join(lines)

    def section(self, section: Section) -> str:
        """A section with its heading and lead."""
        parts = [f"## {escaped(section.title)}", escaped(section.lead)]
        for block in section.blocks:
            if isinstance(block, Heading):
                parts.append(f"### {escaped(block.text)}")
            elif isinstance(block, Lines):
                bullet = "- " if block.listed else ""
                parts.append(("\n" if block.listed else "\n\n").join(bullet + self.line(line) for line in block.items))
            elif isinstance(block, Table):
                parts.append(self.table(block))
            elif isinstance(block, Cards):
                parts.append("\n".join(self.card(card) for card in block.cards))
            elif isinstance(block, Quotes):
                parts.append(self.quotes(block))
            elif isinstance(block, Drawing):
                parts += [escaped(note) for note in block.notes if section.id == "control"]
        return "\n\n".join(part for part in parts if part)

    def line(self, line: Line) -> str:
        """A line with its figures in bold and their footnotes after them."""
        return "".join(self._piece(piece) for piece in line)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Tally | Earlier):
            return escaped(piece.text)
        if isinstance(piece, str):
            return escaped(piece)
        if not piece.ref:
            return escaped(piece.text)
        anchors = (piece.target, *piece.others)
        self.cited.update(dict.fromkeys(anchors))
        notes = "".join(f"[^{anchor}]" for anchor in anchors)
        return (escaped(piece.text) if piece.plain else f"**{escaped(piece.text)}**") + notes

    def table(self, table: Table) -> str:
        """A table, its groups as rows of their own."""
        lines = [
            "| " + " | ".join(escaped(name) for name in table.columns) + " |",
            "| " + " | ".join("---:" if i in table.numeric else "---" for i in range(len(table.columns))) + " |",
        ]
        for row in table.rows:
            if row.group is not None:
                lines.append(f"| **{escaped(row.group)}** " + "| " * (len(table.columns) - 1) + "|")
            lines.append("| " + " | ".join(self.line(cell) for cell in row.cells) + " |")
        return "\n".join(lines)

    def card(self, card: Card) -> str:
        """A key figure as an item."""
        figure = " ".join(filter(None, (self.line(part).strip() for part in card.figure)))
        colon = self.c.labels.word("language.colon")
        facts = [(escaped(name) + colon if name else "") + self.line(value) for name, value in card.facts]
        state = self.c.labels.text(f"review.{card.state}")
        return f"- {figure} {escaped(card.what)} — " + self.c.labels.word("language.semicolon").join([*facts, state])

    def quotes(self, block: Quotes) -> str:
        """Statements, each with its speaker and its footnote."""
        items = []
        for voice in block.voices:
            who = escaped(voice.speaker) + (f" ({escaped(voice.role)})" if voice.role else "")
            items.append(f"- **{who}**")
            for quote in voice.quotes:
                text = self.c.labels.quoted(escaped(quote.text)) if quote.marked else escaped(quote.text)
                items.append(f"  - {text} — {quote.mode}, {self._piece(quote.link)}")
        return "\n".join(items)

    def notes(self) -> str:
        """The footnotes: the evidence of each claim that was cited, with where it was read."""
        self.records = {self.c.cite.anchor(record): record for record in self.c.cite.records()}
        lines = []
        for anchor in self.cited:
            record = self.records[anchor]
            quote = " ".join(record.quote.split())
            quote = quote if len(quote) <= EXCERPT else quote[:EXCERPT] + " […]"
            source = self.c.cite.source(record.dispatch_id)
            url = web_address(source.dispatch.url)
            where = [r.reference(self.c, record), source.dispatch.title or ""]
            text = self.c.labels.quoted(escaped(quote)) + " — " + escaped(", ".join(filter(None, where)))
            lines.append(f"[^{anchor}]: {text}" + (f" <{url}>" if url and ">" not in url and " " not in url else ""))
        return "\n".join(lines)
