"""A case is worked out in Python and in the page: both by the same rules, whatever is done to it."""

from __future__ import annotations

import pytest

import ehbi
from tests.links import KNOWN, OPENED

from .desk import Desk
from .vectors import vectors

PAGE_MOVES = """async (vectors) => {
    const { change, confirm, jump, keep, linkOf, open, trailOf } = await import("ehbi/case");
    const remembered = (link) => new Map(open(link).given.map((given) => [given.step, given]));
    const moves = {
        open: (_, link) => open(link),
        keep,
        confirm,
        jump,
        change: (now, at, answer, link) => change(now, at, answer, remembered(link)),
    };
    return vectors.map(([link, [move, ...how]]) => {
        const after = moves[move](open(link), ...how);
        return [linkOf(after), trailOf(after)];
    });
}"""
PAGE_READS = """async ([opened, known]) => {
    const { address, known: knownOf, linkOf, open } = await import("ehbi/case");
    const read = (link, see) => (history.replaceState(null, "", "#" + link), see(address()));
    return [
        Object.fromEntries(opened.map((link) => [link, read(link, (text) => linkOf(open(text)))])),
        Object.fromEntries(known.map((link) => [link, read(link, knownOf)])),
    ];
}"""


@pytest.fixture
def book(page, server):
    return Desk(page, server.url).visit().show("book").page


def test_every_move_from_every_case_leads_where_python_says(book):
    made = vectors(ehbi.load())
    assert {move[0] for _, move, _, _ in made} == {"open", "keep", "confirm", "jump", "change"}
    found = book.evaluate(PAGE_MOVES, made)
    wrong = [
        (link, move, (after, trail), tuple(page))
        for (link, move, after, trail), page in zip(made, found, strict=True)
        if [after, trail] != page
    ]
    assert wrong == []


def test_an_address_is_read_by_the_rules_of_a_case(book):
    assert book.evaluate(PAGE_READS, [list(OPENED), list(KNOWN)]) == [OPENED, KNOWN]
