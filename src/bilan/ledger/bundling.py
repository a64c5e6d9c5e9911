"""A whole ledger, as it is at one moment, into one file that anybody can verify with no server and no network."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select

from bilan.errors import LedgerError
from bilan.ledger import schema
from bilan.ledger.audit import proof
from bilan.ledger.connecting import engine_for, mark
from bilan.records import Verification

ROWS = 2000
"""How many rows are in memory at a time."""


def bundle(source: Connection, out: Path) -> Verification:
    """Copies every table of a ledger to a new SQLite file and verifies the copy before it takes its name.

    Raises `LedgerError` where the file is there already, cannot be written, or the record does not hold: a bundle is
    proof, and what does not hold proves nothing.
    """
    if out.exists():
        raise LedgerError(f"{out} is there already: a bundle is a new file")
    if not out.parent.is_dir():
        raise LedgerError(f"{out} cannot be made: there is no folder {out.parent}")
    try:
        handle, temporary = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:80]}.")
    except OSError as error:
        raise LedgerError(f"{out} cannot be written: {error.strerror or error}") from error
    os.close(handle)
    part = Path(temporary)
    try:
        engine, _ = engine_for(part, create=True)
        found = _copied(source, engine)
        engine.dispose()
        if not found.holds:
            raise LedgerError(f"the ledger does not hold and is not bundled: {found.record}: {found.problem}")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return found


def _copied(source: Connection, engine: Engine) -> Verification:
    with engine.connect().execution_options(bilan_writing=True) as target, target.begin():
        mark(target)
        schema.metadata.create_all(target)
        for table in schema.metadata.sorted_tables:
            target.execute(delete(table))
            with source.execute(select(table).order_by(*table.primary_key.columns)).mappings() as rows:
                for some in rows.partitions(ROWS):
                    target.execute(insert(table), [dict(row) for row in some])
    with engine.connect() as target:
        return proof.verify(target, None)
