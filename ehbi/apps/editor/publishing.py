"""The view of publishing: what will change, whom that concerns, and what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from ...explore import words
from ...explore.traffic import too_few
from ...flowchart import differ, differing, lay_out_differences, to_markup
from ...handbook.compare.impact import ChangedWay, Fate, SituationImpact, impact_on_log, outcomes_changed
from ...handbook.compare.merge import Side
from ...handbook.languages import outdated
from ...publishing.proof import UnprovenError
from ...store import revisions
from ..panel import Block, Button, Field, Group, Heading, Html, Text, Tone
from .charts import WHOLE, WHOLE_NAME, chart_option
from .diff import Choices, choose, conflict_fields, counted, diff_blocks, title_of
from .figures import walked, year
from .page import LANGUAGES, PUBLISHING, Page
from .view import Picture, View
from .working_copy import WorkingCopy

GONE = "Deze stap staat niet meer in je concept. Met Ongedaan maken krijg je hem terug."
NOTHING = "Er is nog niets veranderd. Pas iets aan bij Stappen: hier lees je dan wat dat met casussen doet."
WHOSE = {Side.MINE: "Van jou", Side.THEIRS: "Van de ander"}
MOST = 5
"""Ways that are named of a situation: the most walked ones."""


class Publishing(View):
    """See what a draft changes, and publish it."""

    key, label = PUBLISHING, "Publiceren"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.message = ""
        self.choices: Choices = {}
        self.chart = ""
        self.is_dropping = False
        self.unproven: UnprovenError | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield what stops publishing, what will change, and the way to do it."""
        work = self.work
        yield Heading("name", self.label)
        behind = work.newest != work.draft.base
        if behind:
            yield from _newer(work, self.choices)
        elif not work.is_changed:
            yield Text("nothing", NOTHING, Tone.SOFT)
        elif not work.can_publish:
            yield Text("errors", "Los eerst de fouten op. Waarschuwingen mogen blijven.", Tone.BAD)
        if work.is_changed:
            yield Heading("changes", "Wat er verandert", 3)
            yield from diff_blocks(work.base, work.handbook)
            yield from _outdated(work)
            yield from _usage_blocks(work)
        yield Field(
            "message", "Waarom deze verandering?", self.message, hint="Dit staat straks bij de versie."
        )
        moves = (
            Button("publish", "Publiceer", Tone.STRONG, disabled=behind or not work.can_publish),
            Button("drop", "Gooi mijn concept weg", Tone.BAD, disabled=not work.is_changed),
        )
        yield Group("moves", "Publiceren of weggooien", moves, across=True)
        if self.unproven and self.unproven.handbook is work.handbook:
            yield from _unproven(self.unproven)
        if self.is_dropping and work.is_changed:
            yield from _confirm_drop()

    def picture(self) -> Picture | None:
        """Return what the draft changes, on the flowchart; None as long as that is nothing."""
        both = self.work.base, self.work.handbook
        if not differ(*both):
            return None
        charts = dict((*map(chart_option, differing(*both)), (WHOLE, WHOLE_NAME)))
        self.chart = self.chart if self.chart in charts else next(iter(charts))
        drawn = lay_out_differences(*both, None if self.chart == WHOLE else self.chart)
        return Picture(self.chart, to_markup(drawn, "changes_"), charts=tuple(charts.items()))

    def look(self, chart: str) -> None:
        """Choose a picture."""
        self.chart = chart

    def open_form(self, step: str, block: str = "") -> None:
        """Open a step in its form; one that was removed has none."""
        if step in self.work.handbook:
            super().open_form(step, block)
        else:
            self.page.say(GONE, Tone.PLAIN)

    def fill(self, field: str, value: Any) -> None:
        """Take the reason, or a choice of what stays."""
        if field == "message":
            self.message = value
        else:
            self.choices = choose(self.work.merged(), self.choices, field, value)

    def press(self, button: str) -> None:
        """Publish, put together, or let the draft go."""
        match button:
            case "publish":
                self._publish()
            case "mend" if self.unproven:
                self.page.choose(self.unproven.step, "name")
            case "languages":
                self.page.at = outdated(self.work.handbook)[0].id
                self.page.open(LANGUAGES, "heading")
            case "catch-up":
                self.work.catch_up(self.choices)
                self.choices = {}
                self.page.say("Je wijzigingen staan nu in de nieuwste versie. Kijk ze na en publiceer.")
            case "drop" | "keep":
                self.is_dropping = button == "drop"
                self.page.open(self.key, "really" if self.is_dropping else "name")
            case "drop-it":
                self.is_dropping = False
                self.work.drop()
                self.page.say("Je concept is weg. Je begint weer bij de nieuwste versie.")

    def _publish(self) -> None:
        self.unproven = None
        try:
            made = self.work.publish(self.message.strip() or "Zonder toelichting", self.progress_callback())
        except UnprovenError as error:
            self.unproven = error
            raise
        self.message = ""
        self.page.say(f"Gepubliceerd als versie {made.number}. De balie ziet hem bij de volgende casus.")


