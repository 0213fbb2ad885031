"""Labels of others, often a little HTML: their words, and what of them is a title, a text or a question."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from textwrap import shorten

from ..handbook.placeholders import NEW_STEP
from ..handbook.text import folded

TITLE = 60
"""Characters of a title; a longer label is the text too."""
ASKED = 80
"""Characters of a question above the answers."""
_LINES = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol"})
_UNSEEN = frozenset({"script", "style", "title"})
_TAG = re.compile(r"</\w|<\w+\s*/?>|<(?:table|font|td)\s", re.IGNORECASE)


def is_html(label: str) -> bool:
    """Return whether a label that is a text or HTML has a tag in it."""
    return bool(_TAG.search(label))


def text_of(label: str) -> str:
    r"""Return the lines of a label that is HTML where it has a tag, and else a text as it stands.

    Examples
    --------
    >>> text_of("<b>R&amp;D</b>"), text_of("R&amp;D")
    ('R&D', 'R&amp;D')
    """
    return plain(label if is_html(label) else escape(label, quote=False))


def plain(label: str) -> str:
    r"""Return the lines of a label that may be HTML, without any markup.

    Examples
    --------
    >>> plain("Werkt de <b>pas</b>?<br/>Kijk &eacute;erst goed")
    'Werkt de pas?\nKijk éerst goed'
    >>> plain("a < b"), plain("<script>alert(1)</script>Ja")
    ('a < b', 'Ja')
    """
    reader = _Words()
    # After the last one is no tag, and looking for its end takes long.
    marked, end, rest = label.rpartition(">")
    reader.feed(marked + end)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join([*reader.words, unescape(rest)]).splitlines())
    return "\n".join(filter(None, lines))


def titled(label: str) -> dict[str, str]:
    r"""Return the title and the text that a label is: its first sentence, where a line ends, and the rest.

    Examples
    --------
    >>> titled("Werkt de pas?\nKijk eerst\nin het systeem.")
    {'title': 'Werkt de pas?', 'text': 'Kijk eerst in het systeem.'}
    """
    first, *rest = _sentences(label) or [NEW_STEP]
    if len(first) <= TITLE:
        return {"title": first, "text": "\n\n".join(rest)}
    return {"title": shortened(first), "text": "\n\n".join([first, *rest])}


def shortened(title: str) -> str:
    """Return as much of a title as one can be long."""
    return shorten(title, TITLE, placeholder=" …")


def asked(title: str, text: str) -> dict[str, str]:
    """Return the question that a text ends with, apart from it, where the title asks nothing."""
    rest, _, last = text.rpartition("\n\n")
    if title.endswith("?") or not last.endswith("?") or len(last) > ASKED:
        return {}
    return {"text": rest, "prompt": last}


def _sentences(label: str) -> list[str]:
    """Return the lines of a label; one that goes on with a small letter was broken to fit its box."""
    lines: list[str] = []
    for line in filter(None, map(folded, label.splitlines())):
        if lines and (line[0].islower() or line[0] in "(&/"):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the base class gives them
        self._hidden += tag in _UNSEEN
        if tag in _LINES:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _UNSEEN))
        if tag in _LINES:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
