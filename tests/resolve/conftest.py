"""The French pipeline, loaded once for the tests of this folder."""

from __future__ import annotations

import pytest

from bilan.pipeline import Pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline("fr")
