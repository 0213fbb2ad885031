"""A manager without a browser: what is filled in, pressed and read on their page."""

from __future__ import annotations


def send(to, **content):
    to._hear(to, content, [])


def panel(editor, view):
    """Return the panel of a view, opened as its button in the bar does."""
    if editor.page.view != view:
        send(editor.bar, press=f"view/{view}")
    return editor.views[view].panel


def fill(to, field, value):
    send(to, fill=field, value=value)


def press(to, button):
    send(to, press=button)


def flat(blocks):
    for block in blocks:
        yield block
        yield from flat(block.get("blocks", ()))


def block(shown, name):
    return next(one for one in flat(shown.blocks) if one["id"] == name)


def texts(shown):
    return [one.get("text") or one.get("label", "") for one in flat(shown.blocks)]


def press_problem(editor, number):
    """Press one of the list of problems, counted from 0."""
    buttons = [one["id"] for one in flat(editor.checks.panel.blocks) if one["kind"] == "button"]
    press(editor.checks.panel, buttons[number])
