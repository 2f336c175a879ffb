"""Alembic reads this file to learn which connection to work on."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], transaction_per_migration=True, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
