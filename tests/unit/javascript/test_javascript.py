"""What the scripts of a page decide, run by Node.js without a page and held to what Python says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

import ehbi
from ehbi.handbook import Handbook
from ehbi.handbook.edits import rename_step
from ehbi.handbook.examples import NEXT_QUESTION, Choice, exercises, way_to
from ehbi.handbook.graph import starts
from tests.links import KNOWN, OPENED
from tests.unit.handbook import privacy_texts
from tests.unit.handbook.shortcut import shortcut
from tests.vectors import round_of, vectors

HERE = Path(__file__).parent
_KINDS = ("DATES", "NUMBERS", "POSTCODES", "MAILS", "LINKS", "STREETS")
TEXTS = [text for kind in _KINDS for text in getattr(privacy_texts, kind)]


def _expected(handbook: Handbook) -> dict[str, object]:
    made = exercises(handbook)
    situations = (None, made[0].example.situation)
    return {
        "starts": [
            {"id": one.id, "label": one.title if one.number else handbook.outside.label}
            for one in starts(handbook)
        ],
        "answers": {
            step.id: [{"id": one.id, "label": one.label, "leads": one.next} for one in step.answers]
            for step in handbook.steps
        },
        "ways": {step.id: way_to(step) for step in handbook.steps},
        "former": {old: step.id for step in handbook.steps for old in step.former},
        "moves": vectors(handbook),
        "stories": [
            {"title": one.example.title, "parts": one.example.parts, "link": one.link} for one in made
        ],
        "choices": [[_choice(choice) for choice in one.choices] for one in made],
        "rounds": [
            round_of(handbook, situation, Random(number))  # noqa: S311  # any choices will do
            for situation in situations
            for number in range(8)
        ],
    }


def _choice(choice: Choice) -> list[object]:
    options = [
        {"id": one.id, "label": one.label, "leads": one.leads.id, "right": one.right}
        for one in choice.options
    ]
    acts = choice.asks == NEXT_QUESTION
    return [choice.step.id if choice.step else "", choice.told, acts, choice.right.id, options]


@pytest.mark.quick
def test_the_rules_of_the_page_are_those_of_python(tmp_path):
    assert shutil.which("node"), "No Node.js on this machine: install version 20 or newer."
    handbook = ehbi.load()
    renamed = rename_step(shortcut(handbook), "reset-mail", "mail-komt-niet", ["reset-mail"])
    books = {"packaged": _expected(handbook), "shortcut and renamed": _expected(renamed)}
    file = tmp_path / "expected.json"
    file.write_text(json.dumps({"books": books, "links": {"opened": OPENED, "known": KNOWN}, "texts": TEXTS}))
    done = subprocess.run(
        ["node", "--test", "--test-reporter=spec", *map(str, sorted(HERE.glob("*.test.js")))],
        env=os.environ | {"EHBI_EXPECTED": str(file)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
