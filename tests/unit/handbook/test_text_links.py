"""Links in a text, and a text as plain lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook.text import links, to_html, to_plain

from .strategies import many
from .test_text import Reader


@many
@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=1, max_size=5))
def test_plain_words_stay_as_they_are(words):
    text = " ".join(words)
    assert to_plain(text) == text
    assert Reader(to_html(text)).text == text + "\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](javascript:alert(1))", "javascript:alert(1)"), ("[a](&#106;avascript:x)", "javascript:x"),
        ("[a](<javascript:x>)", "javascript:x"), ("[a](vbscript:x 'titel')", "vbscript:x"),
        ("[a](data:text/html,x)", "data:text/html,x"), ("[a]()", ""),
        ("- **[a](http://a.nl)**", "http://a.nl"), ("1. a\n\n   - [b](ftp://b)", "ftp://b"),
        ("[*a* **b**](/c)", "/c"), ("![a](file:///x)", "file:///x"),
    ],
)  # fmt: skip
def test_every_link_is_found_however_it_is_hidden(text, found):
    assert links(text) == (found,)


@pytest.mark.parametrize(
    "text", [r"\[a\](http://x)", "[a] (http://x)", "http://x", "<http://x>", "[a]", "(http://x)"]
)
def test_what_is_no_link_is_not_found(text):
    assert links(text) == ()


def test_a_link_opens_in_a_tab_of_its_own_and_tells_nothing():
    seen = Reader(to_html("[a](https://a.nl) en [b](mailto:b@a.nl)"))
    assert [value for _, name, value in seen.attributes if name == "target"] == ["_blank", "_blank"]
    assert [value for _, name, value in seen.attributes if name == "rel"] == ["noopener noreferrer"] * 2


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Een.\n\nTwee.", "Een.\nTwee."), ("Een\ntwee.", "Een twee."), ("Een\\\ntwee.", "Een twee."),
        ("Een  \ntwee.", "Een twee."), ("- a\n- **b**", "- a\n- b"), ("1. a\n2. b", "1. a\n2. b"),
        ("7) a\n8) b", "7) a\n8) b"), ("- a\n\n  b\n- c", "- a\nb\n- c"), ("- a\n  1. b", "- a\n1. b"),
        ("[hier](https://a.nl)", "hier"), (r"1\. geen lijst", "1. geen lijst"), ("", ""), ("  a  ", "a"),
        ("<b>", "<b>"),
    ],
)  # fmt: skip
def test_plain_text_has_one_line_a_paragraph_or_item(text, plain):
    assert to_plain(text) == plain
