"""What answers browsers: the book at once, the guide as soon as a worker has it ready, and the limits.

``serve`` is the way in for visitors, ``edit`` for managers: each is a server of its own. A visitor's first
answer is the book, a page made once at the start; its script ``boot.js`` then asks for ``guide``, the outputs
of ``handboek.ipynb`` in a worker, shown by Voilà's front end. A manager logs in first, and then it is the
same.
"""

from . import lighter  # isort: skip  # before all that imports Jupyter
from .managing import choose_password, edit
from .presenting import present
from .reach import reachable
from .site import Site
from .visiting import run, serve

__all__ = ["Site", "choose_password", "edit", "lighter", "present", "reachable", "run", "serve"]
