"""The documents, their links, and the blocks of code in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
PATH = re.compile(r"`((?:src|docs|tests|models|build|examples|tools|benchmarks)/[\w./-]+)`")
RUN = ("python", "sh")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: `kind` is the word after its fence."""

    kind: str
    code: str


def documents() -> list[Path]:
    """The Markdown files that a reader is sent to."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a document that can be run, in order. Blocks of Python that follow one another are one session."""
    for kind, found in groupby((block for block in BLOCK.findall(text) if block[0] in RUN), key=lambda block: block[0]):
        codes = [code for _, code in found]
        yield from [Block(kind, "\n".join(codes))] if kind == "python" else (Block(kind, code) for code in codes)


def broken(file: Path) -> list[str]:
    """The links to files, and the paths named in the text, that lead nowhere."""
    text = file.read_text("utf-8")
    linked = [target for target, _ in LINK.findall(text) if "://" not in target]
    return [target for target in linked if not (file.parent / target).exists()] + [
        named for named in PATH.findall(text) if not (ROOT / named).exists() and "KIND" not in named
    ]
