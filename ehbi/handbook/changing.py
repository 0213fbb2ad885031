"""What a notebook calls on a handbook to get a changed one: the commonest of ``edits``, as methods."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Self

from .clock import today
from .placeholders import ONWARD


class Changeable:
    """Gives changed handbooks, and never changes itself; other changes are in :mod:`ehbi.handbook.edits`.

    Each method raises an :class:`~ehbi.handbook.EditError` with every reason why not.
    """

    def with_step(self, step_id: str, **fields: Any) -> Self:
        """Return the handbook with other fields in a step; with a new step when none has this id.

        Parameters
        ----------
        step_id
            Which step. A new one comes last, needs a ``title`` and a ``kind``, and nothing leads to it yet.
        **fields
            Fields of a step by name, as :func:`ehbi.to_networkx` gives them: ``title``, ``text``, ``party`` …
            Of another ``kind`` the step gets what belongs to that, such as the number of a situation.

        Examples
        --------
        >>> import ehbi
        >>> handbook = ehbi.load().with_step("mail-zoeken", title="Zoek de mail")
        >>> handbook.step("mail-zoeken").title
        'Zoek de mail'
        """
        made: Self = _edits().put_step(self, step_id, fields, today())
        return made

    def without(self, step_id: str, instead: str | None = None) -> Self:
        """Return the handbook without a step; what led there leads to the step ``instead``, or is gone.

        Examples
        --------
        >>> import ehbi
        >>> "mail-opnieuw" in ehbi.load().without("mail-opnieuw", instead="kb-tijdelijk-wachtwoord")
        False
        """
        made: Self = _edits().remove_step(self, step_id, instead)
        return made

    def connect(
        self,
        step_id: str,
        next_id: str,
        label: str | None = None,
        *,
        done: str | None = None,
        answer: str | None = None,
    ) -> Self:
        """Return the handbook with an answer that leads from one step to another.

        Parameters
        ----------
        step_id, next_id
            From which step to which.
        label
            What the answer says; None for *Verder*.
        done
            What a handover says was done.
        answer
            The id of an answer that the step has: that one leads there from now on, and what it says stays
            unless a label is given. None for one more answer.

        Examples
        --------
        >>> import ehbi
        >>> handbook = ehbi.load().connect("mail-zoeken", "mail-fb-iam", label="De mail is leeg")
        >>> handbook.step("mail-zoeken").answers[-1].id
        'de-mail-is-leeg'
        """
        edits = _edits()
        more: Self = self
        if answer is None:
            more, answer = edits.add_answer(self, step_id, ONWARD if label is None else label, next_id)
        made: Self = edits.change_answer(more, step_id, answer, label=label, next_id=next_id, done=done)
        return made

    def disconnect(self, step_id: str, answer: str) -> Self:
        """Return the handbook without an answer, by its id; the step that it led to stays.

        Examples
        --------
        >>> import ehbi
        >>> [answer.id for answer in ehbi.load().disconnect("mail-zoeken", "ja").step("mail-zoeken").answers]
        ['nee', 'hier-niet']
        """
        made: Self = _edits().remove_answer(self, step_id, answer)
        return made


def _edits() -> Any:
    """Return the edits when one is asked for: they are made of the model, which has these methods."""
    return import_module(".edits", __package__)
