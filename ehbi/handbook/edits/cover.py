"""Changes to what the handbook says about itself: its title, and what it is not about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import Handbook, Outside
from ..values import Value
from .lists import position
from .plain import plain_fields
from .shaping import changed, shaped


class _Cover(Value):
    title: str
    outside: Outside


def change_handbook(handbook: Handbook, fields: Mapping[str, Any]) -> Handbook:
    """Return the handbook with another title, or another choice for what it is not about.

    Parameters
    ----------
    handbook
        Any draft.
    fields
        ``title``, and ``outside`` with ``step`` and ``label``; what is left out stays as it is.

    Raises
    ------
    EditError
        A field is unknown or of another shape, or there is no such step.

    Examples
    --------
    >>> import ehbi
    >>> draft = change_handbook(ehbi.load(), {"outside": {"label": "Iets anders"}})
    >>> draft.outside
    Outside(step='eigen-site', label='Iets anders')
    """
    wanted = plain_fields(fields, ())
    if isinstance(wanted.get("outside"), dict):
        wanted["outside"] = changed(handbook.outside, wanted["outside"], ("outside",))
    cover = shaped(_Cover, {"title": handbook.title, "outside": handbook.outside} | wanted, ())
    position(handbook, "steps", cover.outside.step, ("outside", "step"))
    return handbook.model_copy(update={"title": cover.title, "outside": cover.outside})
