"""Where a functional manager looks around: the flowchart with what the case log tells, and plots of it.

``explorer`` puts it on the screen, ``choices`` is what steps can be picked by, ``parts`` what is shown as
HTML. It changes nothing.
"""

from .explorer import Explorer

__all__ = ["Explorer"]
