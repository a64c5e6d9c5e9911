"""`bilan judgements`: what people have decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking

if TYPE_CHECKING:
    from bilan.observatory import Observatory
    from bilan.records import Query

COLUMNS = ["number", "at", "by", "verdict", "subject", "reason", "detail"]
HELP = """What people have decided, as far as it counts.

Oldest first; those undone are left out. With --decided DAY, those that counted at the end of that day.

\b
Examples:
  bilan judgements --ledger war.bilan
  bilan judgements --ledger war.bilan --decided 2016-12-14 --json
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    return [
        {
            "number": one.number,
            "at": one.at,
            "by": one.author,
            "verdict": one.verdict,
            "subject": one.subject,
            "reason": one.reason,
            "detail": dict(sorted(one.detail.items())),
        }
        for one in observatory.judgements(query.decided)
    ]


run = asking.question("Judgements", COLUMNS, _answer, HELP)
