"""How long a report takes: generated dispatches of ten claims each, four hundred about each region.

    python -m benchmarks.report [DISPATCHES …]

For each number of dispatches (by default 1,000): seconds of this process for the answers (findings) and for the page,
the peak of its memory, and the size of the file. The ledger is made in a temporary folder and thrown away.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledger import dispatches
from bilan import publish
from bilan.cli.report import COLLECT_AFTER
from bilan.observatory import Observatory
from bilan.reporting import edition


def measured(number: int, folder: Path) -> str:
    """One line of figures for that many dispatches."""
    with Observatory.open(folder / f"{number}.bilan") as observatory:
        observatory.file(dispatches(number, random.Random(number)))
        start = time.process_time()
        made = edition(observatory, language="en")
        asked = time.process_time()
        page = publish.report(made)
        written = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (f"{number:,} dispatches: answers {asked - start:.1f} s, page {written - asked:.1f} s, {peak:,} MB at most, "
            f"{len(page) / 1e6:.1f} MB")


def main(numbers: list[int]) -> None:
    """Prints a line for each number. Rings of dead objects are looked for as seldom as in the `bilan` command."""
    gc.set_threshold(COLLECT_AFTER)
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            sys.stdout.write(measured(number, Path(folder)) + "\n")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1000])
