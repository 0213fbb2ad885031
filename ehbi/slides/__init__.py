"""The handbook as slides for a room: a deck made of it, and that deck as one HTML page."""

from .deck import Frame, Layout, Slide, deck
from .page import slides_page

__all__ = ["Frame", "Layout", "Slide", "deck", "slides_page"]
