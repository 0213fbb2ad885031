"""The view of the library's own profile: a file beside the handbook, and no part of its revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ... import places, profiles
from ...handbook import Handbook
from ...handbook.checks.profile import check_profile
from ...handbook.edits.shaping import changed
from ...handbook.errors import Severity
from ...handbook.model import Profile
from ...store import revisions
from ..panel import Block, Button, Field, Heading, Option, Text, Tone
from . import form as inside
from .form import CONTACTS, fields_of, shared
from .page import Page
from .problems import Wrong
from .profile_file import Read, lines, new_name, read, read_file
from .view import View

ABOUT = (
    "Dit vult jullie bibliotheek zelf in. Het hoort niet bij een versie van het handboek: "
    "publiceren hoeft niet, en ‘Ongedaan maken’ gaat hier niet over. Zet hier niets over leners in."
)
LOOKED_BACK = 30
"""Most revisions in which a contact is looked for that the handbook does not have any more."""


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
        profile = self.unsaved or read_file(places.profile(), self.handbook).profile
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

    def _text(self, found: Read) -> Iterator[Block]:
        if found.text is None:
            for number, one in enumerate(found.problems):
                words = f"{places.profile()}: {one.message}. {one.remedy}."
                yield Text(f"unreadable-{number}", words, Tone.BAD)
            return
        text = found.text if self.typed is None else self.typed
        wrong = read(text, self.handbook)
        told = () if wrong.profile else tuple((Tone.BAD, line) for line in lines(wrong.problems))
        yield Text(
            "broken", "Het bestand is nog geen profiel. Verbeter het hier en bewaar het.", Tone.WARNING
        )
        yield Field("text", "Het bestand", text, "code", problems=told)
        yield Button("save", "Bewaar het bestand", Tone.STRONG, disabled=wrong.profile is None)

    def _renamed(self, profile: Profile) -> Iterator[Block]:
        for old in dict.fromkeys(contact.id for contact in profile.contacts):
            if new := self._new_name(old):
                yield Text(
                    f"renamed/{old}", f"Contact ‘{old}’ heet in het handboek nu ‘{new}’.", Tone.WARNING
                )
                yield Button(f"rename/{old}", f"Noem het hier ook ‘{new}’", Tone.STRONG)
            elif new := new_name(old, self.handbook, self.work.handbook):
                words = (
                    f"Contact ‘{old}’ heet in je concept ‘{new}’. Verander het hier als je hebt gepubliceerd."
                )
                yield Text(f"renamed/{old}", words, Tone.WARNING)
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
        for one in revisions.history(store)[:LOOKED_BACK]:
            if new := new_name(old, revisions.content(store, one.number), self.handbook):
                return new
        return None

    def fill(self, field: str, value: Any) -> None:
        """Take a field of the form, or the text of the file."""
        if field == "text":
            self.typed = value
            self.page.hush()
        elif profile := self._profile():
            self._keep(changed(profile, inside.filled(profile, field, value), ()))

    def press(self, button: str) -> None:
        """Make the file, keep its text, or do something with a contact or channel."""
        profile = self._profile()
        match button.split("/"):
            case ["make"]:
                profiles.new(places.profile())
                self.page.hush()
            case ["save"]:
                profiles.save_text(places.profile(), self.typed or "")
                self.typed = None
                self.page.say("Het profiel is bewaard.")
            case ["rename", old] if profile:
                self._keep(_with_name(profile, old, self._new_name(old) or old))
            case ["contacts", "add"] if profile:
                self._keep(
                    changed(profile, {"contacts": [*profile.contacts, {"id": self._free(profile)}]}, ())
                )
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
        self.page.hush()

    def _free(self, profile: Profile) -> str:
        known = [contact.id for contact in self.handbook.contacts]
        return next((name for name in known if profile.contact(name) is None), known[0] if known else "nieuw")


def _status(is_saved: bool, has_errors: bool) -> Text:
    file = places.profile()
    if not is_saved:
        words = f"Nog niet bewaard: los eerst op wat hieronder fout is. Tot dan blijft {file} zoals het was."
        return Text("status", words, Tone.BAD, live=True)
    if has_errors:
        words = f"Bewaard in {file}, maar de balie ziet het pas als hieronder niets meer fout is."
        return Text("status", words, Tone.WARNING, live=True)
    words = f"Bewaard in {file}. De balie ziet het bij de volgende casus."
    return Text("status", words, Tone.GOOD, live=True)


def _with_name(profile: Profile, old: str, new: str) -> Profile:
    contacts = tuple(one.model_copy(update={"id": new}) if one.id == old else one for one in profile.contacts)
    return profile.model_copy(update={"contacts": contacts})
