"""The edition that was served last, on disk: with it a server starts when its database is gone."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..files.documents import to_data
from ..handbook import Handbook
from ..handbook.clock import Version

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LastEdition:
    """A handbook that could be served, with what it was published as, and the number of its revision."""

    number: int
    handbook: Handbook


def keep(file: Path, number: int, handbook: Handbook) -> None:
    """Keep a handbook in the place of the one that was kept: all of it, or nothing.

    Raises
    ------
    OSError
        It cannot be written there.
    """
    draft = file.with_name(f"{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    day = handbook.version.day.isoformat() if handbook.version else None
    data = {"number": number, "day": day, "handbook": to_data(handbook)}
    draft.write_text(json.dumps(data), encoding="utf-8")
    draft.replace(file)


def find(file: Path) -> LastEdition | None:
    """Return what was kept; None when nothing was, or when this EHBI cannot read it.

    Examples
    --------
    >>> find(Path("nergens.json"))
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        number, day = int(data["number"]), data.get("day")
        version = Version(number, date.fromisoformat(day)) if day else None
        return LastEdition(number, Handbook.model_validate(data["handbook"]).published_as(version))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        log.warning("De laatst getoonde versie is niet te lezen uit %s.", file.name)
        return None
