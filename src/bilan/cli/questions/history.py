"""`bilan history`: who held a place, in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking
from bilan.cli.questions.control import COLUMNS, row
from bilan.errors import UsageError

if TYPE_CHECKING:
    from bilan.observatory import Observatory
    from bilan.records import Query

HELP = """Who held a place: a row for each day on which its state changed.

The place is named by --place. --from and --to leave out the days before and after.

\b
Examples:
  bilan history --ledger war.bilan --place Sakhour
  bilan history --ledger war.bilan --place Alep-Est --as-of 2016-11-30 --json
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    if query.place is None:
        raise UsageError("name the place whose history is asked for: --place NAME")
    told = observatory.control_history(query.place, query)
    return [row(h) for h in told
            if (query.first is None or h.day >= query.first) and (query.last is None or h.day <= query.last)]


run = asking.question("History", COLUMNS, _answer, HELP)
