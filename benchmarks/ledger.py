"""How adding and asking grow with the ledger: generated dispatches of ten claims each, over hundreds of places.

    python -m benchmarks.ledger [CLAIMS …]

For each number of claims (by default 10,000 and 100,000): milliseconds to file a dispatch beyond its reading, bytes a
claim, milliseconds for totals, control and divergences of one town of four hundred dispatches' claims, and seconds for
one day's control of all places. The ledger is made in a temporary folder and thrown away.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bilan.claims import Claim, Control, Incident, Toll
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
        begun = time.perf_counter()
        observatory.file(made)
        filing = (time.perf_counter() - begun) / len(made) * 1000
        town = Query(place="Town 0")
        asked: tuple[Callable[[], object], ...] = (
            lambda: observatory.tolls(town), lambda: observatory.control(START + timedelta(days=200), town),
            lambda: observatory.disputes(town), lambda: observatory.control(START + timedelta(days=200)))
        spent = [_seconds(ask) for ask in asked]
    size = path.stat().st_size / claims
    return (f"{claims:>9,} {filing:>9.1f} {size:>8.0f} {spent[0] * 1000:>9.0f} {spent[1] * 1000:>9.0f}"
            f" {spent[2] * 1000:>9.0f} {spent[3]:>9.1f}")


def _seconds(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def main(arguments: list[str]) -> int:
    """Prints the table; 0."""
    print(f"{'claims':>9} {'ms filing':>9} {'bytes':>8} {'ms tolls':>9} {'ms contr.':>9} {'ms disp.':>9} {'s all':>9}")
    for claims in [int(a.replace(",", "")) for a in arguments] or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(claims, Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
