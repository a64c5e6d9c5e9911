"""A line of the report as HTML: its figures are links to their claims, all else is text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from bilan.publish.wording import Earlier, Figure, Labels, Line, Tally

MORE = 4
"""The most further claims that a figure links to beside its own."""


class Inline:
    """Writes lines in a language. A report has tens of thousands of them, so that this is no template."""

    def __init__(self, labels: Labels) -> None:
        self._label = labels.text
        self._slot = lru_cache(maxsize=65536)(_slot)
        # The same words stand in thousands of lines.
        self._escaped = lru_cache(maxsize=65536, typed=True)(_escape)

    def line(self, pieces: Line) -> Markup:
        """The pieces as HTML, one behind the other."""
        return Markup("".join([self._escaped(piece) if isinstance(piece, str) else self._piece(piece)
                               for piece in pieces]))

    def figure(self, piece: Figure) -> Markup:
        """A figure as a link that says where it leads and who has read it, with links to its other claims."""
        if not piece.ref:
            return Markup(f'<a href="#{escape(piece.target)}">{self._escaped(piece.text)}</a>')
        kind = f"fig {piece.state}{' plain' if piece.plain else ''}{' derived' if piece.derived else ''}"
        spoken = self._label("review.opens", text=piece.text, state=self._label(f"review.{piece.state}"))
        more = [f'<a class="more" href="#{escape(other)}" aria-label="{self._escaped(words)}">{n}</a>'
                for n, other in enumerate(piece.others[:MORE], 2) if (words := self._label("review.more", n=n))]
        return Markup(
            f'<a class="{kind}" id="{piece.ref}" href="#{escape(piece.target)}" aria-label="{self._escaped(spoken)}">'
            f"{self._escaped(piece.text)}</a>{''.join(more)}")

    def slots(self, slots: Iterable[tuple[str, str]]) -> Markup:
        """The slots of a claim: thousands of claims share theirs."""
        return Markup("".join([self._slot(name, value) for name, value in slots]))

    def _piece(self, piece: Figure | Tally | Earlier) -> str:
        if isinstance(piece, Figure):
            return self.figure(piece)
        text = escape(piece.text)
        if isinstance(piece, Tally):
            return f'<span class="tally">{text}</span>'
        return f'<span class="earlier" data-report="{piece.report}">{text}</span>'


def _escape(text: str) -> str:
    return str(escape(text))


def _slot(name: str, value: str) -> str:
    return f"<span><b>{escape(name)}</b> {escape(value)}</span>"
