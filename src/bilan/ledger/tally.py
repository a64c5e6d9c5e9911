"""What adding dispatches has done so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bilan.extraction import Extraction, Failure
from bilan.records import AddReport


class Filing(Protocol):
    """The part of a ledger that files."""

    def add(self, extraction: Extraction, *, rules: str = "") -> str | None:
        """Files a dispatch with its claims; returns its key, `None` where it was there already."""
        ...


@dataclass(slots=True)
class Tally:
    """Ids of the dispatches added, of those that were there already, those that failed, and how many claims came."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    claims: int = 0

    def file(self, ledger: Filing, result: Extraction | Failure, rules: Callable[[], str]) -> None:
        """Files what was read of one dispatch and counts it; what the ledger cannot hold counts as failed."""
        if isinstance(result, Failure):
            self.failed.append(result)
            return
        try:
            key = ledger.add(result, rules=rules())
        except (ValueError, TypeError) as error:
            where = result.dispatch.where_from
            self.failed.append(Failure(result.dispatch.id, f"cannot be filed: {error}", where))
            return
        if key is None:
            self.known.append(result.dispatch.id)
        else:
            self.added.append(result.dispatch.id)
            self.claims += len(result.claims)

    def report(self) -> AddReport:
        """The tally as it is handed out."""
        return AddReport(tuple(self.added), tuple(self.known), tuple(self.failed), self.claims)
