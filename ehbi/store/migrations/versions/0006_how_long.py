"""What is kept how long: cases as counts, what was refused, and who may delete or black out what."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

POSTGRESQL = (
    "DROP TRIGGER only_publishers ON remarks",
    """CREATE TRIGGER only_publishers BEFORE UPDATE ON remarks
       FOR EACH ROW EXECUTE FUNCTION only_publishers()""",
    """CREATE FUNCTION only_forgetters() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF current_setting('ehbi.publishes', true) IS DISTINCT FROM 'yes'
            AND current_setting('ehbi.forgets', true) IS DISTINCT FROM 'yes' THEN
           RAISE EXCEPTION 'not allowed to forget';
         END IF;
         RETURN OLD;
       END $$""",
    """CREATE TRIGGER only_forgetters BEFORE DELETE ON remarks
       FOR EACH ROW EXECUTE FUNCTION only_forgetters()""",
    """CREATE OR REPLACE FUNCTION revisions_stay() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF TG_OP = 'UPDATE' AND current_setting('ehbi.blacks_out', true) = 'yes' THEN
           RETURN NEW;
         END IF;
         RAISE EXCEPTION 'a revision is never changed';
       END $$""",
)


def upgrade() -> None:
    """Make the tables, and let the desk's server delete remarks where it says that it forgets."""
    op.create_table(
        "ways",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("way", sa.String(64), nullable=False),
        sa.Column("steps", sa.JSON, nullable=False),
        sa.Column("outcome", sa.String(60)),
        sa.Column("cases", sa.Integer, nullable=False),
        sa.Column("back", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("month", "way", name="pk_ways"),
    )
    op.create_table(
        "refused_remarks",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_refused_remarks"),
    )
    op.create_index("ix_remarks_at", "remarks", ["at"])
    if op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL:
            op.execute(statement)
