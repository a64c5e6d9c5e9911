"""A PostgreSQL server of the tests' own: a socket in a folder that goes with it, no port, nobody else's data."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import run

__all__ = ["postgresql", "run", "server"]

DEBIAN = Path("/usr/lib/postgresql")
"""Debian keeps the programs of a server here, by version, and off the path."""

UNPRIVILEGED = "postgres"
"""PostgreSQL refuses to run as root; its packages make this user."""


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest version's, or `None`."""
    found = [*DEBIAN.glob("*/bin/initdb"), *filter(None, [Path(shutil.which("initdb") or "")])]
    found = [path for path in found if path.is_file()]
    return max(found, key=lambda path: path.parts).parent if found else None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server, in which `{}` stands for the name of a database."""
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="bilan-") as folder:
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)

        def run(program: str, *arguments: str) -> None:
            # The server outlives `pg_ctl` and would hold a pipe open.
            subprocess.run([where / program, "-D", f"{folder}/data", *arguments], user=user, cwd=folder, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        run("initdb", "-U", "bilan", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql://bilan@/{{}}?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


_numbers = itertools.count()


@pytest.fixture
def postgresql(server: str) -> str:
    """The address of a new and empty database."""
    psycopg = pytest.importorskip("psycopg")
    name = f"ledger{next(_numbers)}"
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name)
