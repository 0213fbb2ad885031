"""From a handbook to text: YAML that a person can edit, and JSON."""

from __future__ import annotations

import json
from itertools import takewhile
from typing import Any

import yaml

from .model import Handbook, Profile
from .reader import PACKAGED
from .textfile import FORBIDDEN
from .values import Value

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and nothing that the reader refuses, such as an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the base class asks for it
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if FORBIDDEN.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def to_data(handbook: Handbook) -> dict[str, Any]:
    """Return a handbook as dicts, lists, text, numbers and booleans, without what is at its default."""
    return handbook.model_dump(mode="json", exclude_defaults=True)


def to_json(handbook: Handbook) -> str:
    """Return a handbook as JSON text; the YAML reader reads it too."""
    text = json.dumps(to_data(handbook), ensure_ascii=False, indent=2) + "\n"
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def to_yaml(handbook: Handbook) -> str:
    """Return a handbook as YAML text, headed by the explanation that the packaged file has.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.validation import shape
    >>> from ehbi.handbook.source import parse_source
    >>> shape(Handbook, parse_source(to_yaml(ehbi.load()), "copy.yaml"))[0] == ehbi.load()
    True
    """
    return explanation(PACKAGED.read_text(encoding="utf-8")) + written(handbook)


def written(value: Value) -> str:
    r"""Return a handbook or a part of it as YAML text, without what is at its default.

    Examples
    --------
    >>> import ehbi
    >>> written(ehbi.load().facts[0].model_copy(update={"text": "Kort"}))
    "id: '1.1'\ntext: Kort\n"
    """
    data = value.model_dump(mode="json", exclude_defaults=True)
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def profile_to_yaml(profile: Profile, head: str) -> str:
    r"""Return a library's profile as YAML text.

    Parameters
    ----------
    profile
        What the library filled in.
    head
        Comment to begin with.

    Examples
    --------
    >>> profile_to_yaml(Profile(format=1, library="Bibliotheek Noord"), "# Van ons\n")
    '# Van ons\nformat: 1\nlibrary: Bibliotheek Noord\n'
    """
    return head + written(profile)


def explanation(text: str) -> str:
    r"""Return the comment that a file begins with.

    Examples
    --------
    >>> explanation("# Uitleg\nformat: 1\n# Los\n")
    '# Uitleg\n'
    """
    return "".join(takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))
