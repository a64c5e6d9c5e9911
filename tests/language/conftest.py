"""The language pack, loaded once, and the folder of the training scripts on the import path."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bilan.language.fr.pack import French

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "fr"))


@pytest.fixture(scope="session")
def french() -> French:
    return French()
