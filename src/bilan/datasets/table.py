"""A table: a schema and rows that are read when wanted, as Arrow, pandas or Polars, and as HTML in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from bilan.datasets.schema import Row, Schema, schemas
from bilan.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

BATCH = 5_000
"""Rows of one Arrow batch."""
SHOWN = 20
"""Rows that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one shape. Iterating reads them anew, from the ledger as it is then."""

    schema: Schema
    rows: Callable[[], Iterable[Row]]

    @classmethod
    def of(cls, name: str, rows: Callable[[], Iterable[Row]]) -> Table:
        """A table of Bilan's own by its name in `tables.toml`."""
        return cls(schemas()[name], rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows())

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table: dates are `date32`, times `timestamp[us, UTC]`, lists `list<string>`.

        Raises `UsageError` where pyarrow is not installed.
        """
        arrow = needed("pyarrow", "data")
        return arrow.Table.from_batches(batches(self), schema=arrow_schema(self.schema))

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame on Arrow's types, in which a missing value is missing and an integer stays one.

        Raises `UsageError` where pandas or pyarrow is not installed.
        """
        frames = needed("pandas", "pandas")
        frame: pandas.DataFrame = self.to_arrow().to_pandas(types_mapper=frames.ArrowDtype)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars frame. Raises `UsageError` where Polars or pyarrow is not installed."""
        frame: polars.DataFrame = needed("polars", "polars").from_arrow(self.to_arrow())
        return frame

    def _repr_html_(self) -> str:
        """The first rows as HTML, for a notebook. Columns that are empty in all of them are left out."""
        rows = list(islice(self, SHOWN + 1))
        names = [n for n in self.schema.names if any(row[n] not in (None, [], "") for row in rows[:SHOWN])]
        head = "".join(f'<th scope="col" title="{escape(_meaning(self.schema, n))}">{escape(n)}</th>' for n in names)
        body = "".join("<tr>" + "".join(f"<td>{escape(_shown(row[n]))}</td>" for n in names) + "</tr>"
                       for row in rows[:SHOWN])
        more = f"<p>The first {SHOWN} rows.</p>" if len(rows) > SHOWN else ""
        return (f'<table class="bilan"><caption>{escape(self.schema.title)}</caption>'
                f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}")


def needed(package: str, extra: str) -> Any:
    """A package that not everybody has. Raises `UsageError` with what to install where it is missing."""
    try:
        return import_module(package)
    except ImportError as error:
        raise UsageError(f'this needs {package}, which is not installed: pip install "bilan[{extra}]"') from error


def arrow_schema(schema: Schema) -> Any:
    """The Arrow schema of a table, each column with its meaning."""
    arrow = needed("pyarrow", "data")
    types = {
        "string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_(),
        "date": arrow.date32(), "datetime": arrow.timestamp("us", "UTC"), "list": arrow.list_(arrow.string()),
    }  # fmt: skip
    return arrow.schema([arrow.field(c.name, types[c.type], metadata={"description": c.text}) for c in schema.columns],
                        metadata={"title": schema.title, "description": schema.text})


def batches(table: Table, size: int = BATCH) -> Iterator[Any]:
    """The rows as Arrow record batches of that size, one in memory at a time."""
    arrow, shape = needed("pyarrow", "data"), arrow_schema(table.schema)
    rows = iter(table)
    while chunk := list(islice(rows, size)):
        yield arrow.RecordBatch.from_pylist(chunk, schema=shape)


def _meaning(schema: Schema, name: str) -> str:
    return next(column.text for column in schema.columns if column.name == name)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
