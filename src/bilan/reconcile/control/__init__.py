"""Who holds which place on a day: a fold of the claims over three axes (holder, situation, evidence)."""

from __future__ import annotations

from bilan.reconcile.control.groups import group_key
from bilan.reconcile.control.places import control, history, spells

__all__ = ["control", "group_key", "history", "spells"]
