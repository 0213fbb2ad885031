"""What README and docs say: it can be done, it is all there, and it is true of the code as it is now."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from docs import architecture, size
from ehbi import cli, load, places
from ehbi.files import translation_files
from ehbi.files.documents import to_yaml

ROOT = Path(__file__).parents[2]
PAGES = {
    str(file.relative_to(ROOT)): file.read_text(encoding="utf-8")
    for file in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
ARCHITECTURE = PAGES["docs/architecture.md"]


def blocks(language):
    shown = "\n".join(
        PAGES[page] for page in ("README.md", "CONTRIBUTING.md", "docs/commands.md", "docs/notebooks.md")
    )
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", shown, re.DOTALL))


COMMANDS = [line.split("#")[0] for line in blocks("sh").splitlines() if line.startswith("ehbi ")]

WORDS_A_MINUTE = 180

SERVERS = {"serve", "edit", "present"}


@pytest.mark.thorough
@pytest.mark.parametrize("command", [command for command in COMMANDS if command.split()[1] not in SERVERS])
def test_each_command_runs(command, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}/ehbi.sqlite")
    monkeypatch.setenv(places.PROFILE, str(tmp_path / "profiel.yaml"))
    arguments = shlex.split(command)[1:]
    (tmp_path / "handboek.yaml").write_text(to_yaml(load()), encoding="utf-8")
    drawing = PAGES["docs/importing.md"].split("```xml\n")[1].split("```")[0]
    (tmp_path / "schema.drawio").write_text(drawing, encoding="utf-8")
    (tmp_path / "en.csv").write_bytes(translation_files.write(load(), "en", "csv"))
    if arguments[0] == "check":
        arguments += ["--today", "2026-11-24"]
    assert cli.main(arguments) == 0
    assert "Traceback" not in capfd.readouterr().err


def test_each_make_command_is_there():
    named = set(re.findall(r"make ([a-z]+)", blocks("sh")))
    assert named
    assert named <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


@pytest.fixture
def _closed():
    """Leave no figure open that was not: in a notebook it is shown, and here another test would find it."""
    before = plt.get_fignums()
    yield
    for number in {*plt.get_fignums()} - {*before}:
        plt.close(number)


@pytest.mark.usefixtures("_closed")
def test_the_notebook_example_runs(monkeypatch):
    monkeypatch.setattr(mpl, "use", lambda *_: None)
    exec(compile(blocks("python"), "README.md", "exec"), {})  # noqa: S102  # our own words


LINKS = [(page, link) for page, text in PAGES.items() for link in re.findall(r"\]\(([^)#:]+)\)", text)]


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_each_file_that_a_page_points_to_is_there(page, link):
    assert (ROOT / page).parent.joinpath(link).exists()


def test_the_picture_of_the_rooms_is_that_of_the_code():
    assert f"<!-- picture -->\n{architecture.picture()}\n<!-- /picture -->" in ARCHITECTURE


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_each_file_and_folder_that_is_named_is_there(page):
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_0-9]*(?:\.[a-z0-9.]+)?)`", PAGES[page])
    assert named
    assert [one for one in named if not any((ROOT / folder / one).exists() for folder in ("", "ehbi"))] == []


def test_no_modules_import_each_other_in_a_circle():
    assert size.circles(size.read(ROOT)) == []


def test_the_architecture_has_each_process_event_and_command():
    processes = [file.parent for file in (ROOT / "ehbi").rglob("__main__.py")]
    scripts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "ehbi").rglob("*.js"))
    said = set(re.findall(r'(?<!KEY = )"((?:ehbi|slides):[a-z]+)"', scripts))
    with pytest.raises(SystemExit), redirect_stdout(io.StringIO()) as help_:
        cli.main(["--help"])
    commands = re.findall(r"^    ([a-z]+) ", help_.getvalue(), re.MULTILINE)
    assert processes
    assert said
    assert commands
    wanted = [f"python -m {'.'.join(one.relative_to(ROOT).parts)}" for one in processes]
    wanted += [f"`{event}`" for event in said]
    assert [one for one in wanted if one not in ARCHITECTURE] == []
    assert set(re.findall(r"`((?:ehbi|slides):[a-z]+)`", ARCHITECTURE)) == said
    listed = next(line for line in ARCHITECTURE.splitlines() if line.startswith("| command |"))
    assert set(commands) <= set(re.findall(r"`([a-z]+)`", listed))


def test_the_index_has_each_document():
    index = PAGES["docs/README.md"]
    files = [file.name for file in (ROOT / "docs").glob("*.md") if file.name != "README.md"]
    assert files
    assert [name for name in files if f"({name})" not in index] == []


def test_a_page_shows_each_picture():
    shown = {Path(link).name for _, link in LINKS}
    assert {file.name for file in (ROOT / "docs" / "pictures").iterdir()} <= shown


@pytest.mark.parametrize("page", ["README.md", "LEESMIJ.md"])
def test_the_front_door_is_short_and_its_moving_picture_small(page):
    assert len(PAGES[page].splitlines()) <= 90
    [film] = re.findall(r"\(([^)]+\.webp)\)", PAGES[page])
    assert (ROOT / film).stat().st_size < 1_000_000


@pytest.mark.parametrize(
    "manual", sorted((ROOT / "docs").glob("handleiding-*.md")), ids=lambda file: file.stem
)
def test_a_manual_says_for_whom_it_is_and_how_long_it_takes_to_read(manual):
    text = manual.read_text(encoding="utf-8")
    found = re.match(r"# .+\n\n\*Voor wie .+\. Lezen: (\d+) minuten\.\*\n", text)
    assert found
    assert abs(int(found[1]) - len(text.split()) / WORDS_A_MINUTE) < 1


@pytest.mark.parametrize("manual", ["handleiding-beheer.md", "handleiding-workshop.md"])
def test_a_manual_calls_things_what_they_are_called_on_the_screen(manual):
    text = PAGES[f"docs/{manual}"].split("\n\n", 2)[2]
    named = set(re.findall(r"(?<!\*)\*([A-Z][^*\n]+)\*(?!\*)", text))
    sources = [file for ending in ("py", "js", "j2") for file in (ROOT / "ehbi").rglob(f"*.{ending}")]
    said = "\n".join(file.read_text(encoding="utf-8") for file in sources) + to_yaml(load())
    assert named
    assert [name for name in sorted(named) if name not in said] == []


def test_the_index_of_decisions_has_each_with_its_title():
    index = PAGES["docs/decisions/README.md"]
    for file in (ROOT / "docs" / "decisions").glob("0*.md"):
        title = re.sub(r"^# [0-9.]+ ", "", PAGES[f"docs/decisions/{file.name}"].splitlines()[0])
        assert f"[{int(file.name[:4])}]({file.name}) | {title}" in index
