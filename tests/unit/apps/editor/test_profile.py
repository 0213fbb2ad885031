"""The library's own profile: a file that is filled in here, saved whole, and never made worse."""

from __future__ import annotations

import pytest

from ehbi import places
from ehbi.files.documents import TEMPLATE, inspect_profile
from ehbi.handbook.parts import Channel, OwnContact, Profile
from ehbi.store import revisions
from tests.unit.handbook.strategies import PACKAGED

from .acting import another, block, fill, flat, of_kind, opened, part, press

HANDBOOK = PACKAGED
GOOD = """# Van ons
format: 1
library: Noord
contacts:
- id: fb-iam
  channels:
  - {kind: email, label: fb@noord.example, link: "mailto:fb@noord.example"}
"""


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    folder = tmp_path / "eigen"
    folder.mkdir()
    monkeypatch.setenv(places.PROFILE, str(folder / "profiel.yaml"))
    return places.profile()


def saved(file):
    profile, _ = inspect_profile(file, HANDBOOK)
    return profile


def told(noor):
    return block(opened(noor, "profiel"), "status")["text"]


def test_a_profile_is_made_and_filled_in(noor, file):
    press(noor, "profiel", "make")
    assert file.read_text(encoding="utf-8") == TEMPLATE.read_text(encoding="utf-8")
    fill(noor, "profiel", "library", "Bibliotheek Noord")
    fill(noor, "profiel", "synchronisation", "1. Zoek de lener op\n2. Kies **Doorzetten**")
    assert (saved(file).library, saved(file).synchronisation[:2]) == ("Bibliotheek Noord", "1.")
    assert file.read_text(encoding="utf-8").startswith("# De eigen gegevens")
    assert "De balie ziet het bij de volgende casus" in told(noor)
    assert [one.name for one in file.parent.iterdir()] == ["profiel.yaml"]


@pytest.mark.parametrize(
    ("model", "at"),
    [(Profile, "{}"), (OwnContact, "contacts/0/{}"), (Channel, "contacts/0/channels/0/{}")],
)
def test_every_field_can_be_filled_in(noor, file, model, at):
    file.write_text(GOOD, encoding="utf-8")
    asked = {one["id"] for one in of_kind(opened(noor, "profiel"), "field")}
    lists = {"format", "contacts", "channels", "source", "own"}
    wanted = {at.format(name) for name in model.model_fields if name not in lists}
    assert wanted <= asked
    for name in wanted:
        shown = block(opened(noor, "profiel"), name)
        new = (
            "https://noord.example" if name.endswith("link") else another(opened(noor, "profiel"), shown, "")
        )
        before = saved(file)
        fill(noor, "profiel", name, new)
        assert saved(file) != before
        assert block(opened(noor, "profiel"), name)["value"] == new


def test_contacts_and_channels_are_added_moved_and_taken_away(noor, file):
    file.write_text(GOOD, encoding="utf-8")
    press(noor, "profiel", "contacts/add")
    press(noor, "profiel", "contacts/1/up")
    assert [one.id for one in saved(file).contacts] == ["kb-klantenservice", "fb-iam"]
    press(noor, "profiel", "contacts/1/channels/0/remove")
    press(noor, "profiel", "contacts/0/remove")
    assert saved(file).contacts == (OwnContact(id="fb-iam"),)


def test_a_profile_that_the_desk_uses_is_not_replaced_by_one_with_errors(noor, file):
    file.write_text(GOOD, encoding="utf-8")
    fill(noor, "profiel", "contacts/0/channels/0/link", "http://noord.example")
    fill(noor, "profiel", "library", "Zuid")
    assert file.read_text(encoding="utf-8") == GOOD
    assert told(noor).startswith("Nog niet bewaard")
    panel = opened(noor, "profiel")
    assert block(panel, "contacts/0/channels/0/link")["value"] == "http://noord.example"
    assert "begint niet met https" in block(panel, "contacts/0/channels/0/link")["problems"][0][1]
    fill(noor, "profiel", "contacts/0/channels/0/link", "https://noord.example")
    assert (saved(file).library, saved(file).contacts[0].channels[0].link) == (
        "Zuid",
        "https://noord.example",
    )
    assert file.read_text(encoding="utf-8").startswith("# Van ons\n")


def test_undo_does_not_touch_it(noor, file):
    file.write_text(GOOD, encoding="utf-8")
    fill(noor, "profiel", "library", "Zuid")
    assert noor.page.work.draft.done == ""
    assert "‘Ongedaan maken’ gaat hier niet over" in block(opened(noor, "profiel"), "about")["text"]


@pytest.mark.parametrize("text", ["library: [", "format: 1\nnaam: Noord\n", "format: 1\nlibrary: 3\n", ""])
def test_a_file_that_is_no_profile_is_mended_as_text(noor, file, text):
    file.write_text(text, encoding="utf-8")
    panel = opened(noor, "profiel")
    assert block(panel, "text")["problems"][0][1].startswith("Regel ")
    assert block(panel, "save")["disabled"]
    press(noor, "profiel", "save")
    fill(noor, "profiel", "text", "format: 1\n")
    assert file.read_text(encoding="utf-8") == text
    fill(noor, "profiel", "text", GOOD)
    press(noor, "profiel", "save")
    assert file.read_text(encoding="utf-8") == GOOD
    assert block(panel, "library")["value"] == "Noord"


def test_a_file_that_cannot_be_read_is_told_and_left_alone(noor, file):
    file.write_bytes(b"\xff\xfe\x00")
    assert "geen UTF-8" in block(opened(noor, "profiel"), "unreadable-0")["text"]
    assert of_kind(opened(noor, "profiel"), "field") == []


def test_a_place_that_cannot_be_written_is_said_in_words(noor, monkeypatch, tmp_path):
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    monkeypatch.setenv(places.PROFILE, str(tmp_path / "bestand" / "profiel.yaml"))
    press(noor, "profiel", "make")
    assert "kan niet worden geschreven" in block(noor.bar, "said")["text"]


def test_a_contact_that_was_renamed_is_renamed_here_once_the_desk_knows_it(noor, file):
    file.write_text(GOOD, encoding="utf-8")
    part(noor, "contacts", [one.id for one in HANDBOOK.contacts].index("fb-iam"))
    fill(noor, "gegevens", "id", "kb-iam")
    assert block(opened(noor, "profiel"), "rename/fb-iam")["disabled"]
    noor.page.work.publish("Andere naam")
    noor.page.refresh()
    assert "heet in het handboek nu ‘kb-iam’" in block(opened(noor, "profiel"), "renamed/fb-iam")["text"]
    press(noor, "profiel", "rename/fb-iam")
    assert saved(file).contacts[0].id == "kb-iam"
    assert "rename/fb-iam" not in {one["id"] for one in flat(opened(noor, "profiel").blocks)}


def test_typing_does_not_look_back_in_the_revisions_again(noor, file, monkeypatch):
    file.write_text(GOOD.replace("fb-iam", "nooit-geweest"), encoding="utf-8")
    fill(noor, "profiel", "library", "Bibliotheek")
    monkeypatch.delattr(revisions, "content")
    fill(noor, "profiel", "library", "Bibliotheek Noord")
    assert noor.page.said[0] == ""
    assert saved(file).library == "Bibliotheek Noord"
