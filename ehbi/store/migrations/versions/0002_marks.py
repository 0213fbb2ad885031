"""Cases and remarks have a mark, by which one that is told twice is kept once."""

import sqlalchemy as sa
from alembic import op

revision = "0002_marks"
down_revision = "0001_schema"


def upgrade() -> None:
    """Add the column to both, and what refuses a second."""
    for table in ("cases", "remarks"):
        op.add_column(table, sa.Column("mark", sa.String(32)))
        op.create_index(f"ix_{table}_mark", table, ["mark"], unique=True)
