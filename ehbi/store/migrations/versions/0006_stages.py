"""What was shown to the room stays shown when the server of a workshop was killed."""

import sqlalchemy as sa
from alembic import op

revision = "0006_stages"
down_revision = "0005_workshops"


def upgrade() -> None:
    """Make room for it."""
    op.add_column("workshops", sa.Column("stages", sa.JSON, nullable=False, server_default="{}"))
