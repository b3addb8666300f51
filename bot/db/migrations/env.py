"""How Alembic runs here: on the connection that it is given, in the transaction open on it."""

from __future__ import annotations

from alembic import context

from bot.db.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
