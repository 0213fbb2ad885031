"""A manager without a browser: opening a view, filling in and pressing what it shows."""

from __future__ import annotations

from ehbi.apps.editor import Editor, Work
from ehbi.store import Store


def editor():
    return Editor(Work(Store.open("sqlite://", publishes=True), "Noor"))


def send(to, **content):
    to._hear(to, content, [])


def opened(editor, view):
    """Return the panel of a view, opened as its button in the bar does."""
    if editor.page.view != view:
        send(editor.bar, press=f"view/{view}")
    return editor.views[view].panel


def fill(editor, view, field, value):
    send(opened(editor, view), fill=field, value=value)


def press(editor, view, button):
    send(opened(editor, view), press=button)


def part(editor, sort, at=0):
    """Have a thing in the form of the view for those."""
    fill(editor, "gegevens", "sort", sort)
    fill(editor, "gegevens", "thing", str(at))


def flat(blocks):
    for one in blocks:
        yield one
        yield from flat(one.get("blocks", ()))


def block(panel, name):
    return next(one for one in flat(panel.blocks) if one["id"] == name)


def of_kind(panel, kind):
    return [one for one in flat(panel.blocks) if one["kind"] == kind]


def options(panel, field):
    """Return what a choice offers."""
    offered = field["options"]
    return [value for value, _ in (panel.lists[offered] if isinstance(offered, str) else offered)]
