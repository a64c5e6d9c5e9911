"""Two hundred times a process that files dispatches is killed at a random moment; then all is filed to the end.

    python -m benchmarks.killed [KILLS]

Prints how often it was killed, how often before it had filed all that it was to file, and what the ledger holds at the
end; ends with 1 and the first record that does not hold where anything was lost, doubled or altered. The short run of
the same is `tests/ledger/test_killed.py`.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from bilan.ledger import Ledger
from bilan.records import Query
from tests.ledger.test_killed import AT_ONCE, CLAIMS_EACH, LONGEST, dispatches, start

KILLS = 200


def killed(path: Path, allowed: int, total: int, dice: random.Random) -> None:
    """Starts a process that files `allowed` of `total` dispatches, and kills it at a random moment of that."""
    with start(path, allowed, total) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.uniform(0, LONGEST))
        process.kill()


def main(arguments: list[str]) -> int:
    """Prints the result; 0 where the record holds."""
    kills = int(arguments[0]) if arguments else KILLS
    total, dice, cut, before = kills * AT_ONCE + 4, random.Random(2016), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "killed.bilan"
        for number in range(kills):
            killed(path, AT_ONCE, total, dice)
            with Ledger.open(path) as ledger:
                found, now = ledger.verify(), len(ledger.filed())
            cut, before = cut + (now - before < AT_ONCE), now
            if not found.holds:
                print(f"after {number + 1} kills: {found.record}: {found.problem}")
                return 1
        with start(path, total, total) as process:
            process.communicate()
        with Ledger.open(path) as ledger:
            end, filed, claims = ledger.verify(), ledger.filed(), ledger.claims(Query())
    whole = [d.dispatch.identity[:16] for d in dispatches(total)]
    same = sorted(f.key for f in filed) == sorted(whole) and len(claims) == CLAIMS_EACH * total
    print(f"{kills} kills, {cut} of them before it was done; {len(filed):,} of {total:,} dispatches, "
          f"{len(claims):,} claims; the record {'holds' if end.holds else f'does not hold: {end.record}'}")
    return 0 if end.holds and same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
