"""A notebook run without a kernel shows what it would have shown on one."""

import pytest

from ehbi.warm.notebook import NotebookError, run


def notebook(*sources):
    return {"cells": [{"cell_type": "code", "source": source} for source in sources]}


def test_cells_share_their_names_and_show_their_last_value():
    [output] = run(notebook("def double(n):\n    return 2 * n", ["a = double(4)\n", "a"], "a = 1", "None"))
    assert output["data"]["text/plain"] == "8"


def test_a_widget_is_shown_by_its_model():
    [output] = run(notebook("import ipywidgets\nchoice = ipywidgets.Dropdown()\nchoice"))
    assert output["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]


def test_text_is_no_code():
    cells = [{"cell_type": "markdown", "source": "1 / 0"}]
    assert run({"cells": cells}) == []


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("%matplotlib inline", "SyntaxError"),
        ("raise SystemExit", "het stopt zelf"),
    ],
)
def test_a_notebook_that_fails_says_why(source, why):
    with pytest.raises(NotebookError, match=why):
        run(notebook(source))
