"""`bilan displacement`: people who moved, or who stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking, tolls

if TYPE_CHECKING:
    from bilan.observatory import Observatory
    from bilan.records import Query

COLUMNS = [
    "row", "what", "people", "origin", "destination", "place", "since", "day", "figure", "low", "high", "as_of",
    "source", "strategy", "standing", "unit", "dispatches",
]  # fmt: skip
HELP = """People who fled, came back, or stay.

Flows by origin and destination, and stocks beside them; one is never subtracted from the other.

\b
Examples:
  bilan displacement --ledger war.bilan --place Alep-Est --from 2016-11-15
  bilan displacement --ledger war.bilan --harm evacuated --json
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    found = observatory.displacement(query)
    return tolls.rows(found.totals, (*found.flows, *found.stocks))


run = asking.question("Displacement", COLUMNS, _answer, HELP)
