"""A file brought in: a handbook of our own is published, somebody's flowchart becomes a draft."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..files import bundles
from ..files.documents import COMMENTS_LOST
from ..files.drafting import Flowchart, Usual, draft, left_to_ask
from ..files.flowcharts.reading import Reading, read
from ..files.networks import bare
from ..files.source import read_bytes
from ..handbook import EhbiError, Handbook, HandbookError, clock
from ..handbook.compare.merge import merge
from ..handbook.errors import UnresolvedError, clip, printable
from ..handbook.naming import spot
from ..handbook.problems import counted_by_field
from ..handbook.text import folded
from ..publishing import revisions as publishing
from ..store import Store, drafts, revisions
from .command import AUTHOR, argument, busy, command, number
from .database import DATABASE, handbook_of, opened
from .revisions import print_changes

_NAMED = 20
"""Titles that a message names at most."""


@command(
    "import",
    "publiceer een handboek uit een bestand, of zet een flowchart in een concept",
    argument("file", metavar="BESTAND", help="YAML of JSON, of een flowchart: zie docs/importing.md"),
    argument("--show", action="store_true", help="toon alleen wat er zou veranderen"),
    argument("--message", metavar="TEKST", help="waarom (gewoon: de naam van het bestand)"),
    argument(
        "--base", type=number, metavar="VERSIE", help="versie waar het van uitgaat (gewoon: de nieuwste)"
    ),
    argument("--new", action="store_true", help="maak van een flowchart een nieuw handboek"),
    argument(
        "--start",
        nargs="+",
        default=[],
        metavar="TITEL",
        help="stappen van een flowchart die een situatie worden (gewoon: waar geen pijl heen wijst)",
    ),
    argument(
        "--party", metavar="WIE", help="wie de stappen doet waarbij de flowchart dat niet zegt, zoals balie"
    ),
    argument("--own", action="store_true", help="de stappen van de flowchart zijn van onze bibliotheek"),
    AUTHOR,
    DATABASE,
)
def _import(  # noqa: PLR0913  # all that can be typed
    database: str,
    file: str,
    start: Sequence[str],
    party: str | None,
    author: str,
    *,
    own: bool,
    new: bool,
    show: bool,
    **options: Any,
) -> None:
    with busy("Nakijken"):
        found = read(read_bytes(file, bundles.LARGEST), file, Path(file).parent)
    if found.drawn:
        _refuse_others("een flowchart", options)
        nodes = _starts(found.drawn, start)
        kind = f"een flowchart ({found.form.value})"
        with opened(database, publishes=True) as store:
            author = folded(author)
            usual = _usual(handbook_of(store, author), party, own=own)
            _take(store, file, kind, found.drawn, nodes, author=author, usual=usual, new=new, show=show)
        return
    _refuse_others("een handboek", {"new": new, "start": start, "party": party, "own": own})
    handbook = _sound(file, found)
    with opened(database, publishes=True) as store:
        is_published = _publish(store, file, handbook, author, show=show, **options)
    if is_published and found.loses_comments:
        print(COMMENTS_LOST)


def _refuse_others(what: str, given: Mapping[str, object]) -> None:
    """Refuse an option that does nothing for what the file is."""
    for name, value in given.items():
        if value:
            raise EhbiError(f"Dit bestand is {what}, en daar hoort --{name} niet bij. Laat --{name} weg.")


# ---- a handbook of our own


def _sound(file: str, found: Reading) -> Handbook:
    errors = tuple(problem for problem in found.problems if problem.is_error)
    if errors or found.handbook is None:
        raise HandbookError(file, errors)
    return found.handbook


def _publish(  # noqa: PLR0913  # all that was typed
    store: Store,
    file: str,
    handbook: Handbook,
    author: str,
    *,
    message: str | None,
    base: int | None,
    show: bool,
) -> bool:
    """Publish a handbook, or show what would change; return whether it was published."""
    newest = revisions.newest_of(store)
    now = revisions.content(store, newest.number)
    if base not in {None, newest.number}:
        handbook = _together(revisions.content(store, base), handbook, now)
    if now.revision == handbook.revision:
        print(f"Er verandert niets: versie {newest.number} zegt al wat in {file} staat.")
        return False
    print_changes(now, handbook)
    if show:
        return False
    message = message or f"Uit {file}"
    with busy("Publiceren") as tell:
        made = publishing.publish(store, newest.number, handbook, author, message, tell=tell)
    print(f"\n{file} is gepubliceerd als versie {made.number}.")
    return True


def _together(base: Handbook, mine: Handbook, theirs: Handbook) -> Handbook:
    merged = merge(base, mine, theirs)
    if merged.conflicts:
        spots = [spot(conflict.place, base, mine, theirs) for conflict in merged.conflicts]
        raise UnresolvedError(tuple(conflict.place for conflict in merged.conflicts), tuple(spots))
    return merged.handbook


# ---- somebody's flowchart


def _starts(drawn: Flowchart, titles: Sequence[str]) -> list[Hashable]:
    """Return the nodes that become situations: those with these titles, or all where nothing leads to."""
    if not titles:
        return [start.node for start in drawn.starts if start.is_likely]
    known: dict[str, Hashable] = {}
    for node, data in drawn.graph.nodes(data=True):
        known.setdefault(folded(data["title"]).casefold(), node)
    for title in titles:
        if folded(title).casefold() not in known:
            named = [f"‘{clip(start.title)}’" for start in drawn.starts[:_NAMED]]
            told = f"Kies uit: {', '.join(named)}" if named else "Laat --start weg"
            raise EhbiError(printable(f"Stap ‘{clip(title)}’ staat niet in de flowchart. {told}."))
    return [known[folded(title).casefold()] for title in titles]


def _usual(base: Handbook, party: str | None, *, own: bool) -> Usual:
    """Return what holds where the file says nothing; who acts goes by id or by name."""
    if party is None:
        return Usual(own=own)
    for one in base.parties:
        if party.casefold() in {one.id, one.name.casefold()}:
            return Usual(one.id, own)
    known = ", ".join(one.id for one in base.parties)
    raise EhbiError(printable(f"‘{clip(party)}’ staat niet bij wie er iets kan doen. Kies uit: {known}."))


def _take(  # noqa: PLR0913  # all that was typed
    store: Store,
    file: str,
    kind: str,
    drawn: Flowchart,
    nodes: Sequence[Hashable],
    *,
    author: str,
    usual: Usual,
    new: bool,
    show: bool,
) -> None:
    """Add a flowchart to somebody's draft, or show what would come in."""
    before = handbook_of(store, author)
    base = bare(before) if new else before
    made = draft(drawn, nodes, base, usual)
    print(f"{file} is {kind} met {drawn.size}.")
    for step in made.situations:
        if new or step not in before.situations:
            print(printable(f"Situatie {step.number}: {step.title}"))
    for told in drawn.told:
        print(printable(f"- {told}"))
    asked = left_to_ask(base, made, clock.today())
    errors = sum(problem.is_error for problem in asked)
    print(f"Nog na te kijken: {len(asked)}, waarvan {errors} voordat je kunt publiceren.")
    for label, count in counted_by_field(asked).most_common():
        print(f"- {label}: {count}")
    if show:
        return
    kept = drafts.of(store, author) or drafts.begin(store, author)
    drafts.save(store, kept, made, f"Bestand {clip(printable(file))} erbij")
    print()
    print(printable(f"{file} staat in het concept van {author}. Ga daar verder met: ehbi edit"))
