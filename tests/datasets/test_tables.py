"""The tables: every row of the shape that the schema promises, the same whatever asks for it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bilan import datasets
from bilan.datasets.schema import Column, schemas
from bilan.datasets.table import Table
from bilan.errors import UsageError
from bilan.observatory import Observatory
from bilan.records import Query
from tests.datasets.dossier import HOSTILE

PYTHON = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": date,
    "datetime": datetime,
    "list": list,
}


def fits(value: Any, column: Column) -> bool:
    if value is None:
        return column.type != "list"
    if column.values and value not in column.values:
        return False
    if column.type == "list":
        return all(isinstance(item, str) for item in value)
    return type(value) is PYTHON[column.type]


@pytest.mark.parametrize("name", datasets.NAMES)
def test_every_row_has_the_promised_shape(observatory: Observatory, name: str) -> None:
    table = datasets.table(observatory, name)
    rows = list(table)
    assert rows
    wrong = [
        (column.name, row[column.name])
        for row in rows
        for column in table.schema.columns
        if not fits(row[column.name], column)
    ]
    assert wrong == []
    assert {frozenset(row) for row in rows} == {frozenset(table.schema.names)}


@pytest.mark.parametrize("name", datasets.NAMES)
def test_the_key_tells_rows_apart(observatory: Observatory, name: str) -> None:
    table = datasets.table(observatory, name)
    keys = [tuple(row[part] for part in table.schema.key) for row in table]
    assert len(set(keys)) == len(keys)


def test_every_column_says_what_it_means() -> None:
    assert [c.name for s in schemas().values() for c in s.columns if not c.text] == []
    assert all(set(s.key) <= set(s.names) for s in schemas().values())


def test_a_claim_keeps_what_was_said_and_makes_no_number(observatory: Observatory) -> None:
    rows = {row["claim_id"].rpartition("-")[2] + row["dispatch"]: row for row in datasets.table(observatory, "claims")}
    (vague,) = [row for row in rows.values() if row["count_order"] == "dozens"]
    assert (vague["count_said"], vague["count_value"], vague["count_low"]) == ("dozens", None, None)
    (whole,) = [row for row in rows.values() if row["count_value"] == 225]
    (part,) = [row for row in rows.values() if row["people"] == "children"]
    assert (whole["count_said"], whole["cumulative"], part["part_of"]) == ("at least 225", True, whole["claim_id"])
    assert (whole["first_day"], whole["last_day"]) == (date(2016, 11, 15), date(2016, 11, 27))
    assert whole["entered"].tzinfo is UTC


def test_what_is_told_by_month_has_the_days_of_the_month(observatory: Observatory) -> None:
    (row,) = [
        r for r in datasets.table(observatory, "incidents", Query(last=date(2024, 4, 30))) if r["type"] == "bombing"
    ]
    assert (row["first"], row["first_day"], row["last_day"]) == ("2024-04", date(2024, 4, 1), date(2024, 4, 30))


def test_a_reading_is_told_once_and_its_part_names_it(observatory: Observatory) -> None:
    rows = list(datasets.table(observatory, "readings", Query(harm="killed")))
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    (part,) = [row for row in rows if row["people"] == "children"]
    assert next(row for row in rows if row["id"] == part["part_of"])["count_said"] == "at least 225"


def test_stocks_are_told_from_flows(observatory: Observatory) -> None:
    stock = {row["what"]: row["stock"] for row in datasets.table(observatory, "flows")}
    assert stock == {"fled": False, "remaining": True}


def test_spells_of_a_place_meet_and_do_not_overlap(observatory: Observatory) -> None:
    rows = [
        row
        for row in datasets.table(observatory, "control", Query(last=date(2016, 12, 20)))
        if row["place"] == "Sakhour"
    ]
    assert [(r["from_day"], r["to_day"], r["situation"]) for r in rows] == [
        (date(2016, 11, 28), date(2016, 12, 1), "held"),
        (date(2016, 12, 2), date(2016, 12, 20), "contested"),
    ]
    assert {r["holder_id"] for r in rows} == {"bilan:actor/sy-forces"}


def test_a_place_whose_claims_come_later_has_no_spell(observatory: Observatory) -> None:
    places = {row["place"] for row in datasets.table(observatory, "control", Query(last=date(2016, 11, 27)))}
    assert places == set()


def test_control_by_day_is_the_spells_day_by_day(observatory: Observatory) -> None:
    query = Query(first=date(2016, 12, 1), last=date(2016, 12, 10))
    days = list(datasets.table(observatory, "control_days", query))
    spells = list(datasets.table(observatory, "control", query))
    assert len(days) == sum((s["to_day"] - s["from_day"]).days + 1 for s in spells)
    assert {row["day"] for row in days} <= {date(2016, 12, n) for n in range(1, 11)}
    for row in days:
        (spell,) = [
            s for s in spells if s["place_key"] == row["place_key"] and s["from_day"] <= row["day"] <= s["to_day"]
        ]
        assert (row["holder"], row["situation"]) == (spell["holder"], spell["situation"])


def test_as_of_hides_what_came_later(observatory: Observatory) -> None:
    before = list(datasets.table(observatory, "claims", Query(as_of=date(2016, 11, 30))))
    assert {row["dispatch"] for row in before} == {"d1"}


def test_a_place_takes_in_what_lies_in_it(observatory: Observatory) -> None:
    inside = list(datasets.table(observatory, "claims", Query(place="Alep-Est")))
    assert {"Sakhour", "Alep-Est"} == {row["place"] for row in inside}


def test_reviewed_only(observatory: Observatory) -> None:
    assert list(datasets.table(observatory, "claims", Query(reviewed=True))) == []


def test_a_table_can_be_read_twice(observatory: Observatory) -> None:
    table = datasets.table(observatory, "claims")
    assert list(table) == list(table)


def test_no_table_of_that_name(observatory: Observatory) -> None:
    with pytest.raises(UsageError, match="there are claims, readings"):
        datasets.table(observatory, "deaths")


def test_a_notebook_shows_the_rows_and_runs_nothing(observatory: Observatory) -> None:
    rows = [{**row, "title": "<script>alert(1)</script>"} for row in datasets.table(observatory, "claims")]
    html = Table.of("claims", lambda: rows)._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html and "<caption>Claims</caption>" in html
    assert html.count("<tr>") == 1 + min(20, len(rows)) and "The first 20 rows" in html


class TestFrames:
    """The same rows as Arrow, pandas and Polars."""

    @pytest.mark.parametrize("name", datasets.NAMES)
    def test_arrow_gives_the_rows_back(self, observatory: Observatory, name: str) -> None:
        pytest.importorskip("pyarrow")
        table = datasets.table(observatory, name)
        assert table.to_arrow().to_pylist() == list(table)

    def test_pandas_keeps_integers_and_what_is_missing(self, observatory: Observatory) -> None:
        pytest.importorskip("pandas")
        frame = datasets.table(observatory, "claims").to_pandas()
        assert str(frame.dtypes["count_value"]) == "int64[pyarrow]"
        assert frame["count_value"].dropna().sum() == 225 + 27 + 4000 + 310 + 14 + 12

    def test_polars_knows_dates_and_lists(self, observatory: Observatory) -> None:
        polars = pytest.importorskip("polars")
        frame = datasets.table(observatory, "claims").to_polars()
        assert frame.schema["published"] == polars.Date and frame.schema["places"] == polars.List(polars.String)

    def test_a_missing_package_is_named_with_what_to_install(
        self, observatory: Observatory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        with pytest.raises(UsageError, match=r'pip install "bilan\[data\]"'):
            datasets.table(observatory, "claims").to_arrow()


def test_jsonl_parquet_and_csv_hold_the_same_rows(observatory: Observatory, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    wanted = list(datasets.table(observatory, "claims"))
    datasets.export(observatory, "parquet", tmp_path / "c.parquet")
    assert parquet.read_table(tmp_path / "c.parquet").to_pylist() == wanted
    datasets.export(observatory, "jsonl", tmp_path / "c.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()]
    days = ("published", "published_first", "first_day", "last_day")
    assert [
        {
            **line,
            **{d: line[d] and date.fromisoformat(line[d]) for d in days},
            **{d: line[d] and datetime.fromisoformat(line[d]) for d in ("entered", "reviewed_at")},
        }
        for line in lines
    ] == wanted
    assert lines[0]["title"] == HOSTILE  # data formats hold the text as it is
