"""Changes are told in plain Dutch: every field has a name, every value is said as the screen says it."""

from __future__ import annotations

import pytest
from hypothesis import given

from ehbi.handbook import Handbook
from ehbi.handbook.compare.diff import describe, diff, sentences
from ehbi.handbook.naming import Names, said, spot
from ehbi.handbook.schema import THINGS
from ehbi.handbook.tree import LISTS, excerpts
from ehbi.handbook.values import ChannelKind, Kind, OutcomeKind

from .edits import two_drafts
from .strategies import many

MAIL = "stap ‘De mail voor een nieuw wachtwoord komt niet aan’"
YES = f"Antwoord ‘Ja, het adres klopt’ van {MAIL}"


def told(handbook, draft):
    new = Handbook.model_validate(draft.data)
    return [sentence for _, sentence in sentences(handbook, new)]


def described(handbook, draft):
    return [(one.thing, one.sentences) for one in describe(handbook, Handbook.model_validate(draft.data))]


def only(handbook, draft):
    [sentence] = told(handbook, draft)
    return sentence


def test_every_list_of_things_says_what_they_are():
    assert set(THINGS) == {name for names in LISTS.values() for name in names}


@many
@given(two_drafts())
def test_any_change_is_one_line_of_text_for_a_person(drafts):
    _, old, new = drafts
    for _, sentence in sentences(old, new):
        assert sentence[0].isupper()
        assert sentence.isprintable()
        assert not any(sign in sentence for sign in ("None", "True", "False", "{", "[", "‘‘"))


@many
@given(two_drafts())
def test_no_field_is_told_to_become_what_it_was(drafts):
    _, old, new = drafts
    for _, sentence in sentences(old, new):
        before, _, after = sentence.partition(" en wordt ")
        assert not after or not before.endswith(f" was {after}")


@many
@given(two_drafts())
def test_comparing_tells_something_for_every_change_and_each_thing_once(drafts):
    _, old, new = drafts
    groups = describe(old, new)
    assert bool(groups) == bool(diff(old, new))
    assert all(group.sentences for group in groups)
    assert len({group.thing for group in groups}) == len(groups)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("say", "", "wat je tegen de lener zegt was ‘Welk adres?’ en wordt leeg"),
        ("why", "Om iets", "de uitleg waarom was leeg en wordt ‘Om iets’"),
        ("kind", "question", "de soort was ‘situatie’ en wordt ‘vraag’"),
        ("number", None, "het nummer was 4 en wordt leeg"),
        ("party", "lener", "wie het doet was ‘Baliemedewerker’ en wordt ‘Lener’"),
        ("party", "niemand", "wie het doet was ‘Baliemedewerker’ en wordt ‘niemand’"),
        ("outcome", "handover", "de uitkomst was leeg en wordt ‘doorgeven’"),
        ("contact", "kb-klantenservice", "het contact was leeg en wordt ‘KB Klantenservice’"),
        ("reviewed", "2027-01-02", "de dag van nakijken was 24 november 2026 en wordt 2 januari 2027"),
        ("inferred", True, "de steun in de bron was ‘wel’ en wordt ‘geen’"),
        ("own", True, "de herkomst was ‘niet van onze bibliotheek’ en wordt ‘van onze bibliotheek’"),
        ("words", ["b", "c"], "de zoekwoorden veranderen: erbij ‘c’; weg ‘a’"),
        ("words", ["b", "a"], "de volgorde van de zoekwoorden verandert"),
        (
            "local",
            ["functioneel-beheer"],
            "de onderdelen uit het eigen profiel veranderen: erbij ‘Functioneel beheer’",
        ),
        ("channels", ["phone"], "de kanalen veranderen: erbij ‘telefoon’"),
        ("text", "Doe  iets.\n", "in de tekst veranderen alleen spaties of nieuwe regels"),
    ],
)
def test_a_field_of_a_step_is_told_by_its_name(draft, field, value, sentence):
    draft.step("reset-mail").update(say="Welk adres?", why="", words=["a", "b"], text="Doe iets.", local=[])
    old = Handbook.model_validate(draft.data)
    draft.step("reset-mail")[field] = value
    assert described(old, draft) == [(f"S{MAIL[1:]}", (f"{sentence[0].upper()}{sentence[1:]}",))]


def test_an_answer_that_leads_elsewhere_says_from_where_to_where(handbook, draft):
    draft.step("reset-mail")["answers"][0]["next"] = "ingelogd"
    assert only(handbook, draft) == (
        f"{YES} gaat nu naar ‘De lener kan inloggen’ "
        "in plaats van ‘Staat de mail in de inbox of in de spammap?’"
    )


def test_what_is_new_and_what_went_is_named_with_whose_it_is(handbook, draft):
    draft.step("reset-mail")["answers"].pop(0)
    draft.add_answer("reset-mail", "nieuw", "ingelogd")
    draft.add_step("nieuw", title="Wacht even")
    draft.drop(("permissions", 0))
    assert told(handbook, draft) == [
        "Bevoegdheid ‘Zelf een nieuw wachtwoord maken’ vervalt",
        f"{YES} vervalt",
        f"Antwoord ‘Keus nieuw’ van {MAIL} is nieuw en gaat naar ‘De lener kan inloggen’",
        "Stap ‘Wacht even’ is nieuw",
    ]


