"""Whatever a manager fills in and presses: nothing fails, nothing is lost, and all of it can be undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ehbi.apps.editor import WorkingCopy
from ehbi.apps.editor.page import TROUBLE
from tests.examples import share
from tests.unit.handbook.strategies import PACKAGED

from ...handbook.strategies import difficult_texts
from .acting import editor, of_kind, opened, options, send

HANDBOOK = PACKAGED
VIEWS = ("stappen", "gegevens")
TYPED = st.one_of(
    st.sampled_from(["", "toegang", "Geen Naam!", "1.2", "1.2, 9.9", "7", "nieuw-woord", "half \ud83d"]),
    difficult_texts,
)


def acted(data, noor):
    """Do one thing that the page offers."""
    view = data.draw(st.sampled_from(VIEWS))
    panel = opened(noor, view)
    buttons = [one for one in of_kind(panel, "button") if not one["disabled"]]
    chosen = data.draw(st.sampled_from([*of_kind(panel, "field"), *buttons]), label="block")
    if chosen["kind"] == "button":
        send(panel, press=chosen["id"])
    else:
        send(panel, fill=chosen["id"], value=data.draw(filling(panel, chosen), label="value"))


def filling(panel, field):
    match field["form"]:
        case "choice":
            return st.sampled_from(options(panel, field) or [""])
        case "check":
            return st.booleans()
        case "date":
            return st.sampled_from(["", "2026-02-03", "2026-02-30"])
    return TYPED


@share(1 / 3)
@given(st.data())
def test_any_sequence_of_what_is_on_show_is_kept_and_can_be_undone(data):
    noor = editor()
    for _ in range(data.draw(st.integers(1, 10))):
        acted(data, noor)
        assert noor.page.said[0] != TROUBLE
        assert WorkingCopy(noor.page.work.store, "Noor").handbook == noor.page.work.handbook
    while noor.page.work.draft.done:
        send(noor.bar, press="undo")
    assert noor.page.work.handbook == HANDBOOK
