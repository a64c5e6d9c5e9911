"""From an observatory to the situation report, and to the record of what was published.

    with Observatory.open("war.bilan") as observatory:
        html = report(observatory, Wanted(as_of=date(2016, 12, 14)), language="fr")
        issued = issue(observatory, [File("fr"), File("en")])
        same = again(observatory, issued.number, language="en")

`report` leaves the ledger alone, and so does `show`, which is for notebooks; `issue` numbers a report and keeps what it
said; `again` gives its bytes once more.
"""

from __future__ import annotations

from bilan.reporting.editions import Wanted, drafts, edition, outlines, report, subject
from bilan.reporting.issuing import File, Issued, again, issue, issued, redacted_since
from bilan.reporting.notebook import Shown, show

__all__ = [
    "File", "Issued", "Shown", "Wanted", "again", "drafts", "edition", "issue", "issued", "outlines", "redacted_since",
    "report", "show", "subject",
]  # fmt: skip
