"""What all live pages are made with: a box by its CSS class, and acts that tell when they fail."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import ipywidgets as widgets

from ..handbook import EhbiError

Act = Callable[..., None]


def box(name: str, *children: widgets.Widget) -> widgets.VBox:
    """Return a box of this CSS class; its children stand under each other unless that says otherwise."""
    # One message, where add_class sends two.
    return widgets.VBox(children, _dom_classes=(name,))


def guarded(
    act: Act, tell: Callable[[str], None], trouble: str, refusals: tuple[type[EhbiError], ...] = ()
) -> Act:
    """Return an act that tells a person when it fails, instead of losing that in the kernel's log.

    ``trouble`` is told, and the error goes on to the log; of ``refusals`` only their own words are told.
    """

    @wraps(act)
    def telling(*arguments: Any) -> None:
        try:
            act(*arguments)
        except refusals as error:
            tell(str(error))
        except Exception:
            tell(trouble)
            raise

    return telling
