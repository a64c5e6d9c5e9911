"""`bilan baseline`: who held which place on a day, from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import count, say


def run(
    file: Annotated[Path, typer.Argument(help="A table (.csv) or a map (.geojson) with places and holders.")],
    ledger: options.Ledger,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day on which it was so.")],
    source: Annotated[str, typer.Option(help="Where it comes from.")],
    author: Annotated[str, typer.Option("--as", metavar="NAME", help="Who brings it in.")],
) -> None:
    """Bring in a baseline of control.

    Each place enters as a judgement: it holds until something firmer is told, is marked as assessed, and can be undone.
    What is there already is not entered again.

    \b
    Examples:
      bilan baseline november.csv --on 2016-11-01 --source "own map" --ledger war.bilan --as "A. Editor"
    """
    from bilan.errors import UsageError
    from bilan.judging import add_baseline, unknown_places
    from bilan.observatory import Observatory
    from bilan.read.baseline import baseline

    day = options.day(on, "on")
    if day is None:
        raise UsageError("--on is the day of the baseline")
    rows = baseline(file)
    with Observatory.open(options.existing(ledger), create=False) as observatory:
        made = add_baseline(observatory, rows, day, source=source, author=author)
        strange = unknown_places(observatory, rows)
    known = f", {len(rows) - len(made):,} already there" if len(made) < len(rows) else ""
    typer.echo(f"{count(len(made), 'place')} entered{known}")
    for row in strange:
        say(f"warning: {file}:{row.line}: no place is known as {row.place_id or row.place}; it is kept, but lies in no "
            "other place and stands on no map")
