"""Where a functional manager changes the handbook: the flowchart is the canvas, beside it a form for a step.

``work`` is one manager's draft with its problems, without a screen; ``forms`` says which fields a step has
and ``changes`` what a filled-in field or a pressed button does to the handbook. ``editor`` puts them on the
screen.
"""

from .editor import Editor
from .work import Work

__all__ = ["Editor", "Work"]
