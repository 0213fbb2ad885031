"""The handbook as slides for a room.

``deck`` is made of the handbook, with ``notes`` for the presenter; ``page`` is the deck as HTML. ``polls`` is
what a room is asked and what it found hard, ``report`` shows that on the flowchart, in the page and on paper,
and ``practice_set`` is what the room takes home.
"""

from .deck import Frame, Layout, Slide, deck
from .page import ROOM_MODULES, SLIDE_MODULES, Served, Slides, slide_scripts, slides_page
from .polls import Poll, polls
from .practice_set import practice_set

__all__ = [
    "ROOM_MODULES",
    "SLIDE_MODULES",
    "Frame",
    "Layout",
    "Poll",
    "Served",
    "Slide",
    "Slides",
    "deck",
    "polls",
    "practice_set",
    "slide_scripts",
    "slides_page",
]
