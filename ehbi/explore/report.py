"""The monthly report for a meeting: two A4 with what a month has to tell, in Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..book.parts import DOUBT_NAMES
from ..handbook import clock
from ..handbook.values import OutcomeKind
from ..paper.blocks import Paragraph, Style
from ..paper.sections import Bar, Document, Item, Page, Section, Shade, Tile, Unit, left_out
from . import words
from .monthly import Compared, HardStep, MonthlyReport, Publication, Said
from .months import month_before
from .traffic import ENOUGH, too_few

MIME = "application/pdf"
_SHADES = {
    OutcomeKind.RESOLVED: Shade.STRONG,
    OutcomeKind.HANDOVER: Shade.WARM,
    OutcomeKind.EXPLAINED: Shade.DEEP,
    None: Shade.PALE,
}
_TITLE, _SOFT = Style(2.4, "B"), Style(colour="soft", above=0.3)
_LEAD, _CARE = Style(1.2, above=1.0), Style(weight="B", above=0.5)
_STRONG, _PLAIN, _POINT = Style(weight="B", above=0.6), Style(above=0.4), Style(above=0.25)
_WHOSE = Style(0.94, colour="soft", above=0.1, indent=1.35)
_STEPS, _REMARKS, _CHANGES, _FEWEST = 12, 6, 14, 3
"""Of steps, remarks and changes at most, and of changes of a revision at least."""
_SITUATION, _OUTCOME = Unit("situatie", "situaties"), Unit("uitkomst", "uitkomsten")
_CONTACT, _STEP = Unit("contact", "contacten"), Unit("stap", "stappen")
_VERSION, _CHANGE = Unit("versie", "versies"), Unit("verandering", "veranderingen")
_REMARK = Unit("melding", "meldingen")
_NO_CASES = "Geen casussen."
FOOT = "Niets over leners: alleen stappen, aantallen en wat er over het handboek is geschreven."


def file_name(report: MonthlyReport) -> str:
    """Return what to call the file."""
    return f"maandrapport-{report.first:%Y-%m}.pdf"


def to_pdf(report: MonthlyReport) -> bytes:
    """Return a month as a PDF file of two A4."""
    from ..paper.pages import to_pages  # noqa: PLC0415  # fpdf2 and the fonts are loaded when one is first made

    return to_pages(document(report))


def document(report: MonthlyReport) -> Document:
    """Return what stands on the pages."""
    title = f"Maandrapport {clock.month(report.first)}"
    head = (Paragraph(title, _TITLE), Paragraph(_about(report), _SOFT), *_lead(report))
    numbers = Page(head, (_situations(report), _ends(report), _contacts(report)), tuple(_tiles(report)))
    rest = (_hard(report), _published(report.publications), _remarks(report))
    return Document(title, report.today, (numbers, Page((Paragraph(title, _SOFT),), rest)), FOOT)


def _about(report: MonthlyReport) -> str:
    handbook = report.handbook
    library = [handbook.profile.library] if handbook.profile else []
    return " · ".join([*library, handbook.title, f"gemaakt op {clock.day(report.today)}"])


def _lead(report: MonthlyReport) -> Iterator[Paragraph]:
    count, before, year_ago = report.total.counts
    months = (clock.month(month_before(report.first, ago)) for ago in (1, 12))
    compared = [_against(count, other, name) for other, name in zip((before, year_ago), months, strict=True)]
    came = f"Er kwamen {words.cases(count)} binnen" if count != 1 else "Er kwam 1 casus binnen"
    begin = came if count else f"In {clock.month(report.first)} zijn er geen casussen bewaard"
    yield Paragraph(f"{begin}: {' en '.join(compared)}." if count else f"{begin}.", _LEAD)
    if not report.is_over:
        yield Paragraph(f"De maand is nog niet om: dit is tot en met {clock.day(report.today)}.", _CARE)
    if count and too_few(count):
        yield Paragraph(too_few(count), _CARE)
    if report.misfits:
        one = report.misfits == 1
        fits, counts = ("past", "die liep en telt") if one else ("passen", "ze liepen en tellen")
        told = f"{words.cases(report.misfits)} {fits} niet bij de versie van het handboek waarop {counts}"
        yield Paragraph(f"{told} niet mee.", _PLAIN)


def _against(count: int, other: int, name: str) -> str:
    if not other:
        return f"in {name} waren er geen"
    if count == other:
        return f"evenveel als in {name}"
    how = "meer" if count > other else "minder"
    return f"{words.number(abs(count - other))} {how} dan in {name} ({words.number(other)})"


def _tiles(report: MonthlyReport) -> Iterator[Tile]:
    total = report.total
    before = words.month_and_year(month_before(report.first))
    yield Tile("Casussen", words.number(total.cases), f"{before}: {words.number(total.counts[1])}")
    for one in report.kinds:
        share = one.cases / total.cases if total.cases else 0.0
        number = words.percent(share) if total.cases else "–"
        name = one.what if one.kind else "Gestopt"
        yield Tile(name, number, words.cases(one.cases), _SHADES[one.kind], share)


def _bars(
    title: str, found: Sequence[Compared], report: MonthlyReport, unit: Unit, shade: Shade | None = None
) -> Section:
    """Return a bar for each, in this shade or that of how it ends, with the months over the numbers."""
    most = max(1, *(one.cases for one in found))
    columns = (words.month_and_year(month_before(report.first, ago)) for ago in (0, 1, 12))
    items = (Item(_bar(one, most, shade or _SHADES[one.kind]), unit) for one in found)
    return Section(title, tuple(items), tuple(columns))


def _bar(one: Compared, most: int, shade: Shade) -> Bar:
    return Bar(one.what, one.cases / most, tuple(map(words.number, one.counts)), shade)


def _only(told: str, unit: Unit) -> tuple[Item, ...]:
    """Return what a section says that has nothing to show."""
    return (Item((Paragraph(told, _PLAIN),), unit),)


def _situations(report: MonthlyReport) -> Section:
    title = "Wat er binnenkwam"
    if not any(any(one.counts) for one in report.situations):
        return Section(title, _only(_NO_CASES, _SITUATION))
    return _bars(title, report.situations, report, _SITUATION, Shade.NEUTRAL)


def _ends(report: MonthlyReport) -> Section:
    title, stopped = "Waar het eindigde", [one for one in report.kinds if not one.kind and any(one.counts)]
    if not (report.ends or stopped):
        return Section(title, _only(_NO_CASES, _OUTCOME))
    return _bars(title, [*report.ends, *stopped], report, _OUTCOME)


def _contacts(report: MonthlyReport) -> Section:
    title = "Aan wie is doorgegeven"
    if not report.contacts:
        return Section(title, _only("Er is niets doorgegeven.", _CONTACT))
    return _bars(title, report.contacts, report, _CONTACT, Shade.WARM)


def _hard(report: MonthlyReport) -> Section:
    title, columns = "Wat lastig was", ("deel", "gezien", "terug", "gestopt")
    if not report.hard:
        nothing = "Niemand ging terug of stopte." if report.total.cases else _NO_CASES
        return Section(title, _only(nothing, _STEP))
    note = "Waar mensen teruggingen of stopten, van hoe vaak de stap te zien was."
    if any(one.few for one in report.hard):
        note += f" Een open balk: minder dan {ENOUGH} keer gezien, dus trek er nog geen conclusies uit."
    return Section(title, tuple(Item(_hard_bar(one), _STEP) for one in report.hard), columns, note, _STEPS)


def _hard_bar(one: HardStep) -> Bar:
    counts = (words.number(count) for count in (one.times, one.back, one.left))
    return Bar(one.title, one.rate, (words.percent(one.rate), *counts), Shade.HARD, one.few)


def _published(found: Sequence[Publication]) -> Section:
    each = max(_FEWEST, _CHANGES // max(1, len(found)))
    items = tuple(item for one in found for item in _publication(one, each))
    nothing = _only("Er is deze maand niets gepubliceerd.", _VERSION)
    return Section("Wat er in het handboek veranderde", items or nothing)


def _publication(one: Publication, most: int) -> Iterator[Item]:
    told = f"Versie {one.number}, {clock.day(one.day)}, door {one.author}"
    yield Item((Paragraph(f"{told}: {one.message}" if one.message else told, _STRONG),), _VERSION)
    if one.changes is None:
        yield Item((Paragraph("Wat er veranderde, is met deze EHBI niet te lezen.", _POINT, "•"),), _CHANGE)
        return
    sentences = [f"{said.thing}: {sentence}." for said in one.changes for sentence in said.sentences]
    for sentence in sentences[:most]:
        yield Item((Paragraph(sentence, _POINT, "•"),), _CHANGE)
    if rest := len(sentences[most:]):
        yield Item((Paragraph(left_out([Item((), _CHANGE, rest)]), _POINT, "•"),), _CHANGE, rest)


def _remarks(report: MonthlyReport) -> Section:
    counts = ", ".join(f"{count} {state}" for state, count in report.states.items())
    number = len(report.remarks)
    note = f"{number} {_REMARK.one if number == 1 else _REMARK.more} deze maand: {counts}." if number else ""
    if report.waiting:
        wait = "wacht" if report.waiting == 1 else "wachten"
        note += f" Van eerdere maanden {wait} er nog {report.waiting}."
    items = tuple(Item(tuple(_said(one)), _REMARK) for one in report.remarks)
    nothing = _only("De balie heeft deze maand niets gemeld.", _REMARK)
    return Section("Wat de balie meldde", items or nothing, note=note.strip(), most=_REMARKS)


def _said(one: Said) -> Iterator[Paragraph]:
    remark, doubt = one.remark, DOUBT_NAMES[one.remark.doubt]
    day = clock.day(remark.at.astimezone(clock.HERE).date())
    yield Paragraph(f"‘{remark.text}’" if remark.text else f"{doubt}.", _PLAIN, "•")
    parts = [one.title, *([doubt] if remark.text else []), day, remark.state]
    yield Paragraph(" · ".join(parts), _WHOSE)
