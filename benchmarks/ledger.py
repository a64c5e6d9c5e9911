"""How adding and asking grow with the ledger: generated dispatches of ten claims each, over hundreds of places.

    python -m benchmarks.ledger [CLAIMS …]

For each number of claims (by default 10,000 and 100,000): milliseconds to file a dispatch beyond its reading, on the
clock (the disk's syncing is in it) and of the processor; bytes a claim; and, of the processor, the median of three
askings: milliseconds for totals, control and divergences of one town of four hundred dispatches and four thousand
claims, and seconds for one day's control of all places. What the world knows is loaded before, and rings of dead
objects are looked for as seldom as in the `bilan` command. The ledger is made in a temporary folder and thrown away.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from bilan.claims import Claim, Control, Incident, Toll
from bilan.cli.main import COLLECT_AFTER
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.records import Query
from bilan.times import When

CLAIMS_EACH = 10
TOWN_SIZE = 400
"""Dispatches about one town, so that one dossier stays as large while the ledger grows."""
START = date(2016, 1, 1)
ASKINGS = 3


def dispatches(number: int, dice: random.Random) -> Iterator[Extraction]:
    """That many dispatches, each about one town."""
    for n in range(number):
        town = Entity(f"Town {n // TOWN_SIZE}")
        day = START + timedelta(days=dice.randrange(365))
        text = " ".join(f"word{dice.randrange(9999)}" for _ in range(400))
        claims = tuple(_claim(i, town, day, dice) for i in range(CLAIMS_EACH))
        dispatch = Dispatch(f"d{n}", text, published=day, outlet=f"Outlet {dice.randrange(20)}")
        yield Extraction(dispatch, Published(day, day, True), claims)


def _claim(i: int, town: Entity, day: date, dice: random.Random) -> Claim:
    evidence = (i * 50, i * 50 + 40)
    quarter = Entity(f"{town.text} quarter {dice.randrange(12)}")
    when, source = When.moment(day), Entity(f"Monitor {dice.randrange(8)}")
    side = Entity(f"Side {dice.randrange(3)}")
    if i % 3 == 0:
        return Toll(id=f"c{i}", evidence=evidence, harm="killed", victims="civilians", source=source,
                    count=Count.exact(dice.randrange(1, 50)), when=when, where=(quarter, town))
    if i % 3 == 1:
        change = dice.choice(("captured", "holds", "contested"))
        return Control(id=f"c{i}", evidence=evidence, change=change, place=quarter, holder=side, when=when,
                       where=(quarter, town), source=source)
    return Incident(id=f"c{i}", evidence=evidence, type=dice.choice(("airstrike", "clash", "shelling")), actor=side,
                    when=when, where=(quarter, town))


def measure(claims: int, folder: Path) -> str:
    """One line of figures for a ledger of that many claims."""
    path = folder / f"{claims}.bilan"
    with Observatory.open(path) as observatory:
        made = list(dispatches(claims // CLAIMS_EACH, random.Random(claims)))
        begun, worked = time.perf_counter(), time.process_time()
        observatory.file(made)
        filing = [(now - then) / len(made) * 1000
                  for now, then in ((time.perf_counter(), begun), (time.process_time(), worked))]
        town = Query(place="Town 0")
        observatory.tolls(Query(place="Town 1"))
        asked: tuple[Callable[[], object], ...] = (
            lambda: observatory.tolls(town), lambda: observatory.control(START + timedelta(days=200), town),
            lambda: observatory.disputes(town), lambda: observatory.control(START + timedelta(days=200)))
        spent = [_seconds(ask) for ask in asked]
    size = path.stat().st_size / claims
    figures = (*filing, size, *(s * 1000 for s in spent[:3]), spent[3])
    return f"{claims:>9,} " + " ".join(f"{figure:>9.1f}" for figure in figures)


def _seconds(ask: Callable[[], object]) -> float:
    spent = []
    for _ in range(ASKINGS):
        begun = time.process_time()
        ask()
        spent.append(time.process_time() - begun)
    return median(spent)


def main(arguments: list[str]) -> int:
    """Prints the table; 0."""
    gc.set_threshold(COLLECT_AFTER)
    heads = ("claims", "ms filing", "ms proc.", "bytes", "ms tolls", "ms contr.", "ms disp.", "s all")
    print(" ".join(f"{head:>9}" for head in heads))
    for claims in [int(a.replace(",", "")) for a in arguments] or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(claims, Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
