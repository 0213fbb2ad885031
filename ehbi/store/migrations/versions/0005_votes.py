"""What a room chose in a workshop, as long as that lasts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "votes",
        sa.Column("workshop", sa.String(32), nullable=False),
        sa.Column("question", sa.String(200), nullable=False),
        sa.Column("voter", sa.String(32), nullable=False),
        sa.Column("option", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workshop", "question", "voter", name="pk_votes"),
    )
    op.create_index("ix_votes_at", "votes", ["at"])