def _unproven(error: UnprovenError) -> Iterator[Block]:
    """Yield why the draft cannot be published as it is now, and the way to where that is."""
    yield Text("unproven", f"{error} Je concept is bewaard.", Tone.BAD)
    if error.step:
        yield Button("mend", "Naar die stap", Tone.STRONG)


def _confirm_drop() -> Iterator[Block]:
    """Yield the question whether to let the draft go, as no undo brings that back."""
    yield Heading("really", "Je concept weggooien?", 3)
    told = "Alles wat je veranderd hebt, is dan weg. Ongedaan maken geeft het niet terug."
    yield Text("lost", told, Tone.WARNING)
    ways = (
        Button("keep", "Nee, ik houd mijn concept"),
        Button("drop-it", "Ja, gooi mijn concept weg", Tone.BAD),
    )
    yield Group("ways", "Weggooien of niet", ways, across=True)


def _outdated(work: WorkingCopy) -> Iterator[Block]:
    """Yield of how many steps the patron will read Dutch, as what is translated is outdated."""
    if found := outdated(work.handbook):
        told = f"Van {counted(len(found), 'stap', 'stappen')} is de vertaling verouderd."
        yield Text("outdated", f"{told} De lener leest daar Nederlands.", Tone.WARNING)
        yield Button("languages", "Naar Talen")


def _newer(work: WorkingCopy, choices: Choices) -> Iterator[Block]:
    newest = revisions.known(work.store, work.newest)
    told = f"Intussen heeft {newest.author} versie {newest.number} gepubliceerd."
    yield Text("newer", f"{told} Voeg die eerst samen met jouw concept.", Tone.WARNING)
    yield from conflict_fields(work.merged(), choices, WHOSE)
    yield Button("catch-up", "Voeg samen", Tone.STRONG)


def _usage_blocks(work: WorkingCopy) -> Iterator[Block]:
    """Yield for each situation how often the ways that the draft changes were walked; nothing for none."""
    changed = {
        paths.situation
        for paths in outcomes_changed(work.base, work.handbook)
        if paths.elsewhere or paths.gone or paths.uncountable
    }
    if not changed:
        return
    yield Heading("walked", "Hoe vaak die paden gelopen zijn", 3)
    if first := year().first:
        # Whole months: of a case of some months ago no more is known than its month.
        told = f"Geteld in hele maanden, vanaf {words.month_and_year(first)}."
        yield Text("walked-since", told, Tone.SOFT)
    for one in impact_on_log(work.base, work.handbook, walked(work)):
        if one.situation in changed:
            yield from _situation_blocks(work, one)


def _situation_blocks(work: WorkingCopy, one: SituationImpact) -> Iterator[Block]:
    key, times = f"walked-{one.situation}", one.times(Fate.ELSEWHERE, Fate.GONE)
    if not one.cases:
        yield Text(key, f"Situatie {one.situation}: nog geen casussen in het afgelopen jaar.", Tone.SOFT)
        return
    yield Text(
        key,
        f"Situatie {one.situation}: in het afgelopen jaar zijn de paden die veranderen "
        f"{words.number(times)} keer gelopen (van {words.cases(one.cases)}).",
    )
    if unsure := one.times(Fate.UNSURE):
        told = f"Bij nog {words.cases(unsure)} is dat niet zeker: twee antwoorden leidden naar dezelfde stap."
        yield Text(f"{key}-unsure", told, Tone.SOFT)
    if few := too_few(one.cases):
        yield Text(f"{key}-few", few, Tone.SOFT)
    if sure := [way for way in one.ways if way.fate is not Fate.UNSURE]:
        yield Html(f"{key}-ways", _list(work, sure))


def _list(work: WorkingCopy, found: list[ChangedWay]) -> str:
    items = "".join(f"<li>{_item(work, way)}</li>" for way in found[:MOST])
    more = f"<p>En nog {words.number(len(found) - MOST)} andere.</p>" if len(found) > MOST else ""
    return f'<ol class="ehbi-walked">{items}</ol>{more}'


def _item(work: WorkingCopy, way: ChangedWay) -> str:
    path = " → ".join(escape(title_of(step, work.handbook, work.base)) for step in way.steps)
    return f"<b>{words.number(way.times)} keer</b> {escape(_fate(work, way))}<span>{path}</span>"


def _fate(work: WorkingCopy, way: ChangedWay) -> str:
    if way.fate is Fate.ELSEWHERE:
        ends = " of ".join(f"‘{title_of(end, work.handbook, work.base)}’" for end in way.ends)
        return f"eindigt nu bij {ends}"
    return f"gaat na ‘{title_of(way.leaves, work.handbook, work.base)}’ anders verder"
