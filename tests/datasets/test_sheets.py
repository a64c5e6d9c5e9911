"""Workbooks: types, hostile cells, and what a sheet does not hold."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bilan import datasets
from bilan.datasets.formats import SHEETS
from bilan.datasets.refusals import Refusals
from bilan.datasets.schema import Row, schemas
from bilan.datasets.table import Table
from bilan.datasets.writing import sheets
from bilan.observatory import Observatory
from tests.datasets.dossier import HOSTILE


def test_a_sheet_a_table_and_the_meaning_of_the_columns(observatory: Observatory, tmp_path: Path) -> None:
    datasets.export(observatory, "xlsx", tmp_path / "war.xlsx")
    book = load_workbook(tmp_path / "war.xlsx")
    assert book.sheetnames == ["about", *SHEETS, "columns"]
    claims = book["claims"]
    assert (claims.freeze_panes, claims.auto_filter.ref) == ("A2", f"A1:CF{claims.max_row}")
    assert [cell.value for cell in claims[1]] == list(schemas()["claims"].names)
    assert claims.max_row == 1 + len(list(observatory.claims()))
    assert book["about"]["B1"].value == observatory.seal().head


def test_days_are_dates_numbers_numbers_and_no_cell_a_formula(observatory: Observatory, tmp_path: Path) -> None:
    datasets.export(observatory, "xlsx", tmp_path / "war.xlsx", table="claims")
    book: Any = load_workbook(tmp_path / "war.xlsx")
    names = list(schemas()["claims"].names)
    rows = [dict(zip(names, row, strict=True)) for row in book["claims"].iter_rows(min_row=2)]
    first = rows[0]
    assert first["published"].value == datetime(2016, 11, 28) and first["published"].is_date
    assert type(first["start"].value) is int and type(first["latitude"].value) is float
    assert first["title"].value == "'" + HOSTILE
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b"}


def _row(**cells: object) -> Row:
    return {**{c.name: [] if c.type == "list" else None for c in schemas()["claims"].columns}, "key": "k", **cells}


def test_what_a_cell_does_not_hold_is_cut_and_listed(tmp_path: Path) -> None:
    rows = [_row(quote="x" * 40_000), _row(quote="a\x00b"), _row(first_day=date(1860, 5, 1)), _row(quote="#REF!")]
    refusals = Refusals()
    sheets.write_xlsx([Table.of("claims", lambda: rows)], tmp_path / "x.xlsx", {}, refusals)
    assert [(r["subject"], r["what"], r["reason"]) for r in refusals] == [
        ("k", "quote", "length"), ("k", "quote", "character"), ("k", "first_day", "day")]
    names = list(schemas()["claims"].names)
    book: Any = load_workbook(tmp_path / "x.xlsx")
    cells = [dict(zip(names, row, strict=True)) for row in book["claims"].iter_rows(min_row=2)]
    assert len(cells[0]["quote"].value) == sheets.MOST_CHARACTERS - 1
    assert (cells[1]["quote"].value, cells[2]["first_day"].value) == ("a\ufffdb", "1860-05-01")
    assert (cells[3]["quote"].value, cells[3]["quote"].data_type) == ("#REF!", "s")


def test_rows_that_a_sheet_does_not_hold_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    refusals = Refusals()
    rows = [_row(key=str(n)) for n in range(5)]
    number = sheets.write_xlsx([Table.of("claims", lambda: rows)], tmp_path / "x.xlsx", {}, refusals)
    assert (number, [r["subject"] for r in refusals]) == (2, ["2", "3", "4"])
