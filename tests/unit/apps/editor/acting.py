"""A manager without a browser: opening a view, filling in and pressing what it shows."""

from __future__ import annotations

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.store import Store

from ..managing import block, flat, panel, press_problem, send

__all__ = ["block", "flat", "press_problem", "send"]

opened = panel


def editor():
    return Editor(WorkingCopy(Store.open("sqlite://", publishes=True), "Noor"))


def fill(editor, view, field, value):
    send(opened(editor, view), fill=field, value=value)


def press(editor, view, button):
    send(opened(editor, view), press=button)


def part(editor, sort, at=0):
    """Have a thing in the form of the view for those."""
    fill(editor, "gegevens", "sort", sort)
    fill(editor, "gegevens", "thing", str(at))


def of_kind(shown, kind):
    return [one for one in flat(shown.blocks) if one["kind"] == kind]


def options(shown, field):
    """Return what a choice offers."""
    offered = field["options"]
    return [one[0] for one in (shown.lists[offered] if isinstance(offered, str) else offered)]


def another(panel, field, held):
    """Return something else that fits a field."""
    match field["form"]:
        case "choice":
            return next(value for value in options(panel, field) if value not in ("", field["value"]))
        case "check":
            return not field["value"]
        case "date":
            return "2026-01-02"
    if field["id"].endswith("source"):
        return "1.1, 6.7"
    if field["id"].endswith("id"):
        return "7.7" if "." in held else "heel-nieuw"
    return "7" if field["id"] == "number" else "Iets anders"
