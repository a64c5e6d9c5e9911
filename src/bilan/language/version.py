"""Which version of the rules read a claim: a name that changes with every file that reading rests on."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
READING = ("segment", "recognise", "resolve", "extract", "world")
"""The parts that every language is read by, beside its own folder; the order in which they are read together counts
too (`pipeline.py`)."""


@cache
def version(language: str) -> str:
    """The language's code and twelve hex digits of a SHA-256 over the code, words, tables and weights that read it."""
    h = hashlib.sha256()
    for file in _files(language):
        data = file.read_bytes()
        h.update(f"{file.relative_to(PACKAGE).as_posix()}:{len(data)}:".encode())
        h.update(data)
    return f"{language}-{h.hexdigest()[:12]}"


def _files(language: str) -> list[Path]:
    folders = [PACKAGE / part for part in READING] + [PACKAGE / "language" / language]
    found = [f for folder in folders for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts]
    return sorted([*found, PACKAGE / "pipeline.py"])
