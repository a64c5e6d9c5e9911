"""`bilan report`: the situation report, published, drafted or had again."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilan.cli import options
from bilan.cli.console import say, write
from bilan.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilan.findings import Measure
    from bilan.observatory import Observatory
    from bilan.quantities import Count
    from bilan.reporting import File, Issued, Wanted

    Waiting = tuple[str, Count, Measure]

COLLECT_AFTER = 5_000_000
"""New objects before Python looks for rings of dead ones: a report keeps nearly all that it makes until it is written,
and a search walks through all of it."""

Since = Annotated[str | None, typer.Option(metavar="DATE", help="First day of the period reported on.")]
Languages = Annotated[
    list[options.Language] | None, typer.Option("--lang", help="Language, fr if none is given; one for each --out.")
]
Outs = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help="Where to, .html or .md (without it HTML is printed).")
]
ProfileName = Annotated[str, typer.Option(help="Whose report: rights, humanitarian, newsroom, research.")]
Title = Annotated[str | None, typer.Option(help="Its subject (else the place that most claims name).")]
Public = Annotated[bool, typer.Option("--public", help="Short extracts and addresses, no whole dispatches.")]
Reviewed = Annotated[bool, typer.Option("--reviewed-only", help="Leave out what nobody has reviewed.")]
Areas = Annotated[Path | None, typer.Option(metavar="FILE", help="GeoJSON with the outlines of places for the map.")]
Draft = Annotated[bool, typer.Option("--draft", help="Without a number; the ledger keeps nothing of it.")]
Again = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="The report of that number, byte for byte as published.")
]
Author = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who publishes it.")]


def run(
    ledger: options.Ledger,
    as_of: options.AsOf = None,
    decided: options.Decided = None,
    since: Since = None,
    language: Languages = None,
    out: Outs = None,
    profile: ProfileName = "rights",
    title: Title = None,
    public: Public = False,
    reviewed: Reviewed = False,
    areas: Areas = None,
    draft: Draft = False,
    again: Again = None,
    author: Author = None,
) -> None:
    """Publish the situation report, or draft it.

    A report is one HTML file that needs nothing else, or Markdown. Publishing numbers it and keeps what it said in the
    ledger, so that the next one lists what changed and what was corrected. Public editions have their own numbers.

    \b
    Examples:
      bilan report --ledger war.bilan --draft --out draft.html
      bilan report --ledger war.bilan --lang fr --out rapport.html --lang en --out report.html
      bilan report --ledger war.bilan --public --reviewed-only --as-of 2016-11-30 --out public.html
      bilan report --ledger war.bilan --areas quarters.geojson --out report.html
      bilan report --ledger war.bilan --again 3 --out third.html
    """
    from bilan.observatory import Observatory
    from bilan.read.areas import areas as outlines
    from bilan.reporting import Wanted, issue

    if again is not None and draft:
        raise UsageError("--again gives a published report again: --draft has no place beside it")
    gc.set_threshold(COLLECT_AFTER)
    files = _files([one.value for one in language or ()], out or [])
    wanted = Wanted(options.day(as_of, "as-of"), options.day(decided, "decided"), options.day(since, "since"), profile,
                    title, public, reviewed, tuple(outlines(areas)) if areas else ())
    with Observatory.open(options.existing(ledger), create=False) as observatory:
        made: Issued | None = None
        waiting: list[Waiting] = []
        if again is not None:
            texts = [_again(observatory, again, file, public, asked=bool(language or out)) for file in files]
        elif draft:
            texts, waiting = _drafts(observatory, files, wanted)
        else:
            made = issue(observatory, files, wanted, author=author)
            texts, waiting = [made.text(file.form) for file in files], made.unsigned
    _write(out or [], texts)
    _say(made, out or [])
    _say_waiting(waiting)


def _files(languages: list[str], out: list[Path]) -> list[File]:
    """A form for each file. Raises `UsageError` where languages and files do not go together."""
    from bilan.reporting import File

    if len(languages) > 1 and len(languages) != len(out):
        raise UsageError(f"{len(languages)} times --lang and {len(out)} times --out: give one --lang for each --out")
    for path in out:
        if path.suffix.lower() not in (".html", ".md"):
            raise UsageError(f"--out {path}: a report is written to a file that ends in .html or .md")
    spoken = languages if len(languages) == max(1, len(out)) else (languages or ["fr"]) * max(1, len(out))
    paths: list[Path | None] = [*out] or [None]
    return [File(one, path is not None and path.suffix.lower() == ".md", path.name if path else None)
            for one, path in zip(spoken, paths, strict=True)]


def _write(out: list[Path], texts: list[str]) -> None:
    for path, text in zip(out, texts, strict=bool(out)):
        write(path, text)
    if not out:
        typer.echo(texts[0], nl=False)


def _say(made: Issued | None, out: list[Path]) -> None:
    if made is not None:
        say(f"published as {made.edition} report {made.number} (entry {made.entry} of the record)")
        for form, digest in made.files.items():
            say(f"  {form}  SHA-256 {digest}")
    for path in out:
        say(f"report written to {path}")


def _say_waiting(figures: Iterable[Waiting]) -> None:
    """What keeps DRAFT over a report, with the identifiers that `bilan judge sign-off` takes."""
    from bilan.datasets.rows import cells

    for name, count, measure in figures:
        where = cells.name(measure.place) or ""
        since = f"{'since' if measure.cumulative else 'on'} {measure.start}" if measure.start else ""
        told = ", ".join(filter(None, (f"{cells.said(count)} {measure.people} {measure.what}", where, since)))
        say(f"  draft: not signed off  {name}  {told}")


def _drafts(observatory: Observatory, files: list[File], wanted: Wanted) -> tuple[list[str], list[Waiting]]:
    from bilan.reporting import drafts

    others = [next((f.name for f in files if f.language != file.language and not f.markdown), None) for file in files]
    texts, figures = drafts(observatory, wanted, [(file.language, file.markdown, other)
                                                  for file, other in zip(files, others, strict=True)])
    return texts, [(one.id, count, one.measure) for one in figures if (count := one.best or one.low) is not None]


def _again(observatory: Observatory, number: int, file: File, public: bool, *, asked: bool) -> str:
    from bilan.reporting import again, redacted_since

    text = again(observatory, number, public=public, language=file.language if asked else None, markdown=file.markdown)
    for judgement in redacted_since(observatory, number, public=public):
        say(f"warning: this report is older than redaction {judgement.number} ({judgement.verdict}) and shows what "
            "that hides: publish a new one instead")
    return text
