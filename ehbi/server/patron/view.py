"""What a patron's own screen shows: their part of the step, in their language, and what they said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from ...book.patron import dutch_terms, with_terms
from ...handbook import Handbook
from ...handbook.languages import DUTCH, Language, PatronText, dutch, in_language, language, patron_html
from ...handbook.pictures import Audience, Picture
from ...handbook.step import Step
from ...handbook.values import Kind
from ...store.patron_screens import Said


def languages(handbook: Handbook) -> tuple[Language, ...]:
    """Return the languages that a patron can choose; none where there is nothing to choose."""
    return (DUTCH, *handbook.languages) if handbook.languages else ()


@dataclass(frozen=True)
class View:
    """A screen at a step of a handbook, in the language with a tag; at none before the first."""

    handbook: Handbook
    step: Step | None
    tag: str = ""  # empty while no language was chosen
    said: Said = Said.NOTHING

    @property
    def known(self) -> str:
        """What it is known by: it differs whenever something else is shown."""
        shown = (self.handbook.revision, self.step.id if self.step else "", self.tag, self.said)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]

    @property
    def language(self) -> Language:
        """What the screen itself speaks."""
        return language(self.handbook, self.tag)

    @property
    def choices(self) -> tuple[Language, ...]:
        """The languages that there are."""
        return languages(self.handbook)

    @property
    def must_choose(self) -> bool:
        """Whether a language comes first: nothing else can be read before."""
        return bool(self.choices) and not self.tag

    @cached_property
    def text(self) -> PatronText | None:
        """What the patron reads; nothing where the step says nothing to them."""
        text = in_language(self.handbook, self.step, self.language.id) if self.step else None
        return text if text and text.text.strip() else None

    @property
    def spoken(self) -> Language:
        """The language of the step's texts: Dutch where it is in no other."""
        return language(self.handbook, self.text.language) if self.text else self.language

    @property
    def is_dutch_only(self) -> bool:
        """Whether the step is not there in the language that was chosen."""
        return self.spoken.id != self.language.id

    @property
    def acts(self) -> bool:
        """Whether the patron is the one to do something, and can say how that went."""
        return bool(self.text and self.step and self.step.patron)

    @property
    def waits(self) -> bool:
        """Whether the patron has nothing to do but wait."""
        return self.text is None or bool(self.step and self.step.kind is Kind.ACTION and not self.acts)

    @property
    def sayings(self) -> tuple[tuple[Said, str], ...]:
        """What the patron can say now, with how that is called."""
        words = self.language.words
        did = ((Said.DONE, words.done), (Said.FAILED, words.failed)) if self.acts else ()
        return (*did, (Said.UNCLEAR, words.unclear)) if self.text else ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures that the patron sees, each with its texts in the language of the step's."""
        return tuple(self._told_pictures()) if self.text else ()

    def _told_pictures(self) -> Iterator[Picture]:
        texts = {one.file: one for one in self.text.pictures} if self.text else {}
        for picture in self.step.pictures if self.step else ():
            if picture.is_for(Audience.PATRON):
                told = texts[picture.file]
                marks = (
                    mark.model_copy(update={"text": self._plain(text, mark.text)})
                    for mark, text in zip(picture.marks, told.marks, strict=True)
                )
                yield picture.model_copy(update={"alt": told.alt, "marks": tuple(marks)})

    @property
    def asks(self) -> Markup:
        """What the patron is asked; nothing where staff does something."""
        if self.text is None or self.step is None or not self.acts:
            return Markup()
        return self._plain(self.text.asks, dutch(self.step).asks)

    def _plain(self, text: str, ours: str) -> Markup:
        """Return a text that has no markup as HTML, in which the same terms are marked."""
        if self.step is None or self.spoken.id == DUTCH.id:
            return escape(text)
        return with_terms(dutch_terms(self.handbook, self.step), text, ours)

    def html(self, text: str) -> Markup:
        """Return a text of the step as HTML, in which terms of the Dutch screen are marked as Dutch."""
        return Markup(patron_html(self.step, text)) if self.step else Markup()  # noqa: S704  # escaped where it is made
