"""The small Markdown: paragraphs, lists, bold and links; anything else is plain text, escaped."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook.text import is_safe, links, to_html, to_plain

from .strategies import difficult_texts, many

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}

ATTRIBUTES = {"a": {"href", "title", "target", "rel", "data-address"}, "ol": {"start"}}


class Reader(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text, self.other = [], [], "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


_pieces = st.sampled_from(
    [
        "**", "*", "_", "[", "]", "(", ")", "](", "](javascript:alert(1))", "](https://a.nl)", "<", ">",
        "<b>", "</p>", "<script>", "&", "&lt;", "&#106;", "\\", "`", "```", "\n", "\n\n", "\n- ", "\n1. ",
        "\n    ", "\n> ", "\n# ", "~~", "|", "!", "'", '"', "https://a.nl", "a@b.nl", "tekst", " ", "\t",
        "\x00", "\u2028", "é", "<!--", "-->", "<?", "]]>", "data:", "onclick=",
    ]
)  # fmt: skip

markdown_like = st.one_of(st.lists(_pieces, max_size=30).map("".join), difficult_texts)


@many
@given(markdown_like)
def test_whatever_is_written_only_the_small_markdown_becomes_markup(text):
    seen = Reader(to_html(text))
    assert set(seen.tags) <= TAGS
    assert seen.other == []
    assert all(name in ATTRIBUTES.get(tag, ()) for tag, name, _ in seen.attributes)


@many
@given(markdown_like)
def test_the_links_in_the_html_are_the_safe_ones_of_those_that_the_checks_look_at(text):
    seen = Reader(to_html(text))
    safe = [link for link in links(text) if is_safe(link)]
    assert [value for _, name, value in seen.attributes if name == "href"] == safe


@many
@given(markdown_like)
def test_plain_text_has_the_words_of_the_html(text):
    seen = Reader(to_html(text).replace("<br", " <br")).text
    words = [word for line in to_plain(text).splitlines() for word in line.split()]
    marks = {"-", *(f"{number}{sign}" for number in range(1000) for sign in ".)")}
    assert [word for word in words if word not in marks] == [
        word for word in seen.split() if word not in marks
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Een.\n\nTwee.", "<p>Een.</p>\n<p>Twee.</p>\n"),
        ("Kies **nu** dit.", "<p>Kies <strong>nu</strong> dit.</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("", ""),
        (
            "[hier](https://a.nl)",
            '<p><a href="https://a.nl" data-address="a.nl" target="_blank" rel="noopener noreferrer">'
            "hier</a></p>\n",
        ),
    ],
)
def test_what_it_knows_becomes_html(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>vet</b>", "<!-- weg -->",
        "<https://a.nl>", "<javascript:alert(1)>", "https://a.nl", "www.a.nl", "a@b.nl", "`code`",
        "```\ncode\n```", "# kop", "> citaat", "***", "---", "~~weg~~", "| a | b |\n|---|---|\n| 1 | 2 |",
        "&lt;b&gt; &amp; &copy; &#106;", "[a]: https://a.nl\n\n[a]", "[a][b]", "[a](https://a.nl", "\\<b>",
        "{{ x }} {% y %} ${z}", "snake_case_name", "2 * 3 * 4", "kop\n===", "[^1]", ":smile:",
    ],
)  # fmt: skip
def test_what_it_does_not_know_stays_text(text):
    seen = Reader(to_html(text))
    assert set(seen.tags) <= {"p"}
    assert seen.text.split() == text.replace("\\<", "<").split()


def test_an_image_is_a_link_at_most():
    seen = Reader(to_html("![beeld](https://a.nl/x.png)"))
    assert "img" not in seen.tags
    assert links("![beeld](https://a.nl/x.png)") == ("https://a.nl/x.png",)


def test_an_attribute_cannot_be_broken_out_of():
    seen = Reader(to_html('[a](https://a.nl/"onclick="x) [b](https://a.nl "\\" onclick=\\"x")'))
    assert {name for _, name, _ in seen.attributes} <= ATTRIBUTES["a"]


@pytest.mark.parametrize(
    "text", ["[" * 5_000, "[a](" * 5_000, "**a" * 5_000, "- " * 5_000, "\\" * 5_000, "*_" * 5_000]
)
def test_a_text_made_to_be_slow_or_deep_is_still_shown(text):
    assert to_html(text)
    assert links(text) == ()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http://a.nl", "//a.nl", "x"])
def test_a_link_that_is_not_safe_leads_nowhere_also_in_a_draft(link):
    assert "href" not in to_html(f"[klik]({link})")
