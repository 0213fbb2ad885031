"""What becomes different, told thing by thing, and which cases then end elsewhere: as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from ...handbook import Handbook
from ...handbook.effects import OutcomesChanged, ended_elsewhere, outcomes_changed
from ...handbook.telling import compare
from ..panel import Block, Text, Tone


def differences(old: Handbook, new: Handbook) -> Iterator[Block]:
    """Yield everything that is different, and what that does to cases; nothing when they say the same.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> [found] = differences(old, old.model_copy(update={"title": "Hulp"}))
    >>> found.text
    'Het handboek: De titel was ‘Eerste Hulp Bij Inloggen’ en wordt ‘Hulp’.'
    """
    for at, told in enumerate(compare(old, new)):
        yield Text(f"thing-{at}", f"{told.thing}: {'. '.join(told.sentences)}.")
    titles = {example.id: example.title for example in old.examples}
    for one in ended_elsewhere(old, new):
        before, after = (_title(old, new, step) for step in (one.before, one.after))
        text = f"Oefencasus ‘{titles[one.example]}’ eindigde bij {before} en eindigt dan bij {after}."
        yield Text(f"example-{one.example}", text, Tone.WARNING)
    for paths in outcomes_changed(old, new):
        if paths.elsewhere or paths.gone or paths.new:
            yield Text(f"paths-{paths.situation}", _counted(paths))


def _counted(paths: OutcomesChanged) -> str:
    elsewhere = "1 pad eindigt" if paths.elsewhere == 1 else f"{paths.elsewhere} paden eindigen"
    gone = "1 vervalt" if paths.gone == 1 else f"{paths.gone} vervallen"
    new = "1 is nieuw" if paths.new == 1 else f"{paths.new} zijn nieuw"
    return f"Situatie {paths.situation}: {elsewhere} ergens anders, {gone}, {new}."


def _title(old: Handbook, new: Handbook, step: str | None) -> str:
    for handbook in (new, old):
        if step and step in handbook:
            return f"‘{handbook.step(step).title}’"
    return "geen uitkomst"
