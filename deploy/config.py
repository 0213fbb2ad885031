"""What nginx is told: one template, for the cluster on this machine and for any other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from ehbi.server.site import prefix

_templates = Environment(  # noqa: S701  # no HTML
    loader=PackageLoader("deploy"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Front:
    """What stands before the servers, and before the one of the managers where there is one."""

    servers: dict[str, str]  # the address of each by its name: ``{"a": "10.0.0.1:8866"}``
    listen: str = "80"
    name: str = "_"  # of the site, whatever that is
    managers: str = ""  # address of their server
    listen_managers: str = "80"
    name_managers: str = "_"
    cache: Path = Path("/var/cache/nginx-ehbi")  # for scripts that never change
    log: Path | str = "/var/log/nginx/error.log"  # of what goes badly wrong
    book: Path | None = None  # a file with the book alone, for when there is no server at all


def nginx_config(front: Front) -> str:
    """Return the configuration of nginx for a front.

    Raises
    ------
    ehbi.server.site.RouteError
        A server has a name that cannot be one.

    Examples
    --------
    >>> "location /at/a/" in nginx_config(Front({"a": "127.0.0.1:8866"}))
    True
    """
    for route in front.servers:
        prefix(route)
    return _templates.get_template("ehbi.conf.j2").render(vars(front))


def main_config(*, is_root: bool) -> str:
    """Return the configuration around it, for an nginx that keeps all it has in one folder."""
    return _templates.get_template("main.conf.j2").render(is_root=is_root)
