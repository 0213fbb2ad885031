"""The view of the library's own profile: a file beside the handbook, and no part of its revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ... import places, profiles
from ...files.source import parse_source, read_text
from ...handbook import Handbook, HandbookError, Problem
from ...handbook.checks import check_profile
from ...handbook.edits.shaping import changed
from ...handbook.parts import Contact, Profile
from ...handbook.validation import shape
from ...store import revisions
from ..panel import Block, Button, Field, Heading, Option, Text, Tone
from . import form as inside
from .form import CONTACTS, fields_of, shared
from .page import Page
from .problems import Wrong, told_by_line
from .view import View

ABOUT = (
    "Dit vult jullie bibliotheek zelf in. Het hoort niet bij een versie van het handboek: "
    "publiceren hoeft niet, en ‘Ongedaan maken’ gaat hier niet over. Zet hier niets over leners in."
)
LOOKED_BACK = 30
"""Most revisions in which a contact is looked for that the handbook does not have any more."""


Read = tuple[Profile | None, tuple[Problem, ...]]
"""A profile, None as long as its form is not right; and the problems of its form, or else of what it says."""


def read_file(handbook: Handbook) -> Read:
    """Return what the profile's file says."""
    try:
        text = read_text(places.profile())
    except HandbookError as error:
        return None, error.problems
    return read_profile(text, handbook)


def read_profile(text: str, handbook: Handbook) -> Read:
    """Return what a text says as a profile."""
    try:
        source = parse_source(text, "")
    except HandbookError as error:
        return None, error.problems
    profile, problems = shape(Profile, source.data)
    if profile is None or problems:
        return None, source.located(problems)
    return profile, check_profile(profile, handbook)


