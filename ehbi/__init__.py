"""EHBI, *Eerste Hulp Bij Inloggen*: a handbook for library staff, as a decision graph and its views.

What is public comes when it is first asked for: a command need not wait for what it does not use.

Examples
--------
>>> import ehbi
>>> handbook = ehbi.load()
>>> ehbi.Case(handbook).begin("inloggegevens-onjuist").answer("ja").step.title
'Laat de lener een nieuw wachtwoord maken'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .files import from_networkx, load
    from .flowchart import draw
    from .handbook import Case, EhbiError, Handbook, to_networkx
    from .handbook.checks import check
    from .newest import published
    from .notebook import draft, publish

    __version__: str

__all__ = [
    "Case",
    "EhbiError",
    "Handbook",
    "check",
    "draft",
    "draw",
    "from_networkx",
    "load",
    "publish",
    "published",
    "to_networkx",
]

_HOMES = {
    "check": "handbook.checks",
    "draft": "notebook",
    "draw": "flowchart",
    "from_networkx": "files",
    "load": "files",
    "publish": "notebook",
    "published": "newest",
}
_PICTURES = "flowchart"
"""What lends handbooks and cases the picture by which a notebook shows them."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version(__name__)
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import_module(f".{_PICTURES}", __name__)
    return getattr(import_module(f".{_HOMES.get(name, 'handbook')}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
