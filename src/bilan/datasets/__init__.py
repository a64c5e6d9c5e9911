"""Data sets: the ledger's claims and the answers made from them as tables, files and frames.

    from bilan import Observatory, datasets
    with Observatory.open("war.bilan") as observatory:
        frame = datasets.table(observatory, "totals").to_pandas()
        datasets.export(observatory, "parquet", Path("claims.parquet"))
"""

from __future__ import annotations

from bilan.datasets.asked import NAMES, Answers
from bilan.datasets.asked import table as _table
from bilan.datasets.exporting import Exported, export
from bilan.datasets.formats import FORMATS
from bilan.datasets.schema import schemas
from bilan.datasets.table import Table
from bilan.records import Query

__all__ = ["FORMATS", "NAMES", "Answers", "Exported", "Table", "export", "schemas", "table"]


def table(observatory: Answers, name: str, query: Query | None = None) -> Table:
    """The table of that name (`NAMES`), for pyarrow, pandas, Polars or a notebook. Raises `UsageError` for none."""
    return _table(observatory, name, query or Query())
