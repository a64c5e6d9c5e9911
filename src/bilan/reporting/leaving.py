"""What leaves the ledger other than as a report (data sets, sheets for review, bundles) stands in its chain too:
whoever deletes somebody's words later must be told where they went."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from bilan.datasets.exporting import about
from bilan.observatory import EVERYTHING, Observatory
from bilan.records import Query


def left(observatory: Observatory, files: Iterable[Path], kind: str, query: Query = EVERYTHING) -> int:
    """Records that these files or folders were written from the ledger, with their SHA-256 and what was asked for; the
    number of the entry. `kind` says what they are ("csv", "bundle"). Raises `LedgerError` where the ledger cannot be
    written to, `OSError` where a file cannot be read."""
    written = list(files)
    content = {"as": kind, "asked": about(observatory, query),
               "files": [{"name": name, "sha256": digest} for path in written for name, digest in _digests(path)]}
    # What is told of a larger place is passed on to those inside it.
    around = observatory.world.enclosing(observatory.world.place(observatory.place(query.place))) if query.place else ()
    return observatory.ledger.exported(content, title=written[0].name, places=around[:1], exactly=around[1:])


def _digests(path: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            with file.open("rb") as opened:
                yield file.relative_to(path.parent).as_posix(), hashlib.file_digest(opened, "sha256").hexdigest()
