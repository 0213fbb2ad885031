"""Everything in the handbook that is no step can be filled in, added, moved and taken away."""

from __future__ import annotations

import pytest

from ehbi.apps.editor.parts import SORTS
from ehbi.apps.editor.problems import COVER
from ehbi.handbook.languages import Language
from ehbi.handbook.model import Handbook, Outside
from ehbi.handbook.parts import Agreement, Channel
from ehbi.handbook.schema import fields
from ehbi.handbook.step import Step
from ehbi.handbook.values import Kind
from tests.unit.handbook.strategies import LANGUAGES, PACKAGED

from .acting import another, block, fill, flat, of_kind, opened, part, press

HANDBOOK = PACKAGED
SPOKEN = HANDBOOK.model_copy(update={"languages": (Language.model_validate(LANGUAGES[0]),)})


def now(noor):
    return noor.page.work.handbook


def changed_fields(before, after):
    return {name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)}


@pytest.mark.parametrize("sort", SORTS)
def test_every_field_of_every_sort_can_be_filled_in_and_comes_out_in_the_draft(noor, sort):
    noor.page.do("Een taal erbij", SPOKEN)
    seen = set()
    for at, thing in enumerate(getattr(SPOKEN, sort)[:3]):
        part(noor, sort, at)
        for field in of_kind(opened(noor, "gegevens"), "field")[2:]:
            fill(noor, "gegevens", field["id"], another(opened(noor, "gegevens"), field, field["value"]))
            now_there = getattr(now(noor), sort)[at]
            assert changed_fields(thing, now_there), field["id"]
            seen |= changed_fields(thing, now_there)
            while now(noor) != SPOKEN:
                noor.page.work.undo()
            noor.page.refresh()
    assert seen == set(fields(Handbook)[sort].holds.model_fields)


def test_every_field_of_the_handbook_is_a_list_or_filled_in_somewhere():
    elsewhere = {"format", "title", "outside", "steps"}
    assert set(Handbook.model_fields) == {*SORTS, *elsewhere}


@pytest.mark.parametrize(("name", "model"), [("channels", Channel), ("rules", Agreement)])
def test_every_field_of_what_is_in_a_contact_can_be_filled_in(noor, name, model):
    part(noor, "contacts")
    for field in model.model_fields:
        shown = block(opened(noor, "gegevens"), f"{name}/0/{field}")
        before = getattr(now(noor).contacts[0], name)[0]
        fill(noor, "gegevens", shown["id"], another(opened(noor, "gegevens"), shown, ""))
        assert changed_fields(before, getattr(now(noor).contacts[0], name)[0]) == {field}


def test_what_the_handbook_says_about_itself_can_be_filled_in(noor):
    fill(noor, "gegevens", "sort", COVER)
    fill(noor, "gegevens", "title", "Hulp")
    fill(noor, "gegevens", "outside/label", "Iets anders")
    fill(noor, "gegevens", "outside/step", "geen-toegang")
    assert (now(noor).title, now(noor).outside) == ("Hulp", Outside(step="geen-toegang", label="Iets anders"))


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_a_step_can_be_filled_in(noor, kind):
    step = next(one for one in HANDBOOK.steps if one.kind is kind)
    noor.page.choose(step.id)
    shown = {one["id"].split("/")[0] for one in of_kind(opened(noor, "stappen"), "field")}
    ends = {name: {Kind.OUTCOME} for name in ("outcome", "request", "again")}
    only = {"number": {Kind.SITUATION}, **ends}
    elsewhere = {"answers", "former", "pictures", "translations"}
    wanted = {name for name in Step.model_fields if kind in only.get(name, {kind})} - elsewhere
    assert wanted <= shown


def test_a_number_and_what_comes_from_the_profile_are_kept_with_a_step(noor):
    noor.page.choose("reset-mail")
    fill(noor, "stappen", "number", "12")
    fill(noor, "stappen", "local/synchronisatie", True)
    step = now(noor).step("reset-mail")
    assert (step.number, step.local) == (12, ("synchronisatie",))
    fill(noor, "stappen", "local/synchronisatie", False)
    assert now(noor).step("reset-mail").local == ()


