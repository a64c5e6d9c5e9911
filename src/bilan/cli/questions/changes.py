"""`bilan changes`: the places whose holder or situation differs between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking
from bilan.cli.questions.control import row
from bilan.errors import UsageError

if TYPE_CHECKING:
    from bilan.observatory import Observatory
    from bilan.records import Query

COLUMNS = ["place", "holder_before", "situation_before", "holder", "situation", "evidence_grade", "since", "dispatches"]
HELP = """The places whose holder or situation differs between two days.

Each with who held it on the first day (--from) and on the second (--to).

\b
Examples:
  bilan changes --ledger war.bilan --from 2016-11-27 --to 2016-12-14
  bilan changes --ledger war.bilan --place Alep-Est --from 2016-11-27 --to 2016-12-14 --csv
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    if query.first is None or query.last is None:
        raise UsageError("name both days: --from DATE --to DATE")
    out = []
    for before, after in observatory.control_changes(query.first, query.last, query):
        was = row(before)
        out.append({**row(after), "day_before": was["day"], "holder_before": was["holder"],
                    "situation_before": was["situation"]})
    return out


run = asking.question("Changes", COLUMNS, _answer, HELP)
