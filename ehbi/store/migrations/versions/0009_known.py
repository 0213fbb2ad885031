"""A workshop whose server was killed keeps the cases that it began with."""

import sqlalchemy as sa
from alembic import op

revision = "0009_known"
down_revision = "0008_teams"


def upgrade() -> None:
    """Make room for what they were chosen by."""
    op.add_column("workshops", sa.Column("known", sa.JSON, nullable=False, server_default="{}"))
