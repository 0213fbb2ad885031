"""Handbooks with pictures: the packaged one, in which a step has others than its own drawings."""

from __future__ import annotations

from typing import Any

from ehbi.files import load
from ehbi.files.documents import to_data
from ehbi.handbook import Handbook
from ehbi.handbook.pictures import Picture, digest_of

CONTENT = b"RIFF as if"
"""Bytes that nobody looks at."""


def picture(**fields: Any) -> Picture:
    """Return a picture of a login screen, with other fields as given."""
    usual = {"file": digest_of(CONTENT), "width": 640, "height": 400, "alt": "Het scherm om in te loggen"}
    return Picture.model_validate(usual | fields)


def without_pictures() -> Handbook:
    """Return the packaged handbook without its drawings."""
    data = to_data(load())
    for step in data["steps"]:
        step.pop("pictures", None)
    return Handbook.model_validate(data)


def with_pictures(step_id: str, *pictures: Picture) -> Handbook:
    """Return the packaged handbook with these pictures in a step alone; their bytes are not at hand."""
    data = to_data(without_pictures())
    for step in data["steps"]:
        if step["id"] == step_id:
            step["pictures"] = [to_data(one) for one in pictures]
    return Handbook.model_validate(data)
