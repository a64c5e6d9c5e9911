"""`bilan chronology`: what happened, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking

if TYPE_CHECKING:
    from bilan.findings import Happening
    from bilan.observatory import Observatory
    from bilan.records import Query

COLUMNS = [
    "first", "last", "kind", "type", "places", "actor", "target", "modality", "toll", "source", "quote", "dispatches",
]  # fmt: skip
HELP = """What happened, in order.

Each happening once, with all the dispatches that tell it; --json also says why mentions were joined or left apart.

\b
Examples:
  bilan chronology --ledger war.bilan --from 2016-11-26 --to 2016-11-28
  bilan chronology --ledger war.bilan --place Alep --csv
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    return [_row(happening) for happening in observatory.chronology(query)]


def _row(happening: Happening) -> Row:
    from bilan.cli.questions import cells

    return {
        "id": happening.id,
        "first": happening.first,
        "last": f"by {happening.last}" if happening.last and happening.by_then else happening.last,
        "kind": happening.kind,
        "type": happening.type,
        "places": list(dict.fromkeys(cells.name(place) for place in happening.places)),
        "actor": cells.name(happening.actor),
        "target": cells.name(happening.target),
        "modality": happening.modality,
        "toll": [cells.said(reading.count) for reading in happening.tolls],
        "source": [cells.origin(origin) for origin in happening.origins],
        "quote": happening.records[0].quote if happening.records else None,
        "aliases": list(happening.aliases),
        "dispatches": cells.dispatches(happening.records),
        "evidence": cells.evidence(happening.records),
        "related": cells.evidence(happening.related),
        "decisions": [
            {"left": d.left, "right": d.right, "verdict": d.verdict, "reasons": list(d.reasons), "by": d.by}
            for d in happening.decisions
        ],
    }


run = asking.question("Chronology", COLUMNS, _answer, HELP)
