"""Rows on standard output: a table for a reader, or CSV or JSON for a program."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from bilan.cli.console import printable
from bilan.errors import UsageError

AsJson = Annotated[bool, typer.Option("--json", help="JSON: a list of objects, a row each.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV (UTF-8, with a header).")]
Row = dict[str, Any]
CODED = frozenset({"people", "what", "harm", "movement", "type", "change", "situation", "evidence", "footing", "needs",
                   "relation", "modality", "mode", "strategy"})
"""The columns that hold codes of the contract; a table has them in words, CSV and JSON as they are."""
WIDE = 200
"""Columns of a table that is written to a file or a pipe."""


class DispatchRef(str):
    """A cell that names a dispatch: by the ledger's key first, then by the id that the dispatch came with."""

    __slots__ = ()


def show(
    title: str, rows: Sequence[Row], columns: Sequence[str], *, as_json: bool = False, as_csv: bool = False
) -> None:
    """Prints the rows. A table and CSV show `columns`; JSON holds all that the rows hold."""
    if as_json and as_csv:
        raise UsageError("--json or --csv, not both")
    if as_json:
        typer.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif as_csv:
        writer = csv.writer(sys.stdout)  # ends lines as RFC 4180 does: else a carriage return would not be quoted
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column), formula=True) for column in columns] for row in rows)
    else:
        _table(title, rows, columns)


def _table(title: str, rows: Sequence[Row], columns: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else WIDE)
    if not rows:
        console.print(f"{title}: nothing in the ledger answers this", highlight=False, markup=False)
        return
    shown = [column for column in columns if any(row.get(column) not in (None, "", [], {}) for row in rows)]
    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in shown:
        numeric = all(isinstance(row.get(column), int | float | None) for row in rows)
        table.add_column(column.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        cells = (_words(_short(row.get(column))) if column in CODED else _short(row.get(column)) for column in shown)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    console.print(table)


def _words(code: str) -> str:
    """A code in words, which a narrow column breaks between them: "security forces"."""
    return code.replace("_", " ")


def _short(value: Any) -> str:
    """A value for a table: of the dispatches that a figure stands in only how many; CSV and JSON name them."""
    if isinstance(value, list) and value and isinstance(value[0], DispatchRef):
        return str(len(value))
    return _cell(value)


def _cell(value: Any, *, formula: bool = False) -> str:
    """A value as one cell. With `formula`, a quote mark keeps a spreadsheet from running it as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_inner(item)}" for name, item in value.items())
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return "'" + text if formula and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _inner(value: Any) -> str:
    """What stands under a name inside a cell: a text as it is, all else as JSON, which `--set` and `--detail` take."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
