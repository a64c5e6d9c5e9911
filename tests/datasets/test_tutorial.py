"""The tutorial tells the truth: its cells run one after another, and print what it says that they print."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
CELL = re.compile(r"^```(sh|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_cell_prints_what_the_tutorial_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("pandas", "pyarrow", "duckdb"):
        pytest.importorskip(package)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    printed, compared = "", 0
    for kind, code in CELL.findall(TUTORIAL.read_text("utf-8")):
        if kind == "sh":
            subprocess.run(["sh", "-ec", code], check=True, cwd=tmp_path)
        elif kind == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(code, "tutorial", "exec"), names)
            printed = out.getvalue()
        else:
            assert printed == code
            compared += 1
    assert compared >= 8
