"""The card: one A4, two when it must, or a plain word about what is too long."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

import pytest

import ehbi
from ehbi.handbook.edits import change_part
from ehbi.handbook.model import Outside
from ehbi.handbook.profile import reached
from ehbi.handbook.text import to_plain
from ehbi.paper import TooMuchError, to_card
from ehbi.paper.blocks import SMALL, Block, Paragraph
from ehbi.paper.card import LARGEST, SMALLEST, culprit

from ..flowchart.wordings import EVIL, put
from ..handbook.profiles import NOORD, THIRD
from .reading import assert_inside, assert_only_words_and_lines, lines, pages, size, sizes, squeezed, words

HANDBOOK = ehbi.load()
PUBLISHED = HANDBOOK.published_as(THIRD)
SITUATIONS = HANDBOOK.situations


@cache
def made():
    return to_card(HANDBOOK)


def longer(times):
    """The handbook with every situation's text so many times as long."""
    handbook = HANDBOOK
    for step in SITUATIONS:
        handbook = put(step.id, handbook, text="\n\n".join([step.text] * times))
    return handbook


def test_it_is_one_page_of_a4():
    assert [size(page) for page in pages(made())] == [(210, 297)]


def test_it_is_lines_and_embedded_fonts_and_no_image():
    assert_only_words_and_lines(made())
    assert_inside(made(), 10)


def test_each_situation_has_its_first_check_and_where_answers_lead():
    shown = words(made())
    for step in SITUATIONS:
        onwards = [answer for answer in step.answers if answer.next != HANDBOOK.outside.step]
        leads = [f"{answer.label}→{HANDBOOK.step(answer.next).title}" for answer in onwards]
        assert all(squeezed(text) in shown for text in (step.title, step.prompt, *leads))


def test_what_the_handbook_is_not_about_is_said_once():
    title = HANDBOOK.step(HANDBOOK.outside.step).title
    assert words(made()).count(squeezed(title)) == 1
    assert squeezed(f"{HANDBOOK.outside.label} → {title}") in words(made())


def test_who_can_and_who_cannot_is_on_it_with_a_mark():
    shown = words(made())
    for permission in HANDBOOK.permissions:
        mark = "✓" if permission.allowed else "✗"
        assert squeezed(f"{mark}{permission.what}") in shown
        assert squeezed(permission.note) in shown


def test_every_way_to_reach_every_contact_is_on_it_with_its_rules():
    shown = words(made())
    for contact in HANDBOOK.contacts:
        texts = [contact.name, *(one.label for one in contact.channels), *(one.text for one in contact.rules)]
        assert all(squeezed(text) in shown for text in texts)


def test_a_library_finds_its_own_contacts_on_it():
    handbook = HANDBOOK.at(NOORD)
    shown = words(to_card(handbook))
    own = [channel.label for channel in reached(handbook, "functioneel-beheer").channels]
    assert len(own) > 1
    assert all(squeezed(text) in shown for text in (NOORD.library, "Team Applicaties", *own))


def test_what_a_library_knows_by_itself_says_so_on_it():
    own = change_part(HANDBOOK, "permissions", HANDBOOK.permissions[0].id, {"own": True, "note": ""})
    own = change_part(own, "contacts", "fb-iam", {"own": True})
    shown = words(to_card(own))
    for text in (HANDBOOK.permissions[0].what, HANDBOOK.contact("fb-iam").name):
        assert squeezed(f"{text} (van onze bibliotheek)") in shown
    assert shown.count(squeezed("van onze bibliotheek")) == 2


def test_it_says_who_may_be_asked_in_the_end():
    assert squeezed("Doorgeven kan aan: Functioneel beheer, FB IAM.") in words(made())


def test_it_says_which_version_it_is():
    assert squeezed("Niet gepubliceerd") in words(made())
    assert squeezed("Versie 3, 24 november 2026") in words(to_card(PUBLISHED))
    assert HANDBOOK.revision not in words(made()) + words(to_card(PUBLISHED))


def test_longer_texts_get_smaller_letters_and_stay_on_the_page():
    file = to_card(put("reset-mail", text=f"{SITUATIONS[3].text}\n\nNog een regel. Nog een regel."))
    few = to_card(HANDBOOK.model_copy(update={"permissions": HANDBOOK.permissions[:2]}))
    assert len(pages(file)) == 1
    assert SMALLEST * SMALL <= min(sizes(file)) <= min(sizes(few)) <= LARGEST * SMALL + 0.01
    assert_inside(file, 10)


