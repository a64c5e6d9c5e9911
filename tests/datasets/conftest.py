"""The ledger that the tests of data sets ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bilan.observatory import Observatory
from tests.cli.conftest import run
from tests.datasets.dossier import observe

__all__ = ["observatory", "run"]


@pytest.fixture(scope="session")
def observatory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatory]:
    """The observatory of the dossier; tests read it and never write."""
    with observe(Path(tmp_path_factory.mktemp("ledger")) / "war.bilan") as made:
        yield made
