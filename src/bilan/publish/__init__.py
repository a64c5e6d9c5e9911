"""Publishing: the situation report of an edition, as HTML and as Markdown."""

from __future__ import annotations

from bilan.publish.edition import PROFILES, Change, Edition, Party, Profile, Spot
from bilan.publish.html import report
from bilan.publish.markdown import markdown

__all__ = ["PROFILES", "Change", "Edition", "Party", "Profile", "Spot", "markdown", "report"]
