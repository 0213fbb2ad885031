"""A handbook's file and its pictures: in a folder and in a zip, exactly back; hostile zips are refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from ehbi.cli import main
from ehbi.files import bundles, documents, load
from ehbi.files.documents import inspect, to_json, to_yaml
from ehbi.files.pictures import prepared
from ehbi.handbook.errors import HandbookError
from ehbi.store import Store, revision_rows, revisions
from tests.unit.files.drawing import drawn, saved
from tests.unit.handbook.pictures import picture, with_pictures, without_pictures

STEP = "mail-zoeken"
MADE = prepared(saved(drawn(300, 200), "PNG"))
NAME = f"pictures/{MADE.digest}.webp"
BARE = with_pictures(STEP, picture(file=MADE.digest, width=300, height=200))
FULL = BARE.with_pictures({MADE.digest: MADE.content})
TEXT = to_yaml(FULL).encode()


def packed(*files, how=zipfile.ZIP_DEFLATED):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", how) as into:
        for name, content in files:
            into.writestr(name, content)
    return made.getvalue()


def read(content, file="map.zip"):
    bundle = bundles.unpacked(content, file)
    return bundle.supplied(documents.loaded(bundle.text, bundle.name))


@pytest.mark.parametrize(("name", "write"), [("handboek.yaml", to_yaml), ("handboek.json", to_json)])
def test_a_zip_comes_back_as_it_was(tmp_path, name, write):
    content = bundles.zipped(name, write(FULL).encode(), FULL)
    assert content == bundles.zipped(name, write(FULL).encode(), FULL)
    again = read(content)
    assert (again, again.pictures) == (FULL, FULL.pictures)
    (tmp_path / "map.zip").write_bytes(content)
    assert load(tmp_path / "map.zip").pictures == FULL.pictures


def test_a_zip_that_somebody_made_of_the_folder_is_taken():
    home = [("map/", b""), ("map/handboek.yaml", TEXT), (f"map/{NAME}", MADE.content)]
    system = [
        ("__MACOSX/map/._handboek.yaml", b"x"),
        ("map/.DS_Store", b"x"),
        ("map/pictures/Thumbs.db", b"x"),
    ]
    assert read(packed(*home, *system)).pictures == FULL.pictures


def test_pictures_beside_a_file_are_read_and_missing_ones_are_told(tmp_path):
    file = tmp_path / "handboek.yaml"
    file.write_bytes(TEXT)
    assert load(file).pictures == {}
    found, problems = inspect(file)
    (told,) = [one for one in problems if "pictures" in one.message]
    assert (found, told.is_error) == (BARE, False)
    assert MADE.digest in TEXT.decode().splitlines()[told.line - 1]
    (tmp_path / "pictures").mkdir()
    (tmp_path / NAME).write_bytes(MADE.content)
    assert load(file).pictures == FULL.pictures
    assert not [one for one in inspect(file)[1] if "pictures" in one.message]


@pytest.mark.parametrize(
    "content",
    [
        MADE.content + b"<script>",
        saved(drawn(300, 200), "PNG"),
        prepared(saved(drawn(200, 300), "PNG")).content,
        b"<svg onload='alert(1)'/>",
    ],
)
def test_a_picture_that_is_not_as_it_was_kept_is_refused(tmp_path, content):
    (tmp_path / "handboek.yaml").write_bytes(TEXT)
    (tmp_path / "pictures").mkdir()
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(HandbookError, match="pictures/"):
        load(tmp_path / "handboek.yaml")
    assert inspect(tmp_path / "handboek.yaml")[0] is None
    with pytest.raises(HandbookError):
        read(packed(("handboek.yaml", TEXT), (NAME, content)))


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("handboek.yaml", TEXT), ("ander.json", TEXT)],
        [("handboek.yaml", TEXT), ("../../etc/cron.d/x", b"x")],
        [("handboek.yaml", TEXT), ("/etc/passwd", b"x")],
        [("handboek.yaml", TEXT), ("pictures\\..\\x.webp", b"x")],
        [("handboek.yaml", TEXT), (f"pictures/../{MADE.digest}.webp", MADE.content)],
        [("handboek.yaml", TEXT), ("pictures/plaatje.webp", MADE.content)],
        [("handboek.yaml", TEXT), (f"elders/{MADE.digest}.webp", MADE.content)],
        [("handboek.yaml", TEXT), ("virus.exe", b"MZ")],
        [("handboek.yaml", TEXT), *((f"{number}/", b"") for number in range(500))],
        [("handboek.yaml", b"#" * 60_000_000)],
        [("handboek.yaml", TEXT), (NAME, bytes(60_000_000))],
        [("handboek.yaml", b"\xff\xfe")],
        [("a/b/c/handboek.yaml", TEXT)],
    ],
)
def test_a_zip_with_something_else_in_it_is_refused(files):
    with pytest.raises(HandbookError) as refused:
        read(packed(*files))
    assert "map.zip" in str(refused.value)


@pytest.mark.parametrize(
    "spoil", [lambda zip_: zip_[:-40], lambda zip_: zip_[:200] + b"\0" * 99 + zip_[299:]]
)
def test_a_damaged_zip_is_refused(spoil):
    with pytest.raises(HandbookError):
        read(spoil(packed(("handboek.yaml", TEXT), (NAME, MADE.content))))


def test_a_zip_that_says_it_is_small_is_not_believed():
    bomb = packed(("handboek.yaml", b"a" * 30_000_000))
    size = (30_000_000).to_bytes(4, "little")
    with pytest.raises(HandbookError):
        read(bomb.replace(size, (100).to_bytes(4, "little")))


@pytest.fixture
def database(tmp_path):
    address = f"sqlite:///{tmp_path}/ehbi.sqlite"
    with Store.open(address, publishes=True) as store:
        revisions.publish(store, 1, FULL, "Noor", "")
    return address


def export(database, form, output):
    return main(["export", form, "--output", output, "--database", database])


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_command_writes_a_folder_a_zip_or_what_lies_beside(tmp_path, database, form):
    file = f"handboek.{form}"
    outputs = {
        f"{tmp_path}/map/": f"map/{file}",
        f"{tmp_path}/uit.zip": "uit.zip",
        f"{tmp_path}/los.x": "los.x",
    }
    for output, made in outputs.items():
        assert export(database, form, output) == 0
        assert load(tmp_path / made).pictures == FULL.pictures
    assert (tmp_path / "map" / NAME).read_bytes() == MADE.content


def test_without_pictures_a_file_is_alone(tmp_path, database):
    plain = without_pictures()
    with Store.open(database, publishes=True) as store:
        revisions.publish(store, 2, plain, "Noor", "")
    (tmp_path / "map").mkdir()
    assert export(database, "yaml", f"{tmp_path}/map/uit.yaml") == 0
    assert [one.name for one in (tmp_path / "map").iterdir()] == ["uit.yaml"]
    assert (tmp_path / "map" / "uit.yaml").read_text(encoding="utf-8") == to_yaml(plain)


def test_the_drawings_of_the_packaged_handbook_go_out_and_come_in(tmp_path):
    assert export(f"sqlite:///{tmp_path}/nergens.sqlite", "yaml", f"{tmp_path}/map/") == 0
    assert load(tmp_path / "map" / "handboek.yaml").pictures == load().pictures
    assert inspect(tmp_path / "map" / "handboek.yaml")[0] == load()


@pytest.mark.thorough
def test_who_published_before_puts_the_drawings_in_by_the_version_that_it_went_out_from(
    tmp_path, monkeypatch
):
    database, file = f"sqlite:///{tmp_path}/ehbi.sqlite", f"{tmp_path}/meegeleverd.zip"
    with monkeypatch.context() as older:
        older.setattr(revision_rows, "_packaged", without_pictures)
        with Store.open(database, publishes=True) as store:
            theirs = without_pictures().model_copy(update={"title": "Van Noor"})
            revisions.publish(store, 1, theirs, "Noor", "")
    assert export(f"sqlite:///{tmp_path}/nergens.sqlite", "yaml", file) == 0
    assert main(["import", file, "--base", "1", "--author", "Noor", "--database", database]) == 0
    with Store.open(database) as store:
        newest = revisions.newest_readable(store)
    assert (newest.title, newest.pictures) == ("Van Noor", load().pictures)


def test_a_folder_that_cannot_be_made_is_told(tmp_path, database, capsys):
    (tmp_path / "vol").write_text("x")
    assert export(database, "yaml", f"{tmp_path}/vol/map/") == 1
    assert "Kies een andere plek" in capsys.readouterr().err
