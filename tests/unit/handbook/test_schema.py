"""The schema: every field says what it is, every name what it refers to, and files can be checked by it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

import ehbi
from ehbi.exports import export
from ehbi.files.documents import PACKAGED
from ehbi.files.source import parse_source
from ehbi.handbook.model import Handbook
from ehbi.handbook.parts import Profile
from ehbi.handbook.schema import LISTS, THINGS, fields, models

MODELS = [*models(Handbook), *models(Profile)]
SCHEMA = json.loads(export(ehbi.load(), "schema"))
TEXT = PACKAGED.read_text(encoding="utf-8")


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_a_name_and_what_is_asked_for_has_a_widget_that_fits(model):
    for field in fields(model).values():
        assert field.spec.name
        assert (field.spec.widget == "checks") <= field.is_many
        assert (field.spec.widget in ("check", "date")) <= (field.holds.__name__ in ("bool", "date"))
        assert field.spec.refers in {"", *LISTS}


def test_what_is_known_by_a_field_has_that_field():
    assert {thing.key for thing in THINGS.values()} == {
        "id",
        "term",
        "means",
        "title",
        "label",
        "text",
        "file",
        "language",
    }
    for model in MODELS:
        if model.thing:
            assert {model.thing.key, model.thing.title} <= set(fields(model))


def is_name(schema):
    """Return whether a property is an id or number of something, or several of these."""
    return any("pattern" in one for one in (schema, schema.get("items", {}), *schema.get("anyOf", ())))


def test_every_field_that_holds_a_name_says_of_what():
    found = {model: one.get("properties", {}) for model, one in SCHEMA["$defs"].items()}
    names = {(model, name) for model, one in found.items() for name in one if is_name(one[name])}
    refers = {
        (model.__name__, field.name)
        for model in models(Handbook)
        for field in fields(model).values()
        if field.spec.refers
    }
    assert {pair for pair in names if pair[1] != "id"} == refers | {
        ("GivenAnswer", "answer"),
        ("Step", "former"),
        ("Picture", "file"),
        ("PictureText", "file"),
        ("Translation", "of"),
    }


def faults(data):
    checker = jsonschema.Draft202012Validator(SCHEMA)
    return [[*fault.absolute_path] for fault in checker.iter_errors(data)]


def test_the_schema_is_one_and_the_packaged_handbook_fits_it():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert faults(parse_source(TEXT, "handboek.yaml").data) == []
    assert faults(yaml.safe_load(TEXT) | {"steps": []}) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("steps", 0, "titel"), "Anders"),
        (("steps", 0, "kind"), "vraag"),
        (("steps", 0, "number"), 100),
        (("steps", 0, "id"), "Geen Naam"),
        (("steps", 0, "source"), ["1,2"]),
        (("steps", 0, "answers"), "nee"),
        (("contacts", 0, "channels", 0, "label"), None),
        (("permissions", 0, "allowed"), "ja"),
        (("format",), 2),
    ],
)
def test_what_is_wrong_is_found_where_it_is(path, value):
    data = parse_source(TEXT, "handboek.yaml").data
    around = data
    for part in path[:-1]:
        around = around[part]
    around[path[-1]] = value
    assert faults(data)
    assert all([*path][: len(fault)] == fault or fault[: len(path)] == [*path] for fault in faults(data))


def test_the_schema_is_in_dutch():
    said = [
        one for model in SCHEMA["$defs"].values() for one in (model, *model.get("properties", {}).values())
    ]
    assert "Wat je doet" in {one.get("title") for one in said}
    assert not [
        one for one in said if " the " in one.get("description", "") or "Enum" in one.get("title", "")
    ]


ADDED = '    tip: Annotated[str, Spec("de tip", "Tip voor de balie", "Kort.", "text")] = ""\n'
SCRIPT = """
import json, ehbi
from datetime import date
from ehbi.apps.editor.step_form import filled, step_form
from ehbi.exports import export
from ehbi.files.documents import examine
from ehbi.files.source import parse_source
from ehbi.handbook.compare.diff import sentences
from ehbi.files.documents import to_yaml

old = ehbi.load()
new, _ = filled(old, "toegang", "tip", "Lach!", old)
block = next(one for one in step_form(new, new.step("toegang"), ()) if one.id == "tip")
again, problems = examine(parse_source(to_yaml(new), "x.yaml"), date(2026, 11, 24))
typo = to_yaml(new).replace("tip: Lach!", "tips: Lach!")
print(json.dumps({
    "form": [block.label, block.hint, block.form, block.value],
    "file": again == new and not problems and "tip: Lach!" in to_yaml(new),
    "change": sentences(old, new)[0][1],
    "schema": json.loads(export(new, "schema"))["$defs"]["Step"]["properties"]["tip"],
    "reader": [one.remedy for one in examine(parse_source(typo, "x.yaml"))[1]],
    "revision": ehbi.load().revision,
}))
"""


def test_a_new_text_of_a_step_is_one_annotation(tmp_path):
    copy = tmp_path / "ehbi"
    shutil.copytree(Path(ehbi.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    model = copy / "handbook" / "step.py"
    text = model.read_text(encoding="utf-8")
    model.write_text(
        text.replace("    patron: Annotated[", ADDED + "    patron: Annotated["), encoding="utf-8"
    )
    command = [sys.executable, "-c", SCRIPT]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, check=True, timeout=60
    )
    assert json.loads(done.stdout) == {
        "form": ["Tip voor de balie", "Kort.", "text", "Lach!"],
        "file": True,
        "change": "De tip was leeg en wordt ‘Lach!’",
        "schema": {"default": "", "description": "Kort.", "title": "Tip voor de balie", "type": "string"},
        "reader": ["Bedoel je ‘tip’? Haal het anders weg"],
        "revision": ehbi.load().revision,
    }
