"""Steps hold pictures, each kept once by its digest; only publishers write them."""

import sqlalchemy as sa
from alembic import op

revision = "0004_pictures"
down_revision = "0003_walked_on"


def upgrade() -> None:
    """Make the table; SQLite has rights by the connection."""
    op.create_table(
        "pictures",
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("published", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("digest", name="pk_pictures"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            """CREATE TRIGGER only_publishers BEFORE INSERT OR UPDATE OR DELETE ON pictures
            FOR EACH ROW EXECUTE FUNCTION only_publishers()"""
        )
