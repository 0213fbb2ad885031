"""The words of a label in Mermaid: without quotes, codes, icons and markup."""

from __future__ import annotations

import re

from .labels import plain

_CODE = re.compile(r"#(\w+);")
_BREAK = re.compile(r"\\n|\n")
_ICON = re.compile(r"\bfa[a-z]?:fa-[\w-]+")
_MARKED = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)")


def words(label: str) -> str:
    r"""Return the lines of a label as somebody sees them.

    Examples
    --------
    >>> words("Werkt de #quot;pas#quot;?<br/>Kijk eerst")
    'Werkt de "pas"?\nKijk eerst'
    >>> words("`De **pas** is\nkwijt`"), words("fa:fa-user Lener")
    ('De pas is\nkwijt', 'Lener')
    """
    said = label.strip()
    if len(said) > 1 and said[0] == said[-1] == "`":
        said = _MARKED.sub("", said[1:-1])
    said = _ICON.sub("", _BREAK.sub("<br>", said))
    return plain(_CODE.sub(_as_html, said))


def _as_html(code: re.Match[str]) -> str:
    """Return one of Mermaid's codes, ``#35;`` or ``#quot;``, as that of HTML."""
    return f"&#{code[1]};" if code[1].isdecimal() else f"&{code[1]};"
