"""Where places are: a gazetteer of towns, quarters, provinces and sites with their names, parents and coordinates."""

from __future__ import annotations

from bilan.world.places.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
