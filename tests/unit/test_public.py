"""The public names: what there is, what it refuses, and that a mistake is told as the commands tell it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest
from pydantic import BaseModel

import ehbi
from ehbi.handbook import UnknownPartError

PUBLIC = {
    *("Case", "EhbiError", "Handbook", "check", "draft", "draw", "from_networkx", "load", "publish"),
    *("published", "to_networkx"),
}


def test_what_is_public_is_listed_and_nothing_else():
    assert set(ehbi.__all__) == PUBLIC
    assert set(dir(ehbi)) == {*PUBLIC, "__version__"}
    assert all(getattr(ehbi, name).__doc__ for name in PUBLIC)
    with pytest.raises(AttributeError, match="no attribute 'nergens'"):
        _ = ehbi.nergens


def test_the_version_is_that_of_the_package():
    assert ehbi.__version__ == version("ehbi")


def test_what_is_not_used_is_not_imported():
    told = "import sys, ehbi; ehbi.__version__; print({'pydantic', 'networkx'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_handbook_shows_its_picture_however_it_was_asked_for():
    told = "import ehbi; print(*ehbi.load()._repr_mimebundle_())"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "text/plain image/svg+xml\n"


def test_what_is_published_is_one_call():
    assert ehbi.published("sqlite:///nergens.sqlite") == ehbi.load()


@pytest.mark.parametrize(("kind", "known"), [("contact", "fb-iam"), ("party", "balie")])
def test_a_contact_or_party_that_there_is_not_is_told_with_those_that_there_are(kind, known):
    ask = getattr(ehbi.load(), kind)
    with pytest.raises(
        UnknownPartError, match=r"‘nergens’ staat niet in dit handboek\. Kies uit: "
    ) as caught:
        ask("nergens")
    assert caught.value.name == "nergens"
    assert known in caught.value.known
    assert ask(known).id == known


def test_draw_says_how_a_case_is_drawn():
    handbook = ehbi.load()
    with pytest.raises(TypeError, match=r"draw\(case.handbook, case=case\)"):
        ehbi.draw(ehbi.Case(handbook))
    with pytest.raises(TypeError, match="hier hoort een handboek, geen str"):
        ehbi.draw("tekst")
    with pytest.raises(TypeError, match="hier hoort een casus, geen str"):
        ehbi.draw(handbook, case="reset-mail")


def test_a_notebook_offers_what_is_ours_and_not_what_pydantic_has():
    for thing in (ehbi.load(), ehbi.load().steps[0]):
        offered = {name for name in dir(thing) if not name.startswith("_")}
        assert not offered & {*vars(BaseModel)}
        assert set(type(thing).__pydantic_fields__) <= offered
    assert {"step", "contact", "revision", "situations"} <= set(dir(ehbi.load()))
