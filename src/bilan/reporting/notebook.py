"""The report, or one section of it, in a notebook: its figures, maps and charts show themselves, evidence included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from bilan import publish
from bilan.errors import UsageError
from bilan.observatory import Observatory
from bilan.reporting.editions import Wanted, edition


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that a notebook shows where it stands as a cell's value. `html` needs nothing else."""

    html: str
    title: str
    height: int = 640

    def _repr_html_(self) -> str:
        """The page in a frame of its own: its style and script touch nothing of the notebook, and reach no network."""
        return (f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.html)}" sandbox="allow-scripts" '
                f'style="width:100%;height:{self.height}px;border:0"></iframe>')


def show(observatory: Observatory, section: str | None = None, wanted: Wanted | None = None, *, language: str = "fr",
         height: int = 640) -> Shown:
    """The draft report, or one of its sections (`control`, `tolls`, `displacement` …), for a notebook.

    Raises `UsageError` for a section that this report does not have, and as `report` does.
    """
    made = publish.compose(edition(observatory, wanted, language=language))
    if section is None:
        return Shown(publish.report(made), made.head.document, height)
    found = tuple(one for one in made.sections if one.id == section)
    if not found:
        raise UsageError(f"no section {section!r} in this report: there are {', '.join(s.id for s in made.sections)}")
    return Shown(publish.report(replace(made, sections=found), bare=True), found[0].title, height)
