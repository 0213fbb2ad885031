"""A name for one server of several: by it, a proxy sends a live page back to where its kernel is."""

from __future__ import annotations

import re

from ..handbook import EhbiError

_ROUTE = re.compile(r"[A-Za-z0-9-]{1,63}")


class RouteError(EhbiError):
    """A server cannot have this name."""

    def __init__(self, route: str) -> None:
        self.route = route
        super().__init__(
            f"{route!r} kan geen naam van een server zijn. Kies met --route een naam van alleen "
            "letters, cijfers en streepjes, hooguit 63 tekens."
        )


def prefix(route: str) -> str:
    """Return what comes before the addresses of a server's kernels; nothing for a server without a name.

    Parameters
    ----------
    route
        The server's name, or an empty text.

    Raises
    ------
    RouteError
        It holds something else than letters, digits and hyphens, or is too long.

    Examples
    --------
    >>> prefix("a"), prefix("")
    ('/at/a', '')
    """
    if route and not _ROUTE.fullmatch(route):
        raise RouteError(route)
    return f"/at/{route}" if route else ""
