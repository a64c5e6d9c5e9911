"""`bilan statements`: who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking

if TYPE_CHECKING:
    from bilan.observatory import Observatory
    from bilan.records import Query, Recorded

COLUMNS = ["when", "published", "speaker", "role", "organisation", "mode", "quote", "outlet", "dispatch"]
HELP = """Who said what, in the dispatch's words.

Oldest first; --source names the speaker.

\b
Examples:
  bilan statements --ledger war.bilan --source ONU
  bilan statements --ledger war.bilan --from 2016-12-12 --json
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    return [_row(recorded) for recorded in observatory.statements(query)]


def _row(recorded: Recorded) -> Row:
    from bilan.claims import Statement
    from bilan.cli.output import DispatchRef
    from bilan.cli.questions.cells import evidence, name, span

    claim = recorded.claim
    assert isinstance(claim, Statement)
    return {
        "when": span(claim.when),
        "published": recorded.day.isoformat() if recorded.day else None,
        "speaker": name(claim.speaker),
        "role": claim.speaker.role,
        "organisation": claim.speaker.organisation,
        "mode": claim.mode,
        "via": claim.via,
        "quote": recorded.quote,
        "outlet": recorded.outlet,
        "dispatch": DispatchRef(recorded.dispatch_id),
        "evidence": evidence([recorded]),
    }


run = asking.question("Statements", COLUMNS, _answer, HELP)
