"""The dispatches that a command was given: the refused ones named on standard error and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from bilan.cli.console import count, progress, say

if TYPE_CHECKING:
    from bilan.dispatch import Dispatch
    from bilan.extraction import Failure
    from bilan.read import Options


@dataclass(slots=True)
class Incoming:
    """Dispatches as they are read, and the tally of what was not."""

    paths: list[str]
    options: Options
    read: int = 0
    problems: int = 0
    skipped: int = 0

    def dispatches(self) -> Iterator[Dispatch]:
        """The dispatches that could be read, in order."""
        from bilan.read import ReadProblem, dispatches

        for item in progress(dispatches(self.paths, self.options), "dispatches"):
            if not isinstance(item, ReadProblem):
                self.read += 1
                yield item
            elif item.skipped:
                self.skipped += 1
            else:
                self.problems += 1
                say(f"error: {item}")

    def failed(self, failure: Failure) -> None:
        """Names and counts a dispatch that was read and could not be worked on."""
        self.problems += 1
        say(f"error: {failure.where_from or failure.dispatch_id}: {failure.error}")

    def end(self, done: str) -> None:
        """Says what was done and what not; leaves with exit code 1 where anything was refused."""
        if self.skipped:
            say(f"{count(self.skipped, 'other file')} left out")
        say(done)
        if self.problems:
            say(f"{count(self.problems, 'problem')}: what is named above was left out, the rest was done")
            raise typer.Exit(1)
