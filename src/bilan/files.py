"""Files and folders that appear whole or not at all: made beside their place under another name, then given theirs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilan.errors import BilanError, UsageError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the name `path` at the end of the block and is deleted where the block fails.

    Raises `BilanError`, with the path, where the system refuses.
    """
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:60]}."))
        try:
            made = folder / path.name
            yield made
            made.chmod(0o666 & ~_umask())
            made.replace(path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def whole_folder(path: Path, mark: str) -> Iterator[Path]:
    """A folder to write into, which takes the name `path` at the end and the place of the one that was there.

    `mark` is a file that every such folder holds. Raises `UsageError` where something else than an empty folder or an
    earlier one of that kind is in its place: nobody's files are deleted.
    """
    if path.exists() and not (path.is_dir() and ((path / mark).is_file() or not any(path.iterdir()))):
        raise UsageError(f"{path}: there is something else of that name; choose another --out")
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:60]}."))
        try:
            made = room / "new"
            made.mkdir()
            yield made
            made.chmod(0o777 & ~_umask())
            if path.exists():
                path.rename(room / "old")
            made.rename(path)
        finally:
            shutil.rmtree(room, ignore_errors=True)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turns the system's refusal to write `path` into a `BilanError` that names it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BilanError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
