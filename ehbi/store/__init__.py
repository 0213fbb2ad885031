"""What is kept: cases that ended, remarks from the desk, notices.

The only place that knows SQLAlchemy. A :class:`Store` is a database that is open and up to date; each
kind of thing has a file of its own with its value and the functions that keep and return it. Schema
changes are the numbered files in ``migrations/versions``; they run when a store is opened.
"""

from .errors import StoreError, UnreadableError
from .notices import Notice
from .remarks import Remark
from .store import Store
from .walks import Walk
from .ways import Way

__all__ = ["Notice", "Remark", "Store", "StoreError", "UnreadableError", "Walk", "Way"]
