"""Runs one migration on the connection that `infra.kernel.storage.migrate` opened."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=context.config.attributes["metadata"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
