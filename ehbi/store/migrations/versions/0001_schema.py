"""The first schema; a new database gets that of now at once, so there is nothing to do."""

revision = "0001_schema"
down_revision = None


def upgrade() -> None:
    """Do nothing."""
