"""The notebook with questions to the handbook: each cell runs, and answers what it says that it asks."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import networkx as nx
import pytest

import ehbi
from ehbi import places
from ehbi.flowchart import Flowchart
from ehbi.store import Store, drafts

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "vragen.ipynb"
CELLS = [
    cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"
]


def run(change=lambda source: source):
    """Run the cells as a notebook does; gives its names, and what each cell shows."""
    names, shown = {}, {}
    for cell in CELLS:
        tree = ast.parse(change("".join(cell["source"])))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, cell["id"], "exec"), names)  # noqa: S102  # our own words
        if last:
            shown[cell["id"]] = eval(compile(ast.Expression(last.value), cell["id"], "eval"), names)  # noqa: S307  # our own words
    return names, shown


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Run it once, where there is no database."""
    folder = tmp_path_factory.mktemp("nergens")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(places.DATABASE, f"sqlite:///{folder}/ehbi.sqlite")
        ran = run()
    assert list(folder.iterdir()) == []  # it made none
    return ran


def test_there_are_ten_cells_without_anything_that_came_out():
    assert len(CELLS) == 10
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in CELLS)


def test_the_longest_way_is_a_case_that_ends(ran):
    names, shown = ran
    assert shown["longest"].outcome
    assert len(shown["longest"].given) == nx.dag_longest_path_length(names["graph"])


def test_it_tells_the_steps_on_most_ways_and_those_between(ran):
    names, shown = ran
    (most, times), *_ = names["on_paths"].most_common(1)
    assert times == sum(most in path for path in names["paths"])
    assert names["between"][most] == max(names["between"].values())
    assert shown["between"][0] == names["handbook"].step(most).title


def test_a_step_without_which_others_are_lost_is_on_every_way_to_them(ran):
    names, _ = ran
    assert any(names["lost"].values())
    for step, lost in names["lost"].items():
        assert all(step in path for path in names["paths"] for one in lost if one in path)


def test_traffic_stands_on_the_arrows_of_the_graph_and_of_the_chart(ran):
    names, shown = ran
    cases = nx.get_edge_attributes(names["graph"], "cases")
    assert len(cases) == names["graph"].number_of_edges()
    assert max(cases.values()) == names["busiest"][0][2]["cases"] > 0
    assert isinstance(shown["chart"], Flowchart)


def test_a_word_is_another_in_every_title_and_nowhere_else(ran):
    names, shown = ran
    assert shown["change"] == ()
    for before, after in zip(names["handbook"].steps, names["changed"].steps, strict=True):
        assert "inloggen" not in after.title.lower()
        assert after.model_copy(update={"title": before.title}) == before
    marked = {box.step for box in shown["differences"].boxes if box.flag}
    assert {"ingelogd", "goede-gebruikersnaam", "nieuw-pasnummer"} <= marked


def test_it_puts_the_change_into_a_draft_only_when_told_to(tmp_path, monkeypatch, capsys):
    address = f"sqlite:///{tmp_path}/ehbi.sqlite"
    monkeypatch.setenv(places.DATABASE, address)
    monkeypatch.setattr(places, "user", lambda: "noor")
    Store.open(address, publishes=True).close()
    run()
    with Store.open(address) as store:
        assert drafts.of(store, "noor") is None
    run(lambda source: source.replace("KEEP = False", "KEEP = True"))
    with Store.open(address) as store:
        assert drafts.of(store, "noor").handbook.step("ingelogd").title == "De lener kan aanmelden"
    assert "Staat in het concept van noor." in capsys.readouterr().out
    assert ehbi.published(address).step("ingelogd").title == "De lener kan inloggen"
