"""The documents are true: what they link to and name is there, and what they tell the reader to run, runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilan.cli.main import COMMANDS
from tests.house.documents import ROOT, Block, blocks, broken, documents


@pytest.mark.parametrize("file", documents(), ids=lambda file: str(file.relative_to(ROOT)))
def test_links_and_paths_lead_somewhere(file: Path) -> None:
    assert broken(file) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](missing.md) and `src/bilan/none.py`, [b](https://example.org) and [c](page.md#x)\n")
    assert broken(page) == ["missing.md", "src/bilan/none.py"]


WITH_CODE = [file for file in documents() if any(blocks(file.read_text("utf-8")))]


@pytest.mark.parametrize("file", WITH_CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_what_a_document_says_to_run_runs(file: Path, tmp_path: Path) -> None:
    for block in blocks(file.read_text("utf-8")):
        done = run(block, tmp_path)
        assert done.returncode == 0, f"{block.code}\n{done.stdout}\n{done.stderr}"


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a block in a folder, in which `bilan` is the command of this checkout."""
    command = folder / "bin" / "bilan"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bilan "$@"\n')
    command.chmod(0o755)
    paths = {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    interpreter = [sys.executable, "-c"] if block.kind == "python" else ["sh", "-ec"]
    return subprocess.run(
        [*interpreter, block.code], cwd=folder, env={**os.environ, **paths}, capture_output=True, text=True, check=False
    )


def test_a_block_that_fails_is_seen(tmp_path: Path) -> None:
    assert run(Block("sh", "bilan none\n"), tmp_path).returncode == 2
    assert run(Block("python", "import bilan; bilan.none\n"), tmp_path).returncode == 1


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    names = {module.__name__.rpartition(".")[2] for module in COMMANDS}
    assert {name for name in names if f"bilan {name}" not in text and f"`{name}`" not in text} == set()


def test_contributing_has_the_table_of_what_to_open() -> None:
    rows = [line for line in (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert rows[0] == "| you saw … | open … |"
    assert len(rows) > 10
