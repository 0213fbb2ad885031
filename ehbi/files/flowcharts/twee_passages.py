"""What a passage of Twine says: its links and words, without the code of Harlowe, SugarCube and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...handbook.text import folded
from ..labels import plain

_LINK = re.compile(r"\[\[([^\[\]\n]++)(?:\]\[[^\]\n]*+)?\]\]")
_STRING = r"""(?:"([^"\n]*+)"|'([^'\n]*+)')"""
_MACRO = re.compile(
    rf"(?:<<(?:link|button|goto)[ \t]++|\((?:link-?go-?to|link-reveal-go-?to|go-?to):[ \t]*+){_STRING}"
    rf"(?:[ \t,]++{_STRING})?"
)
_COMPUTED = re.compile(r"[$_]\w|\w+\(|https?:|mailto:")
_SHOWN = re.compile(r"[ \t]*+(?:[-*>]|\d+[.)])?[ \t]*+")
_SCRIPT = re.compile(r"<<(/?)script[^<>]*+>>", re.IGNORECASE)
_CODE = re.compile(
    r"<<(?:[^<>]|[<>](?![<>]))*+>>|<%(?:[^%<]|%(?!>)|<(?!%))*+%>|/%(?:[^%/]|%(?!/)|/(?!%))*+%/|\{(?:embed|reveal|cycling|back|"
    r"restart|dropdown|text input|var)\b[^{}\n]*+\}"
)
_MODIFIER = re.compile(
    r"\[(?:if|unless|else|after|align|cont\w*+|note|JavaScript|CSS)\b[^\]\n]*+\]", re.IGNORECASE
)
_VARIABLES = re.compile(r"\A(?:[ \t]*+[\w.$]++(?:[ \t]*+\([^)\n]*+\))?[ \t]*+:[^\n]*+\n|\s*+\n)*+--\n")
_HARLOWE = re.compile(r"\([\w-]++:")
_HOOK = re.compile(r"\|?\w*+>\[|\]<\w*+\||[\[\]]")


def links(body: str) -> Iterator[tuple[str, str]]:
    """Yield the label and the target of each link; one of which the target is worked out is left out."""
    found = sorted([*_LINK.finditer(body), *_MACRO.finditer(body)], key=lambda one: one.start())
    for one in found:
        label, target = _parted(one[1]) if one.re is _LINK else _of_macro(one)
        target = folded(target)
        if target and not _COMPUTED.match(target):
            yield folded(plain(label)) or target, target


def words(body: str, *, is_harlowe: bool) -> str:
    """Return what a passage tells: paragraphs, without its code and without lines that are only a link."""
    said = _SCRIPT.sub(r"<\1script>", _VARIABLES.sub("", body))
    lines = (_line(line) for line in _CODE.sub("", said).split("\n"))
    text = _MODIFIER.sub("", "\n".join(lines))
    if is_harlowe:
        text = _HOOK.sub("", _without_macros(text))
    return "\n\n".join(plain(text).replace("''", "").split("\n"))


def _line(line: str) -> str:
    """Return a line with the labels of its links; nothing of one that only has links."""
    if not _SHOWN.fullmatch(_LINK.sub("", line)):
        return _LINK.sub(lambda link: _parted(link[1])[0], line)
    return "" if _LINK.search(line) else line


def _parted(link: str) -> tuple[str, str]:
    """Return the label and the target that are between the brackets of a link."""
    if "->" in link:
        label, _, target = link.rpartition("->")
    elif "<-" in link:
        target, _, label = link.partition("<-")
    elif "|" in link:
        label, _, target = link.rpartition("|")
    else:
        label = target = link
    return label, target


def _of_macro(found: re.Match[str]) -> tuple[str, str]:
    label, target = found[1] or found[2] or "", found[3] or found[4] or ""
    return label, target or ("" if found[0].startswith(("<<link", "<<button")) else label)


def _without_macros(text: str) -> str:
    """Return a text without Harlowe's macros, of which one can be in another."""
    kept: list[str] = []
    at = 0
    while found := _HARLOWE.search(text, at):
        kept.append(text[at : found.start()])
        at = _closed(text, found.end())
    return "".join([*kept, text[at:]])


def _closed(text: str, at: int) -> int:
    """Return where a bracket closes of which the inside begins here; or the end of the text."""
    depth = 1
    while depth and at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
    return at
