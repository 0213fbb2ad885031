"""The handbook as slides for a room.

``deck`` is made of the handbook, with ``notes`` for the presenter; ``page`` is the deck as HTML. ``plan`` is
what a room gets of it in so many minutes, by what is known to be hard (``choosing``); ``planned`` has slides
that only a plan has. ``polls`` is what a room is asked and what it found hard, ``recap`` what to remember of
it; ``teams`` is how its tables do, each called after one of the ``animals``. ``report`` shows the results on
the flowchart, in the page and on paper, and ``practice_set`` is what the room takes home.
"""

from .animals import ANIMALS
from .deck import Frame, Layout, Slide, deck
from .page import ROOM_MODULES, SLIDE_MODULES, Served, Slides, slide_scripts, slides_page
from .plan import Plan, plan
from .planned import served_deck
from .polls import Poll, polls
from .practice_set import practice_set

__all__ = [
    "ANIMALS",
    "ROOM_MODULES",
    "SLIDE_MODULES",
    "Frame",
    "Layout",
    "Plan",
    "Poll",
    "Served",
    "Slide",
    "Slides",
    "deck",
    "plan",
    "polls",
    "practice_set",
    "served_deck",
    "slide_scripts",
    "slides_page",
]
