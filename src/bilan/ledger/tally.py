"""What adding dispatches has done so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilan.extraction import Failure
from bilan.records import AddReport


@dataclass(slots=True)
class Tally:
    """Ids of the dispatches added, of those that were there already, those that failed, and how many claims came."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    claims: int = 0

    def report(self) -> AddReport:
        """The tally as it is handed out."""
        return AddReport(tuple(self.added), tuple(self.known), tuple(self.failed), self.claims)
