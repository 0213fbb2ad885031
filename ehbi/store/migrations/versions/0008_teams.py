"""The tables of a room can be teams: each vote is told with its table, and a workshop has so many."""

import sqlalchemy as sa
from alembic import op

revision = "0008_teams"
down_revision = "0007_rooms"


def upgrade() -> None:
    """Make room for it."""
    op.add_column("votes", sa.Column("team", sa.String(20), nullable=False, server_default=""))
    op.add_column("workshops", sa.Column("teams", sa.Integer, nullable=False, server_default="0"))
