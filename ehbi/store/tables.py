"""The tables as they are now, with what the database itself refuses; the migrations lead to just these."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
    false,
)


class Moment(TypeDecorator[datetime]):
    """A moment in time, kept in UTC: SQLite forgets what zone it was given."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002  # SQLAlchemy calls it so
        """Return the moment as the database keeps it."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002  # SQLAlchemy calls it so
        """Return the moment with its zone."""
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hour", String(13), nullable=False),
    Column("steps", JSON, nullable=False),
    Column("back", JSON, nullable=False),
    Column("outcome", String(60)),
    # Made by chance in a browser, which tells a case again when it has not heard that it was kept.
    Column("mark", String(32)),
    # Digest of the handbook that it was walked on; none of a page of an older EHBI.
    Column("revision", String(12)),
    Index(None, "hour"),
    Index(None, "mark", unique=True),
)

remarks = Table(
    "remarks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("revision", String(12), nullable=False),
    Column("step", String(60), nullable=False),
    Column("doubt", String(20), nullable=False),
    Column("text", Text, nullable=False),
    # What the managers did with it; a desk of an older EHBI adds remarks without these.
    Column("state", String(12), nullable=False, server_default="open"),
    Column("note", Text, nullable=False, server_default=""),
    Column("changed_by", String(80), nullable=False, server_default=""),
    Column("changed_at", Moment),
    # As of a case.
    Column("mark", String(32)),
    Index(None, "step"),
    Index(None, "at"),
    Index(None, "mark", unique=True),
)

case_counts = Table(
    "case_counts",
    metadata,
    # Cases of long ago, no longer single: how many of a month in Dutch time went the same path.
    Column("month", String(7), primary_key=True),
    # A digest of these: a database cannot tell by a long list whether it has it already.
    Column("path", String(64), primary_key=True),
    Column("steps", JSON, nullable=False),
    Column("outcome", String(60)),
    Column("cases", Integer, nullable=False),
    # From which steps somebody went back, and how often.
    Column("back", JSON, nullable=False),
    Column("revision", String(12)),
)

refused_remarks = Table(
    "refused_remarks",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("times", Integer, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("start", Moment, nullable=False),
    Column("end", Moment, nullable=False),
    Column("situation", Integer),
    Index(None, "end"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    # The one before it, 0 for the first; that no two have the same one keeps the history a line.
    Column("parent", Integer, nullable=False),
    Column("digest", String(12), nullable=False),
    Column("content", Text, nullable=False),
    Column("author", String(80), nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("parent"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("author", String(80), primary_key=True),
    Column("base", Integer, ForeignKey(revisions.c.id), nullable=False),
    Column("place", Integer, nullable=False),
    Column("mark", String(32), nullable=False),
)

draft_values = Table(
    "draft_values",
    metadata,
    Column("author", String(80), ForeignKey(drafts.c.author, ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("done", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

pictures = Table(
    "pictures",
    metadata,
    # Of the content: the same picture is kept once, whoever shows it.
    Column("digest", String(32), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    # Whether it was ever in a revision, which is never changed.
    Column("published", Boolean, nullable=False, server_default=false()),
)

votes = Table(
    "votes",
    metadata,
    # Nobody can be found by any of these: workshop and voter are made by chance.
    Column("workshop", String(32), primary_key=True),
    Column("question", String(200), primary_key=True),
    Column("voter", String(32), primary_key=True),
    Column("option", String(60), nullable=False),
    Column("at", Moment, nullable=False),
    # At which table the phone was, where the room sits in teams.
    Column("team", String(20), nullable=False, server_default=""),
    Index(None, "at"),
)

workshops = Table(
    "workshops",
    metadata,
    # One that goes on, or whose server was killed; of one that was ended nothing is kept.
    Column("id", String(32), primary_key=True),
    # By which a server that starts again knows that this was its own: a digest, a port and a process.
    Column("machine", String(16), nullable=False),
    Column("port", Integer, nullable=False),
    Column("process", Integer, nullable=False),
    # Digest of the handbook: of another one places and options mean something else.
    Column("handbook", String(12), nullable=False),
    # Where the slides are.
    Column("place", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    # How far each question is that was shown to the room, by its place.
    Column("stages", JSON, nullable=False, server_default="{}"),
    # How hard each step was known to be when it began, by its id: so its cases and questions stay the same.
    Column("known", JSON, nullable=False, server_default="{}"),
    # At how many tables the room sits in teams; 0 where it does not.
    Column("teams", Integer, nullable=False, server_default="0"),
)

rooms = Table(
    "rooms",
    metadata,
    # Of one workshop that told how it went; made by chance.
    Column("room", String(32), primary_key=True),
    Column("step", String(60), primary_key=True),
    Column("begins", Boolean, primary_key=True),
    Column("at", Moment, nullable=False),
    # People, never fewer than can be told of.
    Column("answered", Integer, nullable=False),
    Column("wrong", Integer, nullable=False),
)

patron_screens = Table(
    "patron_screens",
    metadata,
    # Digests of what only the patron's page and the desk's page have; nobody can be found by these.
    Column("token", String(64), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("step", String(60), nullable=False),
    Column("language", String(60), nullable=False),
    Column("said", String(12), nullable=False),
    Column("until", Moment, nullable=False),
    # When the patron's page asked last, so that the desk hears of a phone that was lost.
    Column("heard", Moment),
    Index(None, "until"),
)

PUBLISHERS_ONLY = frozenset(one.name for one in (revisions, drafts, draft_values, notices, pictures))
"""Tables that only a store that was opened to publish can write."""
ADDED_TO = frozenset({remarks.name})
"""Tables to which any store can add, and of which only one that was opened to publish can change a row.

The desk's may delete what is too old: see :meth:`ehbi.store.Store.forgetting`.
"""

_NEVER_CHANGED = """CREATE TRIGGER revisions_stay_{name} BEFORE {act} ON revisions
       BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END"""
_REFUSED = {
    # Who may write what, a connection to SQLite has by an authorizer: see :mod:`ehbi.store.engines`.
    "sqlite": [_NEVER_CHANGED.format(name=act.lower(), act=act) for act in ("UPDATE", "DELETE")],
    "postgresql": [
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
            f"""CREATE TRIGGER only_publishers BEFORE {acts} ON {table}
       FOR EACH ROW EXECUTE FUNCTION only_publishers()"""
            for acts, tables in (("INSERT OR UPDATE OR DELETE", PUBLISHERS_ONLY), ("UPDATE", ADDED_TO))
            for table in sorted(tables)
        ),
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
    ],
}
for _kind, _statements in _REFUSED.items():
    for _statement in _statements:
        _trigger = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(metadata, "after_create", _trigger.execute_if(dialect=_kind))
