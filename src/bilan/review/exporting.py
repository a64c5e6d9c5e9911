"""A ledger's claims to a sheet for review: a row each, with the sentence that it was read in."""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bilan.dispatch import Dispatch
from bilan.errors import UsageError
from bilan.language import available, load
from bilan.observatory import EVERYTHING, Observatory
from bilan.reconcile.questions import View
from bilan.records import Query, Recorded
from bilan.review import labels, workbook
from bilan.review.cells import clean, texts
from bilan.segment.sentences import segment

KNOWN_BY = ("kind", "dispatch", "evidence")
"""The texts that tie a row to its claim: where they differ when it comes back, rows were mixed up."""
LONGEST_SENTENCE = 4000


def export_sheet(observatory: Observatory, path: Path, *, query: Query = EVERYTHING, published: date | None = None,
                 open_only: bool = False, language: str = "en") -> int:
    """Writes the claims that a query is about (of dispatches published on that day, where one is given; with
    `open_only` those that nobody has judged) and returns how many they are.

    Raises `UsageError` where there are none, or more than a sheet can be reviewed with, `OSError` where the file cannot
    be written.
    """
    words = labels.load(language)
    records = [r for r in _claims(observatory, replace(query, as_of=published or query.as_of))
               if (published is None or r.day == published) and not (open_only and r.review.judgement)]
    if not records:
        raise UsageError("nothing to review: no claim in the ledger answers this")
    if len(records) > workbook.MOST_ROWS:
        raise UsageError(f"{len(records):,} claims are too many for one sheet ({workbook.MOST_ROWS:,}): narrow them "
                         "down by the day of publication or the place")
    rows = _rows(observatory, records)
    workbook.write(path, rows, secrets.token_hex(8), words)
    return len(rows)


def _claims(observatory: Observatory, query: Query) -> Sequence[Recorded]:
    place = observatory.place(query.place) if query.place else None
    inside = [observatory.world.place(place)] if place else []
    return View(query, place, observatory.ledger.claims(query, places=inside), (), observatory.world).kept


def _rows(observatory: Observatory, records: Sequence[Recorded]) -> list[tuple[Mapping[str, str], workbook.Exported]]:
    @cache
    def reader(key: str) -> _Sentences:
        filed = observatory.ledger.dispatch(key)
        return _Sentences(filed.dispatch if filed else Dispatch("", ""))

    rows: list[tuple[Mapping[str, str], workbook.Exported]] = []
    for record in records:
        whole = reader(record.dispatch_id)
        said = texts(record.claim)
        row = {
            **said, "key": record.key, "dispatch": clean(whole.dispatch.id or record.dispatch_id),
            "kind": record.claim.kind, "evidence": clean(record.quote), "sentence": whole.around(record),
            "published": record.day.isoformat() if record.day else "", "outlet": clean(record.outlet or ""),
            "state": f"{record.review.state}: {clean(record.review.by)}" if record.review.by else record.review.state,
            "confidence": record.claim.confidence, "rule": record.claim.rule,
        }
        kept = {**said, **{column: row[column] for column in KNOWN_BY}}
        rows.append((row, workbook.Exported(record.version, record.review.judgement or 0, kept)))
    return rows


class _Sentences:
    """A dispatch cut into sentences, once for all its claims."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch
        readable = dispatch.text and dispatch.language in available()
        self._spans = sorted((s.start, s.end) for s in segment(dispatch, load(dispatch.language)).sentences
                             ) if readable else []
        self._starts = [start for start, _ in self._spans]

    def around(self, record: Recorded) -> str:
        """The sentences that a claim's evidence stands in, its own words where no sentence holds them."""
        first, last = record.claim.evidence
        before = bisect_right(self._starts, first) - 1
        meeting = [(a, b) for a, b in self._spans[max(before, 0):] if a < last and b > first]
        start, end = min((a for a, _ in meeting), default=first), max((b for _, b in meeting), default=last)
        return clean(self.dispatch.text[min(start, first):max(end, last)] or record.quote, LONGEST_SENTENCE)
