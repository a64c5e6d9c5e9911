"""An empty database in a PostgreSQL server of the benchmark's own, and what processor time the server has taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ledger.server import programs, running

PARENT = 1
"""The place of the parent's number among the fields that follow a process's name in `/proc/N/stat`."""


@contextmanager
def database() -> Iterator[tuple[str, Callable[[], float], Callable[[], int]]]:
    """The database's address, the nanoseconds that the processes of its server have run, and its size in bytes."""
    import psycopg

    where = programs()
    if where is None:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    with (running(where, "-c shared_buffers=256MB") as (address, number),
          psycopg.connect(address.format("postgres"), autocommit=True) as asking):
        asking.execute("CREATE DATABASE ledger")

        def size() -> int:
            row = asking.execute("SELECT pg_database_size('ledger')").fetchone()
            return int(row[0]) if row else 0

        yield address.format("ledger"), lambda: _ran(number), size


def _ran(number: int) -> float:
    """What the server and its children that still run have spent; those that served the ledger do."""
    return float(sum(_nanoseconds(one) for one in (number, *_children(number))))


def _children(number: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[PARENT]) == number:
            found.append(int(stat.parent.name))
    return found


def _nanoseconds(number: int) -> int:
    try:
        return int(Path(f"/proc/{number}/schedstat").read_text().split()[0])
    except OSError:
        return 0
