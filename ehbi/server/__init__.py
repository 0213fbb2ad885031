"""Voilà as we serve it: the book at once, the guide as soon as a kernel has it ready, and the limits.

``serve`` is the way in. A visitor's first answer is the book, a page made once at the start; its script
``boot.js`` then asks for ``guide``, the outputs of ``handboek.ipynb`` on a kernel of Voilà's own pool.
"""

from .launch import run, serve
from .site import Site

__all__ = ["Site", "run", "serve"]
