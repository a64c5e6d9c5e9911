"""The arguments and options that several commands take."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilan.errors import UsageError

if TYPE_CHECKING:
    from bilan.read import Options


class Format(str, Enum):
    """What a file of dispatches is."""

    txt = "txt"
    md = "md"
    jsonl = "jsonl"


class Language(str, Enum):
    """The languages that a report can be written in."""

    fr = "fr"
    en = "en"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files (.txt .md .jsonl), folders, or - for standard input.")
]
Ledger = Annotated[str, typer.Option("--ledger", metavar="FILE", help="The ledger: a file, or a database's address.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day of publication of the dispatches that give none.")
]
Outlet = Annotated[str | None, typer.Option(help="Outlet of the dispatches that give none.")]
LanguageCode = Annotated[str, typer.Option("--language", help="Language of the dispatches that give none.")]
InFormat = Annotated[
    Format | None, typer.Option("--format", help="What the files are, where their suffix does not say.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As known on that day: what was published by then.")
]
Decided = Annotated[
    str | None, typer.Option("--decided", metavar="DATE", help="With the judgements made by then (default: now).")
]


def day(written: str | None, name: str) -> date | None:
    """The day of an option written YYYY-MM-DD. Raises `UsageError` for another form."""
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(f"--{name} {written!r} is not a day written YYYY-MM-DD") from None


def reading(published: str | None, outlet: str | None, language: str, format: Format | None) -> Options:
    """How to read dispatches in. Raises `UsageError` for a day that is none or in the future, or a language unknown."""
    from bilan.language import available
    from bilan.read import Options

    given = day(published, "published")
    if given and given > datetime.now(UTC).date() + timedelta(days=1):
        raise UsageError(f"--published {given} is in the future")
    if language not in available():
        raise UsageError(f"--language {language!r}: there are packs for {', '.join(sorted(available()))}")
    return Options(
        published=given,
        outlet=outlet,
        language=language,
        format=format.value if format else None,
        languages=available(),
    )


def existing(ledger: str) -> str:
    """The ledger's address. Raises `UsageError` where it is a file that is not there: a question makes no ledger."""
    if "://" not in ledger and Path(ledger).is_dir():
        raise UsageError(f"{ledger} is a folder, and a ledger is a file")
    if "://" not in ledger and not Path(ledger).is_file():
        raise UsageError(f"{ledger}: no such ledger; make one with: bilan add PATH… --ledger {ledger}")
    return ledger
