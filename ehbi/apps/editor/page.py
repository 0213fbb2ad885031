"""What all views of the manager's page share: the draft, the step at hand, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from ...handbook import EhbiError
from ...handbook.graph import starts
from ..panel import Tone
from .work import Edit, Work

STEPS, PARTS, TRIAL, PUBLISHING, INBOX = "stappen", "gegevens", "proberen", "publiceren", "balie"
"""Keys of the views to which others lead."""
TROUBLE = "Er ging iets mis. Je concept is bewaard. Laad de pagina opnieuw."


class Page:
    """The state of the manager's page; whoever shows it replaces :attr:`show` and :attr:`focus`.

    Parameters
    ----------
    work
        The manager's draft.

    Attributes
    ----------
    at : str
        Id of the step at hand.
    part : tuple of str and int
        What else of the handbook is at hand: the list it is in, and its place there.
    view : str
        Key of the view on show.
    about : str
        Id of the step whose remarks the inbox shows; empty for all.
    said : tuple of str and Tone
        What a person was told last.
    test : callable or None
        Starts a trial of the draft at the step at hand; None where there is no guide to try it with.

    Examples
    --------
    >>> from ehbi.store import Store
    >>> page = Page(Work(Store.open("sqlite://", publishes=True), "Noor"))
    >>> page.do("Titel veranderd", lambda handbook: handbook.model_copy(update={"title": "Hulp"}))
    >>> page.work.draft.done, page.at
    ('Titel veranderd', 'inloggegevens-onjuist')
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self.at = starts(work.handbook)[0].id
        self.part = ("contacts", 0)
        self.view = STEPS
        self.about = ""
        self.said = ("", Tone.PLAIN)
        self.show: Callable[[], None] = _nothing
        self.focus: Callable[[str], None] = _nothing
        self.test: Callable[[], None] | None = None

    def do(self, said: str, edit: Edit, at: str = "", typed: str = "") -> None:
        """Change the draft, and show it.

        Parameters
        ----------
        said
            What is done, for whoever undoes it.
        edit
            Takes the handbook and returns another.
        at
            Id of the step to have at hand then; empty for the same.
        typed
            The field it was typed in, as for :meth:`Work.do`.

        Raises
        ------
        EditError
            The edit makes no sense; nothing has changed.
        """
        self.work.do(said, edit, typed)
        self.at = at or self.at
        self.hush()

    def say(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Tell a person something, until the next edit."""
        self.said = (text, tone)
        self.show()

    def hush(self) -> None:
        """Show the page as it is now, without what was said before."""
        self.say("", Tone.PLAIN)

    def open(self, view: str, block: str = "") -> None:
        """Show a view, and take the person to one of its blocks."""
        self.view = view
        self.show()
        if block:
            self.focus(block)

    def choose(self, step: str, block: str = "") -> None:
        """Have a step of the draft at hand, in its form."""
        if step in self.work.handbook:
            self.at = step
        self.open(STEPS, block)

    def lead(self, view: str, thing: str | tuple[str, int], block: str = "") -> None:
        """Have a step or other thing at hand, in its form, and take the person to a block of that."""
        if isinstance(thing, str):
            self.choose(thing, block)
        else:
            self.part = thing
            self.open(view, block)

    def settle(self) -> None:
        """Have a step at hand that is there."""
        if self.at not in self.work.handbook:
            self.at = next((step.id for step in self.work.handbook.steps), "")

    def told(self, act: Callable[..., None]) -> Callable[..., None]:
        """Return what tells a person when something is refused, instead of losing it in the kernel's log."""

        @wraps(act)
        def telling(*arguments: Any) -> None:
            try:
                act(*arguments)
            except EhbiError as error:
                self.say(str(error), Tone.BAD)
            except Exception:
                self.say(TROUBLE, Tone.BAD)
                raise

        return telling


def _nothing(*_: object) -> None:
    """Show nothing: there is no screen yet."""
