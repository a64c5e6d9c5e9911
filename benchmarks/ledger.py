"""How adding and asking grow with the ledger: generated dispatches of ten claims each, over hundreds of regions.

    python -m benchmarks.ledger [--postgresql] [CLAIMS …]

For each number of claims (by default 10,000 and 100,000): milliseconds to file a dispatch beyond its reading, on the
clock (the disk's syncing is in it) and of the processor; bytes a claim; and, of the processor, the least of a few
askings (others use the machine, and they only ever add): milliseconds for totals, control and divergences of one
region of four hundred dispatches and four thousand claims on twelve towns, and for one day's control of all places.
Each is given twice, asked by a process that has read none of the claims yet, as a command is, and asked again.
With `--postgresql` the same in a server of Debian's packages, whose processes' time is counted with that of the
command. What the world knows is loaded before, and rings of dead objects are looked for as seldom as in the `bilan`
command. Ledger and server are made in a temporary folder and thrown away.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bilan.claims import Claim, Control, Incident, Toll
from bilan.cli.main import COLLECT_AFTER
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.ledger.encoding import claim_of
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.records import Query
from bilan.times import When
from bilan.world.places import Gazetteer
from bilan.world.places.gazetteer import DATA

CLAIMS_EACH = 10
DOSSIER = 400
"""Dispatches about one region, so that one dossier stays as large while the ledger grows."""
TOWNS = 12
START = date(2016, 1, 1)
ASKED_DAY = START + timedelta(days=200)
ASKINGS = 3
NANOSECONDS = 1e9


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the gazetteer and some of the towns that lie in it."""

    place: Entity
    towns: tuple[Entity, ...]


def regions() -> list[Region]:
    """The regions that hold enough towns, in the order of their identifiers."""
    world = Gazetteer.default()
    inside: dict[str, list[Entity]] = defaultdict(list)
    with (DATA / "places.tsv").open(encoding="utf-8") as rows:
        for row in rows:
            place = world.place(f"geonames:{row.split(chr(9))[0]}")
            if place and place.level == "town" and place.parents:
                inside[place.parents[0]].append(Entity(place.name, place.name, place.id))
    found = []
    for key in sorted(inside):
        region = world.place(key)
        if region and region.level == "region" and len(inside[key]) >= TOWNS:
            found.append(Region(Entity(region.name, region.name, key), tuple(inside[key][:TOWNS])))
    return found


def dispatches(number: int, dice: random.Random, about: Sequence[Region] = ()) -> Iterator[Extraction]:
    """That many dispatches, each about one of the regions (default: all), some hundreds in a row about one."""
    about = about or regions()
    for n in range(number):
        region = about[n // DOSSIER % len(about)]
        day = START + timedelta(days=dice.randrange(365))
        text = " ".join(f"word{dice.randrange(9999)}" for _ in range(400))
        claims = tuple(_claim(i, region, day, dice) for i in range(CLAIMS_EACH))
        dispatch = Dispatch(f"d{n}", text, published=day, outlet=f"Outlet {dice.randrange(20)}")
        yield Extraction(dispatch, Published(day, day, True), claims)


def _claim(i: int, region: Region, day: date, dice: random.Random) -> Claim:
    evidence = (i * 50, i * 50 + 40)
    town = dice.choice(region.towns)
    when, source = When.moment(day), Entity(f"Monitor {dice.randrange(8)}")
    side = Entity(f"Side {dice.randrange(3)}")
    if i % 3 == 0:
        return Toll(id=f"c{i}", evidence=evidence, harm="killed", victims="civilians", source=source,
                    count=Count.exact(dice.randrange(1, 50)), when=when, where=(town, region.place))
    if i % 3 == 1:
        change = dice.choice(("captured", "holds", "contested"))
        return Control(id=f"c{i}", evidence=evidence, change=change, place=town, holder=side, when=when,
                       where=(town, region.place), source=source)
    return Incident(id=f"c{i}", evidence=evidence, type=dice.choice(("airstrike", "clash", "shelling")), actor=side,
                    when=when, where=(town, region.place))


@contextmanager
def somewhere(postgresql: bool) -> Iterator[tuple[str, Callable[[], float], Callable[[], int]]]:
    """Where an empty ledger goes, the seconds of processor that it has taken so far, and its size in bytes."""
    if not postgresql:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "war.bilan"
            yield str(path), time.process_time, lambda: path.stat().st_size
        return
    from benchmarks.postgresql import database

    with database() as (address, server, size):
        yield address, lambda: time.process_time() + server() / NANOSECONDS, size


def measure(claims: int, postgresql: bool, about: Sequence[Region]) -> str:
    """One line of figures for a ledger of that many claims."""
    with somewhere(postgresql) as (where, spent, size), Observatory.open(where) as observatory:
        making = dispatches(claims // CLAIMS_EACH, random.Random(claims), about)
        clock = processor = 0.0
        while some := list(islice(making, DOSSIER)):
            begun, worked = time.perf_counter(), spent()
            observatory.file(some)
            clock, processor = clock + time.perf_counter() - begun, processor + spent() - worked
        each = size() / claims
        here = Query(place=about[0].place.id)
        observatory.tolls(Query(place=about[1].place.id))
        asked: tuple[Callable[[], object], ...] = (
            lambda: observatory.tolls(here), lambda: observatory.control(ASKED_DAY, here),
            lambda: observatory.disputes(here), lambda: observatory.control(ASKED_DAY))
        answers = [f"{_least(ask, spent, anew=True):,.0f}/{_least(ask, spent, anew=False):,.0f}" for ask in asked]
    filed = claims // CLAIMS_EACH
    figures = [f"{figure:,.1f}" for figure in (clock / filed * 1000, processor / filed * 1000, each)]
    return f"{claims:>9,} " + " ".join(f"{figure:>13}" for figure in (*figures, *answers))


def _least(ask: Callable[[], object], spent: Callable[[], float], *, anew: bool) -> float:
    """Milliseconds; `anew` where what was read of claims before is forgotten."""
    found = []
    for _ in range(ASKINGS):
        if anew:
            claim_of.cache_clear()
        begun = spent()
        ask()
        found.append(spent() - begun)
    return min(found) * 1000


def main(arguments: list[str]) -> int:
    """Prints the table; 0."""
    gc.set_threshold(COLLECT_AFTER)
    postgresql = "--postgresql" in arguments
    heads = ("claims", "ms filing", "ms proc.", "bytes", "ms tolls", "ms contr.", "ms disp.", "ms all")
    print(" ".join([f"{heads[0]:>9}", *(f"{head:>13}" for head in heads[1:])]))
    about = regions()
    for claims in [int(a.replace(",", "")) for a in arguments if a != "--postgresql"] or [10_000, 100_000]:
        print(measure(claims, postgresql, about), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
