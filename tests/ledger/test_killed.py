"""A process killed at any moment of filing loses nothing and doubles nothing, and its ledger still verifies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from bilan.extraction import Extraction
from bilan.ledger import Ledger
from bilan.records import Query
from tests.reconcile.making import observe, read, toll

ROOT = Path(__file__).resolve().parents[2]
DISPATCHES, KILLS, LONGEST = 60, 8, 0.6
WRITER = """
import sys
from tests.ledger.test_killed import dispatches
from tests.reconcile.making import observe
observatory = observe(sys.argv[1])
print("ready", flush=True)
observatory.file(dispatches())
"""


def dispatches() -> list[Extraction]:
    return [read(f"d{i}", "2016-12-01", toll(i + 1), toll(1, victims="children", part_of="c0"),
                 text=f"Dispatch {i} has one sentence of its own that is long enough to be a passage. " + "x" * 40)
            for i in range(DISPATCHES)]


def _start(path: Path) -> subprocess.Popen[str]:
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True,
                            env={**os.environ, "PYTHONPATH": paths})


def test_killed_at_random_moments(tmp_path: Path) -> None:
    path, dice, seen = tmp_path / "war.bilan", random.Random(11), [0]
    for _ in range(KILLS):
        with _start(path) as process:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
            time.sleep(dice.uniform(0, LONGEST))
            process.send_signal(signal.SIGKILL)
        with Ledger.open(path) as ledger:
            found = ledger.verify()
            assert found.holds, (found.record, found.problem)
            seen.append(len(ledger.filed()))
            assert len(ledger.claims(Query())) == 2 * seen[-1]
        assert seen[-1] >= seen[-2]
    assert any(0 < n < DISPATCHES for n in seen), "no kill fell into the filing: nothing was tested"
    with _start(path) as process:
        assert process.wait() == 0
    whole = observe(tmp_path / "whole.bilan", *dispatches())
    with Ledger.open(path) as ledger:
        assert [f.key for f in ledger.filed()] == [f.key for f in whole.filed()]
        assert [r.key for r in ledger.claims(Query())] == [r.key for r in whole.ledger.claims(Query())]
        assert ledger.verify().holds
