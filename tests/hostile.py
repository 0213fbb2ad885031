"""A handbook whose every text tries to become script."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, get_args

from playwright.sync_api import Page
from pydantic import BaseModel

from ehbi.handbook import Handbook
from ehbi.handbook.languages import digest
from ehbi.handbook.step import Step
from ehbi.handbook.values import Spec

from .tried import note

FLAG = "window.hacked"
"""What a script that runs sets."""
ATTEMPTS = (
    "<img src=x onerror='window.hacked=1'>",
    "<script>window.hacked=1</script>",
    "</script></style></title></textarea><svg onload='window.hacked=1'>",
    "\"'><b onmouseover=window.hacked=1 onfocus=window.hacked=1 autofocus tabindex=0>",
    "[klik](javascript:window.hacked=1) ![x](x' onerror='window.hacked=1')",
    "]]><script>window.hacked=1</script><![CDATA[",
    "{{ constructor.constructor('window.hacked=1')() }} ${window.hacked=1}",
    "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "&lt;img src=x onerror=window.hacked=1&gt;",
)
LINK = "javascript:window.hacked=1"
Write = Callable[[str], str]


def hostile(handbook: Handbook) -> Handbook:
    """Return the handbook with another attempt in each text and link; names, numbers and days stay.

    Its translations are those of the texts that it has now: an outdated one is shown nowhere.
    """
    numbers = count()
    made = rewritten(handbook, lambda was: attempt(next(numbers), was), lambda _: LINK)
    return made.model_copy(update={"steps": tuple(map(_translated, made.steps))})


def _translated(step: Step) -> Step:
    of = digest(step)
    translations = tuple(one.model_copy(update={"of": of}) for one in step.translations)
    return step.model_copy(update={"translations": translations})


def assert_nothing_ran(page: Page) -> None:
    """Fail when an attempt has run in a page."""
    note("hostile", page.title() or "without a title")
    assert page.evaluate(f"() => {FLAG}") is None


def rewritten(handbook: Handbook, text: Write, link: Write = str) -> Handbook:
    """Return the handbook with each text and link written anew from what it was."""
    return Handbook.model_validate(_value(handbook, text, link))


def attempt(number: int, was: str = "") -> str:
    """Return one attempt, which says what it stands in the place of."""
    return f"{was[:20]} {number} {ATTEMPTS[number % len(ATTEMPTS)]}"


def _value(value: BaseModel, text: Write, link: Write) -> dict[str, Any]:
    fields = type(value).model_fields
    return {name: _held(getattr(value, name), name, _is_text(fields[name]), text, link) for name in fields}


def _held(held: Any, name: str, is_text: bool, text: Write, link: Write) -> Any:
    if isinstance(held, BaseModel):
        return _value(held, text, link)
    if isinstance(held, tuple):
        return [_held(item, name, is_text, text, link) for item in held]
    if not is_text or not isinstance(held, str):
        return str(held) if name == "reviewed" and held else held
    return link(held) if name == "link" else text(held)


def _is_text(field: Any) -> bool:
    """Return whether a field holds free text: a name or a fact's number has a pattern instead."""
    kinds = (field.annotation, *get_args(field.annotation))
    return str in kinds and all(isinstance(one, Spec) for one in field.metadata)
