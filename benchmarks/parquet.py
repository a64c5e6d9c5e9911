"""Whether exporting claims to Parquet takes memory that grows with the ledger.

    python -m benchmarks.parquet [CLAIMS …]

For each number of claims (by default 10,000 and 100,000): seconds, claims a second, size of the file, and the peak of
memory of a process that does nothing but the export. The ledgers are made in a temporary folder and thrown away.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledger import CLAIMS_EACH, dispatches
from bilan import datasets
from bilan.observatory import Observatory


def main(arguments: list[str]) -> int:
    """Prints a line for each number of claims."""
    if arguments[:1] == ["--child"]:
        return child(Path(arguments[1]), Path(arguments[2]))
    for number in map(int, arguments or ("10000", "100000")):
        with tempfile.TemporaryDirectory() as folder:
            ledger, out = Path(folder) / "war.bilan", Path(folder) / "claims.parquet"
            with Observatory.open(ledger) as observatory:
                observatory.file(dispatches(number // CLAIMS_EACH, random.Random(number)))
            command = [sys.executable, "-m", "benchmarks.parquet", "--child", str(ledger), str(out)]
            print(f"{number:9,} claims: {subprocess.run(command, capture_output=True, text=True, check=True).stdout}"
                  f" {out.stat().st_size / 1e6:6.1f} MB")
    return 0


def child(ledger: Path, out: Path) -> int:
    """Exports one ledger and prints what it took."""
    begun = time.perf_counter()
    with Observatory.open(ledger, create=False) as observatory:
        rows = datasets.export(observatory, "parquet", out).rows
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:9,} rows in {took:6.1f} s, {rows / took:8,.0f} a second, peak {peak:6.0f} MiB,", end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