@pytest.mark.parametrize("sort", SORTS)
def test_things_are_added_moved_and_taken_away(noor, sort):
    noor.page.do("Een taal erbij", SPOKEN)
    part(noor, sort)
    before = getattr(SPOKEN, sort)
    press(noor, "gegevens", "new")
    *old, new = getattr(now(noor), sort)
    assert tuple(old) == before
    press(noor, "gegevens", "up")
    assert getattr(now(noor), sort)[-2] == new
    press(noor, "gegevens", "down")
    press(noor, "gegevens", "remove")
    assert now(noor) == SPOKEN
    for _ in before:
        press(noor, "gegevens", "remove")
    assert getattr(now(noor), sort) == ()
    press(noor, "gegevens", "new")
    assert len(getattr(now(noor), sort)) == 1


def test_channels_and_rules_are_added_moved_and_taken_away(noor):
    part(noor, "contacts")
    contact = HANDBOOK.contacts[0]
    press(noor, "gegevens", "channels/add")
    assert len(now(noor).contacts[0].channels) == len(contact.channels) + 1
    press(noor, "gegevens", "channels/0/down")
    assert now(noor).contacts[0].channels[1] == contact.channels[0]
    press(noor, "gegevens", "rules/1/remove")
    assert now(noor).contacts[0].rules == (contact.rules[0], *contact.rules[2:])


def test_a_name_that_changes_changes_wherever_it_is_mentioned(noor):
    part(noor, "contacts", [one.id for one in HANDBOOK.contacts].index("fb-iam"))
    fill(noor, "gegevens", "id", "kb-iam")
    assert now(noor).step("mail-fb-iam").contact == "kb-iam"
    assert block(opened(noor, "gegevens"), "id")["value"] == "kb-iam"


@pytest.mark.parametrize("sort", SORTS)
def test_each_thing_in_a_form_has_its_own_name(noor, sort):
    for at in range(len(getattr(HANDBOOK, sort))):
        part(noor, sort, at)
        names = [one["id"] for one in flat(opened(noor, "gegevens").blocks)]
        assert len(names) == len(set(names))


def test_what_a_new_thing_lacks_stands_at_its_field(noor):
    part(noor, "contacts")
    press(noor, "gegevens", "channels/add")
    fill(noor, "gegevens", "channels/2/link", "http://voorbeeld.nl")
    panel = opened(noor, "gegevens")
    assert block(panel, "channels/2/label")["problems"] == (("bad", "Deze tekst is leeg"),)
    assert "begint niet met https" in block(panel, "channels/2/link")["problems"][0][1]


@pytest.mark.parametrize("sort", ["contacts", "permissions", "glossary"])
def test_a_new_thing_is_of_the_library_until_somebody_says_otherwise(noor, sort):
    part(noor, sort)
    press(noor, "gegevens", "new")
    assert getattr(now(noor), sort)[-1].own
    assert not any("noemt geen enkel feit" in one.message for one in noor.page.work.problems)
    fill(noor, "gegevens", "own", False)
    assert not getattr(now(noor), sort)[-1].own


def test_the_parts_of_a_story_are_told_at_their_choices_and_stay_when_an_answer_changes(noor):
    at = next(at for at, one in enumerate(HANDBOOK.examples) if one.id == "basis-abonnement")
    part(noor, "examples", at)
    names = [field["id"] for field in of_kind(opened(noor, "gegevens"), "field")]
    assert names[names.index("situation") + 1 :] == [
        *(name for index in range(3) for name in (f"answers/{index}/told", f"answers/{index}")),
        "ending",
        "id",
    ]
    fill(noor, "gegevens", "answers/1/told", "De KB ziet iets anders.")
    fill(noor, "gegevens", "answers/1", "verkeerd")
    told = [(one.answer, one.told) for one in now(noor).examples[at].answers]
    was = HANDBOOK.examples[at].answers
    assert told == [
        ("ja", was[0].told), ("verkeerd", "De KB ziet iets anders."), ("gelukt", was[2].told),
    ]  # fmt: skip


def test_a_part_that_gives_a_later_answer_away_is_told_at_its_field(noor):
    at = next(at for at, one in enumerate(HANDBOOK.examples) if one.id == "basis-abonnement")
    part(noor, "examples", at)
    fill(noor, "gegevens", "answers/0/told", "In ons systeem is het goed. Bij de KB staat alleen 'Basis'.")
    ((_, said),) = block(opened(noor, "gegevens"), "answers/0/told")["problems"]
    assert "geeft al weg wat pas bij ‘Vraag de KB Klantenservice wat daar staat’ blijkt" in said
