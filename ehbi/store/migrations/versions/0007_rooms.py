"""How rooms did in workshops is kept as counts of people, for who sends it."""

import sqlalchemy as sa
from alembic import op

revision = "0007_rooms"
down_revision = "0006_stages"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rooms",
        sa.Column("room", sa.String(32), nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("begins", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("room", "step", "begins", name="pk_rooms"),
    )
