"""The rule about links, and the rule about the day of review."""

from __future__ import annotations

from datetime import date

import pytest

from ehbi.handbook import Severity
from ehbi.handbook.checks.wording import is_safe

UNSAFE = [
    "http://onlinebibliotheek.nl", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)",
    "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//example.org", "/contact", "contact", "#top",
    "", "https:", "https://", "https:///x", "https:example.org", "https://[", "https://a b",
    " https://example.org", "https://example.org\n", "mailto:", "mailto:fbiam", "mailto:fbiam@kb",
    "mailto:@kb.nl", "mailto:a@b.nl,c@d.nl", "mailto:a b@kb.nl", "tel:0", "ftp://example.org",
]  # fmt: skip

SAFE = [
    "https://onlinebibliotheek.nl/contact",
    "HTTPS://example.org",
    "https://example.org:8443/a?b=c#d",
    "https://münchen.example",
    "mailto:fbiam@kb.nl",
    "mailto:fbiam@kb.nl?subject=Pasnummer",
]


@pytest.mark.parametrize("link", UNSAFE)
def test_a_link_that_is_not_https_or_mailto_is_not_safe(link):
    assert not is_safe(link)


@pytest.mark.parametrize("link", SAFE)
def test_a_complete_https_or_mailto_link_is_safe(link):
    assert is_safe(link)


@pytest.mark.parametrize("link", ["http://example.org", "javascript:alert(1)", "", "mailto:fbiam"])
def test_an_unsafe_link_of_a_contact(draft, link):
    path = draft.put(("contacts", 0, "channels", 0, "link"), link)
    problem = draft.only(path)
    assert problem.message == f"De link ‘{link}’ begint niet met https:// of mailto:"
    assert problem.remedy == "Gebruik een https-adres of een e-mailadres"


@pytest.mark.parametrize(
    "text",
    [
        "Zie [hier](http://example.org).", "Zie [hier](javascript:alert(1)).",
        "Zie [hier](&#106;avascript:alert(1)).", 'Zie [hier](data:x "titel").',
        "- lijst\n  - met [hier](ftp://x)", "**[vet](file:///x)**",
        "Zie ![beeld](http://example.org/x.png).",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["text", "patron"])
def test_an_unsafe_link_in_a_text(draft, field, text):
    path = draft.put(("steps", 0, field), text)
    assert draft.only(path).message.endswith("begint niet met https:// of mailto:")


def test_each_unsafe_link_in_a_text_is_reported(draft):
    draft.put(("steps", 0, "text"), "[a](http://a.nl), [b](https://b.nl) en [c](ftp://c.nl)")
    assert [problem.message.split("‘")[1].split("’")[0] for problem in draft.problems()] == [
        "http://a.nl",
        "ftp://c.nl",
    ]


@pytest.mark.parametrize("text", ["Zie http://example.org.", r"\[niet\](http://x)", "[los] (http://x)"])
def test_what_only_looks_like_a_link_is_fine(draft, text):
    draft.put(("steps", 0, "text"), text)
    assert draft.problems() == ()


def test_a_step_not_reviewed_for_more_than_a_year_is_a_warning(draft):
    path = draft.put((*draft.where("steps", "toegang"), "reviewed"), "2025-11-23")
    problem = draft.only(path)
    assert problem.severity is Severity.WARNING
    assert problem.message == "Stap ‘De lener heeft toegang’ is langer dan een jaar niet nagekeken"
    assert problem.remedy == "Kijk of de stap nog klopt en zet de datum van vandaag bij reviewed"


def test_a_step_reviewed_a_year_ago_to_the_day_is_fine(draft):
    draft.put((*draft.where("steps", "toegang"), "reviewed"), "2025-11-24")
    assert draft.problems() == ()


def test_a_review_of_tomorrow_is_a_warning(draft):
    path = draft.put((*draft.where("steps", "toegang"), "reviewed"), "2026-11-25")
    problem = draft.only(path)
    assert problem.severity is Severity.WARNING
    assert problem.message == "Stap ‘De lener heeft toegang’ is nagekeken op een dag die nog moet komen"


def test_the_first_and_the_last_day_of_the_calendar_are_days(draft):
    draft.put(("steps", 0, "reviewed"), "0001-01-01")
    assert len(draft.problems()) == 1
    assert len(draft.problems(date.max)) == len(draft.data["steps"])
