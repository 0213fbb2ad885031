"""A mark on each draft that is another after every change: two windows of one author see each other by it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; a draft of before has the empty mark until its next change."""
    op.add_column("drafts", sa.Column("mark", sa.String(32), nullable=False, server_default=""))
