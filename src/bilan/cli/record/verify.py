"""`bilan verify`: whether the record was altered."""

from __future__ import annotations

from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import count, printable, say


def run(
    ledger: options.Ledger,
    seal: Annotated[str | None, typer.Option(metavar="HEAD", help="A head once published: is it still there?")] = None,
) -> None:
    """Say whether the record was altered.

    Walks the ledger's whole record and names the first entry that does not hold. Rows cut from the end, or a chain
    rewritten whole, show only against a head that was published before.

    \b
    Examples:
      bilan verify --ledger war.bilan
      bilan verify --ledger war.bilan --seal 3f9c…
    """
    from bilan.observatory import Observatory

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        result = observatory.verify(seal=seal)
    if not result.holds:
        say(f"error: {result.record}: {result.problem}")
        raise typer.Exit(1)
    typer.echo(printable(f"the record holds: {count(result.entries, 'entry', 'entries')}, head {result.head}"))
