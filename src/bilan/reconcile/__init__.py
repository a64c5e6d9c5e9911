"""From claims to figures, holders and happenings, by the published rules of `docs/method.md`."""

from __future__ import annotations

METHOD = "1"
"""The version of the rules; it is printed with every answer and changes whenever a rule does."""

__all__ = ["METHOD"]
