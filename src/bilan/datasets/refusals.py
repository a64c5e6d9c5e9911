"""What a format does not hold, row by row, with the reason: written beside the export, never silently dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bilan.claims import Claim, Control
from bilan.datasets.rows import cells, claims
from bilan.datasets.schema import Row
from bilan.entities import Entity
from bilan.findings import Happening
from bilan.records import Recorded


@dataclass(slots=True)
class Refusals:
    """The list of one export. Iterating gives the rows of the table `refused`."""

    rows: list[Row] = field(default_factory=list)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, subject: str, reason: str, detail: str, *, kind: str | None = None, what: str | None = None,
            day: str | None = None, place: str | None = None, quote: str | None = None) -> None:
        """Adds a row: the code of the reason, and the reason in words."""
        self.rows.append({"subject": subject, "kind": kind, "what": what, "day": day, "place": place,
                          "reason": reason, "detail": detail, "quote": quote})

    def claim(self, record: Recorded, reason: str, detail: str) -> None:
        """Adds a claim."""
        claim = record.claim
        self.add(record.key, reason, detail, kind=claim.kind, what=claims.what(claim), day=_span(claim),
                 place=cells.name(_place(claim)), quote=record.quote)

    def happening(self, one: Happening, reason: str, detail: str) -> None:
        """Adds each claim of a happening."""
        for record in one.records:
            self.claim(record, reason, detail)


def _span(claim: Claim) -> str | None:
    when = claim.when
    if when is None:
        return None
    return when.start if when.start == when.end else f"{when.start or ''}..{when.end or ''}"


def _place(claim: Claim) -> Entity | None:
    if isinstance(claim, Control):
        return claim.place
    return claim.where[0] if claim.where else None
