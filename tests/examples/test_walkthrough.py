"""The walk-through of the example dossier's key figures tells the truth: its lines run, and print what it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

WALK = Path(__file__).parents[2] / "docs" / "walkthrough.md"
CELL = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_line_prints_what_the_walk_through_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = "\n".join(CELL.findall(WALK.read_text("utf-8")))
    told = doctest.DocTestParser().get_doctest(lines, {}, "walkthrough", str(WALK), 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(told, out=said.append)
    assert failed == 0, "".join(said)
    assert tried > 20
