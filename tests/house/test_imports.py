"""One direction, no way back: stages know the nouns, the contract of languages and the world, and not one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.imports import KNOWS, NOUNS, STAGES, violations

PACKAGE = Path(__file__).parents[2] / "src" / "bilan"


def test_no_import_goes_against_the_direction() -> None:
    assert violations(PACKAGE) == []


def test_every_stage_and_noun_exists() -> None:
    assert {stage for stage in STAGES if not (PACKAGE / stage).is_dir()} == set()
    assert {noun for noun in NOUNS if not (PACKAGE / f"{noun}.py").is_file()} == set()


def test_every_part_is_placed_in_the_order() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assembling = {"__init__", "__main__", "cli", "judging", "pipeline", "observatory", "redacting", "reporting",
                  "review"}
    assert parts - assembling - set(KNOWS) == set()


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("extract/toll.py", "from bilan.resolve import roles"),
        ("publish/html.py", "import bilan.ledger.store"),
        ("read/plain.py", "from ..segment import sentences"),
        ("claims.py", "from bilan.world import places"),
        ("world/places.py", "from bilan import language"),
        ("resolve/when.py", "from bilan.language.fr import pack"),
        ("reconcile/totals.py", "def total():\n    from bilan.observatory import Observatory"),
    ],
)
def test_a_planted_violation_is_seen(tmp_path: Path, file: str, line: str) -> None:
    planted = tmp_path / "bilan" / file
    planted.parent.mkdir(parents=True)
    planted.write_text(line + "\n", encoding="utf-8")
    assert len(violations(tmp_path / "bilan")) == 1


def test_what_is_allowed_is_no_violation(tmp_path: Path) -> None:
    lines = "from bilan.claims import Toll\nfrom bilan.language.contract import Language\nfrom . import frames\n"
    planted = tmp_path / "bilan" / "extract" / "toll.py"
    planted.parent.mkdir(parents=True)
    planted.write_text(lines, encoding="utf-8")
    assert violations(tmp_path / "bilan") == []
