"""A server starts without a grammar that takes a second to build, and nobody else has to do without."""

import subprocess
import sys

LOOK = "import ehbi.server, sys; print('jsonschema' in sys.modules, 'rfc3987_syntax' in sys.modules)"
USE = "import ehbi.server; from rfc3987_syntax import is_valid_syntax as valid; print(valid('iri', 'urn:a'))"


def said(code):
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()


def test_a_server_does_not_build_it():
    assert said(LOOK) == ["True", "False"]


def test_whoever_asks_for_it_has_it():
    assert said(USE) == ["True"]
