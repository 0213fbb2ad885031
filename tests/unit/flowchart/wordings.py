"""Handbooks with difficult words in their boxes and on their arrows."""

from __future__ import annotations

from hypothesis import strategies as st

from ehbi.files import load
from ehbi.handbook.model import Handbook

from ..handbook.strategies import few, handbooks

__all__ = ["EVIL", "few", "put", "worded"]

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "Tom & Jerry &amp; &lt;b&gt;",
    "'enkel' \"dubbel\" `schuin` \\N \\n \\",
    "$x^2$ en #1; {a|b} [c] (d) -->|e| ]]>",
    "kosten $\\onzin{ $5",
    "emoji 🎉👩‍🚒🏳️‍🌈 en ümläut ñ 漢字 שלום",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "nul\x00 bel\x07 tab\t regel\nnog een",
]

_letters = st.characters(exclude_categories=["Cs"])
_texts = st.one_of(
    st.text(_letters, max_size=60),
    st.lists(st.text("abcdefgWMil", min_size=1, max_size=14), min_size=1, max_size=10).map(" ".join),
    st.sampled_from(EVIL),
)


@st.composite
def worded(draw):
    """A sound handbook in which titles, prompts and labels are anything."""
    handbook = draw(handbooks())
    steps = []
    for step in handbook.steps:
        answers = tuple(answer.model_copy(update={"label": draw(_texts)}) for answer in step.answers)
        words = {"title": draw(_texts), "prompt": draw(_texts) if step.answers else "", "answers": answers}
        steps.append(step.model_copy(update=words))
    return handbook.model_copy(update={"steps": tuple(steps)})


def put(step_id: str, handbook: Handbook | None = None, **fields) -> Handbook:
    """Return the packaged handbook, or another, with fields of one step replaced."""
    base = handbook or load()
    steps = (step.model_copy(update=fields) if step.id == step_id else step for step in base.steps)
    return base.model_copy(update={"steps": tuple(steps)})
