"""The problems of a handbook together: a sequence that shows itself, worst first and as text."""

from __future__ import annotations

import copy
import pickle

import networkx as nx
import pytest

import ehbi
from ehbi.handbook import Problem
from ehbi.handbook.problems import SHOWN, Problems

from .strategies import PACKAGED

MARKUP = "<script>alert(1)</script> & ‘zo’"


def test_it_is_empty_and_so_false_when_nothing_is_wrong():
    found = ehbi.check(PACKAGED)
    assert not found
    assert (len(found), found.errors, found) == (0, (), ())
    assert repr(found) == "Er is niets mis met dit handboek."
    assert "<table>" not in found._repr_html_()


def test_it_is_a_sequence_of_problems_and_knows_which_stop_publishing():
    found = ehbi.check(PACKAGED.with_step("mail-zoeken", title="", reviewed="2020-01-01"))
    assert found
    assert all(isinstance(one, Problem) for one in found)
    assert [one.path[-1] for one in found.errors] == ["title"]
    assert len(found) == 2
    lines = repr(found).splitlines()
    assert lines[0] == "1 fout en 1 waarschuwing. Met fouten kun je niet publiceren."
    assert [line.split()[0] for line in lines[1:]] == ["Fout", "Waarschuwing"]


def test_a_table_says_where_each_is_and_by_what_name_code_knows_that():
    table = ehbi.check(PACKAGED.with_step("mail-zoeken", title=""))._repr_html_()
    assert ">Stap ‘mail-zoeken’, Titel</td>" in table
    assert ">mail-zoeken</td>" in table
    assert ">Deze tekst is leeg. Vul de tekst in.</td>" in table


def test_markup_in_what_people_wrote_comes_out_as_text():
    found = ehbi.check(PACKAGED.with_step("mail-zoeken", title=MARKUP))
    assert found
    assert "<script>" not in found._repr_html_()
    assert "\x1b" not in repr(ehbi.check(PACKAGED.with_step("mail-zoeken", title="\x1b[31m")))


def test_of_very_many_the_first_are_shown_and_how_many_there_are_more():
    found = ehbi.check(ehbi.from_networkx(nx.path_graph(200, nx.DiGraph)))
    more = f"En nog {len(found) - SHOWN}."
    assert repr(found).endswith(more)
    assert len(repr(found).splitlines()) == SHOWN + 2
    assert found._repr_html_().count("<tr>") == SHOWN + 1
    assert f"<p>{more}</p>" in found._repr_html_()


def test_a_copy_is_the_same():
    found = ehbi.check(PACKAGED.with_step("mail-zoeken", title=""))
    for again in (copy.copy(found), pickle.loads(pickle.dumps(found))):  # noqa: S301  # our own
        assert isinstance(again, Problems)
        assert again == found
        assert repr(again) == repr(found)


def test_what_is_no_handbook_is_refused():
    with pytest.raises(TypeError, match=r"check\(handbook\): hier hoort een handboek, geen str"):
        ehbi.check("handboek.yaml")
