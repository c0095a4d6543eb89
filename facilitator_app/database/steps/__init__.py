"""The steps from one schema of the file to the next: what Alembic needs to run them."""
