"""The page knows the handbook that Python knows, and works a case out by the same rules.

That each rule is the same, whatever is done to a case, is shown without a browser: ``unit/javascript``.
"""

from __future__ import annotations

import pytest

import ehbi
from ehbi import book
from ehbi.handbook.graph import starts
from tests.links import KNOWN, OPENED
from tests.unit.handbook.shortcut import shortcut
from tests.vectors import vectors

from .desk import Desk

HANDBOOK = ehbi.load()
PAGE_HAS = """async () => {
    const { moves, starts } = await import("ehbi/case");
    const told = ({ id, label, leads }) => [id, label, leads];
    const answers = [...moves.answers].map(([step, all]) => [step, all.map(told)]);
    return [starts.map(({ id }) => id), Object.fromEntries(answers)];
}"""
PAGE_CHANGES = """async (vectors) => {
    const { moves } = await import("ehbi/case");
    const { linkOf, trailOf } = await import("ehbi/rules");
    const remembered = (link) => new Map(moves.open(link).given.map((given) => [given.step, given]));
    return vectors.map(([link, [, at, answer, before]]) => {
        const after = moves.change(moves.open(link), at, answer, remembered(before));
        return [linkOf(after), trailOf(after)];
    });
}"""
PAGE_READS = """async ([opened, known]) => {
    const { address, moves } = await import("ehbi/case");
    const { linkOf } = await import("ehbi/rules");
    const read = (link, see) => (history.replaceState(null, "", "#" + link), see(address()));
    return [
        Object.fromEntries(opened.map((link) => [link, read(link, (text) => linkOf(moves.open(text)))])),
        Object.fromEntries(known.map((link) => [link, read(link, (text) => moves.known(text))])),
    ];
}"""


@pytest.fixture
def served(page, server):
    return Desk(page, server.url).show("book").page


@pytest.mark.parametrize("handbook", [HANDBOOK, shortcut(HANDBOOK)], ids=["packaged", "shortcut"])
def test_the_page_has_the_steps_and_answers_of_the_handbook(page, tmp_path, handbook):
    file = tmp_path / "handboek.html"
    file.write_text(book.page(handbook), encoding="utf-8")
    Desk(page, file.as_uri()).visit()
    answers = {step.id: [[one.id, one.label, one.next] for one in step.answers] for step in handbook.steps}
    assert page.evaluate(PAGE_HAS) == [[step.id for step in starts(handbook)], answers]


def test_some_changes_lead_where_python_says_and_an_address_is_read_by_the_rules_of_a_case(served):
    made = [vector for vector in vectors(HANDBOOK) if vector[1][0] == "change" and vector[1][3]][::50]
    assert len(made) > 5
    assert served.evaluate(PAGE_CHANGES, made) == [[after, trail] for _, _, after, trail in made]
    assert served.evaluate(PAGE_READS, [list(OPENED), list(KNOWN)]) == [OPENED, KNOWN]
