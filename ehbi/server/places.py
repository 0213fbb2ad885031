"""Where the parts that we serve lie on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_core.paths import ENV_JUPYTER_PATH, jupyter_path
from jupyterlab_server.config import get_federated_extensions

from ..handbook import EhbiError

HERE = Path(__file__).parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")


class MissingPartError(EhbiError):
    """A part of the installation is not there."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(f"‘{part}’ ontbreekt in de installatie. Installeer EHBI opnieuw.")


def notebook(name: str) -> Path:
    """Return where a notebook is: in the installed package, or else in the repository.

    Raises
    ------
    MissingPartError
        It is in neither.
    """
    package = HERE.parent
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise MissingPartError(name)


def data_folders() -> list[Path]:
    """Return Jupyter's data folders, this environment's own first."""
    # What a user has elsewhere must not take the place of what was installed with us.
    return [Path(path) for path in dict.fromkeys([*ENV_JUPYTER_PATH, *jupyter_path()])]


def voila_static() -> Path:
    """Return the folder of Voilà's front end.

    Raises
    ------
    MissingPartError
        Voilà is not installed.
    """
    for folder in data_folders():
        static = folder / "voila" / "templates" / "base" / "static"
        if (static / "voila.js").is_file():
            return static
    raise MissingPartError("voila")


def extensions() -> dict[str, tuple[Path, str]]:
    """Return the extensions that the guide needs, by name: their folder and the script to load first.

    Raises
    ------
    MissingPartError
        One of them is not installed.
    """
    parts = ("labextensions", "voila/labextensions")
    folders = [str(folder / part) for folder in data_folders() for part in parts]
    found = get_federated_extensions(folders)
    missing = [name for name in EXTENSIONS if name not in found]
    if missing:
        raise MissingPartError(missing[0])
    return {name: (Path(found[name]["ext_path"]), _first_script(found[name])) for name in EXTENSIONS}


def _first_script(extension: dict[str, Any]) -> str:
    script: str = extension["jupyterlab"]["_build"]["load"]
    return script.removeprefix("./")
