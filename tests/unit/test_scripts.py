"""What scripts share, and the one module that a widget is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ehbi import book, scripts, slides
from ehbi.apps.editor.sign_in import NameForm
from ehbi.apps.page_link import PageLink
from ehbi.apps.panel import Panel
from ehbi.flowchart import CanvasWidget, FlowchartWidget


@pytest.mark.parametrize("widget", [FlowchartWidget, CanvasWidget, NameForm, PageLink, Panel])
def test_a_widget_is_one_module(widget):
    lines = str(widget._esm).splitlines()
    assert [line for line in lines if line.startswith("import ")] == []
    assert lines.count("export default { render };") == 1


def test_an_import_of_more_lines_goes_too(tmp_path):
    one, other = tmp_path / "one.js", tmp_path / "other.js"
    one.write_text("export const a = 1;\n")
    other.write_text('// About it.\nimport {\n  a,\n} from "ehbi/one";\nimport "ehbi/two";\n\nuse(a);\n')
    assert scripts.one_module(one, other) == "export const a = 1;\n\n// About it.\n\nuse(a);\n"


@pytest.mark.parametrize(
    "modules",
    [book.MODULES | book.SERVED_MODULES, slides.SLIDE_MODULES | slides.ROOM_MODULES],
    ids=["book", "slides"],
)
def test_whatever_a_module_imports_is_in_its_page(modules: dict[str, Path]):
    texts = [file.read_text(encoding="utf-8") for file in modules.values()]
    wanted = {name for text in texts for name in re.findall(r'^import [^;]*"(.+)";', text, re.MULTILINE)}
    assert wanted <= modules.keys()
