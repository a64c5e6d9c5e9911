"""A process killed at any moment of filing loses nothing and doubles nothing, and its ledger still verifies."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bilan.extraction import Extraction
from bilan.ledger import Ledger
from bilan.records import Query
from tests.reconcile.making import observe, read, toll

pytestmark = pytest.mark.system

ROOT = Path(__file__).resolve().parents[2]
KILLS, AT_ONCE, CLAIMS_EACH = 8, 7, 2
DISPATCHES = KILLS * AT_ONCE + 4
LONGEST = 0.08
"""Seconds in which most machines file those `AT_ONCE`."""

WRITER = """
import sys
from tests.ledger.test_killed import dispatches
from tests.reconcile.making import observe
observatory = observe(sys.argv[1])
for dispatch in dispatches(int(sys.argv[2])):
    if not observatory.ledger.holds(dispatch.dispatch.identity):
        sys.stdin.readline()
    if observatory.file([dispatch]).added:
        print("filed", flush=True)
"""


def dispatches(number: int = DISPATCHES) -> list[Extraction]:
    return [read(f"d{i}", "2016-12-01", toll(i + 1), toll(1, victims="children", part_of="c0"),
                 text=f"Dispatch {i} has one sentence of its own that is long enough to be a passage. " + "x" * 40)
            for i in range(number)]


def start(path: Path, allowed: int, number: int = DISPATCHES) -> subprocess.Popen[str]:
    """A process that files as many dispatches as that which are not there yet, then waits."""
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths})
    assert process.stdin is not None
    process.stdin.write("\n" * allowed)
    process.stdin.flush()
    return process


def test_killed_at_random_moments(tmp_path: Path) -> None:
    path, dice, seen = tmp_path / "war.bilan", random.Random(11), [0]
    for _ in range(KILLS):
        with start(path, AT_ONCE) as process:
            assert process.stdout is not None and process.stdout.readline() == "filed\n"
            time.sleep(dice.uniform(0, LONGEST))
            process.kill()
        with Ledger.open(path) as ledger:
            found = ledger.verify()
            assert found.holds, (found.record, found.problem)
            seen.append(len(ledger.filed()))
            assert len(ledger.claims(Query())) == CLAIMS_EACH * seen[-1]
        assert 1 <= seen[-1] - seen[-2] <= AT_ONCE
    with start(path, DISPATCHES) as process:
        process.communicate(timeout=120)
        assert process.returncode == 0
    whole = observe(tmp_path / "whole.bilan", *dispatches())
    with Ledger.open(path) as ledger:
        assert [f.key for f in ledger.filed()] == [f.key for f in whole.filed()]
        assert [r.key for r in ledger.claims(Query())] == [r.key for r in whole.ledger.claims(Query())]
        assert ledger.verify().holds
