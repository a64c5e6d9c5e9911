"""The evidence as W3C Web Annotations (JSON-LD): each claim is an annotation on the characters that it was read in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bilan.datasets.refusals import Refusals
from bilan.datasets.rows import claims
from bilan.datasets.writing.text import iso
from bilan.records import Recorded

Words = Callable[[str], str | None]
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"bilan": "urn:bilan:terms:"}]
STEP = 16
"""Characters by which prefix and suffix grow until the quotation is found once in its text."""
TOLD = ("kind", "what", "people", "count_said", "place", "source", "modality", "rule", "confidence", "review")
"""Columns of a claim that the annotation's body holds; the whole claim is in the table `claims`, by its key."""


def write_annotations(records: Iterable[Recorded], words: Words, path: Path, about: Mapping[str, str],
                      refusals: Refusals) -> int:
    """Writes an annotation collection with one page that holds all annotations; returns how many.

    Each is anchored by a quotation that is found once in the dispatch's text, and by its position in code points; the
    text, which `words` gives by its dispatch's key, is named by its SHA-256. Claims on no text (from elsewhere, or
    expunged) are refused.
    """
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        head = {"@context": CONTEXT, "id": f"urn:bilan:annotations:{about['head']}", "type": "AnnotationCollection",
                "label": "Bilan", "bilan:asked": about}
        page = {"id": f"urn:bilan:annotations:{about['head']}:1", "type": "AnnotationPage", "startIndex": 0}
        stream.write(f'{_dumps(head)[:-1]}, "first": {_dumps(page)[:-1]}, "items": [')
        for annotation in _annotations(records, words, refusals):
            stream.write((",\n" if number else "\n") + _dumps(annotation))
            number += 1
        stream.write(f'\n]}}, "total": {number}}}\n')
    return number


def quotation(text: str, start: int, end: int) -> dict[str, str]:
    """The selector of `text[start:end]` by its words: with as much before and behind as makes it the only one."""
    before = behind = 0
    while True:
        first, last = max(0, start - before), min(len(text), end + behind)
        if _once(text, text[first:last]) or (first == 0 and last == len(text)):
            break
        before, behind = before + STEP, behind + STEP
    return {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[first:start],
            "suffix": text[end:last]}


def _once(text: str, part: str) -> bool:
    found = text.find(part)
    return found >= 0 and text.find(part, found + 1) < 0


def _annotations(records: Iterable[Recorded], words: Words, refusals: Refusals) -> Iterator[dict[str, Any]]:
    key, text, digest = "", "", ""
    for record in records:
        if record.dispatch_id != key:  # claims come dispatch by dispatch
            key, text = record.dispatch_id, (words(record.dispatch_id) or "") if record.dispatch_id else ""
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        start, end = record.claim.evidence
        if not 0 <= start < end <= len(text):
            refusals.claim(record, "no_text", "it stands on no characters of a dispatch that the ledger still holds")
            continue
        yield _annotation(record, text, digest)


def _annotation(record: Recorded, text: str, digest: str) -> dict[str, Any]:
    start, end = record.claim.evidence
    row = claims.row(record)
    body = {name: row[name] for name in TOLD if row[name] is not None}
    made: dict[str, Any] = {
        "id": f"urn:bilan:claim:{record.key}:{record.version}",
        "type": "Annotation",
        "motivation": "classifying",
        "created": iso(row["entered"]) if row["entered"] else None,
        "generator": {"id": "urn:bilan", "type": "Software", "name": "Bilan"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": record.claim.kind},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": _dumps(body)},
        ],
        "target": {
            "source": record.url or f"urn:bilan:dispatch:{record.dispatch_id}",
            "bilan:dispatch": record.dispatch_id,
            "bilan:textSha256": digest,
            "selector": [quotation(text, start, end), {"type": "TextPositionSelector", "start": start, "end": end}],
        },
    }
    return {name: value for name, value in made.items() if value is not None}


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
