"""What commands say to the person at the terminal (on standard error), and how they write files."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import typer

from bilan.errors import BilanError

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


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns the system's refusal to write `path` into an error that names it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BilanError(f"{path}: cannot be written: {error.strerror or error}") from error


def write(path: Path, text: str) -> None:
    """Writes a file whole or not at all: into a file beside it that then takes its name."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
