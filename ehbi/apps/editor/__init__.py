"""Where a functional manager changes the handbook: the flowchart is the canvas, beside it a form for a step.

``work`` is one manager's draft with its problems, without a screen. Each view of the page is a file with a
:class:`View`: what it shows as blocks, and what its fields and buttons do. ``page`` is what they share,
``overview`` what stands around them, and ``editor`` puts it all on the screen. ``door`` opens it to somebody
whose name is known, or asks for it.
"""

from .door import Door
from .editor import Editor
from .work import Work

__all__ = ["Door", "Editor", "Work"]
