"""What is kept: revisions and drafts, the case log, remarks, notices, a room's votes and how it did.

The only place that knows SQLAlchemy. A :class:`Store` is a database that is open and up to date; each
kind of thing has a file of its own with its value and the functions that keep and return it. ``tables`` is
the schema, and ``migrations`` brings a database to it when a store is opened.
"""

from .address import StoreError
from .case_log import CaseCount, LoggedCase
from .notices import Notice
from .remarks import Remark
from .revision_rows import Revision, UnreadableError
from .rooms import RoomCount
from .store import Store

__all__ = [
    "CaseCount",
    "LoggedCase",
    "Notice",
    "Remark",
    "Revision",
    "RoomCount",
    "Store",
    "StoreError",
    "UnreadableError",
]
