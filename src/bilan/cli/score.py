"""`bilan score`: claims against annotated ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilan.cli.console import count, printable, say
from bilan.cli.output import Row, show

if TYPE_CHECKING:
    from bilan.score import Result

LEVELS = {"detection": "found", "slot": "slots", "claim": "whole"}
COLUMNS = ["kind", "gold", "system", *(f"{name}_{f}" for name in LEVELS.values() for f in ("p", "r", "f1"))]


def run(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of annotated NAME.txt and NAME.json.")],
    system: Annotated[Path, typer.Argument(metavar="SYSTEM", help="Folder of NAME.json files to score.")],
    only: Annotated[str, typer.Option(metavar="GLOB", help="Only the dispatches of these names.")] = "*",
    errors: Annotated[bool, typer.Option("--errors", help="List each miss, false alarm and wrong slot first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
) -> None:
    """Score claims against annotated ones.

    Precision, recall and F1 of the claims found, of their slots, and of whole claims.

    \b
    Examples:
      bilan extract tests/gold/ --out claims/ && bilan score tests/gold/ claims/
      bilan score tests/gold/ claims/ --only 'sahel*' --errors
    """
    from bilan.score import score

    result = score(gold, system, only=only)
    if result.missing:
        say(f"{count(result.missing, 'dispatch', 'dispatches')} of {result.dispatches:,} with no file in {system}")
    if as_json:
        listed = {"errors": result.scores.errors} if errors else {}
        typer.echo(json.dumps({**result.as_json(), **listed}, ensure_ascii=False, indent=1))
        return
    for error in result.scores.errors if errors else ():
        typer.echo(printable(json.dumps(error, ensure_ascii=False)))
    show(count(result.dispatches, "dispatch", "dispatches"), _rows(result), COLUMNS)
    slots = (f"{kind}.{slot} {t.hit}/{t.gold}" for (kind, slot), t in sorted(result.scores.slots.items()))
    typer.echo("slots: " + "  ".join(slots))
    for name, value in result.further.as_json().items():
        typer.echo(f"{name.replace('_', ' ')}: {_further(value)}")


def _rows(result: Result) -> list[Row]:
    from bilan.score.slots import KEY_SLOTS

    rows = []
    for kind in (*KEY_SLOTS, "all"):
        tallies = {name: result.scores.levels[level].get(kind) for level, name in LEVELS.items()}
        found = tallies["found"]
        if found is None:
            continue
        row: Row = {"kind": kind, "gold": found.gold, "system": found.system}
        for name, tally in tallies.items():
            figures = tally.figures() if tally else (0.0, 0.0, 0.0)
            row |= {f"{name}_{f}": value for f, value in zip(("p", "r", "f1"), figures, strict=True)}
        rows.append(row)
    return rows


def _further(value: object) -> str:
    if isinstance(value, dict):
        inner = ((key, f"({_further(v)})" if isinstance(v, dict) else _further(v)) for key, v in value.items())
        return "  ".join(f"{key} {v}" for key, v in inner)
    return f"{value:.3f}" if isinstance(value, float) else str(value)
