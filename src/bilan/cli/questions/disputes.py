"""`bilan disputes`: what does not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking

if TYPE_CHECKING:
    from bilan.findings import Dispute
    from bilan.observatory import Observatory
    from bilan.records import Query

COLUMNS = ["kind", "place", "first", "last", "sides", "details", "rule", "dispatches"]
HELP = """What does not agree, with its kind and the claims on each side.

Of figures, holders and dates: true disagreement, difference of scope, late reprint, parts above their whole, two
holders, divergent control, impossible dates, a figure before its day, disputed authorship.

\b
Examples:
  bilan disputes --ledger war.bilan --place Alep
  bilan disputes --ledger war.bilan --as-of 2016-11-30 --json
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    return [_row(dispute) for dispute in observatory.disputes(query)]


def _row(dispute: Dispute) -> Row:
    from bilan.cli.questions import cells

    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "place": cells.name(dispute.place),
        "first": dispute.first,
        "last": dispute.last,
        "sides": [" / ".join(dict.fromkeys(record.quote for record in side)) for side in dispute.sides],
        "details": list(dispute.details),
        "rule": dispute.rule,
        "dispatches": cells.dispatches(record for side in dispute.sides for record in side),
        "evidence": [cells.evidence(side) for side in dispute.sides],
    }


run = asking.question("Disputes", COLUMNS, _answer, HELP)
