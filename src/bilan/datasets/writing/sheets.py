"""Tables as the sheets of one XLSX workbook, with a sheet that says what the columns mean."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bilan.datasets.refusals import Refusals
from bilan.datasets.schema import Column, Row, Schema
from bilan.datasets.table import Table
from bilan.datasets.writing.text import defused, joined

MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
"""What a sheet and a cell hold, by Excel's specification, the header among the rows."""
FIRST_YEAR = 1900
"""Excel knows no earlier dates."""
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not have."""
WIDTHS = {"quote": 60, "claims": 30, "places": 30, "key": 30, "id": 30}
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that a ZIP file's clock begins: not the machine's, so that the same data give the same bytes."""


def write_xlsx(tables: Iterable[Table], path: Path, about: Mapping[str, str], refusals: Refusals) -> int:
    """Writes a sheet a table, its header frozen and filtered; returns the number of rows.

    Days are dates and numbers numbers; text is defused. What a sheet does not hold (too many rows, too long a text, a
    character that XML has not, a day before 1900) is cut and listed.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    cover = book.create_sheet("about")
    for name, value in about.items():
        cover.append([name, defused(value)])
    number, schemas = 0, []
    for table in tables:
        number += _sheet(book, table, refusals)
        schemas.append(table.schema)
    _meanings(book, schemas)
    book.save(path)
    _timeless(path)
    return number


def _sheet(book: Any, table: Table, refusals: Refusals) -> int:
    from openpyxl.utils import get_column_letter

    sheet, schema = book.create_sheet(table.schema.name), table.schema
    sheet.freeze_panes = "A2"
    for place, column in enumerate(schema.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.name, 14)
    sheet.append([_heading(sheet, name) for name in schema.names])
    number = 0
    for row in table:
        if number + 1 >= MOST_ROWS:
            refusals.add(_subject(row, schema), "rows", f"the sheet {schema.name} is full: it holds {MOST_ROWS:,} rows",
                         kind=schema.name)
            continue
        sheet.append([_cell(sheet, row, column, schema, refusals) for column in schema.columns])
        number += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(schema.columns))}{number + 1}"
    return number


def _meanings(book: Any, schemas: Iterable[Schema]) -> None:
    sheet = book.create_sheet("columns")
    sheet.append([_heading(sheet, name) for name in ("table", "column", "type", "meaning")])
    for schema in schemas:
        for column in schema.columns:
            sheet.append([schema.name, column.name, column.type, defused(column.text)])


def _heading(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, row: Row, column: Column, schema: Schema, refusals: Refusals) -> Any:
    value = row[column.name]
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    if isinstance(value, date) and value.year < FIRST_YEAR:
        _note(row, column, schema, refusals, "day", "a day before 1900 is written as text")
        value = value.isoformat()
    if isinstance(value, list):
        value = joined(value)
    if not isinstance(value, str) or not value:
        return value or (None if value == "" else value)
    return _text(sheet, defused(_fit(value, row, column, schema, refusals)))


def _fit(value: str, row: Row, column: Column, schema: Schema, refusals: Refusals) -> str:
    if UNFIT.search(value):
        _note(row, column, schema, refusals, "character", "a character that XML does not have is shown as \ufffd")
        value = UNFIT.sub("\ufffd", value)
    if len(value) >= MOST_CHARACTERS:
        _note(row, column, schema, refusals, "length", f"{len(value):,} characters: a cell holds {MOST_CHARACTERS:,}")
        value = value[: MOST_CHARACTERS - 1]
    return value


def _text(sheet: Any, value: str) -> Any:
    """A cell that is text whatever it looks like."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _note(row: Row, column: Column, schema: Schema, refusals: Refusals, reason: str, detail: str) -> None:
    refusals.add(_subject(row, schema), reason, detail, kind=schema.name, what=column.name)


def _subject(row: Row, schema: Schema) -> str:
    return "/".join(str(row[part]) for part in schema.key)


def _timeless(path: Path) -> None:
    """Writes the archive anew with one day for all that is in it."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    stamp = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = stamp.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            archive.writestr(zipfile.ZipInfo(name, ZIP_DAY), data, zipfile.ZIP_DEFLATED)
