"""Traffic on the flowchart."""

from __future__ import annotations

import pytest

from ehbi.explore import count_traffic, traffic_chart
from ehbi.flowchart import lay_out
from ehbi.store import LoggedCase

from .conftest import NOVEMBER


def weights(chart):
    return {(arrow.step, arrow.answer): arrow.weight for arrow in chart.arrows}


def test_the_busiest_arrow_of_the_picture_is_the_thickest(traffic):
    found = weights(traffic_chart(traffic, "reset-mail"))
    busiest = found["reset-mail", "ja"]
    assert (busiest.share, busiest.text) == (1, "2 casussen, samen met een ander antwoord naar dezelfde stap")
    assert (found["mail-zoeken", "nee"].share, found["mail-zoeken", "nee"].text) == (1, "1 casus")
    assert found["reset-mail", "nee"].share == 0


def test_answers_to_the_same_step_share_its_thickness_and_say_so(traffic):
    found = weights(traffic_chart(traffic, "geen-rechten"))
    assert found["geen-rechten", "ja"].share == 1
    assert found["kb-navragen", "verkeerd"].share == found["kb-navragen", "alleen-basis"].share == 0.5
    assert found["kb-navragen", "verkeerd"].text == "1 casus, samen met een ander antwoord naar dezelfde stap"


def test_the_number_of_cases_stands_under_the_label_of_an_arrow_as_it_is_written_in_dutch(handbook):
    walked = [LoggedCase(NOVEMBER, ("reset-mail", "mail-zoeken", "mail-opnieuw"))] * 1213
    chart = traffic_chart(count_traffic(handbook, walked), "reset-mail")
    lines = {(arrow.step, arrow.answer): arrow.lines for arrow in chart.arrows}
    assert lines["mail-zoeken", "nee"][-1] == "1.213"
    assert lines["reset-mail", "ja"][-1] == "1.213 samen"
    plain = {(arrow.step, arrow.answer): arrow for arrow in lay_out(handbook, "reset-mail").arrows}
    assert lines["reset-mail", "nee"] == plain["reset-mail", "nee"].lines
    (numbered,) = (one for one in chart.arrows if (one.step, one.answer) == ("mail-zoeken", "nee"))
    assert numbered.height > plain["mail-zoeken", "nee"].height


def test_every_arrow_of_the_whole_handbook_has_its_number(traffic):
    chart = traffic_chart(traffic)
    assert all(weights(chart).values())
    assert len(chart.arrows) == len(lay_out(traffic.handbook).arrows)


def test_the_picture_says_what_thick_means_and_that_there_is_too_little(traffic):
    note = traffic_chart(traffic).note
    assert "trek pas conclusies vanaf ongeveer 30" in note
    assert "Het getal bij een pijl" in note
    assert "De drukste: 2 casussen." in note


@pytest.mark.parametrize("situation", [None, "reset-mail"])
def test_without_cases_the_picture_is_as_ever_but_for_saying_so(handbook, situation):
    chart = traffic_chart(count_traffic(handbook, []), situation)
    assert not any(weights(chart).values())
    assert chart.note == "Nog geen casussen."
