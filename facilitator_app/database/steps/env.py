"""Run by Alembic: apply the steps on the connection it is given, in the transaction already open."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=False)
context.run_migrations()
