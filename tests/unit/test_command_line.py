"""What `ehbi` says of itself and of what was mistyped, in Dutch; and that Ctrl-C is told in a word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.metadata import version

import pytest

from ehbi.cli import STOPPED, main, program
from ehbi.cli.parser import SHELLS, WORDS


def left(capsys, *words):
    """How a command line ends that argparse itself deals with: its status, and what it says."""
    with pytest.raises(SystemExit) as ended:
        main([*words])
    return ended.value.code, *capsys.readouterr()


def test_without_words_it_says_what_there_is(capsys):
    assert main([]) == 0
    bare, complaint = capsys.readouterr()
    assert (0, bare, complaint) == left(capsys, "--help")
    assert "opdrachten:" in bare


def test_it_says_its_version(capsys):
    assert left(capsys, "--version") == (0, f"ehbi {version('ehbi')}\n", "")


def test_it_is_a_module_too():
    done = subprocess.run([sys.executable, "-m", "ehbi", "--version"], capture_output=True, check=True)
    assert done.stdout.startswith(b"ehbi ")


def completed(script, folder, *words):
    """What bash offers where the last of these words has begun."""
    line = f'COMP_WORDS=(ehbi {" ".join(words)}); COMP_CWORD={len(words)}; COMP_LINE="${{COMP_WORDS[*]}}"'
    ask = f"{script}\n{line}; COMP_POINT=${{#COMP_LINE}}; _shtab_ehbi; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True, cwd=folder)
    return done.stdout.split()


@pytest.mark.skipif(sys.platform == "win32", reason="bash is what completes there elsewhere")
def test_a_shell_completes_commands_options_choices_and_files(capsys, tmp_path):
    (tmp_path / "handboek.yaml").touch()
    status, script, complaint = left(capsys, "--completion", "bash")
    assert (status, complaint) == (0, "")
    assert completed(script, tmp_path, "se") == ["serve", "search"]
    assert completed(script, tmp_path, "serve", "--pr") == ["--profile"]
    assert completed(script, tmp_path, "export", "pd") == ["pdf"]
    assert completed(script, tmp_path, "check", "ha") == ["handboek.yaml"]
    assert completed(script, tmp_path, "serve", "--profile", "ha") == ["handboek.yaml"]


@pytest.mark.parametrize("shell", SHELLS)
def test_what_other_shells_complete_has_all_commands(capsys, shell):
    script = left(capsys, "--completion", shell)[1]
    assert all(name in script for name in program.COMMANDS)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["serv"], "serve"),
        (["--verison"], "--version"),
        (["serve", "--prot", "8"], "--port"),
        (["serve", "--prot=8"], "--port"),
        (["notice", "lsit"], "list"),
        (["notice", "add", "Storing", "--edn", "2030-01-01"], "--end"),
        (["export", "htlm"], "html"),
    ],
)
def test_what_is_mistyped_is_asked_back(capsys, words, meant):
    status, said, complaint = left(capsys, *words)
    assert (status, said) == (2, "")
    assert complaint.endswith(f"ken ik niet. Bedoelde je ‘{meant}’?\n")


def test_what_is_like_nothing_is_told_with_what_there_is(capsys):
    complaint = left(capsys, "export", "\x1b[31mxyzzy")[2]
    assert "Kies uit: yaml, json, " in complaint
    assert "\x1b" not in complaint


def test_the_beginning_of_an_option_and_what_follows_two_hyphens_are_no_mistake():
    options = program.parser().parse_args(["search", "--js", "--", "--prot"])
    assert (options.json, options.text) == (True, ["--prot"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["restore"], "ehbi restore: dit ontbreekt nog: VERSIE"),
        (["restore", "x"], "ehbi restore: VERSIE: 'x' is geen getal. Typ alleen cijfers."),
        (["check", "a", "b"], "ehbi: dit hoort hier niet: b"),
        (["serve", "--port"], "ehbi serve: --port: hier hoort iets achter"),
        (["search"], "ehbi search: dit ontbreekt nog: TEKST"),
        (["forget"], "ehbi forget: kies een van deze: --remark --remarks --cases --picture --text"),
        (
            ["forget", "--remark", "1", "--cases", "2"],
            "ehbi forget: --cases: dit kan niet samen met --remark",
        ),
        (["cases", "--json=3"], "ehbi cases: --json: hier hoort niets achter, ook niet '3'"),
        (["export", "yaml", "--pa"], "ehbi export: --paper: hier hoort iets achter"),
        (["serve", "--host=a", "--ho", "b"], "ehbi serve: --ho kan meer betekenen: --host, --host-name"),
    ],
)
def test_each_mistake_is_told_in_dutch(capsys, words, told):
    status, said, complaint = left(capsys, *words)
    assert (status, said, complaint.splitlines()[-1]) == (2, "", told)
    assert complaint.startswith("gebruik: ehbi")


@pytest.mark.parametrize(
    "words", [["--help"], ["notice", "--help"], *([one, "-h"] for one in program.COMMANDS)]
)
def test_help_is_dutch_too(capsys, words):
    status, said, _ = left(capsys, *words)
    assert status == 0
    assert "toon deze uitleg" in said
    assert not [english for english in WORDS if english.strip() in said and english not in WORDS.values()]


INTERRUPTED = """
import os, signal, sys
from ehbi import cli

class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
sys.meta_path.insert(0, Interrupting())
sys.exit(cli.main(["paths"]))
"""


@pytest.mark.parametrize("module", ["pydantic", "ehbi.cli.handbook", "ehbi.paper"])
def test_ctrl_c_while_it_is_still_loading_is_a_word(module):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(module=module)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (STOPPED, "", "\nGestopt.\n")


def test_so_it_is_while_a_command_works(monkeypatch, capsys):
    monkeypatch.setattr("ehbi.cli.handbook.load", lambda _: os.kill(os.getpid(), signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(["paths", "handboek.yaml"]) == STOPPED
        assert signal.getsignal(signal.SIGINT) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr() == ("", "\nGestopt.\n")
