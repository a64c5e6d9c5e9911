"""Rows as Parquet, streamed: one batch in memory at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bilan.datasets.table import Table, arrow_schema, batches, needed


def write_parquet(table: Table, path: Path, about: Mapping[str, str]) -> int:
    """Writes the rows in groups of `table.BATCH`, with `about` as the file's metadata; returns how many.

    Raises `UsageError` where pyarrow is not installed.
    """
    parquet = needed("pyarrow.parquet", "data")
    shape = arrow_schema(table.schema)
    shape = shape.with_metadata({**shape.metadata, **{f"bilan:{k}": v for k, v in about.items()}})
    number = 0
    with parquet.ParquetWriter(path, shape, compression="zstd") as writer:
        for batch in batches(table):
            writer.write_batch(batch)
            number += batch.num_rows
    return number
