"""The handbook as slides for a room: a deck made of it, and that deck as one HTML page."""

from .deck import Frame, Layout, Slide, deck
from .page import ROOM_MODULES, SLIDE_MODULES, Served, Slides, slide_scripts, slides_page
from .polls import Poll, polls

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
    "slide_scripts",
    "slides_page",
]
