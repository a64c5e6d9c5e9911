"""The wars of the last fifteen years: their countries, sides and dated key events."""

from __future__ import annotations

from bilan.world.conflicts.atlas import Conflict, Conflicts, KeyEvent

__all__ = ["Conflict", "Conflicts", "KeyEvent"]
