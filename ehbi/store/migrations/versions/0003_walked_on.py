"""A case keeps the revision that it was walked on; older ones have none."""

import sqlalchemy as sa
from alembic import op

revision = "0003_walked_on"
down_revision = "0002_marks"


def upgrade() -> None:
    """Add the column to single cases and to their counts."""
    for table in ("cases", "case_counts"):
        op.add_column(table, sa.Column("revision", sa.String(12)))
