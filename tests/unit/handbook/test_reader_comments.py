"""Comments in a file: found wherever YAML has one, and nowhere else."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.files.documents import PACKAGED, loses_comments, to_json, to_yaml
from ehbi.files.source import has_comments


@pytest.mark.parametrize(
    "text",
    [
        "# begin\na: 1",
        "a: een  # los\n",
        "a: één\n# é\n",
        "a: |\n  tekst\n# los\nb: 1\n",
        "a: | # los\n  tekst\n",
        "a: een\r\nb: 2 # los\r\n",
        "- a\n# eind\n",
    ],
)
def test_a_comment_is_found(text):
    assert has_comments(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: een#twee\n",
        "a: '# een'\n",
        'a: "x\n  # y"\n',
        "a: >-\n  een # twee\nb: 1\n",
        "a: 😀\nb: |\n  😀 # z\n  # z\nc: 1\n",
        '{"a": "# x"}',
    ],
)
def test_a_text_with_the_same_sign_is_none(text):
    assert not has_comments(text)


def test_the_explanation_that_is_written_anew_is_not_lost():
    handbook = ehbi.load()
    assert not loses_comments(to_yaml(handbook))
    assert not loses_comments(to_json(handbook))
    assert loses_comments(to_yaml(handbook) + "# Let op\n")
    assert loses_comments(PACKAGED.read_text(encoding="utf-8"))
