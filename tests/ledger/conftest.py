"""A PostgreSQL server of the tests' own, and an empty database in it for each test that asks for one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests.cli.conftest import run
from tests.ledger.server import programs, running

__all__ = ["postgresql", "run", "server"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server, in which `{}` stands for the name of a database."""
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL is not installed")
    with running(where) as (address, _):
        yield address


_numbers = itertools.count()


@pytest.fixture
def postgresql(server: str) -> str:
    """The address of a new and empty database."""
    psycopg = pytest.importorskip("psycopg")
    name = f"ledger{next(_numbers)}"
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name)
