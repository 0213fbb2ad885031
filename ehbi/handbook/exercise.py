"""An exercise: an example without its answers, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import AnswerError
from .model import Example, Step

FIRST_QUESTION = "Wat ziet de lener?"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen.

    Parameters
    ----------
    id
        Of the answer, or of the step where a case starts.
    label
        What it says.
    leads
        The step it leads to; what that step says is why the option is right.
    right
        Whether choosing it is no mistake.
    """

    id: str
    label: str
    leads: Step
    right: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of an exercise, with what can be chosen.

    Parameters
    ----------
    step
        The step that asks; None where the situation is chosen.
    options
        In the handbook's order.
    answer
        Id of the option that the example takes.
    """

    step: Step | None
    options: tuple[Option, ...]
    answer: str

    @property
    def asks(self) -> str:
        """The question."""
        return self.step.asks if self.step else FIRST_QUESTION

    @property
    def right(self) -> Option:
        """The option that the example takes; there can be another one that is no mistake."""
        return self.option(self.answer)

    def option(self, option_id: str) -> Option:
        """Return the option with this id.

        Raises
        ------
        AnswerError
            It cannot be chosen here.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        raise AnswerError(self.step.id if self.step else "", option_id)


@dataclass(frozen=True, slots=True)
class Exercise:
    """An example without its answers: the story, and the choices along its right path.

    Parameters
    ----------
    example
        What is practised.
    link
        The example as a case, as :attr:`ehbi.handbook.case.Case.link` writes it.
    choices
        First to last; the right option of each leads to the next, and that of the last to the outcome.
    """

    example: Example
    link: str
    choices: tuple[Choice, ...]

    def ends_with(self, option: Option) -> bool:
        """Return whether the exercise is over once this is chosen: it is right and leads to the outcome."""
        return option.right and option.leads.id == self.example.outcome
