"""Judgements are found by their verdict: every question about a place asks which claims were ever corrected."""

from __future__ import annotations

from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """From format 1 to format 2."""
    op.create_index("judgements_verdict", "judgements", ["verdict", "subject"])
