"""How large a handbook may be: far more than anybody reads, and little enough for all that is made of it."""

from __future__ import annotations

STEPS = 2000
ANSWERS = 100
"""Answers of one step: what a menu can show."""
ARROWS = 10_000
"""Answers of all steps together."""
PATHS = 1_000_000
"""Ways from a situation to an outcome: each fork that comes together again doubles them."""
PARTS = 1000
"""Things in any other list: contacts, words, examples, facts of a step."""
WALKED = STEPS
"""Answers that one example gives."""
LINE = 500
"""Characters of a text that stands on a line or in a box: a title, a label, a question, a word."""
TEXT = 10_000
"""Characters of any other text."""
ALL_TEXT = 5_000_000
"""Characters of all of it, written down."""
