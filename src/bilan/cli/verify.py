"""`bilan verify`: whether the record was altered."""

from __future__ import annotations

import typer

from bilan.cli import options
from bilan.cli.console import count, printable, say


def run(ledger: options.Ledger) -> None:
    """Say whether the record was altered.

    Walks the ledger's whole record and names the first entry that does not hold.

    \b
    Example:
      bilan verify --ledger war.bilan
    """
    from bilan.observatory import Observatory

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        result = observatory.verify()
    if not result.holds:
        say(f"error: {result.record}: {result.problem}")
        raise typer.Exit(1)
    typer.echo(printable(f"the record holds: {count(result.entries, 'entry', 'entries')}, head {result.head}"))
