"""Text that is no YAML, or more YAML than a handbook needs: refused in Dutch, with its line."""

from __future__ import annotations

import pytest

from ehbi.files.source import MAX_PARTS
from ehbi.handbook.errors import MAX_DEPTH

from .drafts import TEXT, examine, refused

FLOWS = "[" * 100_000

BLOCKS = "".join(f"{' ' * depth}a:\n" for depth in range(500))


@pytest.mark.parametrize("raw", ["", "\n\n", "# alleen\n# uitleg\n", "---\n", "\ufeff", " \n"])
def test_a_file_without_content(raw):
    _, (problem,) = examine(raw)
    assert problem.message in {"Het bestand is leeg", "‘handboek’ heeft niet de goede opbouw"}


@pytest.mark.parametrize("raw", ["- a\n- b\n", "hallo\n", "5\n", "true\n", "~\n", "[]\n", "'tekst'\n"])
def test_a_file_that_is_no_mapping(raw):
    assert refused(raw) == (1, "‘handboek’ heeft niet de goede opbouw")


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        ("format: 1\ntitle: a: b\n", 2, "Hier staat een dubbele punt waar die niet kan"),
        ("format: 1\n\ttitle: x\n", 2, "Er staat een tab in het inspringen"),
        ("steps:\n\t- id: a\n", 2, "Een waarde begint met een teken dat daar niet kan"),
        ("format: 1\ntitle: @x\n", 2, "Een waarde begint met een teken dat daar niet kan"),
        ("title: `x`\n", 1, "Een waarde begint met een teken dat daar niet kan"),
        ('format: 1\ntitle: "open\n\n', 2, "Een aanhalingsteken of haak wordt niet gesloten"),
        ("format: 1\nsteps: [a, b\n", 2, "Een aanhalingsteken of haak wordt niet gesloten"),
        ("a:\n- {b: c\n- {b: d}\n", 2, "Een aanhalingsteken of haak wordt niet gesloten"),
        ("a: 1\nb: 's Avonds\nc: 2\nd: 'x'\n", 2, "Een aanhalingsteken of haak wordt niet gesloten"),
        ('a:\n- b: "ja\n  c: 2\n- b: "nee"\n', 2, "Een aanhalingsteken of haak wordt niet gesloten"),
        ("a: 'een\n  twee'\nb: c: d\n", 3, "Hier staat een dubbele punt waar die niet kan"),
        ("format: 1\n---\nformat: 1\n", 2, "Het bestand heeft een tweede begin"),
        (TEXT + "---\n" + TEXT, TEXT.count("\n") + 1, "Het bestand heeft een tweede begin"),
        ("%YAML 9.9\n---\nformat: 1\n", 1, "Dit is geen YAML"),
        ("%FOO\n", 1, "Dit is geen YAML"),
        ("a: 1\n b: 2\n", 2, "Hier staat een dubbele punt waar die niet kan"),
        ("a:\n  - b\n c: 1\n", 3, "Dit is geen YAML"),
        (r'title: "\ud800"' + "\n", 1, "Dit is geen YAML"),
        (r'title: "\q"' + "\n", 1, "Dit is geen YAML"),
        ("}\n", 1, "Dit is geen YAML"),
        ("? [a]\n: 1\n", 1, "Een naam voor een dubbele punt is geen tekst"),
        ("{a: 1}: 2\n", 1, "Een naam voor een dubbele punt is geen tekst"),
    ],
)
def test_a_file_that_is_no_yaml(raw, line, message):
    assert refused(raw) == (line, message)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("a: &x 1\n", 1),
        ("a: 1\nb: *x\n", 2),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", 1),
        ("a: 1\nb: &x\n  c: *x\n", 2),
        ("&k a: 1\n", 1),
        ("a: {<<: *x}\n", 1),
    ],
)
def test_anchors_and_aliases(raw, line):
    assert refused(raw) == (line, "Verwijzingen met & en * mogen niet")


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("a: 1\nb: !!python/object:os.system x\n", "tag:yaml.org,2002:python/object:os.system"),
        ("a: 1\nb: !!python/object/apply:os.system [x]\n", "tag:yaml.org,2002:python/object/apply:os.sys…"),
        ("a: 1\nb: !foo {a: 1}\n", "!foo"),
        ("a: 1\nb: !!str 1\n", "tag:yaml.org,2002:str"),
        ("a: 1\nb: !!binary aGk=\n", "tag:yaml.org,2002:binary"),
        ("a: 1\nb: ! x\n", "!"),
        ("a: 1\n!!set b: 1\n", "tag:yaml.org,2002:set"),
        ("a: 1\nb: !<x> y\n", "x"),
    ],
)
def test_tags(raw, tag):
    line, message = refused(raw)
    assert line == 2
    assert message.startswith("Het type ‘")
    assert tag[:40] in message


@pytest.mark.parametrize(
    "raw",
    [FLOWS, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, BLOCKS, "a: " + FLOWS, "[{" * 50_000],
    ids=["flow", "maps", "dashes", "keys", "blocks", "inside", "mixed"],
)
def test_deep_nesting(raw):
    assert refused(raw)[1] == "Het bestand is te diep genest"


def test_nesting_as_deep_as_allowed_is_read():
    _, problems = examine("x: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "\n")
    assert "‘x’ is hier onbekend" in {problem.message for problem in problems}


def test_a_file_with_more_parts_than_any_handbook_is_refused():
    line, message = refused("- {}\n" * MAX_PARTS)
    assert message == "Het bestand heeft te veel onderdelen"
    assert line <= MAX_PARTS


def test_a_flood_of_mistakes_is_cut_off():
    _, problems = examine("steps:\n" + "- {}\n" * 20_000 + "".join(f"k{at}: 1\n" for at in range(2_000)))
    assert len(problems) == 1000


@pytest.mark.parametrize(
    ("raw", "line", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a"),
        ('a: 1\n"a": 3\n', 2, "a"),
        ("1: a\n'1': b\n", 2, "1"),
        ("x:\n  - {id: a,\n     id: b}\n", 3, "id"),
        ("? \n: 1\n? \n: 2\n", 3, ""),
    ],
)
def test_a_key_that_is_there_twice(raw, line, key):
    assert refused(raw) == (line, f"‘{key}’ staat hier twee keer")


def test_the_same_key_in_two_parts_is_fine():
    assert examine("a: {x: 1}\nb: {x: 1}\n")[1][0].message != "‘x’ staat hier twee keer"
