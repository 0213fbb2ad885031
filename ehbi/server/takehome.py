"""The address for what people take home from a workshop: the paper, and the slides as a file."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import NamedTuple

from ..exports import export
from ..handbook import Handbook
from ..paper import TooMuchError
from .answers import Answers
from .drawing import ONE_AT_A_TIME
from .gate import RefusesStrangers


class File(NamedTuple):
    """What a file holds: a form of the handbook, the paper it is for, and its type."""

    form: str
    paper: str
    mime: str


FILES = {
    "poster-a3.pdf": File("poster", "a3", "application/pdf"),
    "poster-a4.pdf": File("poster", "a4", "application/pdf"),
    "kaart.pdf": File("card", "a4", "application/pdf"),
    "dias.html": File("slides", "", "text/html; charset=utf-8"),
}
"""By name."""


class TakeHome(Answers, RefusesStrangers):
    """A file to take home."""

    def initialize(self, handbook: Handbook) -> None:
        """Take what it is made of."""
        self.handbook = handbook

    async def get(self, name: str) -> None:
        """Answer with the file; 422 when it does not go on its paper."""
        try:
            body = await asyncio.to_thread(self._made, FILES[name])
        except TooMuchError as error:
            self.answer({"message": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        self.set_header("Content-Type", FILES[name].mime)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(body)

    def _made(self, file: File) -> bytes:
        with ONE_AT_A_TIME:
            return export(self.handbook, file.form, file.paper)
