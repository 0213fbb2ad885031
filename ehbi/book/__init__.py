"""The static handbook: one HTML page of linked steps with the flowchart, and the parts the guide shares.

A handbook is hypertext by nature: steps are sections and answers are links, so the page works
without JavaScript, without a server and without a kernel. ``book.js`` adds the trail, the chart's
marks and the case in the address; the templates are the only place where a step becomes HTML.
"""

from .assets import (
    CARD_CSS,
    MODULES,
    SERVED_MODULES,
    OwnScripts,
    file_policy,
    own_scripts,
    script_hashes,
)
from .page import IN_PAGE, page, served_modules, served_scripts
from .parts import STARTING, marks_html, reference_html, start_html, step_html
from .pictures import PICTURE_CSS
from .practice_set import practice_page, practice_scripts

__all__ = [
    "CARD_CSS",
    "IN_PAGE",
    "MODULES",
    "PICTURE_CSS",
    "SERVED_MODULES",
    "STARTING",
    "OwnScripts",
    "file_policy",
    "marks_html",
    "own_scripts",
    "page",
    "practice_page",
    "practice_scripts",
    "reference_html",
    "script_hashes",
    "served_modules",
    "served_scripts",
    "start_html",
    "step_html",
]
