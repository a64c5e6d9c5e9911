"""`bilan reread`: what the ledger holds, read again by the rules of today."""

from __future__ import annotations

from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import count, printable, progress, say


def run(
    ledger: options.Ledger,
    quiet: Annotated[bool, typer.Option("--quiet", help="Only the counts, not the claims one by one.")] = False,
) -> None:
    """Read all dispatches again by the rules of today.

    New versions stand beside the old ones; a judgement holds where what it judged is read as before. Prints the keys of
    the claims gained, lost and changed.

    \b
    Examples:
      bilan reread --ledger war.bilan
    """
    from bilan.extraction import Failure
    from bilan.observatory import Observatory

    told = {"gained": 0, "lost": 0, "changed": 0}
    failed = 0
    with Observatory.open(options.existing(ledger), create=False) as observatory:
        for key, outcome in progress(observatory.reread(), "reading again"):
            if isinstance(outcome, Failure):
                failed += 1
                say(f"error: {outcome.where_from or key}: {outcome.error}")
                continue
            for what in told:
                keys = getattr(outcome, what)
                told[what] += len(keys)
                for one in keys if not quiet else ():
                    typer.echo(printable(f"{what} {one}"))
    say(", ".join(f"{count(n, 'claim')} {what}" for what, n in told.items()))
    if failed:
        raise typer.Exit(1)
