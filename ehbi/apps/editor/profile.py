"""The view of the library's own profile: a file beside the handbook, and no part of its revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ... import places, profiles
from ...files.source import parse_source, read_text
from ...handbook import Handbook, HandbookError, Problem, Severity
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


@dataclass(frozen=True, slots=True)
class ProfileText:
    """What a text says as a profile.

    Parameters
    ----------
    text
        None when the file cannot be read as text.
    profile
        None as long as its form is not right.
    problems
        Of its form when there is no profile, else of what it says.
    """

    text: str | None
    profile: Profile | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the handbook does without this profile."""
        return any(one.severity is Severity.ERROR for one in self.problems)


def read_file(file: Path, handbook: Handbook) -> ProfileText:
    """Return what a file says as a profile."""
    try:
        text = read_text(file)
    except HandbookError as error:
        return ProfileText(None, None, error.problems)
    return read_profile(text, handbook)


def read_profile(text: str, handbook: Handbook) -> ProfileText:
    r"""Return what a text says as a profile.

    Examples
    --------
    >>> import ehbi
    >>> read_profile("format: 1\nlibrary: Noord\n", ehbi.load()).profile.library
    'Noord'
    >>> told_by_line(read_profile("format: 1\nnaam: Noord\n", ehbi.load()).problems[0])
    'Regel 1: Hier ontbreekt ‘library’. Vul ‘library’ in.'
    """
    try:
        source = parse_source(text, "")
    except HandbookError as error:
        return ProfileText(text, None, error.problems)
    profile, problems = shape(Profile, source.data)
    if profile is None or problems:
        return ProfileText(text, None, source.located(problems))
    return ProfileText(text, profile, check_profile(profile, handbook))


class OwnProfile(View):
    """Fill in what the handbook cannot know about the library."""

    key, label = "profiel", "Profiel"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.unsaved: Profile | None = None
        self.typed: str | None = None
        self._new_names: dict[tuple[str, int], str | None] = {}

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
        found = read_file(file, self.handbook)
        if self.typed is not None or (found.profile is None and not self.unsaved):
            yield from self._text(found)
        elif profile := self.unsaved or found.profile:
            yield from self._form(profile)

    def _form(self, profile: Profile) -> Iterator[Block]:
        problems = check_profile(profile, self.handbook)
        yield _status(self.unsaved is None, any(one.severity is Severity.ERROR for one in problems))
        yield from self._renamed(profile)
        yield from fields_of(profile, Wrong.of(problems), {})

    def _text(self, found: ProfileText) -> Iterator[Block]:
        if found.text is None:
            words = (f"{places.profile()}: {one.told}" for one in found.problems)
            yield from (Text(f"unreadable-{number}", one, Tone.BAD) for number, one in enumerate(words))
            return
        text = found.text if self.typed is None else self.typed
        wrong = read_profile(text, self.handbook)
        told = () if wrong.profile else tuple((Tone.BAD, told_by_line(one)) for one in wrong.problems)
        what = "Het bestand is nog geen profiel. Verbeter het hier en bewaar het."
        yield Text("broken", what, Tone.WARNING)
        yield Field("text", "Het bestand", text, "code", problems=told)
        yield Button("save", "Bewaar het bestand", Tone.STRONG, disabled=wrong.profile is None)

    def _renamed(self, profile: Profile) -> Iterator[Block]:
        for old in dict.fromkeys(contact.id for contact in profile.contacts):
            if new := self._new_name(old):
                told = f"Contact ‘{old}’ heet in het handboek nu ‘{new}’."
                yield Text(f"renamed/{old}", told, Tone.WARNING)
                yield Button(f"rename/{old}", f"Noem het hier ook ‘{new}’", Tone.STRONG)
            elif new := new_name(old, self.handbook, self.work.handbook):
                told = f"Contact ‘{old}’ heet in je concept ‘{new}’. "
                told += "Verander het hier als je hebt gepubliceerd."
                yield Text(f"renamed/{old}", told, Tone.WARNING)
                yield Button(f"rename/{old}", f"Noem het hier ook ‘{new}’", disabled=True)

    def _new_name(self, old: str) -> str | None:
        """Return what a contact is called by now that the published handbook once had."""
        if any(contact.id == old for contact in self.handbook.contacts):
            return None
        known = (old, self.work.draft.base)
        if known not in self._new_names:
            self._new_names[known] = self._looked_up(old)
        return self._new_names[known]

    def _looked_up(self, old: str) -> str | None:
        store = self.work.store
        before = (revisions.content(store, one.number) for one in revisions.history(store)[:LOOKED_BACK])
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
        return self.unsaved or read_file(places.profile(), self.handbook).profile

    def _keep(self, profile: Profile) -> None:
        """Save a profile, unless it has errors and would take the place of one that the desk can use."""
        file = places.profile()
        has_errors = any(one.severity is Severity.ERROR for one in check_profile(profile, self.handbook))
        if has_errors and not read_file(file, self.handbook).has_errors:
            self.unsaved = profile
        else:
            profiles.save(file, profile)
            self.unsaved = None
        self.page.refresh()

    def _free(self, profile: Profile) -> str:
        known = [contact.id for contact in self.handbook.contacts]
        return next((name for name in known if profile.contact(name) is None), known[0] if known else "nieuw")


def _status(is_saved: bool, has_errors: bool) -> Text:
    file, tone = places.profile(), Tone.GOOD
    words = f"Bewaard in {file}. De balie ziet het bij de volgende casus."
    if has_errors:
        words, tone = (
            f"Bewaard in {file}, maar de balie ziet het pas als hieronder niets meer fout is.",
            Tone.WARNING,
        )
    if not is_saved:
        words = f"Nog niet bewaard: los eerst op wat hieronder fout is. Tot dan blijft {file} zoals het was."
        tone = Tone.BAD
    return Text("status", words, tone, live=True)


def _with_name(profile: Profile, old: str, new: str) -> Profile:
    contacts = tuple(one.model_copy(update={"id": new}) if one.id == old else one for one in profile.contacts)
    return profile.model_copy(update={"contacts": contacts})


def new_name(old: str, before: Handbook, after: Handbook) -> str | None:
    """Return the id that a contact has after a change; None when it has its own still, or is gone.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.edits import rename_part
    >>> handbook = ehbi.load()
    >>> new_name("fb-iam", handbook, rename_part(handbook, "contacts", "fb-iam", "kb-iam"))
    'kb-iam'
    """
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
