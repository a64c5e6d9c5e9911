"""Publishing: the situation report of an edition, as HTML and as Markdown."""

from __future__ import annotations

from bilan.publish.composing import Composition, compose
from bilan.publish.edition import PROFILES, Before, Change, Correction, Edition, Party, Profile, Spot, Turn
from bilan.publish.html import report
from bilan.publish.markdown import markdown

__all__ = [
    "PROFILES", "Before", "Change", "Composition", "Correction", "Edition", "Party", "Profile", "Spot", "Turn",
    "compose", "markdown", "report",
]  # fmt: skip
