"""`bilan tolls`: people harmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.cli.output import Row
from bilan.cli.questions import asking

if TYPE_CHECKING:
    from bilan.findings import Series, Total
    from bilan.observatory import Observatory
    from bilan.records import Query

COLUMNS = [
    "row", "what", "people", "side", "place", "since", "day", "figure", "low", "high", "as_of", "source",
    "strategy", "standing", "dispatches",
]  # fmt: skip
HELP = """People killed, wounded, missing or held.

The total of each scope, as the range of its sources, and every reading behind it.

\b
Examples:
  bilan tolls --ledger war.bilan --place Alep --victims civilians --harm killed
  bilan tolls --ledger war.bilan --as-of 2016-11-30 --csv
"""


def _answer(observatory: Observatory, query: Query) -> list[Row]:
    found = observatory.tolls(query)
    return rows(found.totals, found.series)


def rows(totals: tuple[Total, ...], series: tuple[Series, ...]) -> list[Row]:
    """A row for each total, then one for each reading and each of its parts."""
    from bilan.cli.questions import cells

    out: list[Row] = []
    for total in totals:
        high = total.high or (total.highest if total.strategy == "range" else None)
        figures = {"figure": cells.said(total.best), "low": cells.said(total.low), "high": cells.said(high)}
        out.append({
            "row": "total", **cells.measure(total.measure), **figures, "as_of": cells.as_of(total.as_of),
            "source": [cells.origin(origin) for origin in (
                total.named if total.strategy == "computed minimum" else total.origins)], "strategy": total.strategy,
            "rule": total.rule, "id": total.id, "signed_off": total.signed_off, "judgements": list(total.judgements),
            "dispatches": cells.dispatches(r for reading in total.readings for r in reading.records),
        })  # fmt: skip
    for one in series:
        for reading in one.readings:
            out.append({"row": "reading", **cells.reading(reading), "rule": one.rule})
            out += ({"row": "part", **cells.reading(part), "rule": one.rule} for part in reading.parts)
    return out


run = asking.question("Tolls", COLUMNS, _answer, HELP)
