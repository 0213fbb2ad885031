"""Labels as drawing programs keep them: a little HTML, of which only the words are ours."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

_LINES = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol"})
_UNSEEN = frozenset({"script", "style", "title"})


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
    marked, end, rest = label.rpartition(
        ">"
    )  # after the last one is no tag, and looking for its end takes long
    reader.feed(marked + end)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join([*reader.words, unescape(rest)]).splitlines())
    return "\n".join(filter(None, lines))


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
