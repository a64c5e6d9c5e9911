"""The command as a whole: its help, how fast it is there, and how it ends when the reader has gone."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from bilan.cli.main import COMMANDS
from tests.cli.conftest import Run

BILAN = [sys.executable, "-m", "bilan"]
NAMES = [module.__name__.rpartition(".")[2] for module in COMMANDS]


def test_help_lists_every_command(run: Run) -> None:
    out = run("--help").out
    assert {name for name in NAMES if f"\n  {name} " not in out} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    assert "Example" in ended.out and f"  bilan {name} " in ended.out


def test_no_command_is_wrong_use(run: Run) -> None:
    assert run().code == 2
    assert run("nothing").code == 2


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        """The processor time of the command, which other work on the machine does not lengthen."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*BILAN, "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.5


def test_help_loads_no_heavy_library() -> None:
    code = "import bilan.cli.main, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert {"spacy", "sqlalchemy", "jinja2", "numpy", "jsonschema"} & set(done.stdout.split()) == set()


def test_a_reader_that_has_gone_is_no_news(tmp_path: Path) -> None:
    claim = {"kind": "need", "evidence": [0, 5], "needs": ["food"]}
    for name in "ab":
        tmp_path.joinpath(f"{name}.txt").write_text("x" * 10)
        tmp_path.joinpath(f"{name}.json").write_text(json.dumps({"claims": [claim] * 3000}))
    (tmp_path / "none").mkdir()
    command = [*BILAN, "score", str(tmp_path), str(tmp_path / "none"), "--errors"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_score_prints_figures_and_errors(run: Run, tmp_path: Path) -> None:
    gold = Path(__file__).parents[1] / "gold"
    if not any(gold.glob("*.json")):
        pytest.skip("no own gold yet")
    ended = run("score", gold, gold)
    assert ended.code == 0 and "1.000" in ended.out
    figures = json.loads(run("score", gold, tmp_path, "--json", "--errors").out)
    assert figures["detection"]["all"]["recall"] == 0
    assert {error["error"] for error in figures["errors"]} == {"missed"}
    assert run("score", tmp_path, gold).code == 2
