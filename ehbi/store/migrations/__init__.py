"""How Alembic reaches the schema of now from any older one; ``versions`` has a file for each change."""
