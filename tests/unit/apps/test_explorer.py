"""The explorer without a browser: what a person chooses, and what the widgets then hold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from ehbi import places
from ehbi.apps.explorer import Explorer
from ehbi.explore.plots import picture as plotted
from ehbi.handbook import clock
from ehbi.handbook.edits import remove_step
from ehbi.handbook.graph import follows
from ehbi.handbook.values import Doubt
from ehbi.store import LoggedCase, Remark, RoomCount
from tests.unit.handbook.strategies import PACKAGED

from ..explore.test_matching import published
from ..flowchart.test_svg import parsed, with_class
from ..flowchart.wordings import put
from . import managing

NOTEBOOK = Path(__file__).parents[3] / "notebooks" / "verkennen.ipynb"
WALKS = [LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"), ("mail-zoeken",))] * 31
SAID = Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, "mail-zoeken", Doubt.UNCLEAR, "Welke map?")


plotted_once = cache(plotted)


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    """Plot the same numbers once for all tests: it takes most of the time."""
    monkeypatch.setattr("ehbi.apps.explorer.picture", plotted_once)


@pytest.fixture(scope="module")
def handbook():
    return PACKAGED


@pytest.fixture
def explorer(handbook):
    return Explorer(handbook, WALKS, [SAID])


def picture(explorer):
    return parsed(explorer.chart.svgs[explorer.chart.shown])


def bright(explorer):
    nodes = with_class(picture(explorer), "node")
    return {node.get("data-step") for node in nodes if "faded" not in node.get("class").split()}


def plots(explorer):
    return re.findall(r'role="img" aria-label="([^"]*)"', explorer.plots.value)


def test_it_starts_with_the_log_on_the_whole_handbook(explorer, handbook):
    assert bright(explorer) == {step.id for step in handbook.steps}
    assert "31 casussen." in explorer.summary.value
    assert len(plots(explorer)) == 4
    assert not any("Voorbeeld" in alt for alt in plots(explorer))


def test_each_plot_says_in_words_what_it_shows(explorer):
    title = "Staat de mail in de inbox of in de spammap?"
    assert any(f"{title}: 100% (62 van 62)." in alt for alt in plots(explorer))


def test_the_sample_is_marked_wherever_it_is_shown(explorer):
    explorer.source.value = "voorbeeld"
    assert "Voorbeeldcijfers" in explorer.summary.value
    assert all(alt.startswith("Voorbeeldcijfers: ") for alt in plots(explorer))
    assert "Voorbeeldcijfers: " in picture(explorer).get("aria-label")
    explorer.chart.choose("reset-mail")
    assert "Voorbeeldcijfers: wat de cijfers zeggen" in explorer.step.value
    explorer.source.value = "balie"
    assert "Voorbeeld" not in explorer.step.value + explorer.plots.value + explorer.summary.value


def test_the_sample_is_of_the_year_before_this_one_in_the_netherlands(explorer, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    explorer.source.value = "voorbeeld"
    assert {one.first.year for one in explorer.traffic.months} == {2026}


def test_the_same_numbers_are_counted_and_plotted_once(explorer, monkeypatch):
    before = explorer.traffic, explorer.plots.value
    explorer.source.value = "voorbeeld"
    monkeypatch.setattr("ehbi.apps.explorer.picture", lambda *_: pytest.fail("plotted again"))
    explorer.source.value = "balie"
    assert (explorer.traffic, explorer.plots.value) == before


@pytest.mark.parametrize(
    ("name", "value", "steps"),
    [
        ("remark", "iets", {"mail-zoeken"}),
        ("remark", "onduidelijk", {"mail-zoeken"}),
        ("remark", "verouderd", set()),
        (
            "after",
            "ander-adres",
            {
                "ander-adres",
                "mail-zoeken",
                "mail-opnieuw",
                "mail-thuis",
                "ingelogd-met-mail",
                "kb-tijdelijk-wachtwoord",
                "kb-gebruikersnaam",
                "kb-e-mailadres",
            },
        ),
        ("through", "geen-toegang", {"geen-rechten", "abonnement-opzoeken", "geen-toegang"}),
    ],
)
def test_a_choice_leaves_only_its_steps_bright(explorer, name, value, steps):
    getattr(explorer.choices, name).value = value
    assert bright(explorer) == steps
    assert explorer.status.value == f"<p>{len(steps)} van de 30 stappen vallen binnen je keuze.</p>"


def test_steps_can_be_picked_by_party(explorer, handbook):
    explorer.choices.party.value = "lener"
    assert {handbook.step(step).party for step in bright(explorer)} == {"lener"}


def test_steps_that_nobody_looked_at_for_a_year_can_be_picked(handbook):
    old = put("toegang", handbook, reviewed=datetime(2020, 1, 1, tzinfo=UTC).date())
    explorer = Explorer(old, WALKS)
    explorer.choices.review.value = "iets"
    assert "toegang" in bright(explorer)


def test_choosing_a_situation_shows_its_own_picture(explorer, handbook):
    explorer.choices.situation.value = "reset-mail"
    assert handbook.step("reset-mail").title in picture(explorer).get("aria-label")
    explorer.choices.party.value = "lener"
    assert bright(explorer) == {
        step.id
        for step in handbook.steps
        if step.party == "lener" and step.id in follows(handbook, "reset-mail")
    }


def test_busy_arrows_are_thicker_unless_that_is_not_wanted(explorer):
    assert with_class(picture(explorer), "idle")
    explorer.weighed.value = False
    assert not with_class(picture(explorer), "idle")


def test_a_step_on_the_chart_tells_what_is_known_of_it(explorer):
    explorer.chart.choose("mail-zoeken")
    told = " ".join(explorer.step.value.split())
    assert 'data-step="mail-zoeken"' in told
    assert "31 keer op de weg van een casus. 31 keer ging iemand hier terug en 31 keer stopte iemand" in told
    assert "24 november 2026: Het is onduidelijk. ‘Welke map?’" in told
    assert explorer.chart.current == "mail-zoeken"


def test_answers_to_the_same_step_are_told_as_one_number(explorer):
    explorer.chart.choose("kb-navragen")
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td></tr>", explorer.step.value)
    assert [number for _, number in rows] == ["0 samen", "0 samen", "0", "0"]
    assert "Hier kwam nog niemand." in explorer.step.value
    assert "Niemand heeft iets gemeld." in explorer.step.value


def test_without_a_database_it_says_so_and_offers_the_sample(handbook):
    explorer = Explorer(handbook, None)
    assert "Er is nog geen database" in explorer.summary.value
    assert "voorbeeldcijfers" in explorer.summary.value
    assert plots(explorer) == []
    explorer.source.value = "voorbeeld"
    assert len(plots(explorer)) == 4


def test_the_notebook_runs_before_there_is_a_database_and_makes_none(tmp_path, monkeypatch):
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}/ehbi.sqlite")
    names: dict[str, object] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        exec(compile("".join(cell["source"]), NOTEBOOK.name, "exec"), names)  # noqa: S102  # our own words
    assert names["log"].walks is None
    assert "mail-fb-iam" in names["graph"]
    assert list(tmp_path.iterdir()) == []


def test_with_little_in_the_log_it_says_so(handbook):
    assert "Nog geen casussen." in Explorer(handbook, []).summary.value
    assert "Nog maar 2 casussen" in Explorer(handbook, WALKS[:2]).summary.value


def test_cases_that_do_not_fit_are_told_apart(handbook):
    one = Explorer(handbook, [*WALKS, LoggedCase("2026-11-24T17", ("weg",))])
    assert "1 casus past niet" in one.summary.value
    two = Explorer(handbook, [*WALKS, *[LoggedCase("2026-11-24T17", ("weg",))] * 2])
    assert "2 casussen passen niet" in two.summary.value


def test_an_error_is_shown_to_the_person(explorer, monkeypatch):
    monkeypatch.setattr("ehbi.apps.explorer.chosen", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        explorer.choices.party.value = "lener"
    assert "Er ging iets mis" in explorer.status.value


def test_markup_in_what_people_wrote_comes_out_as_text(handbook):
    evil = "<script>alert(1)</script>"
    drawn = put("mail-zoeken", handbook, title=evil)
    said = Remark(SAID.at, SAID.revision, "mail-zoeken", Doubt.WRONG, evil)
    explorer = Explorer(drawn, WALKS, [said])
    explorer.chart.choose("mail-zoeken")
    shown = explorer.step.value + explorer.plots.value + explorer.summary.value
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") >= 3


def test_a_visitors_kernel_does_without_it():
    heavy = "{'matplotlib', 'sqlalchemy', 'ehbi.explore'}"
    look = f"import sys; from ehbi.apps import Guide; print({heavy} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", look], text=True) == "set()\n"


def test_what_can_be_saved_follows_the_figures_on_show(explorer):
    assert not managing.block(explorer.files, "report")["disabled"]
    explorer.source.value = "voorbeeld"
    assert managing.block(explorer.files, "report")["disabled"]


def test_every_plot_follows_what_was_chosen(explorer):
    explorer.choices.situation.value = "geen-rechten"
    assert "0 van de 31 casussen vallen binnen je keuze." in explorer.summary.value
    assert plots(explorer) == []
    explorer.choices.situation.value = "reset-mail"
    assert len(plots(explorer)) == 4
    explorer.choices.party.value = "balie"
    unreached = next(told for told in plots(explorer) if told.startswith("Stappen waar nog niemand kwam"))
    assert "Kijk in de mailbox" not in unreached


def test_a_period_of_months_of_ones_own_can_be_chosen_in_either_order(handbook):
    walks = [LoggedCase(f"2026-{month}-10T10", ("reset-mail",)) for month in ("03", "05", "11", "11")]
    explorer = Explorer(handbook, walks)
    assert len(explorer.period.children) == 1
    explorer.period.kind.value = "zelf"
    assert len(explorer.period.children) == 3
    assert [label for label, _ in explorer.period.first.options][:2] == ["maart 2026", "april 2026"]
    explorer.period.last.value = "2026-03-01"
    explorer.period.first.value = "2026-05-01"
    assert "2 van de 4 casussen" in explorer.summary.value
    explorer.period.kind.value = "maand"
    assert "2 van de 4 casussen" in explorer.summary.value
    explorer.period.kind.value = "alles"
    assert "4 casussen." in explorer.summary.value


def test_a_version_is_compared_with_what_was_before_it_for_the_step_at_hand(handbook):
    past = published(handbook, put("mail-zoeken", handbook, title="Staat de mail erin?"))
    walks = [LoggedCase(f"2026-{month}-10T10", ("reset-mail", "mail-zoeken")) for month in ("02", "02", "06")]
    explorer = Explorer(past[-1].handbook, walks, (), past)
    assert explorer.comparing.children == ()
    explorer.chart.choose("mail-zoeken")
    assert [label for label, _ in explorer.comparing.version.options] == [
        "Niet vergelijken",
        "Versie 2, 2 april 2026",
    ]
    explorer.comparing.version.value = "2"
    told = " ".join(explorer.comparing.told.value.split())
    assert "Opgelost: 0% → 0%" in told
    assert "<td>2</td><td>1</td>" in told
    assert "Vanaf versie 2: nog maar 1 casus" in told
    explorer.comparing.path.value = "0"
    explorer.chart.choose("reset-mail")
    assert explorer.comparing.version.value == "2"
    explorer.comparing.version.value = ""
    assert explorer.comparing.told.value == ""


def test_where_nobody_walked_before_a_version_no_share_is_told(handbook):
    past = published(handbook, put("mail-zoeken", handbook, title="Staat de mail erin?"))
    explorer = Explorer(past[-1].handbook, [LoggedCase("2026-06-10T10", ("reset-mail",))], (), past)
    explorer.chart.choose("reset-mail")
    explorer.comparing.version.value = "2"
    told = " ".join(explorer.comparing.told.value.split())
    assert "Opgelost: – → 0%" in told
    assert "<td>–</td><td>0%</td>" in told


def test_what_was_walked_stays_when_its_step_has_gone(handbook):
    gone = remove_step(handbook, "mail-zoeken", "mail-opnieuw")
    explorer = Explorer(
        gone, [LoggedCase("2026-02-10T10", ("reset-mail", "mail-zoeken"))], (), published(handbook, gone)
    )
    assert "Stappen die niet meer in het handboek staan, tellen mee" in explorer.summary.value
    assert any("(niet meer in het handboek): 100% (1 van 1)" in told for told in plots(explorer))
    explorer.chart.choose("reset-mail")
    assert "<td>Naar een stap die hier niet meer op volgt</td><td>1</td>" in explorer.step.value


def test_rooms_stand_beside_each_other_per_step_and_never_with_made_up_figures(handbook):
    at = SAID.at
    rooms = [
        RoomCount("a", at, "mail-zoeken", begins=False, answered=14, wrong=6),
        RoomCount("b", at + timedelta(days=30), "mail-zoeken", begins=False, answered=12, wrong=2),
        RoomCount("b", at + timedelta(days=30), "reset-mail", begins=True, answered=12, wrong=5),
    ]
    explorer = Explorer(handbook, WALKS, rooms=rooms)
    told = re.sub(r"<[^>]*>|\s+", " ", explorer.rooms.value)
    assert re.search(r"24 november 2026 +24 december 2026", told)
    assert re.search(r"Staat de mail in de inbox of in de spammap\? +6 van 14 +2 van 12 +minder", told)
    assert re.search(r"\(situatie kiezen\) +– +5 van 12 +–", told)
    explorer.choices.situation.value = "nieuw-pasnummer"
    assert "van 14" not in explorer.rooms.value
    explorer.choices.situation.value = ""
    explorer.source.value = "voorbeeld"
    assert explorer.rooms.value.strip() == ""
    assert Explorer(handbook, WALKS).rooms.value.strip() == ""
