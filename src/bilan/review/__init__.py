"""Reviewing in a spreadsheet: a day's claims out, a row each; verdicts, corrections and missed claims back in.

    export_sheet(observatory, Path("day.xlsx"), published=date(2016, 12, 14))
    outcome = import_sheet(observatory, Path("day.xlsx"), author="A. Editor")
"""

from __future__ import annotations

from bilan.review.cells import WRITTEN, value_of
from bilan.review.exporting import export_sheet
from bilan.review.importing import Outcome, Refusal, import_sheet
from bilan.review.naming import KnownNames

__all__ = ["WRITTEN", "KnownNames", "Outcome", "Refusal", "export_sheet", "import_sheet", "value_of"]
