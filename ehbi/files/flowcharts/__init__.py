"""Flowcharts of others: a file for each format, which makes a graph of networkx of a text.

A node has a ``label`` of plain lines, a ``shape`` that is :data:`~ehbi.files.networks.DIAMOND` where
something is asked, and the ``group`` that it was drawn in; an edge has a ``label``. What a file says about a
step in our own words goes by the fields of a step. Of the graph itself ``told`` are sentences about what was
left out, and ``base`` is the handbook around its steps, in a file of our own that holds all of that.
"""

from __future__ import annotations

from ...handbook.checks.size import ARROWS, STEPS
from ..source import refusal


def refuse_large(file: str, steps: int, arrows: int) -> None:
    """Refuse a drawing with more steps or arrows than a handbook can have."""
    remedy = "Verdeel de tekening over meer bestanden, of kies het goede bestand"
    for what, count, most in (("stappen", steps, STEPS), ("pijlen", arrows, ARROWS)):
        if count > most:
            message = "De tekening heeft {count} {what}; een handboek heeft er hoogstens {most}"
            raise refusal(file, 1, message, remedy, count=count, what=what, most=most)
