"""What the caller decides about reading, and what reading gives back in the place of a dispatch that it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Format = Literal["txt", "md", "jsonl"]

FORMATS: tuple[Format, ...] = ("txt", "md", "jsonl")
MAX_TEXT_BYTES = 1_000_000
"""The longest text of one dispatch, in bytes of UTF-8: 150,000 words, far beyond any news report."""


@dataclass(frozen=True, slots=True)
class Options:
    """`published`, `outlet` and `language` hold for the dispatches that give none themselves.

    `format` says what standard input and the named files are; without it a file's suffix does, and standard input is
    plain text. `languages` are those with a pack. `today` is the day after which a date of publication is refused as
    being in the future; without it, the day of the clock.
    """

    published: date | None = None
    outlet: str | None = None
    language: str = "fr"
    format: Format | None = None
    languages: frozenset[str] = frozenset({"fr"})
    today: date | None = None


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Why something was not read. `where` names the file, and the line where there are lines.

    `skipped` is true for a file of a folder that is no dispatch by its name alone: worth a word, and no error.
    """

    where: str
    message: str
    skipped: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
