"""A handbook's file with its pictures: those lie in a folder ``pictures`` beside it, or with it in a zip."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath

from ..handbook.checks.size import ALL_PICTURES
from ..handbook.errors import HandbookError, Problem, Rule, Severity, clip
from ..handbook.model import Handbook
from ..handbook.pictures import digest_of
from .pictures import FOLDER, KEPT_BYTES, NAME, PACKAGED, PictureError, checked, file_name
from .source import MAX_BYTES, decoded, read_bytes, refusal

LARGEST = 20_000_000
"""Bytes of a zip: more than all pictures that a handbook can have."""
MOST = 4 * ALL_PICTURES
"""Things in a zip, of which some systems add their own."""
ENDINGS = (".yaml", ".yml", ".json")
ZIP = "zip"
_ZIP_SIGN = b"PK\x03\x04"
_DAY = (1980, 1, 1, 0, 0, 0)
"""When everything in a zip was made: the same handbook always gives the same bytes."""
_OF_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")

_MISSING = Rule(
    "Het plaatje staat niet in de map ‘pictures’ naast dit bestand",
    "Zet {name} daar, of haal het plaatje weg; wat al bewaard is, blijft",
    Severity.WARNING,
)
_CHOOSE = "Kies een zip die EHBI heeft gemaakt, met een handboek en de map pictures"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The text of a handbook's file and where its pictures are: at hand, or in a folder."""

    name: str  # of the file, for messages
    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # by digest
    folder: Path | None = None

    def supplied(self, handbook: Handbook) -> Handbook:
        """Return the handbook that the text says with its pictures, as far as they are there.

        Raises
        ------
        HandbookError
            What is there is not as EHBI keeps it.
        """
        found = {digest: self._content(digest) for digest in sorted(handbook.shown_pictures)}
        at_hand = {digest: content for digest, content in found.items() if content is not None}
        return handbook.with_pictures(at_hand) if at_hand else handbook

    def _content(self, digest: str) -> bytes | None:
        name = file_name(digest)
        folders = [PACKAGED, *([self.folder / FOLDER] if self.folder else [])]
        content = self.pictures.get(digest)
        while content is None and folders:
            content = _read_picture(folders.pop() / name)
        if content is not None:
            _refuse_spoilt(content, digest, f"{FOLDER}/{name}")
        return content


def _read_picture(file: Path) -> bytes | None:
    try:
        with file.open("rb") as stream:
            return stream.read(KEPT_BYTES + 1)
    except OSError:
        return None


def missing(handbook: Handbook) -> Iterator[Problem]:
    """Find pictures that are not at hand, of a handbook from a file."""
    for at, step in enumerate(handbook.steps):
        for index, picture in enumerate(step.pictures):
            if picture.file not in handbook.pictures:
                yield _MISSING.problem(("steps", at, "pictures", index, "file"), name=file_name(picture.file))


def opened(file: str | Path) -> Bundle:
    """Return what is in a handbook's file or a zip with one, or refuse it."""
    bundle = unpacked(read_bytes(file, LARGEST), str(file))
    return bundle if bundle.pictures else Bundle(bundle.name, bundle.text, {}, Path(file).parent)


def unpacked(content: bytes, file: str) -> Bundle:
    """Return what the bytes of a file are, a zip or not, or refuse them; ``file`` is its name in messages."""
    if not content.startswith(_ZIP_SIGN):
        return Bundle(file, decoded(content, file))
    if len(content) > LARGEST:
        raise refusal(file, 1, "De zip is groter dan {most} MB", _CHOOSE, most=LARGEST // 1_000_000)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _read(packed, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise refusal(file, 1, "Deze zip is beschadigd of op slot", _CHOOSE) from error


def _read(packed: zipfile.ZipFile, file: str) -> Bundle:
    if len(packed.infolist()) > MOST:
        raise refusal(file, 1, "In deze zip zit te veel", _CHOOSE)
    names = {one: _place(one.filename, file) for one in packed.infolist()}
    known = {one: place for one, place in names.items() if place is not None}
    texts = [one for one, place in known.items() if place.suffix in ENDINGS]
    if len(texts) != 1:
        raise refusal(file, 1, "In deze zip zit niet precies één handboek als YAML of JSON", _CHOOSE)
    home = known[texts[0]].parent
    pictures: dict[str, bytes] = {}
    for one, place in known.items():
        if one is texts[0]:
            continue
        if place.parent != home / FOLDER or not NAME.fullmatch(place.name):
            raise refusal(file, 1, "‘{name}’ hoort niet in deze zip", _CHOOSE, name=clip(one.filename))
        digest = place.stem
        pictures[digest] = _content(packed, one, KEPT_BYTES)
        _refuse_spoilt(pictures[digest], digest, f"{file}: {place.name}")
    name = f"{file}: {known[texts[0]].name}"
    return Bundle(name, decoded(_content(packed, texts[0], MAX_BYTES), name), pictures)


def _place(name: str, file: str) -> PurePosixPath | None:
    """Return where something in a zip is; None for a folder and for what a system put there."""
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name or len(place.parts) > 3:  # noqa: PLR2004  # folder, pictures, name
        raise refusal(file, 1, "‘{name}’ hoort niet in deze zip", _CHOOSE, name=clip(name))
    is_ours = not name.endswith("/") and not set(_OF_SYSTEMS).intersection(place.parts)
    return place if is_ours else None


def _content(packed: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> bytes:
    """Return what is packed, but for one byte too many no more than that: it says itself how much it is."""
    with packed.open(one) as stream:
        return stream.read(most + 1)


def _refuse_spoilt(content: bytes, digest: str, name: str) -> None:
    try:
        checked(content)
    except PictureError as error:
        raise HandbookError(
            name, (Problem((), Rule("{why}", _CHOOSE), {"why": str(error)[:-1]}, 1),)
        ) from None
    if digest_of(content) != digest:
        raise refusal(name, 1, "Dit plaatje is veranderd sinds EHBI het bewaarde", _CHOOSE)


def zipped(name: str, text: bytes, handbook: Handbook) -> bytes:
    """Return a zip with a handbook's file of this name and the pictures that lie beside it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(zipfile.ZipInfo(name, _DAY), text, zipfile.ZIP_DEFLATED)
        for place, content in files_beside(handbook).items():
            packed.writestr(zipfile.ZipInfo(place, _DAY), content)
    return made.getvalue()


def files_beside(handbook: Handbook) -> dict[str, bytes]:
    """Return what lies beside a handbook's file, by the way there: its pictures that not everybody has."""
    shown = sorted(handbook.shown_pictures & handbook.pictures.keys())
    beside = {file_name(digest): handbook.pictures[digest] for digest in shown}
    return {f"{FOLDER}/{name}": content for name, content in beside.items() if not (PACKAGED / name).exists()}
