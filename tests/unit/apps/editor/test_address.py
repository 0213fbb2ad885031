"""The address leads to what is on show, and what others publish is told while somebody looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.editor.page import FRESH
from ehbi.handbook import clock

from .acting import block, fill, flat, opened, part, press, send


def at(noor):
    return noor.address.place, noor.address.is_another


def test_the_address_follows_what_is_on_show(noor):
    noor.page.choose("reset-mail")
    assert at(noor) == ("stappen/reset-mail", True)
    part(noor, "glossary", 0)
    assert at(noor)[0].startswith("gegevens/glossary/")
    opened(noor, "versies")
    press(noor, "versies", "look/1")
    assert at(noor)[0] == "versies/1/inloggegevens-onjuist"
    opened(noor, "publiceren")
    assert at(noor) == ("publiceren", True)


def test_another_id_of_the_same_step_is_no_other_place(noor):
    noor.page.choose("mail-zoeken")
    press(noor, "stappen", "add-step")
    fill(noor, "stappen", "title", "Kijk")
    assert at(noor) == ("stappen/kijk", False)
    send(noor.bar, press="undo")
    assert at(noor) == ("stappen/nieuwe-stap", False)
    noor.page.choose("toegang")
    assert at(noor) == ("stappen/toegang", True)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("stappen/toegang", "stappen/toegang"),
        ("stappen/weg", "stappen/inloggegevens-onjuist"),
        ("gegevens/contacts/fb-iam", "gegevens/contacts/fb-iam"),
        ("gegevens/handbook", "gegevens/handbook"),
        ("versies/1/toegang", "versies/1/toegang"),
        ("versies/1", "versies/1/inloggegevens-onjuist"),
        ("page_main", "stappen/inloggegevens-onjuist"),
        ("", "stappen/inloggegevens-onjuist"),
    ],
)
def test_an_address_leads_to_what_it_held(noor, address, leads):
    sent = []
    noor.address.send = sent.append
    send(noor.address, go=address)
    assert at(noor)[0] == leads
    assert sent == [{"settled": True}]


def test_a_version_that_is_not_there_is_told_and_not_shown(noor):
    send(noor.address, go="versies/99")
    assert block(noor.bar, "said")["tone"] == "bad"
    assert at(noor)[0] == "versies"


def test_an_address_by_a_former_id_leads_to_the_step(noor):
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "id", "mail-komt-niet")
    noor.page.choose("toegang")
    send(noor.address, go="stappen/reset-mail")
    assert at(noor)[0] == "stappen/mail-komt-niet"


def test_what_somebody_else_publishes_is_told_while_nothing_is_done(noor, store, monkeypatch):
    sam = WorkingCopy(store, "Sam")
    sam.do("Titel", sam.handbook.model_copy(update={"title": "Van Sam"}))
    Editor(sam)
    sam.publish("Beter")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + FRESH + timedelta(seconds=1))
    assert not any("nieuwere versie" in one.get("label", "") for one in flat(noor.bar.blocks))
    send(noor.address, look=True)
    assert any("nieuwere versie: 2" in one.get("label", "") for one in flat(noor.bar.blocks))
