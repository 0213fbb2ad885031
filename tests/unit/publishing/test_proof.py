"""A proof: what cannot be built is named, whatever it does has a limit, and nothing of it stays."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import psutil
import pytest

import ehbi
from ehbi.publishing import process, proof
from ehbi.publishing.proof import NoProofError, UnprovenError, prove
from tests.waiting import wait_until

from .faults import FOUND, HANGS, STEP, WORD

HANDBOOK = ehbi.load()


def saying(word, step="mail-zoeken"):
    steps = (one.model_copy(update={"title": word}) if one.id == step else one for one in HANDBOOK.steps)
    return HANDBOOK.model_copy(update={"steps": tuple(steps)})


def refused(handbook=HANDBOOK):
    with pytest.raises(UnprovenError) as found:
        prove(handbook)
    return found.value


def is_gone(number):
    """Return whether a process is no more; what waits for its parent to hear of its end counts as gone."""
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture(autouse=True)
def leaves_nothing(proof_of):
    """Hold that no proof leaves a process, a thread or a file, however it ends."""
    folder = proof_of("well")
    before, threads = psutil.Process().children(), threading.active_count()
    yield
    assert psutil.Process().children() == before
    assert threading.active_count() == threads
    assert list(folder.iterdir()) == []


@pytest.fixture
def over_soon(monkeypatch, tmp_path):
    """Have the time be over half a second after a builder hangs, however long it takes to get there."""
    hangs = tmp_path / "hangt"
    monkeypatch.setenv(HANGS, str(hangs))

    def now():
        is_over = hangs.exists() and time.time() > hangs.stat().st_mtime + 0.5
        return time.monotonic() + is_over * proof.LONGEST

    monkeypatch.setattr(proof, "time", SimpleNamespace(monotonic=now))


@pytest.mark.parametrize("builders", [1, 2])
def test_what_can_be_built_is_proven_and_told_part_by_part(proof_of, builders):
    proof_of("well", builders)
    told = []
    prove(HANDBOOK, told.append)
    assert {one.part for one in told} == {"het well", "de rest"}
    assert str(told[0]) == f"Proef: {told[0].part} … 1 van 2"


def test_what_a_builder_prints_is_in_nobodys_way(proof_of):
    proof_of("shout")
    prove(HANDBOOK)


@pytest.mark.parametrize("step", [HANDBOOK.steps[0].id, "mail-zoeken", HANDBOOK.steps[-1].id])
def test_the_step_whose_words_cannot_be_built_is_named(proof_of, step):
    proof_of("word", builders=2)
    error = refused(saying(f"Het {WORD}", step))
    assert (error.part, error.step, error.why) == ("het word", step, "ValueError: dit woord niet")
    assert f"Het ligt aan de teksten van stap ‘Het {WORD}’ ({step})." in str(error)


@pytest.mark.parametrize("name", ["always", "deep"])
def test_what_is_in_no_step_blames_none(proof_of, name):
    proof_of(name)
    error = refused()
    assert (error.part, error.step) == (f"het {name}", "")
    assert "RecursionError" in str(error)
    assert "niet aan de teksten van één stap" in str(error)


@pytest.mark.usefixtures("over_soon")
@pytest.mark.parametrize("name", ["hang", "spin"])
def test_a_builder_that_hangs_is_stopped_and_the_step_it_was_at_is_named(proof_of, name):
    proof_of(name)
    error = refused()
    assert (error.part, error.step) == (f"het {name}", STEP)
    assert "langer dan 180 seconden" in error.why
    assert "van 2 onderdelen waren klaar" in error.why


def test_a_builder_that_eats_memory_is_stopped_and_the_step_it_was_at_is_named(proof_of, monkeypatch):
    proof_of("eat")
    monkeypatch.setattr(proof, "MOST", 500_000_000)
    error = refused()
    assert (error.part, error.step) == ("het eat", STEP)
    assert "meer dan 500 MB geheugen" in error.why


def test_a_builder_that_takes_its_process_along_is_named(proof_of):
    proof_of("die")
    error = refused()
    assert (error.part, error.step) == ("het die", STEP)
    assert "-9" in error.why


def test_a_builder_without_memory_is_named(proof_of):
    proof_of("no-memory")
    error = refused()
    assert (error.part, error.step, error.why) == ("het no-memory", STEP, "MemoryError: ")
    assert "De proef was bij stap" in str(error)


@pytest.mark.usefixtures("over_soon")
def test_what_failed_is_told_also_when_the_step_is_not_found_in_time(proof_of):
    proof_of("slow-to-find")
    error = refused()
    assert (error.part, error.step, error.why) == ("het slow-to-find", "", "ValueError: eerst dit")


@pytest.mark.usefixtures("over_soon")
def test_what_a_builder_started_ends_with_it(proof_of, monkeypatch, tmp_path):
    proof_of("breed")
    monkeypatch.setenv(FOUND, str(tmp_path / "nummers"))
    refused()
    for number in (tmp_path / "nummers").read_text().split():
        wait_until(lambda number=int(number): is_gone(number), "what it started ends")


def test_a_proof_ends_with_who_asked_for_it(monkeypatch, tmp_path):
    found = tmp_path / "nummers"
    monkeypatch.setenv(FOUND, str(found))
    ask = (
        "import sys, ehbi; from ehbi.publishing import process, proof;"
        "process.COMMAND = (sys.executable, '-m', 'tests.unit.publishing.faults', 'breed');"
        "proof.prove(ehbi.load())"
    )
    with subprocess.Popen([sys.executable, "-c", ask], env={**os.environ, "TMPDIR": str(tmp_path)}) as asks:
        wait_until(lambda: found.exists() or asks.poll() is not None, "the builder says who it is")
        builder, bred = map(int, found.read_text().split())
        asks.kill()
    wait_until(lambda: is_gone(builder), "the builder ends")
    psutil.Process(bred).kill()


def test_a_proof_that_cannot_be_started_is_told_as_such(monkeypatch):
    monkeypatch.setattr(process, "COMMAND", ("/bestaat/niet",))
    with pytest.raises(NoProofError, match="kan nu niet worden gedaan"):
        prove(HANDBOOK)


@pytest.mark.parametrize(
    "error", [OSError(12, "Cannot allocate memory"), MemoryError(), RuntimeError("can't start new thread")]
)
def test_without_memory_for_a_process_or_thread_nothing_is_proven(monkeypatch, error):
    def refuses(*_args, **_options):
        raise error

    where, what = (threading.Thread, "start") if isinstance(error, RuntimeError) else (subprocess, "Popen")
    monkeypatch.setattr(where, what, refuses)
    with pytest.raises(NoProofError):
        prove(HANDBOOK)


def test_one_process_does_when_there_is_no_room_for_two(proof_of, monkeypatch):
    proof_of("well")
    start, started = subprocess.Popen, []

    def once(*args, **options):
        if started:
            raise OSError(12, "Cannot allocate memory")
        started.append(start(*args, **options))
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", once)
    monkeypatch.setattr(proof, "BUILDERS", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    prove(HANDBOOK)


def test_a_proof_that_ends_before_it_begins_is_told_as_such(proof_of):
    proof_of("gone")
    with pytest.raises(NoProofError, match="stopte meteen"):
        prove(HANDBOOK)


def test_a_full_disk_for_temporary_files_is_told_as_such(proof_of, monkeypatch):
    proof_of("well")

    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(proof.tempfile, "TemporaryDirectory", full)
    with pytest.raises(NoProofError, match="No space left"):
        prove(HANDBOOK)
