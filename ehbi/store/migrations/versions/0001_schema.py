"""The first schema, with what the database itself refuses."""

import sqlalchemy as sa
from alembic import op

revision = "0001_schema"
down_revision = None

SQLITE = """CREATE TRIGGER revisions_stay_{name} BEFORE {act} ON revisions
       BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END"""
POSTGRESQL = (
    """CREATE FUNCTION revisions_stay() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF TG_OP = 'UPDATE' AND current_setting('ehbi.redacts', true) = 'yes' THEN
           RETURN NEW;
         END IF;
         RAISE EXCEPTION 'a revision is never changed';
       END $$""",
    """CREATE TRIGGER revisions_stay BEFORE UPDATE OR DELETE ON revisions
       FOR EACH ROW EXECUTE FUNCTION revisions_stay()""",
    """CREATE FUNCTION only_publishers() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF current_setting('ehbi.publishes', true) IS DISTINCT FROM 'yes' THEN
           RAISE EXCEPTION 'not allowed to publish';
         END IF;
         RETURN COALESCE(NEW, OLD);
       END $$""",
    *(
        f"""CREATE TRIGGER only_publishers BEFORE INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION only_publishers()"""
        for table in ("revisions", "drafts", "draft_values", "notices")
    ),
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
)


def upgrade() -> None:
    """Make the tables, and let the database refuse what must never happen."""
    _desk()
    _managers()
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(name=act.lower(), act=act))
    elif op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL:
            op.execute(statement)


def _desk() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("hour", sa.String(13), nullable=False),
        sa.Column("steps", sa.JSON, nullable=False),
        sa.Column("back", sa.JSON, nullable=False),
        sa.Column("outcome", sa.String(60)),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index("ix_cases_hour", "cases", ["hour"])
    op.create_table(
        "case_counts",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("path", sa.String(64), nullable=False),
        sa.Column("steps", sa.JSON, nullable=False),
        sa.Column("outcome", sa.String(60)),
        sa.Column("cases", sa.Integer, nullable=False),
        sa.Column("back", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("month", "path", name="pk_case_counts"),
    )
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("revision", sa.String(12), nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("doubt", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False, server_default="open"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("changed_by", sa.String(80), nullable=False, server_default=""),
        sa.Column("changed_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_remarks"),
    )
    op.create_index("ix_remarks_step", "remarks", ["step"])
    op.create_index("ix_remarks_at", "remarks", ["at"])
    op.create_table(
        "refused_remarks",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_refused_remarks"),
    )
    op.create_table(
        "votes",
        sa.Column("workshop", sa.String(32), nullable=False),
        sa.Column("question", sa.String(200), nullable=False),
        sa.Column("voter", sa.String(32), nullable=False),
        sa.Column("option", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("workshop", "question", "voter", name="pk_votes"),
    )
    op.create_index("ix_votes_at", "votes", ["at"])


def _managers() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("start", sa.DateTime, nullable=False),
        sa.Column("end", sa.DateTime, nullable=False),
        sa.Column("situation", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.create_index("ix_notices_end", "notices", ["end"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("parent", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(12), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("parent", name="uq_revisions_parent"),
    )
    op.create_table(
        "drafts",
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("author", name="pk_drafts"),
        sa.ForeignKeyConstraint(["base"], ["revisions.id"], name="fk_drafts_base_revisions"),
    )
    op.create_table(
        "draft_values",
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("done", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("author", "place", name="pk_draft_values"),
        sa.ForeignKeyConstraint(
            ["author"], ["drafts.author"], name="fk_draft_values_author_drafts", ondelete="CASCADE"
        ),
    )
