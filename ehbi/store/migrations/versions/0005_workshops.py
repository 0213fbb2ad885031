"""A workshop gives signs of life, so that one whose server was killed goes on or is forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0005_workshops"
down_revision = "0004_pictures"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("machine", sa.String(16), nullable=False),
        sa.Column("port", sa.Integer, nullable=False),
        sa.Column("process", sa.Integer, nullable=False),
        sa.Column("handbook", sa.String(12), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
    )
