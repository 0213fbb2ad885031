"""The live pages, made of ipywidgets: the guide, the editor and the explorer.

``guide`` steps through a case, and ``stories`` tries the handbook's examples on one before a room.
``page_link`` is what the guide and the page around it tell each other. ``editor`` changes the handbook, by
panels (``panel``) of fields and buttons. ``explorer`` looks at the graph and at what the case log tells. Only
what is imported by name is loaded: a visitor's kernel needs the guide alone. Apps do not import each other.
"""

from .guide import Guide

__all__ = ["Guide"]
