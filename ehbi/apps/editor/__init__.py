"""The editor: where a functional manager changes the handbook, with the flowchart beside a form.

``working_copy`` is one manager's draft with its problems, without a screen. Each view of the page is a file
with a ``View``: what it shows as blocks, and what its fields and buttons do. ``page`` is the state that views
share, ``editor`` puts it all on the screen, and ``sign_in`` opens it once it is known who is there.
"""

from .editor import Editor
from .sign_in import SignIn
from .working_copy import WorkingCopy

__all__ = ["Editor", "SignIn", "WorkingCopy"]
