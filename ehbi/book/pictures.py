"""Pictures of a step as HTML, with what is pointed at drawn over them and told under them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from ..handbook import Handbook
from ..handbook.pictures import Audience, Picture
from ..handbook.step import Step

PICTURE_CSS = Path(__file__).with_name("picture.css").read_text(encoding="utf-8")
"""Dresses pictures; only a page that has some brings it."""
FOLDER = "./pictures"

Address = Callable[[Handbook, Picture], str]
"""Returns where the bytes of a picture are; nothing when nobody has them."""


def served(_handbook: Handbook, picture: Picture) -> str:
    """Return the address that a picture has on the desk's server, as seen from its page."""
    return f"{FOLDER}/{picture.file}.webp"


def inside(handbook: Handbook, picture: Picture) -> str:
    """Return the bytes of a picture as an address, for what has to have all in itself."""
    content = handbook.pictures.get(picture.file)
    return f"data:image/webp;base64,{base64.b64encode(content).decode()}" if content else ""


def shared(handbook: Handbook, picture: Picture) -> str:
    """Return where a picture is in the page itself, which has each once and shows it more often."""
    return f"#picture_{picture.file}" if picture.file in handbook.pictures else ""


def seen_by(step: Step, audience: Audience) -> tuple[Picture, ...]:
    """Return the pictures of a step that these people see."""
    return tuple(picture for picture in step.pictures if picture.is_for(audience))
