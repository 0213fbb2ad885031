"""A patron's own screen follows the desk through the store, so that any server can answer it."""

import sqlalchemy as sa
from alembic import op

revision = "0010_patron_screens"
down_revision = "0009_known"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "patron_screens",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("language", sa.String(60), nullable=False),
        sa.Column("said", sa.String(12), nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("heard", sa.DateTime, nullable=True),
        sa.PrimaryKeyConstraint("token", name="pk_patron_screens"),
    )
    op.create_index("ix_patron_screens_until", "patron_screens", ["until"])
