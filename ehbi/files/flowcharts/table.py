"""A table as a flowchart: one row an answer (step, text, answer, next), or one row a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from ...handbook.errors import HandbookError, clip
from ...handbook.text import folded
from ..drafting import Drawn
from ..networks import DIAMOND
from ..source import refusal
from .cells import Row, Sheet, of_text, of_workbook
from .rules import Rule, tree

STEP, TITLE, TEXT, WHO = "stap", "titel", "tekst", "wie"
ANSWER, NEXT, OUTCOME = "antwoord", "volgende", "uitkomst"
HEADINGS = {
    STEP: "van, from, source, stap, step, stapnummer, nr, nummer, id",
    TITLE: "titel, title, vraag, question, naam, name, situatie, situation",
    TEXT: "tekst, text, toelichting, uitleg, omschrijving, beschrijving, description, instructie",
    WHO: "wie, wie doet dit, wie doet het, door wie, who, actor, rol, role",
    ANSWER: "antwoord, answer, keuze, choice, optie, option, label, als, if",
    NEXT: "volgende, volgende stap, vervolgstap, next, next step, naar, to, gaat naar, ga naar, doel, target",
    OUTCOME: "uitkomst, outcome, resultaat, result, advies, advice, oplossing, solution, actie, action, "
    "besluit, decision, conclusie, conclusion, dan, then",
}
"""What a column can be called, in Dutch or English; of two in one table the first one here."""
_KNOWN = {name: column for column, names in HEADINGS.items() for name in names.split(", ")}
_ANY = frozenset({"-", "–", "*", "n.v.t.", "nvt", "alle", "any", "maakt niet uit", "all"})
"""What stands in a cell of a rule that is about any value."""
_ABOVE = 10
"""Rows that can stand above the headings."""
_TOLD = 5
_LEADS = re.compile(r"(?:ga (?:verder )?naar |naar |go to )?(?:stap |step |vraag )?(.+)")
_REMEDY = (
    "Zet boven de kolommen stap, tekst, antwoord en volgende; of geef elke voorwaarde een kolom, en noem de "
    "laatste kolom uitkomst"
)


def read(text: str, file: str) -> Drawn:
    r"""Return the flowchart that a text with a separator is.

    Examples
    --------
    >>> graph = read("stap;antwoord;volgende\nWerkt de pas?;Ja;Klaar\n;Nee;Nieuwe pas", "pas.csv")
    >>> [(target, data["label"]) for _, target, data in graph.edges(data=True)]
    [('klaar', 'Ja'), ('nieuwe pas', 'Nee')]
    """
    return _read((of_text(text, file),), file)


def read_workbook(content: bytes, file: str) -> Drawn:
    """Return the flowchart in a workbook of Excel: of the first sheet that has headings we know."""
    return _read(of_workbook(content, file), file)


def is_table(text: str) -> bool:
    """Return whether a text is a table with headings that we know."""
    try:
        return _headed(of_text("".join(text.splitlines(keepends=True)[: _ABOVE * 2]), "")) is not None
    except HandbookError:
        return False


@dataclass(frozen=True, slots=True)
class _Headed:
    """A table with the place of each column that is known, and what each is called."""

    sheet: Sheet
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    rows: tuple[Row, ...]

    def cell(self, row: Row, column: str) -> str:
        return row.cell(self.columns[column]) if column in self.columns else ""

    def without(self, *columns: str) -> dict[int, str]:
        """Return what each column is called, by its place, without these."""
        places = {self.columns.get(column) for column in columns}
        return {place: name for place, name in self.headings.items() if place not in places}

    @property
    def is_answers(self) -> bool:
        return NEXT in self.columns and (STEP in self.columns or TITLE in self.columns)


def _headed(sheet: Sheet) -> _Headed | None:
    """Return a table with the first of its rows that has headings which we know."""
    for at, row in enumerate(sheet.rows[:_ABOVE]):
        columns: dict[str, int] = {}
        headings = {place: folded(cell) for place, cell in enumerate(row.cells) if cell}
        names = {_name(cell): place for place, cell in reversed(headings.items())}
        for name, column in _KNOWN.items():
            if name in names and column not in columns:
                columns[column] = names[name]
        found = _Headed(sheet, columns, headings, sheet.rows[at + 1 :])
        if found.is_answers or (OUTCOME in columns and len(headings) > 1):
            return found
    return None


def _name(heading: str) -> str:
    return heading.casefold().strip(" :*?_")


def _read(sheets: Sequence[Sheet], file: str) -> Drawn:
    tables = [table for table in map(_headed, sheets) if table]
    if not tables:
        raise _unknown(sheets, file)
    table = tables[0]
    if not table.rows:
        message = "Onder de namen van de kolommen staat niets"
        raise refusal(file, 1, message, "Zet op elke rij een antwoord of een regel")
    graph = _answers(table) if table.is_answers else _rules(table, file)
    left = [f"‘{sheet.name}’" for sheet in sheets if sheet is not table.sheet and sheet.rows]
    told = _left_out(left, "Het blad {} is een ander", "De bladen {} zijn andere")
    graph.graph["told"] = (*graph.graph["told"], *told)
    return graph


def _unknown(sheets: Sequence[Sheet], file: str) -> HandbookError:
    row = next((sheet.rows[0] for sheet in sheets if sheet.rows), None)
    if row is None:
        return refusal(file, 1, "De tabel is leeg", _REMEDY)
    names = ", ".join(f"‘{clip(cell)}’" for cell in row.cells[:_TOLD] if cell)
    message = "Van deze tabel zijn de kolommen niet bekend: {names}"
    return refusal(file, row.number, message, _REMEDY, names=names)


# ---- one row an answer


@dataclass(slots=True)
class _Step:
    """What the rows say of one step; who acts by the first that says it."""

    who: str = ""
    titles: dict[str, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return "\n".join((*self.titles, *self.texts))


def _answers(table: _Headed) -> Drawn:
    """Return the steps and arrows of a table; what has no step goes on with the one above it."""
    steps: dict[str, _Step] = {}
    arrows: list[tuple[str, str, str, int]] = []
    loose: list[str] = []
    here = ""
    for row in table.rows:
        step, title, text, who, said, leads = (
            table.cell(row, column) for column in (STEP, TITLE, TEXT, WHO, ANSWER, NEXT)
        )
        here = _key(step or title) or here
        if not here:
            loose.append(str(row.number))
            continue
        drawn = steps.setdefault(here, _Step())
        drawn.titles |= dict.fromkeys(filter(None, [title or (step if not drawn.titles else "")]))
        drawn.texts |= dict.fromkeys(filter(None, [text]))
        drawn.who = drawn.who or who
        if said or leads:
            arrows.append((here, said, leads, row.number))
    graph: Drawn = nx.MultiDiGraph()
    for key, drawn in steps.items():
        graph.add_node(key, label=drawn.label, **_asks(drawn), **({"who": drawn.who} if drawn.who else {}))
    titled = {_key(title): key for key, drawn in reversed(steps.items()) for title in drawn.titles}
    for key, said, leads, number in arrows:
        graph.add_edge(key, _target(graph, titled, leads, number), label=said)
    others = [f"‘{clip(name)}’" for name in table.without(*table.columns).values()]
    graph.graph["told"] = (
        *_left_out(others, "De kolom {} hoort bij geen stap", "De kolommen {} horen bij geen stap"),
        *_left_out(loose, "Rij {} heeft geen stap", "De rijen {} hebben geen stap"),
    )
    return graph


def _key(name: str) -> str:
    return folded(name).casefold()


def _asks(drawn: _Step) -> Mapping[str, str]:
    return {"shape": DIAMOND} if any(title.endswith("?") for title in drawn.titles) else {}


def _target(graph: Drawn, titled: Mapping[str, str], leads: str, number: int) -> object:
    """Return the node that a cell names, by its step or title; a step of its own where there is none."""
    named = _key(leads)
    found = _LEADS.fullmatch(named)
    for name in (named, found[1] if found else named):
        if name in graph and name:
            return name
        if name in titled:
            return titled[name]
    node = named or ("row", number)
    graph.add_node(node, label=leads)
    return node


# ---- one row a rule


def _rules(table: _Headed, file: str) -> Drawn:
    """Return the questions of a table: each column but those of the outcome and a number is a condition."""
    asked = table.without(OUTCOME, TEXT, STEP)
    spelled: dict[tuple[int, str], str] = {}
    rules: list[Rule] = []
    loose: list[str] = []
    for row in table.rows:
        if outcome := "\n".join(filter(None, (table.cell(row, OUTCOME), table.cell(row, TEXT)))):
            values = tuple(_value(spelled, place, row.cell(place)) for place in asked)
            rules.append(Rule(row.number, values, outcome))
        else:
            loose.append(str(row.number))
    if not rules:
        message = "In de kolom met de uitkomst staat niets"
        raise refusal(file, 1, message, "Vul op elke rij een uitkomst in")
    made = tree(tuple(asked.values()), rules, file)
    gone = _left_out(loose, "Rij {} heeft geen uitkomst", "De rijen {} hebben geen uitkomst")
    made.graph["told"] = (*gone, *made.graph["told"])
    return made


def _value(spelled: dict[tuple[int, str], str], at: int, cell: str) -> str:
    """Return the value of a condition as it was spelled first; empty for any."""
    said = folded(cell)
    return "" if said.casefold() in _ANY else spelled.setdefault((at, said.casefold()), said)


def _left_out(names: Sequence[str], one: str, more: str) -> Iterator[str]:
    """Yield what was left out and why, in the words for one or for more."""
    if names:
        named = ", ".join(map(clip, names[:_TOLD])) + (" …" if names[_TOLD:] else "")
        is_out = "is" if len(names) == 1 else "zijn"
        yield f"{(one if len(names) == 1 else more).format(named)} en {is_out} weggelaten."
