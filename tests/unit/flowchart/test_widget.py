"""The widget: its traits in Python, and its view in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from traitlets import TraitError

import ehbi
from ehbi.flowchart import CSS, FlowchartWidget


@pytest.fixture
def heard():
    return []


@pytest.fixture
def widget(handbook, heard):
    widget = FlowchartWidget.of(handbook, heard.append)
    yield widget
    widget.close()


def state(widget, *names):
    return {
        name: value for name, value in widget.get_state().items() if name in (names or widget.trait_names())
    }


def test_it_has_a_picture_of_each_situation_and_one_of_where_a_case_can_start(widget, handbook):
    assert list(widget.svgs) == ["", *(situation.id for situation in handbook.situations)]
    assert all(picture.startswith("<svg ") for picture in widget.svgs.values())
    starts = [*(situation.id for situation in handbook.situations), handbook.outside.step]
    assert re.findall(r'data-step="([^"]+)"', widget.svgs[""]) == starts


def test_following_a_case_shows_its_situation_and_marks_its_path(widget, halfway):
    widget.follow(halfway)
    assert state(widget, "shown", "visited", "taken", "current") == {
        "shown": "geen-rechten",
        "visited": ["geen-rechten", "kb-navragen"],
        "taken": [["geen-rechten", "ja"], ["kb-navragen", "verkeerd"]],
        "current": "synchronisatie-abonnement",
    }


def test_a_case_that_has_not_begun_shows_where_it_can_start(widget, handbook, halfway):
    widget.follow(halfway)
    widget.follow(ehbi.Case(handbook))
    assert (widget.shown, widget.visited, widget.taken, widget.current) == ("", [], [], "")


def test_a_case_that_goes_on_in_another_situation_shows_that(widget, handbook):
    widget.follow(ehbi.Case(handbook).open("inloggegevens-onjuist/ja/geen-mail"))
    assert (widget.shown, widget.current) == ("reset-mail", "reset-mail")


def test_following_a_case_sends_one_message_and_no_picture(widget, halfway, monkeypatch):
    sent = []
    monkeypatch.setattr(widget, "send_state", lambda key=None: sent.append(set(key)))
    widget.follow(halfway)
    assert sent == [{"shown", "visited", "taken", "current"}]


def test_a_choice_in_the_page_is_heard_each_time(widget, heard):
    for _ in range(2):
        widget._handle_custom_msg({"kind": "choose", "step": "toegang"}, [])
    widget.choose("ingelogd")
    assert heard == ["toegang", "toegang", "ingelogd"]


@pytest.mark.parametrize(
    "message", [None, 3, [], {}, {"kind": "choose"}, {"kind": "choose", "step": 3}, {"step": "toegang"}]
)
def test_a_message_that_is_no_choice_is_ignored(widget, heard, message):
    widget._hear(widget, message, [])
    assert heard == []


def test_a_step_that_is_not_in_the_pictures_is_ignored(widget, heard):
    widget._hear(widget, {"kind": "choose", "step": "bestaat-niet"}, [])
    widget._hear(widget, {"kind": "choose", "step": '" class="'}, [])
    assert heard == []


def test_an_arrow_that_is_in_a_picture_can_be_chosen(widget, heard):
    widget.on_choose_arrow(lambda *arrow: heard.append(arrow))
    for step, answer in (("kb-navragen", "verkeerd"), ("kb-navragen", "geen"), ("geen", "ja")):
        widget._hear(widget, {"kind": "choose", "step": step, "answer": answer}, [])
    widget.choose_arrow("reset-mail", "ja")
    assert heard == [("kb-navragen", "verkeerd"), ("reset-mail", "ja")]


def test_it_brings_its_style_only_where_no_page_has_it(widget, handbook):
    assert widget.get_state()["_css"] == CSS
    assert FlowchartWidget.of(handbook, styled=False).get_state()["_css"] == ""


def test_a_wrong_trait_is_refused(widget):
    with pytest.raises(TraitError):
        widget.taken = [["geen-rechten"]]


def test_the_view_shows_the_picture_and_follows_the_model(charts, widget, halfway):
    charts.rendered(state(widget))
    expect(charts.figure).to_have_attribute("data-chart", "")
    widget.follow(halfway)
    for name, value in state(widget, "shown", "visited", "taken", "current").items():
        charts.page.evaluate("([name, value]) => model.set(name, value)", [name, value])
    charts.settled()
    expect(charts.figure).to_have_attribute("data-chart", "geen-rechten")
    assert charts.steps("visited") == {"geen-rechten", "kb-navragen"}
    assert charts.steps("current") == {"synchronisatie-abonnement"}
    expect(charts.figure.locator(".taken")).to_have_count(2)


def test_a_step_chosen_in_the_view_is_sent_each_time(charts, widget, heard):
    charts.rendered(state(widget))
    charts.page.evaluate("model.set('shown', 'geen-rechten')")
    charts.settled()
    for _ in range(2):
        charts.node("toegang").click()
    for message in charts.page.evaluate("window.sent"):
        widget._handle_custom_msg(message, [])
    assert heard == ["toegang", "toegang"]


def test_new_pictures_replace_the_old_ones(charts, widget):
    charts.rendered(state(widget))
    charts.page.evaluate("model.set('svgs', {'': model.get('svgs')['reset-mail']})")
    charts.settled()
    expect(charts.page.locator("figure")).to_have_count(1)
    expect(charts.page.locator(".ehbi-zoom")).to_have_count(1)
    expect(charts.node("mail-zoeken")).to_have_count(1)


def test_a_view_without_pictures_is_empty_and_well(charts, widget):
    charts.rendered({**state(widget), "svgs": {}})
    charts.page.keyboard.press("0")
    assert charts.page.locator("#charts").evaluate("charts => charts.childElementCount") == 0


def test_the_view_cleans_up_after_itself(charts, widget):
    charts.rendered(state(widget))
    charts.page.evaluate("window.end()")
    assert charts.page.locator("#charts").evaluate("charts => charts.childElementCount") == 0
    assert charts.page.evaluate("Object.values(heard).every(acts => acts.size === 0)")
