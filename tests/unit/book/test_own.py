"""What a library knows by itself is called so on the desk's page, and nothing else is."""

from __future__ import annotations

import re

import ehbi
from ehbi.book.page import page
from ehbi.book.parts import step_html
from ehbi.handbook.edits import add_part, change_part, change_step
from ehbi.handbook.parts import OURS

HANDBOOK = ehbi.load()
HELPDESK = {
    "name": "Helpdesk",
    "channels": [{"kind": "internal", "label": "Toestel op de balie", "own": True}],
    "rules": [{"text": "Bel alleen als het druk is.", "own": True}],
    "own": True,
}


def marked(markup):
    """The text before each mark; of a step it stands alone."""
    return re.findall(rf'>([^<>]*?)\s*<span class="ehbi-own">{OURS}</span>', markup)


def test_the_packaged_handbook_is_of_no_library():
    assert 'class="ehbi-own"' not in page(HANDBOOK)


def test_a_step_of_the_librarys_own_says_so_and_an_inferred_one_says_nothing():
    assert HANDBOOK.step("kb-rechten").inferred
    assert marked(step_html(HANDBOOK, HANDBOOK.step("kb-rechten"))) == []
    own = change_step(HANDBOOK, "mail-zoeken", {"own": True})
    assert marked(step_html(own, own.step("mail-zoeken"))) == [""]


def test_a_contact_of_the_librarys_own_says_so_once():
    added, name = add_part(HANDBOOK, "contacts", HELPDESK)
    asks = change_step(added, "kb-rechten", {"contact": name, "channels": []})
    assert marked(step_html(asks, asks.step("kb-rechten"))) == ["Contact"]


def test_what_a_library_adds_to_a_contact_of_the_source_says_so():
    contact = HANDBOOK.contact("fb-iam").model_dump(mode="json")
    fields = {name: [*contact[name], *HELPDESK[name]] for name in ("channels", "rules")}
    added = change_part(HANDBOOK, "contacts", "fb-iam", fields)
    (step,) = (one for one in added.steps if one.contact == "fb-iam")
    assert marked(step_html(added, step)) == ["Toestel op de balie", "Bel alleen als het druk is."]


def test_permissions_and_words_of_the_librarys_own_say_so_in_the_tables():
    first = HANDBOOK.permissions[0]
    own = change_part(HANDBOOK, "permissions", first.id, {"own": True, "note": ""})
    own = change_part(own, "glossary", own.glossary[0].term, {"own": True})
    assert marked(page(own)) == [first.what, own.glossary[0].meaning]
