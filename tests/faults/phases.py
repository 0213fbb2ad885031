"""A start, a visit, a publish and a stop with one thing in it that fails, and what must hold all the same."""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path

import gevent
import psutil

from benchmarks.cases import all_paths
from benchmarks.guide import Guide
from benchmarks.pages import read_guide
from benchmarks.sockets import VisitError
from ehbi import cli, load
from ehbi.files.documents import to_yaml
from ehbi.handbook import Handbook
from ehbi.server import site as room
from ehbi.server.guides.guests import Supply
from ehbi.store import Store, case_log, remarks, revisions
from tests.unit.server.visiting import ask, tell, workers
from tests.waiting import all_end, wait_until

from .desk import Desk, desk
from .injector import Injector

SCRATCH = "ehbi-*"
WALK = {"steps": ["reset-mail", "mail-zoeken"], "back": []}
NO_ANSWER = (OSError, HTTPException)


class LostError(AssertionError):
    """Something that must hold does not."""


@dataclass(frozen=True)
class Tried:
    """A thing that was made to fail, and what was lost; nothing when all held."""

    phase: str
    kind: str
    nth: int
    what: str = ""
    lost: str = ""
    lines: int = 0


@dataclass
class Home:
    """Where a server keeps its things."""

    folder: Path

    @property
    def database(self) -> str:
        """Its address."""
        return f"sqlite:///{self.folder}/ehbi.sqlite"

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, as a manager has it."""
        found = Store.open(self.database, publishes=True)
        try:
            yield found
        finally:
            found.close()

    def publish(self, title: str) -> str:
        """Publish a handbook with this title, and return what its revision is known by."""
        with self.store() as store:
            handbook = titled(title)
            revisions.publish(store, revisions.newest_of(store).number, handbook, "Noor", title)
        return handbook.revision


@contextmanager
def home() -> Iterator[Home]:
    """A folder with a database in which something was published; temporary files are in it too."""
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        before, tempfile.tempdir = tempfile.tempdir, folder
        os.environ["XDG_DATA_HOME"] = folder
        found = Home(Path(folder))
        found.publish("Eerste")
        try:
            yield found
        finally:
            tempfile.tempdir = before


def titled(title: str) -> Handbook:
    """Return the packaged handbook with another title."""
    return load().model_copy(update={"title": title})


def start(where: Home, kind: str, nth: int) -> Tried:
    """A start: the server is there in spite, or says in a line why not and can be started again."""
    with desk(where.folder, where.database, (kind, nth, 1)) as server:
        if server.process.exitcode is None:
            _, what = server.disarm()
            lost = _found_out(lambda: (well(server), serves(server, "Eerste")))
            lost = lost or _traceback(server.lines)
        else:
            what, lost = server.fired, _ended_badly(server)
        return Tried("start", kind, nth, what, lost, len(server.lines))


def visit(server: Desk, where: Home, kind: str, nth: int) -> Tried:
    """A visit: the page answers, what was said yes to is kept, and a guide can be had again."""
    before = len(server.lines)
    text = f"Klopt dit wel {uuid.uuid4().hex[:8].translate(LETTERS)}"
    with where.store() as store:
        cases = case_log.last(store)
    server.arm(kind, nth)
    lost = _found_out(lambda: _visit(server, where, text, cases))
    _, what = server.disarm()
    lines = server.lines[before:]
    lost = lost or _found_out(lambda: well(server)) or _traceback(lines)
    return Tried("visit", kind, nth, what, lost, len(lines))


LETTERS = str.maketrans("0123456789", "ghijklmnop")


def take(server: Desk, where: Home, kind: str, nth: int) -> Tried:
    """A revision that is published while the server has trouble is shown in the end; the page always."""
    before = len(server.lines)
    title = f"Versie {uuid.uuid4().hex}"
    server.arm(kind, nth)
    where.publish(title)
    lost = _found_out(lambda: serves(server, title))
    _, what = server.disarm()
    lines = server.lines[before:]
    lost = lost or _found_out(lambda: well(server)) or _traceback(lines)
    return Tried("take", kind, nth, what, lost, len(lines))


def again(server: Desk, _: Home, kind: str, nth: int) -> Tried:
    """All workers are killed, and what starts others has trouble: guides come back by themselves."""
    before = len(server.lines)
    server.arm(kind, nth)
    for one in workers(server.process.pid):
        with suppress(psutil.Error):
            one.kill()
    lost = _found_out(lambda: (well(server), wait_until(lambda: is_ready(server), "all workers")))
    _, what = server.disarm()
    lines = server.lines[before:]
    return Tried("again", kind, nth, what, lost or _traceback(lines), len(lines))


def is_ready(server: Desk) -> bool:
    """Return whether there are as many workers as there must be, and a guide would be had at once."""
    are_there = len(workers(server.process.pid)) == room.processes()
    return are_there and json.loads(ask(server.url, "/ready").text)["guide"] == Supply.READY


def publish(server: Desk, where: Home, kind: str, nth: int) -> Tried:
    """A publish by command: what was said yes to is shown; what was not leaves what was there as it was."""
    title = f"Versie {uuid.uuid4().hex}"
    file, log = where.folder / "nieuw.yaml", where.folder / "publish.log"
    file.write_text(to_yaml(titled(title)), encoding="utf-8")
    told, code = _in_fork(
        ["import", str(file), "--create", "--database", where.database], (kind, nth, 1), log
    )
    with where.store() as store:
        is_kept = revisions.newest_readable(store).title == title
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if code == 0 and not is_kept:
        lost = "said yes to and not kept"
    elif code != 0 and not any(line.strip() for line in lines):
        lost = "no word of why it was not published"
    else:
        lost = _traceback(lines)
    if is_kept:
        lost = lost or _found_out(lambda: serves(server, title))
    return Tried("publish", kind, nth, told, lost, len(lines))


def stop(where: Home, kind: str, nth: int) -> Tried:
    """A stop: the server ends, nothing of it runs on, and the next has what it said yes to."""
    with desk(where.folder, where.database) as server:
        well(server)
        with where.store() as store:
            cases = case_log.last(store)
        server.arm(kind, nth)
        said_yes = sum(tell(server.url, "/log", WALK).status == 204 for _ in range(3))
        children = psutil.Process(server.process.pid).children(recursive=True)
        code = server.stop()
        lost = "" if code == 0 else f"ended with {code}"
        if not all_end(children):
            lost = lost or "a process of it runs on"
        with where.store() as store:
            if case_log.last(store) - cases != said_yes:
                lost = lost or "a case that was said yes to"
        lost = lost or _traceback(server.lines)
        return Tried("stop", kind, nth, server.fired, lost, len(server.lines) - 1)


def counted(where: Home) -> dict[str, dict[str, int]]:
    """Return how many things of each kind happen in each phase when nothing fails."""
    found = {}
    with desk(where.folder, where.database, ("none", 0, 0)) as server:
        found["start"] = server.disarm()[0]
        for phase, one in (("visit", visit), ("take", take), ("again", again)):
            one(server, where, "none", 0)  # what happens only once is of no interest
            one(server, where, "none", 0)
            found[phase] = server.disarm()[0]
        server.arm("none", 0)
        server.stop()
        found["stop"] = server.seen
    found["publish"] = _counted_publish(where)
    return found


def _counted_publish(where: Home) -> dict[str, int]:
    file = where.folder / "telling.yaml"
    file.write_text(to_yaml(titled("Telling")), encoding="utf-8")
    told, _ = _in_fork(
        ["import", str(file), "--create", "--database", where.database], ("none", 0, 0), where.folder / "log"
    )
    counts: dict[str, int] = json.loads(told)
    return counts


def _in_fork(arguments: list[str], fault: tuple[str, int, int], log: Path) -> tuple[str, int | None]:
    """Run a command in a fork, with a fault; return what failed, or what was counted, and its exit code."""
    ours, theirs = multiprocessing.Pipe()

    def run() -> None:
        with log.open("wb") as stream:
            for number in (1, 2):
                os.dup2(stream.fileno(), number)
        injector = Injector()
        injector.install()
        injector.arm(*fault)
        code = cli.main(arguments)
        injector.disarm()
        theirs.send(injector.fired or json.dumps(injector.seen))
        os._exit(code)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    theirs.close()
    process.join(60)
    told = ""
    with suppress(EOFError, OSError):
        told = ours.recv() if ours.poll(1) else ""
    return told, process.exitcode


def _visit(server: Desk, where: Home, text: str, cases: int) -> None:
    url = server.url
    _must(ask(url).status == 200, "the page")
    _must(ask(url, "/health").status == 200, "health")
    with suppress(*NO_ANSWER):
        tell(url, "/search", {"text": "er komt geen mail"})
        ask(url, "/news")
    remark = {"step": "reset-mail", "doubt": "onduidelijk", "text": text}
    kept = _status(lambda: tell(url, "/feedback", remark).status) == 201
    logged = _status(lambda: tell(url, "/log", WALK).status) == 204
    with suppress(*NO_ANSWER, AssertionError):
        _guided(server, 60)
    _must(ask(url).status == 200, "the page after it")
    with where.store() as store:
        if kept:
            _must(any(one.text == text for one in remarks.kept(store)), "a remark that was said yes to")
        if logged:
            wait_until(lambda: case_log.last(store) > cases, "a case that was said yes to is kept")


def well(server: Desk) -> None:
    """Make sure that the page answers and that a guide can be had, now or soon."""
    _must(ask(server.url).status == 200, "the page")
    wait_until(lambda: _status(lambda: _guided(server, 20)), "a guide comes back")


def _guided(server: Desk, patience: float) -> bool:
    """Return whether a guide can be had in time, and a step be taken in it."""
    answer = ask(server.url, "/guide")
    if answer.status != HTTPStatus.OK:
        return False
    try:
        with (
            gevent.Timeout(patience, TimeoutError),
            closing(Guide(server.url, read_guide(answer.text))) as guide,
        ):
            guide.go_live()
            guide.choose(all_paths()[0][0])
    except VisitError:
        return False
    return True


def serves(server: Desk, title: str) -> None:
    """Make sure that the page shows this handbook soon, and answers until then."""
    wait_until(
        lambda: f"<title>{title}" in ask(server.url).text or title in ask(server.url).text,
        f"{title} is shown",
    )


def _status(attempt: Callable[[], int | bool]) -> int | bool:
    try:
        return attempt()
    except (*NO_ANSWER, TimeoutError, AssertionError):
        return 0


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise LostError(what)


def _found_out(check: Callable[[], object]) -> str:
    """Return what is lost; nothing when all holds."""
    try:
        check()
    except (LostError, TimeoutError, *NO_ANSWER) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _ended_badly(server: Desk) -> str:
    if server.process.exitcode != 1:
        return f"ended with {server.process.exitcode}"
    return _traceback(server.lines) if server.lines else "not a word of why"


def _traceback(lines: list[str]) -> str:
    return "a traceback in the log" if any("Traceback" in line for line in lines) else ""
