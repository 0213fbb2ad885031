"""The handbook's small Markdown: paragraphs, lists, bold and links; anything else is plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token


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


def links(text: str) -> tuple[str, ...]:
    """Return the targets of all links in a text.

    Examples
    --------
    >>> links("Mail naar [ons](mailto:a@b.nl).")
    ('mailto:a@b.nl',)
    """
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


def to_html(text: str) -> str:
    r"""Return a text as HTML, with everything that is not the small Markdown escaped.

    Links open in a tab of their own, so that a case is never lost to one; a link that is not safe
    leads nowhere, also in a draft that nobody has checked yet.

    Examples
    --------
    >>> to_html("Kies **nu** <b>")
    '<p>Kies <strong>nu</strong> &lt;b&gt;</p>\n'
    """
    tokens = _tokens(text)
    for token in _flat(tokens):
        if token.type == "link_open":
            if not is_safe(str(token.attrGet("href"))):
                del token.attrs["href"]
            token.attrSet("target", "_blank")
            token.attrSet("rel", "noopener noreferrer")
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def to_plain(text: str) -> str:
    r"""Return a text without any markup: one line a paragraph or item, items with their mark.

    Examples
    --------
    >>> to_plain("Doe dit:\n\n1. Kies **A**.\n2. Klaar.")
    'Doe dit:\n1. Kies A.\n2. Klaar.'
    """
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
