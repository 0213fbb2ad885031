"""What a notebook does with a changed handbook: put it into somebody's draft, or publish it.

Both go the way of the managers' page and of ``ehbi import``: one database, one proof, the same refusals.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager

from . import places
from .apps.editor import WorkingCopy
from .apps.editor.sign_in import author_name, is_open_to_all, known_author
from .cli.command import busy
from .cli.database import opened, refuse_missing
from .handbook import EhbiError, Handbook
from .handbook.compare.merge import Merged, Side, merge, resolve
from .handbook.model import needs_handbook
from .handbook.naming import spot
from .publishing import revisions as publishing
from .store import Revision, Store, revisions
from .store.drafts import Draft
from .store.revision_rows import PACKAGER

DONE = "Handboek uit een notebook overgenomen"
"""What is said to have been done, to whoever undoes it."""
_AGAIN = "Begin met ehbi.published()"
_EXACTLY = "geef replace=True"


class OpenToAllError(EhbiError):
    """A notebook that anybody can open, as under Voilà, neither keeps nor publishes anything."""

    def __init__(self) -> None:
        super().__init__(
            "Deze pagina komt van Voilà, dat niet vraagt wie je bent. Er is niets veranderd. Doe dit in "
            "JupyterLab, of met ehbi edit."
        )


class OverwriteError(EhbiError):
    """A handbook would take the place of what somebody else wrote; nothing was kept."""


def draft(
    handbook: Handbook, author: str | None = None, *, replace: bool = False, database: str | None = None
) -> Draft:
    """Put a handbook into somebody's draft, where the managers' page has it and can undo that.

    What was changed since ``ehbi.published()`` is added to the draft; the rest of that stays as it is. Where
    both changed the same, the handbook given is the one that counts: so a cell may be run again.

    Parameters
    ----------
    handbook
        The handbook, sound or not.
    author
        Whose draft; None for whose notebook this is.
    replace
        Whether the draft becomes exactly this, whatever was in it.
    database
        The database's address; None for that of this user.

    Returns
    -------
    Draft
        The draft as it is now.

    Raises
    ------
    OverwriteError
        There are changes in the draft, and nobody knows what the handbook was changed from, as of a file.
    """
    needs_handbook(handbook, "draft(handbook)")
    with _store(database) as store:
        work = WorkingCopy(store, _author(author))
        if not work.is_changed and work.draft.base != work.newest:
            work.drop()  # and so begin another, on the newest
        base = _base(store, handbook)
        if base and not replace:
            merged = merge(base, _content(handbook), work.handbook)
            changed = resolve(merged, {one.place: Side.MINE for one in merged.conflicts})
        elif replace or not work.is_changed:
            changed = _content(handbook)
        else:
            raise OverwriteError(
                f"In het concept van {work.author} staan al wijzigingen, en dit handboek gaat niet uit van "
                f"een versie die daar bekend is. Er is niets veranderd. {_AGAIN}, of {_EXACTLY}: dan zegt "
                "het concept precies dit, en Ongedaan maken geeft terug wat er stond."
            )
        work.do(DONE, changed)
        return work.draft


def publish(
    handbook: Handbook,
    message: str,
    author: str | None = None,
    *,
    replace: bool = False,
    database: str | None = None,
) -> Revision:
    """Publish a handbook, once all that servers build of it has been built; drafts stay as they are.

    What somebody else published since it was made stays, unless both changed the same.

    Parameters
    ----------
    handbook
        The handbook; one with errors is refused, see :func:`ehbi.check`.
    message
        Why; it stands with the revision.
    author
        Who publishes; None for whose notebook this is.
    replace
        Whether to publish exactly this, whatever was published before.
    database
        The database's address; None for that of this user.

    Returns
    -------
    Revision
        The new revision; the newest one when it says all this already.

    Raises
    ------
    OverwriteError
        Somebody else changed the same, or nobody knows what the handbook was changed from.
    ehbi.EhbiError
        It has errors, or something that servers build of it cannot be built.
    """
    needs_handbook(handbook, "publish(handbook, message)")
    with _store(database) as store:
        name = _author(author)
        newest = revisions.newest_of(store)
        changed = _content(handbook) if replace else _on_newest(store, handbook, newest)
        if changed.revision == newest.digest:
            return newest
        with busy("Publiceren") as tell:
            return publishing.publish(store, newest.number, changed, name, message, tell=tell)


def _on_newest(store: Store, handbook: Handbook, newest: Revision) -> Handbook:
    """Return a handbook with what others published since it was made."""
    if base := _base(store, handbook):
        merged = merge(base, _content(handbook), revisions.content(store, newest.number))
        if merged.conflicts:
            raise OverwriteError(
                f"Intussen heeft {newest.author} versie {newest.number} gepubliceerd, waarin hetzelfde "
                f"veranderd is: {_spots(merged)}. Er is niets gepubliceerd. {_AGAIN} en doe je verandering "
                f"opnieuw, of {_EXACTLY}: dan zegt de nieuwe versie precies dit."
            )
        return merged.handbook
    if newest.author != PACKAGER:
        raise OverwriteError(
            "Dit handboek gaat niet uit van een versie die hier bekend is, en zou alles vervangen wat er in "
            f"versie {newest.number} staat. Er is niets gepubliceerd. {_AGAIN}, zet het met ehbi.draft in "
            f"je concept, of {_EXACTLY}: dan zegt de nieuwe versie precies dit."
        )
    return _content(handbook)


def _base(store: Store, handbook: Handbook) -> Handbook | None:
    """Return what a handbook was changed from, if this database has published it."""
    known = (one.number for one in revisions.history(store) if one.digest == handbook.base_revision)
    number = next(known, None)
    return None if number is None else revisions.content(store, number)


def _content(handbook: Handbook) -> Handbook:
    """Return what a handbook says, without whose it is and what it was published as."""
    return handbook.at(None).published_as(None)


def _spots(merged: Merged) -> str:
    sides = merged.theirs, merged.mine, merged.base
    return "; ".join(dict.fromkeys(spot(one.place, *sides) for one in merged.conflicts))


def _author(name: str | None) -> str:
    return author_name(known_author() if name is None else name)


def _store(address: str | None) -> AbstractContextManager[Store]:
    if is_open_to_all(os.environ):
        raise OpenToAllError
    where = address or places.database()
    refuse_missing(where, how="ehbi serve --create")
    return opened(where, publishes=True)
