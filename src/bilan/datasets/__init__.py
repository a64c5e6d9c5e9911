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
from bilan.datasets.formats import EVENTS, FORMATS
from bilan.datasets.refusals import Refusals
from bilan.datasets.schema import event_schemas, schemas
from bilan.datasets.table import Table
from bilan.errors import UsageError
from bilan.records import Query

__all__ = ["EVENTS", "FORMATS", "NAMES", "Answers", "Exported", "Table", "events", "export", "schemas", "table"]


def table(observatory: Answers, name: str, query: Query | None = None) -> Table:
    """The table of that name (`NAMES`), for pyarrow, pandas, Polars or a notebook. Raises `UsageError` for none."""
    return _table(observatory, name, query or Query())


def events(observatory: Answers, shape: str, query: Query | None = None) -> tuple[Table, Table]:
    """The happenings as events in a `shape` (`acled`, `ucdp`), and what that shape's rules refuse, with the reasons.

    Both are coded at once, from the ledger as it is now. Raises `UsageError` for a shape that is none.
    """
    if shape not in EVENTS:
        raise UsageError(f"no shape {shape!r}: there are {', '.join(EVENTS)}")
    refusals = Refusals()
    rows = list(EVENTS[shape](observatory, query or Query(), refusals))
    return Table(event_schemas()[shape], lambda: rows), Table(schemas()["refused"], lambda: refusals)
