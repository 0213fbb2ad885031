"""The handbook's small Markdown: paragraphs, lists, bold and links; anything else is plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML file can hold."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return the parser; its preset knows no HTML, and links are judged by the checks, not hidden here."""
    parser = MarkdownIt("zero").enable(["list", "emphasis", "link", "escape"])
    parser.validateLink = bool  # type: ignore[method-assign, assignment]  # markdown-it's own way to set it
    return parser


def _tokens(text: str) -> Sequence[Token]:
    return _parser().parse(text)


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def folded(text: str) -> str:
    r"""Return a text as it reads: with accents made in one way, and one space for what looks like one.

    Examples
    --------
    >>> folded("Ja\u00a0hoor") == folded(" Ja  hoor"), folded("Ee\u0301n") == folded("E\u00e9n")
    (True, True)
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def clean(text: str) -> str:
    r"""Return the text with runs of white space made one space, and without what XML cannot hold.

    Examples
    --------
    >>> clean("De  lener\nlogt in\x00")
    'De lener logt in'
    """
    return " ".join(NOT_XML.sub(" ", text).split())


_PASTED = str.maketrans(
    {"\t": " ", "\u00a0": " ", "\u202f": " ", "\v": "\n", "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)
"""What a word processor puts into a text: other spaces and line ends, and signs that nobody sees."""


def cleaned(text: str) -> str:
    r"""Return a text that was pasted as somebody would have typed it.

    Examples
    --------
    >>> cleaned("Wacht\u00adwoord:\tkies\u00a0er een.\vKlaar\u200b")
    'Wachtwoord: kies er een.\nKlaar'
    """
    return text.replace("\r\n", "\n").translate(_PASTED)


def links(text: str) -> tuple[str, ...]:
    """Return the targets of all links in a text."""
    if "](" not in text:
        return ()
    return tuple(str(token.attrGet("href")) for token in _flat(_tokens(text)) if token.type == "link_open")


def is_safe(link: str) -> bool:
    """Return whether a link is a complete https or mailto address, without blanks in it."""
    if any(char.isspace() for char in link):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", parts.path) is not None
    return parts.scheme == "https" and bool(parts.hostname)


def unsaid(link: str, text: str) -> str:
    """Return the address of a link as people write it on paper; nothing where its text says it already.

    Examples
    --------
    >>> unsaid("https://onlinebibliotheek.nl/contact", "het formulier")
    'onlinebibliotheek.nl/contact'

    """
    address = link.removeprefix("https://").rstrip("/")
    if link.startswith("mailto:"):
        address = urlsplit(link).path
    return "" if address in text else address


def to_html(text: str, is_dutch: Callable[[str], bool] | None = None) -> str:
    r"""Return a text as HTML, with everything that is not the small Markdown escaped.

    Links open in a tab of their own, so that a case is never lost to one; an unsafe one leads nowhere. In a
    text of another language, a bold one that ``is_dutch`` stands apart as Dutch, read from left to right.

    Examples
    --------
    >>> to_html("Press **inbox**", {"inbox"}.__contains__)
    '<p>Press <strong><bdi lang="nl" dir="ltr">inbox</bdi></strong></p>\n'
    """
    tokens = _tokens(text)
    flat = list(_flat(tokens))
    for at, token in enumerate(flat, 1):
        if token.type == "link_open":
            _dress(token, _inside(flat[at:], "link_close"))
        elif token.type == "strong_open" and is_dutch and is_dutch(_inside(flat[at:], "strong_close")):
            _isolate(token, next(one for one in flat[at:] if one.type == "strong_close"))
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def _inside(tokens: Iterable[Token], end: str) -> str:
    return "".join(token.content for token in takewhile(lambda token: token.type != end, tokens))


def _isolate(begin: Token, end: Token) -> None:
    begin.type = end.type = "html_inline"
    begin.content, end.content = '<strong><bdi lang="nl" dir="ltr">', "</bdi></strong>"


def bold(text: str) -> tuple[str, ...]:
    r"""Return what is bold in a text.

    Examples
    --------
    >>> bold("1. Kies **Wachtwoord vergeten**.\n2. Kijk in je **inbox**.")
    ('Wachtwoord vergeten', 'inbox')
    """
    if "**" not in text and "__" not in text:
        return ()
    flat = list(_flat(_tokens(text)))
    starts = (at for at, token in enumerate(flat, 1) if token.type == "strong_open")
    return tuple(_inside(flat[at:], "strong_close") for at in starts)


def count_items(text: str) -> int:
    """Return how many items its lists have."""
    return sum(token.type == "list_item_open" for token in _tokens(text))


def _dress(link: Token, text: str) -> None:
    address = str(link.attrGet("href"))
    if not is_safe(address):
        del link.attrs["href"]
    elif unsaid(address, text):
        link.attrSet("data-address", unsaid(address, text))
    link.attrSet("target", "_blank")
    link.attrSet("rel", "noopener noreferrer")


def to_plain(text: str) -> str:
    """Return a text without any markup: one line a paragraph or item, items with their mark."""
    lines: list[str] = []
    mark = ""
    for token in _tokens(text):
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        if token.type == "inline":
            lines.append(mark + _words(token))
            mark = ""
    return "\n".join(lines)


def _words(token: Token) -> str:
    pieces = (" " if child.type == "hardbreak" else child.content for child in token.children or ())
    return " ".join("".join(pieces).split())
