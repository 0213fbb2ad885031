"""A notebook run without a kernel shows what it would have shown on one."""

import json

import pytest

from ehbi.worker.notebook import NotebookError, run

from .asking import notebook


@pytest.fixture
def shown(tmp_path):
    """Run a notebook of these cells."""
    return lambda *sources: run(notebook(tmp_path / "a.ipynb", *sources), {})


def test_cells_share_their_names_and_show_their_last_value(shown):
    [output] = shown("def double(n):\n    return 2 * n", ["a = double(4)\n", "a"], "a = 1", "None", "")
    assert output["data"]["text/plain"] == "8"


def test_a_widget_is_shown_by_its_model(shown):
    [output] = shown("import ipywidgets\nchoice = ipywidgets.Dropdown()\nchoice")
    assert output["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]


def test_text_is_no_code(tmp_path):
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": "1 / 0"}]}), encoding="utf-8")
    assert run(file, {}) == []


def test_a_notebook_that_changed_is_read_again_and_names_are_ones_own(tmp_path):
    names: dict[str, object] = {}
    run(notebook(tmp_path / "a.ipynb", "a = 1"), names)
    run(notebook(tmp_path / "a.ipynb", "b = 2, 3"), names)
    assert (names["a"], names["b"]) == (1, (2, 3))
    with pytest.raises(NotebookError, match="'a' is not defined"):
        run(notebook(tmp_path / "a.ipynb", "c = a"), {})


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("%matplotlib inline", "SyntaxError"),
        ("raise SystemExit", "het stopt zelf"),
    ],
)
def test_a_notebook_that_fails_says_why(shown, source, why):
    with pytest.raises(NotebookError, match=why):
        shown(source)


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 1}'])
def test_what_is_no_notebook_says_so(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    for file in ("a.ipynb", "nergens.ipynb"):
        with pytest.raises(NotebookError):
            run(tmp_path / file, {})
