"""How many visitors fit follows from the memory there is."""

from __future__ import annotations

import os

import pytest

from ehbi.server import site as room


@pytest.mark.parametrize("name", ["memory.max", "memory.limit_in_bytes"])
def test_a_container_has_the_memory_that_it_was_given(name, tmp_path, monkeypatch):
    file = tmp_path / name
    monkeypatch.setattr(room, "_OLDER", tmp_path / "memory.limit_in_bytes")
    monkeypatch.setattr(room, "_OWN_GROUP", tmp_path / "nergens")
    monkeypatch.setattr(room, "_GROUPS", tmp_path)
    whole = room.memory()
    file.write_text("max\n")
    assert room.memory() == whole
    file.write_text("268435456\n")
    assert room.memory() == 2**28


def test_a_service_has_the_memory_that_it_or_what_it_is_in_was_given(tmp_path, monkeypatch):
    own, groups = tmp_path / "cgroup", tmp_path / "groups"
    monkeypatch.setattr(room, "_OLDER", tmp_path / "nergens")
    monkeypatch.setattr(room, "_OWN_GROUP", own)
    monkeypatch.setattr(room, "_GROUPS", groups)
    whole = room.memory()
    (groups / "system.slice" / "ehbi@a.service").mkdir(parents=True)
    own.write_text("4:memory:/elders\n0::/system.slice/ehbi@a.service\n")
    assert room.memory() == whole
    (groups / "system.slice" / "memory.max").write_text("536870912\n")
    assert room.memory() == 2**29
    (groups / "system.slice" / "ehbi@a.service" / "memory.max").write_text("268435456\n")
    assert room.memory() == 2**28


def test_there_is_always_room_for_some_and_never_for_a_stampede():
    assert room.visitors(0) == room.visitors(2**28) == room.FEWEST
    assert room.visitors(2**50) == room.MOST


@pytest.mark.parametrize("cores", [1, 2, 8, 64])
def test_two_gigabytes_are_enough_for_five_hundred_on_any_machine(monkeypatch, cores):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(cores), raising=False)
    two = 2 * 2**30
    assert room.visitors(two) >= 500
    assert room.processes() * room.largest(two) <= two * room.SHARE
    assert room.largest(two) >= room.largest(2**28) >= 2 * room.WORKER
