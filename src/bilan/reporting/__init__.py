"""From an observatory to the situation report.

    with Observatory.open("war.bilan") as observatory:
        html = report(observatory, language="fr", as_of=date(2016, 12, 14))
"""

from __future__ import annotations

from bilan.reporting.editions import edition, report, subject

__all__ = ["edition", "report", "subject"]
