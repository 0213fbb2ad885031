"""What the managers need: revisions, which are never changed, and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = """CREATE TRIGGER revisions_stay_{name} BEFORE {act} ON revisions
       BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END"""
POSTGRESQL = (
    """CREATE FUNCTION revisions_stay() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'a revision is never changed'; END $$""",
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
        for table in ("revisions", "drafts", "draft_values")
    ),
)


def upgrade() -> None:
    """Make the tables, and let the database itself refuse what must never happen."""
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
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(name=act.lower(), act=act))
    elif op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL:
            op.execute(statement)
