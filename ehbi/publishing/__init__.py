"""Publish what is proven: a handbook of which all that servers build of it has been built."""

from .errors import NoProofError, UnprovenError
from .proving import Progress, Tell, nobody, prove
from .revisions import publish, restore

__all__ = ["NoProofError", "Progress", "Tell", "UnprovenError", "nobody", "prove", "publish", "restore"]
