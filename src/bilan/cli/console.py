"""What commands say to the person at the terminal (on standard error), and how they write files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from bilan.errors import LedgerError
from bilan.files import whole

if TYPE_CHECKING:
    from bilan.observatory import Observatory
    from bilan.records import Query

Item = TypeVar("Item")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(message: str) -> None:
    """A line on standard error. Control characters, which could come from a hostile file, are shown as `?`."""
    typer.echo(printable(message), err=True)


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return CONTROL.sub("?", text)


def count(number: int, one: str, many: str = "") -> str:
    """The number with its noun: `count(1, "dispatch", "dispatches")` is "1 dispatch"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def progress(items: Iterable[Item], label: str) -> Iterator[Item]:
    """The items as they come, counted by a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        for item in items:
            yield item
            bar.advance(task)


def note_left(observatory: Observatory, files: Iterable[Path], kind: str, query: Query) -> None:
    """Records in the ledger that these files were written from it; a ledger that may only be read is no obstacle."""
    from bilan.reporting.leaving import left

    try:
        left(observatory, files, kind, query)
    except LedgerError as error:
        say(f"warning: an expunging will not list {', '.join(path.name for path in files)}: {error}")


def write(path: Path, text: str) -> None:
    """Writes a file whole or not at all. Raises as `files.whole` does."""
    with whole(path) as made:
        made.write_text(text, encoding="utf-8", newline="")
