"""`bilan review export` and `bilan review import`: a day's claims judged in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import count, note_left, printable, say
from bilan.cli.questions import asking
from bilan.files import naming

HELP = """Judge claims in a spreadsheet.

Out with the sentence of each claim, its slots and a list of verdicts to choose from; back in as judgements.

\b
Examples:
  bilan review export --ledger war.bilan --published 2016-12-14 --out day.xlsx
  bilan review import day.xlsx --ledger war.bilan --as "A. Editor"
"""
group = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)


@group.command("export")
def export(
    ledger: options.Ledger,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to, .xlsx.")],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only claims of the dispatches published on that day.")
    ] = None,
    unjudged: Annotated[bool, typer.Option("--unjudged", help="Only claims that nobody has judged.")] = False,
    place: asking.Place = None,
    first: asking.From = None,
    last: asking.To = None,
    harm: asking.Harm = None,
    source: asking.Source = None,
    as_of: options.AsOf = None,
    language: Annotated[options.Language, typer.Option("--lang", help="Language of the sheet.")] = options.Language.en,
) -> None:
    """Write claims to a spreadsheet, a row each.

    With the sentence, the slots and drop-down verdicts. Nothing that a dispatch says can act in it.

    \b
    Examples:
      bilan review export --ledger war.bilan --published 2016-12-14 --out day.xlsx
      bilan review export --ledger war.bilan --place Alep --unjudged --lang fr --out alep.xlsx
    """
    from bilan.errors import UsageError
    from bilan.observatory import Observatory
    from bilan.review import export_sheet

    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"--out {out}: a review is an .xlsx file")
    query = asking.query(place, first, last, None, harm, source, as_of)
    day = options.day(published, "published")
    with Observatory.open(options.existing(ledger), create=False) as observatory, naming(out):
        made = export_sheet(
            observatory, out, query=query, published=day, open_only=unjudged, language=language.value
        )
        note_left(observatory, [out], "review", query)
    say(f"{count(made, 'claim')} written to {out}")


@group.command("import")
def read(
    file: Annotated[Path, typer.Argument(help="The spreadsheet, as bilan review export wrote it.")],
    ledger: options.Ledger,
    author: Annotated[str, typer.Option("--as", metavar="NAME", help="Who has decided. Nobody checks the name.")],
) -> None:
    """Read a reviewed spreadsheet back as judgements.

    A row that does not fit is refused with the reason and the others go on. Reading a file twice records nothing twice.

    \b
    Examples:
      bilan review import day.xlsx --ledger war.bilan --as "A. Editor"
    """
    from bilan.observatory import Observatory
    from bilan.review import import_sheet

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        outcome = import_sheet(observatory, file, author=author)
    for refusal in outcome.refused:
        say(f"error: {file}:{refusal.row}: {refusal.reason}")
    known = f", {outcome.known:,} already there" if outcome.known else ""
    typer.echo(printable(f"{count(len(outcome.recorded), 'judgement')} recorded{known}"))
    if outcome.refused:
        say(f"{count(len(outcome.refused), 'row')} refused: what is named above was left out, the rest was done")
        raise typer.Exit(1)
