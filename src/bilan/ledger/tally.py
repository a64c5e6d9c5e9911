"""What adding dispatches has done so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from bilan.dispatch import Dispatch
from bilan.extraction import Extraction, Failure
from bilan.records import AddReport


class Filing(Protocol):
    """The part of a ledger that files."""

    def add(self, extraction: Extraction, *, rules: str = "") -> str | None:
        """Files a dispatch with its claims; returns its key, `None` where it was there already."""
        ...


class Unread(Protocol):
    """Something that was to be a dispatch and is none: where it is, why, and whether its name alone says so."""

    @property
    def where(self) -> str:
        """The file, and the line where there are lines."""
        ...

    @property
    def message(self) -> str:
        """Why it was not read, in one line."""
        ...

    @property
    def skipped(self) -> bool:
        """Whether it is a file of a folder that is no dispatch by its name alone."""
        ...


@dataclass(slots=True)
class Tally:
    """Ids of the dispatches added, of those that were there already, those that failed, and how many claims came."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    claims: int = 0
    undated: list[str] = field(default_factory=list)

    def read(self, given: Iterable[Dispatch | Unread]) -> Iterator[Dispatch]:
        """The dispatches among what was given; what could not be read counts as failed, unless it was left out."""
        for item in given:
            if isinstance(item, Dispatch):
                yield item
            elif not item.skipped:
                self.failed.append(Failure(item.where, item.message, item.where))

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
            if result.published.day is None:
                self.undated.append(result.dispatch.where_from or result.dispatch.id)

    def report(self) -> AddReport:
        """The tally as it is handed out."""
        return AddReport(tuple(self.added), tuple(self.known), tuple(self.failed), self.claims, tuple(self.undated))
