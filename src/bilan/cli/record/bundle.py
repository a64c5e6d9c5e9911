"""`bilan bundle`: the whole record in one file, for whoever checks it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import count, note_left, printable


def run(
    ledger: options.Ledger,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to: a new file.")],
) -> None:
    """Copy the whole record to a file, to be verified elsewhere.

    A ledger in one file, from a file or a server, as it is at one moment; bilan verify and bilan seal take it offline.
    It holds every word that the ledger holds, redactions or not: it is for those who may read them.

    \b
    Examples:
      bilan bundle --ledger war.bilan --out evidence.bilan
      bilan verify --ledger evidence.bilan --seal 3f9c…
    """
    from bilan.observatory import Observatory
    from bilan.records import Query

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        made = observatory.ledger.bundle(out)
        note_left(observatory, [out], "bundle", Query())
    typer.echo(printable(f"{count(made.entries, 'entry', 'entries')} in {out}, head {made.head}"))
