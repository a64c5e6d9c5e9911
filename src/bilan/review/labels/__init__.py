"""The words of the sheet in each language: headings, notes, verdicts and instructions, from the TOML files here."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from bilan.errors import UsageError


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language. A key that the file has not raises `KeyError`."""

    table: dict[str, Any]

    def sheet(self, name: str) -> str:
        """The name of a page."""
        return str(self.table["sheet"][name])

    def column(self, code: str) -> str:
        """The heading of a column."""
        return str(self.table["column"][code])

    def verdict(self, code: str) -> str:
        """A verdict as the drop-down offers it."""
        return str(self.table["verdict"][code])

    def note(self, code: str) -> str:
        """What the comment on a heading says, "" where it needs none."""
        return str(self.table["note"].get(code, ""))

    @property
    def help(self) -> Sequence[str]:
        """The lines of the page of instructions."""
        return [str(line) for line in self.table["help"]["lines"]]


def languages() -> tuple[str, ...]:
    """The codes of the languages that a sheet can be written in."""
    return tuple(sorted(f.name[:-5] for f in resources.files(__package__).iterdir() if f.name.endswith(".toml")))


@lru_cache(maxsize=8)
def load(language: str) -> Labels:
    """The words of a language. Raises `UsageError` where there are none."""
    if language not in languages():
        raise UsageError(f"no review in the language {language!r}: it is one of {', '.join(languages())}")
    return Labels(tomllib.loads((resources.files(__package__) / f"{language}.toml").read_text("utf-8")))


def code_of(table: str, label: str) -> str | None:
    """The code (of a `column`, a `verdict`) that a label stands for in any language, or that it is; else `None`."""
    wanted = label.strip().casefold()
    for language in languages():
        for code, own in load(language).table[table].items():
            if wanted in (str(own).casefold(), code):
                return str(code)
    return None