def test_what_does_not_fit_is_refused_with_what_is_too_long():
    with pytest.raises(TooMuchError) as caught:
        to_card(put("reset-mail", text="Nog een regel. " * 400))
    assert caught.value.culprit == SITUATIONS[3].title
    assert "Maak de teksten daarvan korter" in str(caught.value)
    with pytest.raises(TooMuchError):
        to_card(longer(6))


def test_what_does_not_fit_on_one_page_goes_to_two_and_nothing_is_lost():
    file = to_card(longer(3))
    assert [size(page) for page in pages(file)] == [(210, 297)] * 2
    assert_inside(file, 10)
    assert min(sizes(file)) >= SMALLEST * SMALL
    shown = words(file)
    for step in SITUATIONS:
        assert shown.count(squeezed(to_plain(step.text))) == 3
    for number in (1, 2):
        assert squeezed(f"Blad {number} van 2") in squeezed(pages(file)[number - 1].extract_text())


class Heights:
    """Blocks as high as they say, and bare ones low."""

    def __init__(self, **heights):
        self.heights = heights

    def height(self, block):
        return self.heights[block.name] if block.paragraphs else 5


def block(name):
    return Block(name, (Paragraph("x"),))


@pytest.mark.parametrize(
    ("heights", "named"),
    [
        ({"a": 190, "b": 50, "left": 190, "right": 200}, "a"),  # without the highest it would still not fit
        ({"a": 60, "b": 50, "left": 100, "right": 300}, "right"),
        ({"a": 240, "b": 240, "left": 230, "right": 200}, "a"),  # nothing alone is enough: it is the highest
    ],
)
def test_what_is_named_is_what_alone_could_make_it_fit(heights, named):
    rows = (
        ((block("a"),), (block("b"),)),
        ((block("c"),), (block("d"),)),
        ((block("left"),), (block("right"),)),
    )
    assert culprit(rows, Heights(c=60, d=60, **heights)).name == named


def test_a_library_finds_how_it_synchronises_on_it():
    shown = words(to_card(HANDBOOK.at(NOORD)))
    assert squeezed("Zo synchroniseer je in Ledenpakket") in shown
    assert squeezed("Zoek de lener op in Ledenpakket.") in shown
    assert "synchroniseerjein" not in words(made())


def test_nothing_is_lost_in_the_longest_text_that_is_not_refused():
    most = bisect_left(range(200), 1, key=lambda count: not _fits("Nog een regel. " * count)) - 1
    assert most > 10
    text = "Nog een regel. " * most
    file = to_card(put("reset-mail", text=text))
    assert squeezed(text) in words(file)
    assert_inside(file, 10)


def _fits(text):
    try:
        return bool(to_card(put("reset-mail", text=text)))
    except TooMuchError:
        return False


@pytest.mark.parametrize("text", [*EVIL[:6], "<b>vet</b> & <font color=red>", "{nb} **vet** __x__ [a](b)"])
def test_any_text_is_set_as_it_is_written(text):
    shown = words(to_card(put("reset-mail", title=text)))
    assert squeezed(text) in shown


@pytest.mark.parametrize("text", EVIL[6:])
def test_no_text_breaks_it(text):
    assert len(pages(to_card(put("reset-mail", title=text, prompt=text)))) == 1


def test_a_long_title_or_library_stays_at_the_top():
    profile = NOORD.model_copy(update={"library": "Bibliotheek Noord en Zuid " * 3})
    handbook = HANDBOOK.model_copy(update={"title": "Eerste Hulp Bij Inloggen " * 3})
    file = to_card(handbook.at(profile))
    assert len(pages(file)) == 1
    assert_inside(file, 10)


@pytest.mark.parametrize(
    "changes", [{"title": "Hulp " * 200}, {"outside": Outside(step="eigen-site", label="x" * 900)}]
)
def test_too_long_a_title_or_label_is_refused_and_not_printed_over_the_rest(changes):
    with pytest.raises(TooMuchError, match="Maak die tekst korter") as caught:
        to_card(HANDBOOK.model_copy(update=changes))
    assert len(str(caught.value)) < 200


def test_no_heading_and_no_address_leaves_a_word_alone_on_a_line():
    assert {
        "Inloggen met een nieuw pasnummer lukt niet",
        "Functioneel beheer van de bibliotheek waar de lener lid is",
    } <= set(lines(made()))


def test_without_permissions_there_is_still_a_card():
    assert len(pages(to_card(HANDBOOK.model_copy(update={"permissions": ()})))) == 1


def test_the_same_handbook_is_the_same_file():
    assert to_card(ehbi.load()) == made()
