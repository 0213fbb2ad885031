"""What the managers do with remarks: a state and a note. Only they change those, and write notices."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

POSTGRESQL = (
    """CREATE TRIGGER only_publishers BEFORE UPDATE OR DELETE ON remarks
       FOR EACH ROW EXECUTE FUNCTION only_publishers()""",
    """CREATE TRIGGER only_publishers BEFORE INSERT OR UPDATE OR DELETE ON notices
       FOR EACH ROW EXECUTE FUNCTION only_publishers()""",
)


def upgrade() -> None:
    """Add the columns: what was said before this is still open."""
    for column in (
        sa.Column("state", sa.String(12), nullable=False, server_default="open"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("changed_by", sa.String(80), nullable=False, server_default=""),
        sa.Column("changed_at", sa.DateTime),
    ):
        op.add_column("remarks", column)
    if op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL:
            op.execute(statement)
