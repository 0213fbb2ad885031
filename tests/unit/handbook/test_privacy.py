"""What looks like personal data is refused, wherever and however it is written."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files import load
from ehbi.handbook import clock
from ehbi.handbook.privacy import DATE, LINK, MAIL, NUMBER, POSTCODE, STREET, personal_data, seen_in

from .privacy_texts import DATES, HARMLESS, LINKS, MAILS, NUMBERS, POSTCODES, STREETS
from .strategies import many
from .test_search import phrasings

KINDS = (MAIL, LINK, DATE, POSTCODE, STREET, NUMBER)

around = st.text(max_size=60)
letters = st.text(st.characters(categories=["Ll", "Zs"]), max_size=80)
names = st.from_regex(r"\A[a-z0-9]{1,12}([._-][a-z0-9]{1,8}){0,2}\Z")
digits = st.lists(st.characters(categories=["Nd"]), min_size=6, max_size=16)
between = st.sampled_from(["", "", " ", "-", ".", " - ", "/", "\u00a0", "\u200b", "\n"])

befores = st.sampled_from(["", "De lener zegt ", "Pas werkt niet: ", "Knop (", "Stap 3, ", "Hij, "])
afters = st.sampled_from(["", " kan niet inloggen", ") werkt niet", ", zegt de balie", ".", "\nWat nu?"])
signs = st.one_of(
    st.sampled_from([*"-–—−/.:,·_|", " ", "  ", " - ", " / ", ". ", "...", "\t", "\n", "\u00a0", ")("]),
    st.text(st.characters(categories=["Pd", "Ps", "Pe", "Sm", "Zs"]), min_size=1, max_size=4),
).filter(lambda sign: not any(map(str.isalnum, unicodedata.normalize("NFKD", sign))))
unseen = st.text("\u200b\u200d\u2060\ufeff\u00ad\ufe0f\u20e3\u0336", max_size=2)
zeros = st.sampled_from("00000٠०０𝟎𝟘")
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
abbreviated = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sept", "okt", "nov", "dec")


@st.composite
def disguised(draw, text):
    """Draw a way to write a text: its digits in some script, and signs in it that nobody sees."""
    zero = ord(draw(zeros))
    shown = (chr(zero + int(char)) if char.isdecimal() else char for char in text)
    return "".join(char + draw(unseen) for char in shown)


@st.composite
def dates_in_figures(draw):
    day, sign = draw(days), draw(signs)
    padded = draw(st.sampled_from(["", "02"]))
    parts = [f"{day.day:{padded}}", f"{day.month:{padded}}"]
    year = draw(st.sampled_from([f"{day:%Y}", f"{day:%y}"]))
    if len(year) == 2 and sign != ",":
        sign = sign.replace(",", "-")
    if len(year) == 4 and draw(st.booleans()):
        return sign.join([year, *reversed(parts)])
    return sign.join([*draw(st.permutations(parts)), year])


@st.composite
def dates_in_words(draw):
    day, sign = draw(days), draw(st.one_of(st.just(" "), signs))
    month = draw(st.sampled_from([clock.MONTHS, abbreviated]))[day.month - 1]
    number = draw(st.sampled_from([f"{day.day}", f"{day.day}e", f"{day:%d}"]))
    year = draw(st.sampled_from([f"{day:%Y}", f"'{day:%y}", f"’{day:%y}", f"{day:%y}"]))
    return sign.join([number, draw(st.sampled_from([month, month.upper(), month.title()])), year])


@st.composite
def numbers(draw):
    groups = draw(st.lists(st.from_regex(r"\A[0-9]{1,4}\Z"), min_size=6, max_size=9))
    return draw(signs).join(groups)


@st.composite
def postcodes(draw):
    number, two = draw(st.from_regex(r"\A[1-9][0-9]{3}\Z")), draw(st.from_regex(r"\A[A-Z]{2}\Z"))
    return number + draw(st.sampled_from(["", " ", "\u00a0", "-", ".", "/", "_", "–"])) + two


@st.composite
def addresses(draw):
    name, host = draw(names), draw(st.from_regex(r"\A[a-z]{3,12}\Z"))
    at = draw(st.sampled_from(["@", " @ ", "＠", "[at]", " (at) ", " apenstaartje ", " at ", "(@)", "_at_"]))
    dot = draw(st.sampled_from([".", " . ", " punt ", "[.]", "[punt]", " dot "]))
    return name + at + host + dot + draw(st.sampled_from(["nl", "com", "org"]))


personal = st.one_of(dates_in_figures(), dates_in_words(), numbers(), postcodes(), addresses())


@many
@given(around, names, names, around)
def test_an_e_mail_address_is_found_wherever_it_stands(before, name, host, after):
    assert personal_data(f"{before} {name}@{host}.nl {after}")


@many
@given(around, digits, between, around)
def test_six_digits_are_found_in_any_script_and_with_anything_between(before, number, sign, after):
    assert personal_data(before + sign.join(number) + after)


@many
@given(befores, personal.flatmap(disguised), afters)
def test_who_somebody_is_is_seen_in_any_script_with_any_sign_and_through_what_is_not_seen(before, who, after):
    assert personal_data(before + who + after)


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        (DATES, (DATE, NUMBER)),
        (NUMBERS, (NUMBER, DATE)),
        (POSTCODES, (POSTCODE,)),
        (MAILS, (MAIL,)),
        (LINKS, (LINK,)),
        (STREETS, (STREET,)),
    ],
    ids=["dates", "numbers", "postcodes", "addresses", "links", "streets"],
)
@pytest.mark.parametrize("sentence", ["{}", "Lener ({}) kan niet inloggen.", "Het gaat om {}, zegt de balie"])
def test_what_people_type_is_seen_for_what_it_is(texts, kinds, sentence):
    seen = {text: seen_in(sentence.format(text)) for text in texts}
    assert {text: kind for text, kind in seen.items() if kind not in kinds} == {}


@many
@given(letters)
def test_words_alone_are_never_refused(text):
    assert personal_data(text) is None


@many
@given(st.text(max_size=2000))
def test_any_text_gets_an_answer(text):
    assert seen_in(text) in {None, *KINDS}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bel 06-12345678", NUMBER),
        ("geboren 3-12-1970 dus", DATE),
        ("pas ２１００１２３４", NUMBER),
        ("jan @ example.org", MAIL),
        ("jan＠example.org", MAIL),
        ("woont op 1234 AB", POSTCODE),
        ("woont op 1234ab", POSTCODE),
    ],
)
def test_the_reason_says_what_it_is_and_what_to_do(text, reason):
    assert personal_data(text) == f"{reason.seen} {reason.remedy}"
    assert reason.remedy.startswith("Haal")


@pytest.mark.parametrize("text", ["", *HARMLESS])
def test_ordinary_remarks_are_fine(text):
    assert personal_data(text) is None


@many
@given(st.lists(st.sampled_from([text for text in HARMLESS if not text.startswith("@ home")]), max_size=8))
def test_ordinary_remarks_are_fine_together(texts):
    assert personal_data(" en dan ".join(texts)) is None


def test_the_handbooks_own_words_are_fine():
    for step in load().steps:
        assert personal_data(f"{step.title} {step.say}".replace("fbiam@kb.nl", "")) is None, step.id


@pytest.mark.parametrize("name", ["tuning_phrasings.txt", "desk_phrasings.txt"])
def test_what_the_desk_asks_of_the_search_is_fine(name):
    for _, text in phrasings(name):
        assert personal_data(text) is None, text


def test_a_very_long_text_is_judged_at_once():
    assert personal_data("1 " * 4 + "a" * 100_000 + " 1.1.1" * 20_000 + "x") == str(NUMBER)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            "1",
            " ",
            "1 ",
            "1a ",
            "12 mei ",
            "12 ",
            "12 mei van de ",
            "?1",
            "& ",
            "/1",
            "a@ ",
            "a @",
            "(at)",
        ),
        *(
            "a at b ",
            "at a.",
            "geboren op ",
            "geboorte",
            "zeven",
            "een ",
            "1234 ",
            "1234 a",
            "09:00-",
            "O",
            "12:",
        ),
        *(
            "2025-",
            "mei ",
            "1962 ",
            "straat ",
            "\u200b",
            "1\u200b",
            "\u20e3",
            "a-",
            "jan at a",
            "?a=",
            "/a",
            "1! ",
        ),
    ],
)
@pytest.mark.parametrize("end", ["", "x"])
def test_a_long_text_made_to_be_slow_is_judged_at_once(piece, end):
    assert seen_in(piece * (20_000 // len(piece)) + end) in {None, *KINDS}
