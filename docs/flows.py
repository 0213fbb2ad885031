"""What a start, a keystroke and a publish go through: files of the package, SQL statements, transactions."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from unittest.mock import patch

from sqlalchemy import Engine, event

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.guide import Guide
from ehbi.publishing import revisions
from ehbi.store import Store
from tests.unit.apps.managing import fill, panel

PACKAGE = str(Path(revisions.__file__).parents[1])


@dataclass
class Went:
    """What code went through while it was watched."""

    files: set[str] = field(default_factory=set)
    statements: int = 0
    transactions: int = 0

    def __str__(self) -> str:
        return f"{len(self.files)} files, {self.statements} statements in {self.transactions} transactions"

    def call(self, frame: FrameType, _: str, __: object) -> None:
        """Hear of a call."""
        if frame.f_code.co_filename.startswith(PACKAGE):
            self.files.add(frame.f_code.co_filename)

    def statement(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """Hear of a statement."""
        self.statements += not statement.startswith("BEGIN")

    def transaction(self, _: object) -> None:
        """Hear of a transaction."""
        self.transactions += 1


@contextmanager
def watched() -> Iterator[Went]:
    """Watch what this thread goes through."""
    went = Went()
    heard = (("before_cursor_execute", went.statement), ("begin", went.transaction))
    for name, hear in heard:
        event.listen(Engine, name, hear)
    sys.setprofile(went.call)
    try:
        yield went
    finally:
        sys.setprofile(None)
        for name, hear in heard:
            event.remove(Engine, name, hear)


def flows() -> dict[str, str]:
    """Return what each flow went through, in words; of publishing without the proof, which is a process."""
    with tempfile.TemporaryDirectory() as folder, patch.object(revisions, "prove"):
        store = Store.open(f"sqlite:///{folder}/ehbi.sqlite", publishes=True)
        work = WorkingCopy(store, "Noor")
        editor = Editor(work, Guide)
        does = {
            "a first keystroke in a title": lambda: fill(panel(editor, "stappen"), "title", "W"),
            "the next": lambda: fill(panel(editor, "stappen"), "title", "We"),
            "publishing": lambda: work.publish("Zo is het beter"),
        }
        found = {}
        for name, do in does.items():
            with watched() as went:
                do()
            found[name] = str(went)
        store.close()
    return found
