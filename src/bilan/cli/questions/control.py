"""`bilan control`: who holds which place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking

if TYPE_CHECKING:
    from bilan.findings import Holding
    from bilan.observatory import Observatory
    from bilan.records import Query

COLUMNS = [
    "place", "day", "holder", "situation", "evidence_grade", "since", "last_report", "age_days", "footing",
    "inherited_from", "besieger", "challenger", "previous", "dispatches",
]  # fmt: skip
HELP = """Who holds which place on a day.

The day is the last one asked for (--to, else --as-of, else the last one known). Each place with its holder, its
situation, and what the answer rests on.

\b
Examples:
  bilan control --ledger war.bilan --to 2016-12-14
  bilan control --ledger war.bilan --place Alep-Est --as-of 2016-11-30 --json
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    return [row(holding) for holding in observatory.control(query.last, query)]


def row(holding: Holding) -> Row:
    """The state of a place, with the claims behind it."""
    from bilan.cli.questions.cells import dispatches, evidence, name

    return {
        "place": name(holding.place),
        "day": holding.day.isoformat(),
        "holder": name(holding.holder),
        "situation": holding.situation,
        "evidence_grade": holding.evidence,
        "since": f"by {holding.since}" if holding.since and holding.by_then else holding.since,
        "last_report": holding.reported.isoformat() if holding.reported else None,
        "age_days": holding.age,
        "footing": holding.footing,
        "inherited_from": name(holding.inherited),
        "besieger": name(holding.besieger),
        "besieged_since": holding.besieged_since,
        "challenger": name(holding.challenger),
        "previous": name(holding.previous),
        "dispatches": dispatches(holding.records),
        "evidence": evidence(holding.records),
        "remnants": evidence(holding.remnants),
        "divergent": evidence(holding.divergent),
        "expected": evidence(holding.expected),
        "named_parts": "; ".join(filter(None, map(name, holding.parts))) or None,
        "within": name(holding.within),
    }


run = asking.question("Control", COLUMNS, _answer, HELP)
