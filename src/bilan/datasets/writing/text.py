"""Rows as text: CSV, the CSV of French offices, JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bilan.datasets.schema import Row, Schema
from bilan.datasets.table import Table

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula: OWASP's list, full-width signs among them."""


ENDING = "\r\n"
"""RFC 4180's: after a line feed alone, Python would not quote a carriage return, and a text could begin rows."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written. `marked` puts a byte order mark in front; `arrays` writes a list as a JSON array."""

    delimiter: str = ","
    decimal: str = "."
    marked: bool = False
    arrays: bool = True
    yes: str = "true"
    no: str = "false"


PLAIN = Dialect()
FRENCH = Dialect(";", ",", marked=True, arrays=False, yes="VRAI", no="FAUX")
"""What Excel opens by double click where the system speaks French."""


def defused(text: str) -> str:
    """The text as no spreadsheet runs it: with a quote mark in front where it looks like a formula."""
    return "'" + text if text.startswith(FORMULA) else text


def joined(items: list[str]) -> str:
    """A list in one cell, for a reader."""
    return "; ".join(items)


def write_csv(rows: Iterable[Row], schema: Schema, path: Path, dialect: Dialect = PLAIN) -> int:
    """Writes the rows under a header; returns how many. Text is defused, numbers are not touched."""
    number = 0
    with path.open("w", encoding="utf-8-sig" if dialect.marked else "utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=dialect.delimiter, lineterminator=ENDING)
        writer.writerow(schema.names)
        for row in rows:
            writer.writerow([_cell(row[column.name], dialect, column.decimals) for column in schema.columns])
            number += 1
    return number


def write_jsonl(table: Table, path: Path) -> int:
    """Writes a JSON object a row, all columns in it, days and times in ISO's form; returns how many."""
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in table:
            stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False, default=iso) + "\n")
            number += 1
    return number


def iso(value: Any) -> str:
    """A day or a time in ISO's form, a time with the `Z` of UTC."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no cell: {value!r}")


def _cell(value: Any, dialect: Dialect, decimals: int | None = None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return dialect.yes if value else dialect.no
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return (repr(value) if decimals is None else f"{value:.{decimals}f}").replace(".", dialect.decimal)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if dialect.arrays else defused(joined(value))
    return iso(value)
