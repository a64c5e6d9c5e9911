"""What Alembic runs before its steps: they go over the connection, and in the transaction, of who asked for them."""

from __future__ import annotations

from alembic import context

from bilan.ledger import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema.metadata)
with context.begin_transaction():
    context.run_migrations()
