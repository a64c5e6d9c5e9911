"""`bilan report`: the situation report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import say, write


def run(
    ledger: options.Ledger,
    as_of: options.AsOf = None,
    decided: options.Decided = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="First day of the period reported on.")] = None,
    language: Annotated[options.Language, typer.Option("--lang", help="Language of the report.")] = options.Language.fr,
    profile: Annotated[str, typer.Option(help="Whose report: rights, humanitarian, newsroom, research.")] = "rights",
    title: Annotated[str | None, typer.Option(help="Its subject (else the place that most claims name).")] = None,
    alternate: Annotated[
        str | None, typer.Option(metavar="NAME", help="File name of this report in the other language, to link to.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to, .html or .md (without it HTML is printed).")
    ] = None,
) -> None:
    """Write the situation report.

    One HTML file that needs nothing else, or Markdown.

    \b
    Examples:
      bilan report --ledger war.bilan --out report.html
      bilan report --ledger war.bilan --lang en --as-of 2016-11-30 --out report.md
    """
    from bilan.observatory import Observatory
    from bilan.reporting import report

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        text = report(
            observatory,
            language=language.value,
            as_of=options.day(as_of, "as-of"),
            decided=options.day(decided, "decided"),
            since=options.day(since, "since"),
            profile=profile,
            title=title,
            alternate=alternate,
            markdown=out is not None and out.suffix.lower() == ".md",
        )
    if out is None:
        typer.echo(text, nl=False)
        return
    write(out, text)
    say(f"report written to {out}")
