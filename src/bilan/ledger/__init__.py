"""The store: dispatches, readings of them, claims, judgements, and the audit chain that covers them all."""

from __future__ import annotations

from bilan.ledger.store import Ledger

__all__ = ["Ledger"]
