"""What becomes different, told thing by thing, and which cases then end elsewhere: as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from ...handbook import Handbook
from ...handbook.compare.diff import describe as compare
from ...handbook.compare.impact import OutcomesChanged, ended_elsewhere, outcomes_changed
from ..panel import Block, Text, Tone


def differences(old: Handbook, new: Handbook) -> Iterator[Block]:
    """Yield everything that is different, and what that does to cases; nothing when they say the same.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> for found in differences(old, old.model_copy(update={"title": "Hulp"})):
    ...     print(found.text)
    Het handboek
    De titel was ‘Eerste Hulp Bij Inloggen’ en wordt ‘Hulp’.
    """
    for at, told in enumerate(compare(old, new)):
        yield Text(f"thing-{at}", told.thing, Tone.STRONG)
        yield from (Text(f"thing-{at}/{number}", f"{said}.") for number, said in enumerate(told.sentences))
    titles = {example.id: example.title for example in old.examples}
    for one in ended_elsewhere(old, new):
        before, after = (_title(old, new, step) for step in (one.before, one.after))
        text = f"Oefencasus ‘{titles[one.example]}’ eindigde bij {before} en eindigt dan bij {after}."
        yield Text(f"example-{one.example}", text, Tone.WARNING)
    for paths in outcomes_changed(old, new):
        if paths.elsewhere or paths.gone or paths.new:
            yield Text(f"paths-{paths.situation}", counted(paths))


def counted(paths: OutcomesChanged) -> str:
    """Return what becomes of the paths of a situation, in words.

    Examples
    --------
    >>> counted(OutcomesChanged(4, elsewhere=1, new=2))
    'Situatie 4: 1 pad eindigt ergens anders, 2 paden zijn nieuw.'
    """
    told = (
        (paths.elsewhere, "pad eindigt ergens anders", "paden eindigen ergens anders"),
        (paths.gone, "pad vervalt", "paden vervallen"),
        (paths.new, "pad is nieuw", "paden zijn nieuw"),
    )
    parts = (f"{count} {one if count == 1 else many}" for count, one, many in told if count)
    return f"Situatie {paths.situation}: {', '.join(parts)}."


def _title(old: Handbook, new: Handbook, step: str | None) -> str:
    for handbook in (new, old):
        if step and step in handbook:
            return f"‘{handbook.step(step).title}’"
    return "geen uitkomst"
