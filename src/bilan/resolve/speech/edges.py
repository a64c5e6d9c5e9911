"""Where a stretch of reported text begins and ends: without blanks, commas and quotation marks at its edges."""

from __future__ import annotations

Stretch = tuple[int, int]
_EDGES = " \t\n\u00a0\u202f,.;:–—"
_OPEN, _CLOSE = "«“\"", "»”\""


def bare(text: str, start: int, end: int) -> Stretch | None:
    """A stretch without blanks, commas and quotation marks at its edges, where the marks are a pair of their own;
    `None` where nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end <= start:
        return None
    stretch = text[start:end]
    opens, closes = stretch[0] in _OPEN, stretch[-1] in _CLOSE
    inner = stretch[1:-1]
    if opens and closes and len(stretch) > 2 and not any(c in inner for c in _OPEN + _CLOSE):
        return bare(text, start + 1, end - 1)
    if closes and not opens and not any(c in stretch[:-1] for c in _OPEN):
        return bare(text, start, end - 1)
    if opens and not closes and not any(c in inner + stretch[-1] for c in _CLOSE):
        return bare(text, start + 1, end)
    return start, end
