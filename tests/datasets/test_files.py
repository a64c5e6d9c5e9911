"""Files: hostile cells, atomic writing, the French CSV, determinism, Parquet's types in other programs, the command."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilan import datasets
from bilan.cli.export import run as command
from bilan.datasets.schema import Row, schemas
from bilan.datasets.writing.text import FRENCH, PLAIN, defused, write_csv
from bilan.errors import BilanError, LedgerError, UsageError
from bilan.files import whole, whole_folder
from bilan.observatory import Observatory
from bilan.records import Query
from tests.cli.conftest import Run
from tests.datasets.dossier import HOSTILE, observe

NUMBER = re.compile(r"-?\d+([.,]\d+)?")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_what_looks_like_a_formula_is_defused(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["", "12", "a=b", "l'armée", "« -2 »"])
def test_other_text_is_not_touched(text: str) -> None:
    assert defused(text) == text


def _row(**cells: object) -> Row:
    return {**{c.name: [] if c.type == "list" else None for c in schemas()["claims"].columns}, **cells}


def test_numbers_are_not_touched_and_lists_are_defused(tmp_path: Path) -> None:
    row = _row(latitude=-1.5, start=-3, places=["=A1", "b"], quote="-2")
    write_csv([row], schemas()["claims"], tmp_path / "c.csv", PLAIN)
    (cells,) = csv.DictReader(io.StringIO((tmp_path / "c.csv").read_text("utf-8")))
    assert (cells["latitude"], cells["start"], cells["quote"]) == ("-1.5", "-3", "'-2")
    assert cells["places"] == '["=A1", "b"]'
    write_csv([row], schemas()["claims"], tmp_path / "f.csv", FRENCH)
    data = (tmp_path / "f.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfkey;version;") and b"\r\n" in data
    (cells,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    assert (cells["latitude"], cells["start"], cells["places"]) == ("-1,5", "-3", "'=A1; b")


@pytest.mark.parametrize("format", ["csv", "csv-fr"])
def test_no_cell_of_a_csv_is_a_formula(observatory: Observatory, tmp_path: Path, format: str) -> None:
    datasets.export(observatory, format, tmp_path / "c.csv")
    text = (tmp_path / "c.csv").read_text("utf-8-sig")
    cells = [
        cell for row in csv.reader(io.StringIO(text), delimiter=";" if format == "csv-fr" else ",") for cell in row
    ]
    assert "'" + HOSTILE in cells
    suspect = [cell for cell in cells if cell and cell[0] in "=+-@\t\r"]
    assert [cell for cell in suspect if not NUMBER.fullmatch(cell)] == [] and suspect  # longitudes west of Greenwich


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.csv"
    with whole(path) as made:
        made.write_text("old")
    with pytest.raises(RuntimeError), whole(path) as made:
        made.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old" and list(path.parent.iterdir()) == [path]


def test_nobody_elses_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()
    with pytest.raises(UsageError, match="something else"), whole_folder(tmp_path / "mine", "mark"):
        pass
    for text in ("one", "two"):
        with whole_folder(tmp_path / "ours", "mark") as folder:
            (folder / "mark").write_text(text)
    assert (tmp_path / "ours" / "mark").read_text() == "two"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "ours"]


def test_what_cannot_be_written_is_named(observatory: Observatory, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BilanError, match="cannot be written"):
        datasets.export(observatory, "csv", tmp_path / "file" / "c.csv")


SINGLE = ("jsonl", "csv", "csv-fr", "parquet")


@pytest.mark.parametrize("format", SINGLE)
def test_the_same_ledger_gives_the_same_bytes(observatory: Observatory, tmp_path: Path, format: str) -> None:
    for name in ("a", "b"):
        datasets.export(observatory, format, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_ledger_that_is_written_to_meanwhile_is_not_exported(tmp_path: Path) -> None:
    with observe(tmp_path / "war.bilan") as observatory:
        heads = iter([observatory.seal(), *[type(observatory.seal())("other", 1)] * 2])

        class Moving:
            claims, words = observatory.claims, observatory.words
            tolls, displacement = observatory.tolls, observatory.displacement
            control_spells, chronology = observatory.control_spells, observatory.chronology

            def seal(self):  # type: ignore[no-untyped-def]
                return next(heads)

        with pytest.raises(LedgerError, match="run it again"):
            datasets.export(Moving(), "csv", tmp_path / "c.csv")
    assert not (tmp_path / "c.csv").exists()


@pytest.fixture
def parquet(observatory: Observatory, tmp_path: Path) -> Iterator[Path]:
    pytest.importorskip("pyarrow")
    datasets.export(observatory, "parquet", tmp_path / "c.parquet", Query(last=date(2020, 1, 1)))
    yield tmp_path / "c.parquet"


def test_duckdb_reads_the_types(parquet: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        described = connection.sql(f"DESCRIBE SELECT * FROM '{parquet}'").fetchall()
        types = {row[0]: row[1] for row in described}
        assert (
            types["published"],
            types["entered"],
            types["count_value"],
            types["latitude"],
            types["places"],
            types["cumulative"],
        ) == ("DATE", "TIMESTAMP WITH TIME ZONE", "BIGINT", "DOUBLE", "VARCHAR[]", "BOOLEAN")
        question = f"SELECT max(count_value) FROM '{parquet}' WHERE cumulative AND last_day < DATE '2016-12-03'"
        assert connection.sql(question).fetchall() == [(225,)]


def test_pandas_reads_the_types(parquet: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(parquet, dtype_backend="pyarrow")
    assert str(frame.dtypes["published"]) == "date32[day][pyarrow]"
    assert str(frame.dtypes["count_value"]) == "int64[pyarrow]"


def test_a_parquet_says_what_it_was_made_from(parquet: Path, observatory: Observatory) -> None:
    metadata = pytest.importorskip("pyarrow.parquet").read_schema(parquet).metadata
    assert metadata[b"bilan:head"].decode() == observatory.seal().head
    assert metadata[b"bilan:to"] == b"2020-01-01"


class TestCommand:
    """`bilan export`."""

    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Path:
        observe(tmp_path / "war.bilan").close()
        return tmp_path / "war.bilan"

    def test_it_writes_and_says_so(self, run: Run, ledger: Path, tmp_path: Path) -> None:
        out = tmp_path / "out" / "totals.csv"
        ended = run("export", "csv", "--table", "totals", "--place", "Alep-Est", "--ledger", ledger, "--out", out)
        assert (ended.code, ended.out) == (0, "") and f"written to {out}" in ended.err
        rows = csv.DictReader(io.StringIO(out.read_text("utf-8")))
        assert {row["place"] for row in rows} <= {"Alep-Est", "Sakhour"}

    @pytest.mark.parametrize(
        "options", [("doc",), ("csv", "--table", "deaths"), ("csv", "--from", "lundi"), ("csv", "--ledger", "none")]
    )
    def test_wrong_use_ends_with_2(self, run: Run, ledger: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
        ended = run("export", "--ledger", ledger, "--out", tmp_path / "x", *options)
        assert ended.code == 2 and ended.err.startswith("error: ") and not (tmp_path / "x").exists()

    def test_the_help_names_every_format_and_table(self) -> None:
        text = command.__doc__ or ""
        assert {name for name in (*datasets.FORMATS, *datasets.NAMES) if f" {name}" not in text} == set()


@example("a\r=1,2")
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_from_a_csv_and_starts_no_formula(text: str) -> None:
    for dialect in (PLAIN, FRENCH):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "c.csv"
            write_csv([_row(quote=text)], schemas()["claims"], path, dialect)
            with path.open(encoding="utf-8-sig", newline="") as file:
                (cells,) = csv.DictReader(file, delimiter=dialect.delimiter)
        assert cells["quote"] in (text, "'" + text)
        assert cells["quote"][0] not in "=+-@\t\r"
