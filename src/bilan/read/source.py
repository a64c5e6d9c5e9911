"""Where dispatches come from: named files, folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bilan.dispatch import Dispatch
from bilan.read import jsonlines, markdown, plain
from bilan.read.fields import Raw, Refused, dispatch
from bilan.read.options import FORMATS, Format, Options, ReadProblem

STANDARD_INPUT = "-"
READERS: dict[Format, Callable[[BinaryIO, str], Iterator[Raw | ReadProblem]]] = {
    "txt": plain.read,
    "md": markdown.read,
    "jsonl": jsonlines.read,
}
SUFFIXES: dict[str, Format] = {".txt": "txt", ".md": "md", ".markdown": "md", ".jsonl": "jsonl", ".ndjson": "jsonl"}
ABOUT_THE_FOLDER = frozenset({"readme", "sources", "license", "notice", "changelog", "contributing"})
"""Stems, in lower case, of files that tell about the folder they lie in and are no dispatches."""


def dispatches(paths: Iterable[str | Path], options: Options | None = None) -> Iterator[Dispatch | ReadProblem]:
    """The dispatches of files, folders (whole, sorted by path) and `-`, standard input, one after the other.

    Each refused file or line gives a `ReadProblem` and the rest goes on. The second of one id is refused.
    """
    options = options or Options()
    seen: set[str] = set()
    for item in _items(paths, options):
        if isinstance(item, ReadProblem):
            yield item
            continue
        try:
            read = dispatch(item, options)
        except Refused as refused:
            yield ReadProblem(item.where, str(refused))
            continue
        if read.id in seen:
            yield ReadProblem(item.where, f"the id {read.id!r} was given to an earlier dispatch of this run")
            continue
        seen.add(read.id)
        yield read


def _items(paths: Iterable[str | Path], options: Options) -> Iterator[Raw | ReadProblem]:
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield from READERS[options.format or "txt"](sys.stdin.buffer, "standard input")
        elif Path(path).is_dir():
            yield from _folder(Path(path))
        else:
            yield from _file(Path(path), options.format or SUFFIXES.get(Path(path).suffix.lower()))


def _folder(folder: Path) -> Iterator[Raw | ReadProblem]:
    unreadable: list[OSError] = []
    for path in sorted(_walk(folder, unreadable.append)):
        kind = SUFFIXES.get(path.suffix.lower())
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            yield ReadProblem(str(path), f"a link out of the folder, not followed: name {path.resolve()} itself")
        elif kind is None:
            yield ReadProblem(str(path), "left out: its suffix is none of " + " ".join(SUFFIXES), skipped=True)
        elif path.stem.lower() in ABOUT_THE_FOLDER:
            yield ReadProblem(str(path), "left out: tells about the folder", skipped=True)
        else:
            yield from _file(path, kind)
    for error in unreadable:
        yield ReadProblem(str(error.filename), f"cannot be opened: {error.strerror}")


def _walk(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[Path]:
    """The regular files of a folder and those below it, hidden ones left out."""
    for root, folders, files in os.walk(folder, onerror=on_error):
        folders[:] = [name for name in folders if not name.startswith(".")]
        visible = (Path(root, name) for name in files if not name.startswith("."))
        yield from (path for path in visible if path.is_file())


def _file(path: Path, kind: Format | None) -> Iterator[Raw | ReadProblem]:
    if kind is None and not os.path.lexists(path):
        yield ReadProblem(str(path), "no such file or folder")
        return
    if kind is None:
        yield ReadProblem(str(path), "which format is this? Give it with --format " + "|".join(FORMATS))
        return
    with _opened(path) as stream:
        if isinstance(stream, ReadProblem):
            yield stream
            return
        try:
            yield from READERS[kind](stream, str(path))
        except OSError as error:
            yield ReadProblem(str(path), f"cannot be read: {error.strerror or error}")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO | ReadProblem]:
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield ReadProblem(str(path), f"cannot be opened: {getattr(error, 'strerror', None) or error}")
        return
    with stream:
        yield stream
