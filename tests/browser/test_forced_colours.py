"""Where the system forces its own colours, what is chosen still looks chosen: no background alone says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ehbi import apps, book, flowchart
from ehbi.server.http.handlers import TEMPLATES
from ehbi.slides.page import CSS as SLIDES

PHONE = (TEMPLATES / "phone.css").read_text(encoding="utf-8")
APPS = Path(apps.__file__).parent
SHELL = (TEMPLATES / "shell.css").read_text(encoding="utf-8")
OF_APPS = [(APPS / name).read_text(encoding="utf-8") for name in ("panel.css", "editor/editor.css")]
STYLE = "\n".join([book.CARD_CSS, flowchart.CSS, *OF_APPS])
CHOICE = '<ol class="choices"><li {}><span class="label">Ja</span><span class="count">3</span></li></ol>'
PRESS = '<div class="ehbi-panel"><button class="panel-button" {}>Ja</button></div>'
POLL = '<div class="phone"><button {}>Ja</button></div>'
HARD = '<ol class="hardest"><li><button {}>Ja</button></li></ol>'
TAB = (
    '<div class="ehbi-editor"><div class="ehbi-panel">'
    '<div data-id="views"><button class="panel-button" {}>Ja</button></div></div></div>'
)
NODE = (
    '<svg class="ehbi-flowchart" width="80" height="40"><g class="node party-0 {}">'
    '<rect class="shape" x="5" y="5" width="70" height="30"/><text x="40" y="24">Ja</text></g></svg>'
)

ALIKE = {
    "a bar of votes": (SLIDES, CHOICE, 'style="--share: 60%"', 'style="--share: 0%"'),
    "what the presenter chose": (SLIDES, CHOICE, 'class="hand"', ""),
    "the right answer": (SLIDES, CHOICE, 'class="right"', ""),
    "what is lit on the results": (SLIDES, HARD, 'aria-pressed="true"', ""),
    "a choice on a phone": (PHONE, POLL, 'aria-pressed="true"', 'aria-pressed="false"'),
    "the page at hand": (SHELL, '<a class="way" href="#" {}>Ja</a>', 'aria-current="page"', ""),
    "the part at hand": ("", TAB, 'aria-current="true"', ""),
    "the button to press": ("", PRESS, 'data-tone="strong"', ""),
    "the current step": ("", NODE, "current", ""),
    "a step that was passed": ("", NODE, "visited", ""),
    "a step outside the choice": ("", NODE, "faded", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", ALIKE)
def test_what_is_said_by_a_colour_is_seen_where_colours_are_forced(page, what):
    style, markup, chosen, other = ALIKE[what]
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.set_content(
        f'<style>{STYLE}{style}</style><body class="ehbi"><div id="one" style="width: 20rem"></div>'
    )
    pictures = []
    for marked in (chosen, other):
        page.locator("#one").evaluate("(one, html) => { one.innerHTML = html }", markup.replace("{}", marked))
        pictures.append(page.locator("#one").screenshot())
    assert pictures[0] != pictures[1]
