"""`bilan migrate`: an older ledger brought up to date."""

from __future__ import annotations

import typer

from bilan.cli import options


def run(ledger: options.Ledger) -> None:
    """Bring an older ledger up to date.

    Whole or not at all, with an entry in its record; nothing that was recorded is changed. Older versions of Bilan do
    not read it afterwards: keep a copy of the file where they must.

    \b
    Examples:
      bilan migrate --ledger war.bilan
    """
    from bilan.ledger import Ledger

    before, after = Ledger.migrate(options.existing(ledger))
    typer.echo(f"format {before} to format {after}" if before < after else f"format {after}: up to date already")
