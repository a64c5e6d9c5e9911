"""What of a stretch of text stands between quotation marks, whether it says a clause, and where reported text begins.

A quotation says a clause where it is one that was read for itself, or holds a finite verb with its subject: "un pays
« qui torture »" and "le processus « pourrait mourir »" only quote words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilan.analysis import Analysis
from bilan.mentions import Quotation
from bilan.syntax import Sentence, Token

Stretch = tuple[int, int]
_EDGES = " \t\n\u00a0\u202f,.;:–—"
_OPEN, _CLOSE = "«“\"", "»”\""
_SINGLE = "'‘’"
_WORD = re.compile(r"[^\W_]+")
_AUXILIARIES = ("aux", "aux:pass", "aux:tense", "cop")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl", "expl:subj")


class Quoted:
    """Knows the quotations of one dispatch, its sentences parsed."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._text = analysis.dispatch.text
        self._says: dict[int, bool] = {}

    def says_a_clause(self, start: int, end: int) -> bool:
        """Whether a stretch holds a quotation that says a clause, or is a part of one."""
        return any(self._is_clause(q) for q in self.within(start, end))

    def predicates(self, start: int, end: int) -> bool:
        """Whether a stretch holds a quoted finite verb, with its subject or without, but for relative clauses."""
        return any(_is_finite(s, t) and not _is_relative(s, t)
                   for q in self.within(start, end) for s in self._analysis.sentences
                   if s.start < q.inner_end and q.inner_start < s.end
                   for t in s.tokens if q.inner_start <= t.start and t.end <= q.inner_end)

    def words(self, start: int, end: int) -> int:
        """How many words of a stretch are quoted."""
        return sum(len(_WORD.findall(self._text[max(q.inner_start, start):min(q.inner_end, end)]))
                   for q in self.within(start, end))

    def within(self, start: int, end: int) -> Iterator[Quotation]:
        """The quotations that a stretch holds or stands in."""
        return (q for q in self._analysis.quotations if q.inner_start < end and start < q.inner_end)

    def _is_clause(self, quotation: Quotation) -> bool:
        if quotation.start not in self._says:
            self._says[quotation.start] = self._has_a_verb(quotation)
        return self._says[quotation.start]

    def _has_a_verb(self, quotation: Quotation) -> bool:
        inside = [s for s in self._analysis.sentences if s.inside is quotation]
        if quotation.clause and (len(inside) > 1 or self._text[quotation.inner_start].isupper()):
            return True
        if any(_is_finite(s, t) and not _is_relative(s, t) for s in inside for t in s.tokens):
            return True
        around = [s for s in self._analysis.sentences
                  if s.inside is None and s.start < quotation.inner_end and quotation.inner_start < s.end]
        return any(_is_finite(s, t) and _has_subject(s, t, quotation.inner_start) for s in around for t in s.tokens
                   if quotation.inner_start <= t.start and t.end <= quotation.inner_end)


def _is_finite(sentence: Sentence, token: Token) -> bool:
    if token.mention is not None:
        return False
    return any(t.morph.get("VerbForm") == "Fin" for t in (token, *sentence.children(token, *_AUXILIARIES)))


def _is_relative(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is one of a relative clause, or stands under one."""
    return any(t.dep in ("acl:relcl", "acl") for t in (token, *sentence.ancestors(token)))


def _has_subject(sentence: Sentence, token: Token, start: int) -> bool:
    """Whether a verb has its subject behind a point of the text, and it is no relative pronoun."""
    return any(start <= t.start and t.morph.get("PronType") != "Rel" for t in sentence.children(token, *_SUBJECTS))


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
    if stretch[0] in _SINGLE and stretch[-1] in _SINGLE and len(stretch) > 2:
        return bare(text, start + 1, end - 1)
    opens, closes = stretch[0] in _OPEN, stretch[-1] in _CLOSE
    inner = stretch[1:-1]
    if opens and closes and len(stretch) > 2 and not any(c in inner for c in _OPEN + _CLOSE):
        return bare(text, start + 1, end - 1)
    if closes and not opens and not any(c in stretch[:-1] for c in _OPEN):
        return bare(text, start, end - 1)
    if opens and not closes and not any(c in inner + stretch[-1] for c in _CLOSE):
        return bare(text, start + 1, end)
    return start, end
