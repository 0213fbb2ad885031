"""Changes to a draft: each function takes a handbook and returns another, or refuses with an ``EditError``.

The handbook given never changes, so undo is a list of handbooks. What comes back has the right shape,
no name twice, no answer that leads nowhere and the same profile; what it still lacks, the checks say.
Refused is what is about something that is not there or twice there, a name that is taken or no name,
and a field that is unknown, missing or of another shape; the error holds every reason.
A change looks only at the parts it touches, so it costs the same in a large handbook.
"""

from .answers import add_answer, change_answer, move_answer, remove_answer
from .branch import paste_between, paste_steps, remove_branch
from .lists import fresh_id
from .parts import add_part, change_handbook, change_part, move_part, remove_part
from .renames import relabel_answer, rename_answer, rename_part, rename_step, retitle_step
from .situations import add_situation, add_sketch
from .steps import (
    add_step_after,
    change_kind,
    change_step,
    duplicate_step,
    end_at,
    insert_step,
    put_step,
    remove_step,
)

__all__ = [
    "add_answer",
    "add_part",
    "add_situation",
    "add_sketch",
    "add_step_after",
    "change_answer",
    "change_handbook",
    "change_kind",
    "change_part",
    "change_step",
    "duplicate_step",
    "end_at",
    "fresh_id",
    "insert_step",
    "move_answer",
    "move_part",
    "paste_between",
    "paste_steps",
    "put_step",
    "relabel_answer",
    "remove_answer",
    "remove_branch",
    "remove_part",
    "remove_step",
    "rename_answer",
    "rename_part",
    "rename_step",
    "retitle_step",
]
