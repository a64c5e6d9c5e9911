"""`bilan seal`: the head of the ledger's record, for publication."""

from __future__ import annotations

import typer

from bilan.cli import options


def run(ledger: options.Ledger) -> None:
    """Print the head of the record, for publication.

    Whoever keeps it can later ask whether the record still contains it: bilan verify --seal HEAD.

    \b
    Examples:
      bilan seal --ledger war.bilan
    """
    from bilan.observatory import Observatory

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        typer.echo(observatory.seal().head)
