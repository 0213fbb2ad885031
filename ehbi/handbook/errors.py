"""Problems and errors: what can be wrong, where it is, and the errors that carry problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from traceback import extract_tb

Where = tuple[str | int, ...]
"""Keys and indexes from the top of the data: ``("steps", 3, "title")``."""
MAX_DEPTH = 12
"""How deep data can be nested."""
SHOWN = 60
"""Characters that a message quotes."""
_OURS = Path(__file__).parents[1]


class EhbiError(Exception):
    """Base of every error that EHBI raises on purpose; its text is meant for a person."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: its own line that went wrong, and the text; not how EHBI works."""
        frames = extract_tb(self.__traceback__)
        theirs = [*takewhile(lambda frame: _OURS not in Path(frame.filename).parents, frames)]
        asked = [f"Regel {frame.lineno}: {frame.line}" for frame in theirs[-1:]]
        return [*asked, f"{type(self).__name__}: {self}"]


def printable(text: str) -> str:
    r"""Return a text on one line, with codes that a terminal obeys spelled out.

    Examples
    --------
    >>> printable("rood: \x1b[31m")
    'rood: \\x1b[31m'
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def clip(text: str) -> str:
    """Return a text short enough to quote in a message."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


class Severity(StrEnum):
    """How much a problem matters: an error stops publishing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong, and how to mend it: Dutch sentences without full stop, with values in braces.

    They are for who reads a file. A form says the same, or what ``form_message`` and ``form_remedy`` say.
    """

    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    form_message: str = ""
    form_remedy: str = ""

    def problem(self, path: Where, **values: object) -> Problem:
        """Return that this is wrong at a place, with the values that the sentences name."""
        return Problem(path, self, values)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a handbook: at what place, by which rule, and the values that matter.

    ``line`` is that in the file, counted from 1; 0 when the handbook did not come from a file.

    Examples
    --------
    >>> rule = Rule("Feit ‘{fact}’ mist", "Kies er een", form_message="Feit ‘{fact}’ is er niet")
    >>> problem = rule.problem(("steps", 3, "source", 0), fact="9.9")
    >>> problem.told, problem.in_form.message
    ('Feit ‘9.9’ mist. Kies er een.', 'Feit ‘9.9’ is er niet')
    """

    path: Where
    rule: Rule
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    line: int = field(default=0, compare=False)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.rule.severity

    @property
    def is_error(self) -> bool:
        """Whether nobody can publish with it."""
        return self.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """What is wrong."""
        said = self.rule.message.format(**self.values)
        return said[:1].upper() + said[1:]

    @property
    def remedy(self) -> str:
        """How to mend it."""
        return self.rule.remedy.format(**self.values)

    @property
    def told(self) -> str:
        """Both, as sentences."""
        return f"{self.message}. {self.remedy}."

    @property
    def in_form(self) -> Problem:
        """The same, in the words of a form."""
        rule = self.rule
        message, remedy = rule.form_message or rule.message, rule.form_remedy or rule.remedy
        return replace(self, rule=replace(rule, message=message, remedy=remedy))

    def at(self, file: str) -> str:
        """Return the problem as one printable line, ``FILE:LINE: message. Remedy.``, for a terminal."""
        return printable(f"{file}:{self.line}: {self.told}" if self.line else f"{file}: {self.told}")


class HandbookError(EhbiError):
    """A handbook cannot be used; every problem found, at least one, is in ``problems``."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__("\n".join(problem.at(file) for problem in problems))


class UnknownStepError(EhbiError):
    """A step was asked for that the handbook does not have."""

    def __init__(self, step: str) -> None:
        self.step = step
        super().__init__(f"Stap ‘{step}’ staat niet in dit handboek. Kies een andere stap.")


class UnknownPartError(EhbiError):
    """A contact or a party was asked for that the handbook does not have; ``known`` are those that it has.

    Examples
    --------
    >>> print(UnknownPartError("Contact", "kb", ["fb-iam", "systeemleverancier"]))
    Contact ‘kb’ staat niet in dit handboek. Kies uit: fb-iam, systeemleverancier.
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        told = f"Kies uit: {', '.join(self.known)}" if self.known else "Het heeft er nog geen"
        super().__init__(f"{what} ‘{name}’ staat niet in dit handboek. {told}.")


class AnswerError(EhbiError):
    """An answer does not fit where a case is; ``fitting`` are those that do.

    ``step`` is the one that it was given to, empty when the case has not begun; ``at`` is where the case is,
    when that is another one.

    Examples
    --------
    >>> print(AnswerError("reset-mail", "x", ["ja", "nee"]))
    Antwoord ‘x’ hoort niet bij stap ‘reset-mail’. Kies uit: ja, nee.
    """

    def __init__(self, step: str, answer: str, fitting: Iterable[str] = (), at: str = "") -> None:
        self.step, self.answer, self.fitting, self.at = step, answer, tuple(fitting), at
        super().__init__(f"{self._what()}. {self._remedy()}.")

    def _what(self) -> str:
        if not self.step:
            return f"Antwoord ‘{self.answer}’ kan nog niet: de casus is niet begonnen"
        if self.at:
            return f"Antwoord ‘{self.answer}’ hoort bij stap ‘{self.step}’, en de casus is bij ‘{self.at}’"
        return f"Antwoord ‘{self.answer}’ hoort niet bij stap ‘{self.step}’"

    def _remedy(self) -> str:
        if not self.step:
            return "Begin met case.begin(stap)"
        return f"Kies uit: {', '.join(self.fitting)}" if self.fitting else "Daar eindigt de casus"


class StartError(AnswerError):
    """A case cannot start at this step; ``fitting`` are those where it can."""

    def __init__(self, step: str, fitting: Iterable[str]) -> None:
        super().__init__(step, "", fitting)

    def _what(self) -> str:
        return f"Bij stap ‘{self.step}’ begint geen casus"


class EditError(EhbiError):
    """A change to a handbook is refused; every reason is in ``problems``, each at the place it would have.

    Its text is in the words of a form.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(printable(problem.in_form.told) for problem in problems))


class UnresolvedError(EhbiError):
    """Two people changed the same, and nobody chose yet what stays; ``spots`` are places in Dutch words."""

    def __init__(self, places: tuple[tuple[str, ...], ...], spots: tuple[str, ...]) -> None:
        self.places = places
        super().__init__(f"Kies nog wat blijft, van jou of van de ander: {'; '.join(spots)}.")