def test_one_thing_that_moved_is_named_with_where_it_stands_now(handbook, draft):
    draft.data["parties"].append(draft.data["parties"].pop(0))
    last = "‘Baliemedewerker’ staat nu na ‘KB Klantenservice’"
    assert only(handbook, draft) == f"De volgorde van wie er iets kan doen verandert: {last}"
    draft.data["parties"].insert(0, draft.data["parties"].pop(0))
    draft.data["parties"].insert(0, draft.data["parties"].pop())
    draft.data["parties"].insert(0, draft.data["parties"].pop())
    assert only(handbook, draft).endswith(": ‘KB Klantenservice’ staat nu vooraan")


def test_more_things_that_moved_are_an_order_that_changes(handbook, draft):
    draft.data["steps"].reverse()
    assert only(handbook, draft) == "De volgorde van de stappen verandert"


def test_the_handbook_itself_and_the_other_choice_are_told_as_such(handbook, draft):
    draft.data["title"] = "Hulp"
    draft.data["outside"]["step"] = "ingelogd"
    (first, [title]), (second, [step]) = described(handbook, draft)
    assert (first, title) == ("Het handboek", "De titel was ‘Eerste Hulp Bij Inloggen’ en wordt ‘Hulp’")
    assert second == "De keuze voor iets anders"
    assert step.startswith("De stap was ‘")
    assert step.endswith("’ en wordt ‘De lener kan inloggen’")


def test_the_answers_of_an_example_are_told_one_after_another(handbook, draft):
    example = draft.data["examples"][0]
    example["answers"] = [{"step": "reset-mail", "answer": "ja"}, {"step": "weg", "answer": "nergens"}]
    assert only(handbook, draft).endswith(" en worden ‘Ja, het adres klopt’, ‘nergens’")


def test_two_steps_by_one_title_are_told_apart_by_their_ids(handbook, draft):
    draft.add_step("nieuw", title=handbook.step("reset-mail").title)
    assert only(handbook, draft) == f"S{MAIL[1:]} (nieuw) is nieuw"


def test_an_answer_that_leads_to_another_step_by_the_same_title_names_the_ids(handbook, draft):
    title = handbook.step("mail-zoeken").title
    draft.step("reset-mail")["answers"][0]["next"] = "nieuw"
    draft.add_step("nieuw", title=title)
    draft.step("mail-zoeken")["title"] = "Zoek"
    assert f"gaat nu naar ‘{title}’ (nieuw) in plaats van ‘{title}’ (mail-zoeken)" in told(handbook, draft)[0]


def test_comparing_groups_by_thing_and_names_it_once(handbook, draft):
    draft.step("reset-mail").update(title="Geen mail", number=7)
    draft.step("reset-mail")["answers"][0]["label"] = "Ja"
    [group] = describe(handbook, Handbook.model_validate(draft.data))
    assert group.thing == f"S{MAIL[1:]}"
    assert group.sentences == (
        "Het nummer was 4 en wordt 7",
        "De titel was ‘De mail voor een nieuw wachtwoord komt niet aan’ en wordt ‘Geen mail’",
        f"{YES}: de tekst was ‘Ja, het adres klopt’ en wordt ‘Ja’",
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("steps", "reset-mail"), MAIL),
        (("steps", "reset-mail", "answers"), f"de volgorde van de antwoorden van {MAIL}"),
        (("steps", "reset-mail", "words"), f"{MAIL}: de zoekwoorden"),
        (("steps", "weg", "title"), "stap ‘weg’: de titel"),
        (("title",), "het handboek: de titel"),
    ],
)
def test_any_place_can_be_named(handbook, place, words):
    assert spot(place, handbook) == words


@pytest.mark.parametrize("kinds", [Kind, OutcomeKind, ChannelKind])
def test_every_choice_of_a_field_has_a_dutch_word(handbook, kinds):
    place = {
        Kind: ("steps", "x", "kind"),
        OutcomeKind: ("steps", "x", "outcome"),
        ChannelKind: ("contacts", "x", "channels", "y", "kind"),
    }
    words = {said(place[kinds], kind.value, Names(handbook)) for kind in kinds}
    assert len(words) == len(kinds)
    assert not words & {f"‘{kind.value}’" for kind in kinds if kind.value != "web"}


MANY = "a b c d e f g h " * 9


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a b", "a c", ("a b", "a c")),
        (f"kop {MANY}", f"staart {MANY}", ("kop a b c d …", "staart a b c d …")),
        (f"{MANY}kop", f"{MANY}staart", ("… e f g h kop", "… e f g h staart")),
        (MANY, f"{MANY}a b", ("… e f g h", "… e f g h a b")),
        (f"een {MANY} twee", "x", (f"een {MANY}twee", "x")),
    ],
)
def test_long_texts_are_cut_down_to_where_they_differ(before, after, shown):
    assert excerpts(before, after) == shown