class OwnProfile(View):
    """Fill in what the handbook cannot know about the library."""

    key, label = "profiel", "Profiel"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.unsaved: Profile | None = None
        self.typed: str | None = None

    @property
    def handbook(self) -> Handbook:
        """What the desk uses the profile with: what is published, and not the draft."""
        return self.work.base

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the contacts to choose from, and those in the profile that are not there."""
        offered = shared(self.handbook)[CONTACTS]
        profile = self._profile()
        named = dict.fromkeys(contact.id for contact in profile.contacts) if profile else ()
        gone = ((name, f"{name} (niet in het handboek)") for name in named if name not in dict(offered))
        return {CONTACTS: (*offered, *gone)}

    def blocks(self) -> Iterator[Block]:
        """Yield the form; or the text of a file that is no profile yet."""
        file = places.profile()
        yield Heading("heading", self.label)
        yield Text("about", ABOUT, Tone.SOFT)
        if not file.exists() and not self.unsaved:
            yield Text("none", f"Er is nog geen profiel. Het komt in {file}.")
            yield Button("make", "Maak een profiel", Tone.STRONG)
            return
        profile = self._profile()
        if profile and self.typed is None:
            yield from self._form(profile)
        else:
            yield from self._text()

    def _form(self, profile: Profile) -> Iterator[Block]:
        problems = check_profile(profile, self.handbook)
        yield _status(self.unsaved is None, _has_errors(problems))
        yield from self._renamed(profile)
        yield from fields_of(profile, Wrong.of(problems), {})

    def _text(self) -> Iterator[Block]:
        try:
            saved = read_text(places.profile())
        except HandbookError as error:
            for number, one in enumerate(error.problems):
                yield Text(f"unreadable-{number}", f"{places.profile()}: {one.told}", Tone.BAD)
            return
        text = saved if self.typed is None else self.typed
        profile, problems = read_profile(text, self.handbook)
        wrong = () if profile else tuple((Tone.BAD, told_by_line(one)) for one in problems)
        what = "Het bestand is nog geen profiel. Verbeter het hier en bewaar het."
        yield Text("broken", what, Tone.WARNING)
        yield Field("text", "Het bestand", text, "code", problems=wrong)
        yield Button("save", "Bewaar het bestand", Tone.STRONG, disabled=profile is None)

    def _renamed(self, profile: Profile) -> Iterator[Block]:
        for old in dict.fromkeys(contact.id for contact in profile.contacts):
            published = self._new_name(old)
            new = published or new_name(old, self.handbook, self.work.handbook)
            if not new:
                continue
            told = f"Contact ‘{old}’ heet in het handboek nu ‘{new}’."
            if not published:
                told = (
                    f"Contact ‘{old}’ heet in je concept ‘{new}’. Verander het hier als je hebt gepubliceerd."
                )
            yield Text(f"renamed/{old}", told, Tone.WARNING)
            tone = Tone.STRONG if published else Tone.PLAIN
            yield Button(f"rename/{old}", f"Noem het hier ook ‘{new}’", tone, disabled=not published)

    def _new_name(self, old: str) -> str | None:
        """Return what a contact is called by now that the published handbook once had."""
        if any(contact.id == old for contact in self.handbook.contacts):
            return None
        before = (self.work.content(one.number) for one in revisions.history(self.work.store, LOOKED_BACK))
        return next(filter(None, (new_name(old, one, self.handbook) for one in before)), None)

    def fill(self, field: str, value: Any) -> None:
        """Take a field of the form, or the text of the file."""
        if field == "text":
            self.typed = value
            self.page.refresh()
        elif profile := self._profile():
            self._keep(changed(profile, inside.filled(profile, field, value), ()))

    def press(self, button: str) -> None:
        """Make the file, keep its text, or do something with a contact or channel."""
        profile = self._profile()
        match button.split("/"):
            case ["make"]:
                profiles.new(places.profile())
                self.page.refresh()
            case ["save"]:
                profiles.save_text(places.profile(), self.typed or "")
                self.typed = None
                self.page.say("Het profiel is bewaard.")
            case ["rename", old] if profile:
                self._keep(_with_name(profile, old, self._new_name(old) or old))
            case ["contacts", "add"] if profile:
                more = [*profile.contacts, {"id": self._free(profile)}]
                self._keep(changed(profile, {"contacts": more}, ()))
            case _ if profile:
                self._keep(changed(profile, inside.pressed(profile, button), ()))

    def _profile(self) -> Profile | None:
        return self.unsaved or read_file(self.handbook)[0]

    def _keep(self, profile: Profile) -> None:
        """Save a profile, unless it has errors and would take the place of one that the desk can use."""
        has_errors = _has_errors(check_profile(profile, self.handbook))
        if has_errors and not _has_errors(read_file(self.handbook)[1]):
            self.unsaved = profile
        else:
            profiles.save(places.profile(), profile)
            self.unsaved = None
        self.page.refresh()

    def _free(self, profile: Profile) -> str:
        known = [contact.id for contact in self.handbook.contacts]
        return next((name for name in known if profile.contact(name) is None), known[0] if known else "nieuw")


def _has_errors(problems: Sequence[Problem]) -> bool:
    return any(one.is_error for one in problems)


def _status(is_saved: bool, has_errors: bool) -> Text:
    file = places.profile()
    told, tone = f"Bewaard in {file}. De balie ziet het bij de volgende casus.", Tone.GOOD
    if has_errors:
        told = f"Bewaard in {file}, maar de balie ziet het pas als hieronder niets meer fout is."
        tone = Tone.WARNING
    if not is_saved:
        told = f"Nog niet bewaard: los eerst op wat hieronder fout is. Tot dan blijft {file} zoals het was."
        tone = Tone.BAD
    return Text("status", told, tone, live=True)


def _with_name(profile: Profile, old: str, new: str) -> Profile:
    contacts = tuple(one.model_copy(update={"id": new}) if one.id == old else one for one in profile.contacts)
    return profile.model_copy(update={"contacts": contacts})


def new_name(old: str, before: Handbook, after: Handbook) -> str | None:
    """Return the id that a contact has after a change; None when it has its own still, or is gone."""
    was = next((one for one in before.contacts if one.id == old), None)
    if was is None or any(one.id == old for one in after.contacts):
        return None
    known = {one.id for one in before.contacts}
    fresh = [one for one in after.contacts if one.id not in known]
    return next(_alike(was, fresh), None)


def _alike(was: Contact, fresh: list[Contact]) -> Iterator[str]:
    """Yield first what says all the same, then what goes by the same name."""
    yield from (one.id for one in fresh if one.model_copy(update={"id": was.id}) == was)
    yield from (one.id for one in fresh if one.name == was.name)
