"""What a gesture on the chart does to a draft: pure, each from a handbook to another one, or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...handbook import Handbook
from ...handbook.compare.consequences import consequences, newly_unreachable
from ...handbook.compare.impact import Steps
from ...handbook.edits import (
    add_answer,
    add_situation,
    add_sketch,
    change_kind,
    insert_step,
    paste_steps,
    remove_answer,
)
from ...handbook.edits.situations import add_step_of
from ...handbook.placeholders import TITLES, is_placeholder
from ...handbook.values import Kind
from .circles import led, problem_of, refuse_circle, removed
from .step_form import filled

KINDS = {"question": Kind.QUESTION, "action": Kind.ACTION, "outcome": Kind.OUTCOME}
"""The kinds that a step can be put on the chart as."""
NAMED = 3
"""Most steps that are named in one sentence."""

Spot = tuple[str, str]
"""A step and one of its answers, by their ids; the answer is empty for the step itself."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a gesture made of a draft: ``said`` to whoever undoes it, and ``told`` to whoever did it.

    ``hand`` is the step at hand then, ``at`` where the focus goes, and ``writes`` says whether a text is
    asked there.
    """

    handbook: Handbook
    said: str
    hand: str
    at: Spot
    writes: bool = False
    told: str = ""


def put_step(handbook: Handbook, spot: Spot, kind: Kind, today: date) -> Move:
    """Put a new step in an arrow, or at the end of a new answer of a step; its title is asked.

    An outcome takes the end of an arrow: nothing follows it.
    """
    step, answer = spot
    if not answer:
        made, new = add_step_of(handbook, step, kind, today)
        return Move(made, "Stap erbij", new, (new, ""), writes=True, told=f"{TITLES[kind]} gemaakt.")
    made, new = insert_step(handbook, step, answer, TITLES[kind], today)
    if kind is Kind.OUTCOME:
        for onward in made.step(new).answers:
            made = remove_answer(made, new, onward.id)
    made = change_kind(made, new, kind)
    told = " ".join((f"{TITLES[kind]} gemaakt.", *_lost(handbook, made)))
    return Move(made, "Stap ertussen", new, (new, ""), writes=True, told=told)


def lead(handbook: Handbook, spot: Spot, to: str) -> Move:
    """Have an arrow lead to another step, or have a new answer of a step do so, whose text is asked."""
    step, answer = spot
    title = title_of(handbook, to)
    if answer:
        made = led(handbook, step, answer, to)
        told = " ".join((f"Dit antwoord gaat nu naar {title}.", *_lost(handbook, made)))
        return Move(made, f"Antwoord naar {title}", step, spot, told=told)
    made, new = add_answer(handbook, step, "", to)
    refuse_circle(handbook, step, to)
    return Move(made, f"Antwoord naar {title}", step, (step, new), writes=True, told="Antwoord gemaakt.")


def write(handbook: Handbook, spot: Spot, text: str, about: str) -> Move:
    """Give a step its title or an arrow its text; what is unwritten around ``about`` is asked next."""
    step, answer = spot
    field = f"answer/{answer}/label" if answer else "title"
    made, shown = filled(handbook, step, field, text.strip())
    here = shown if about in ("", step) else about
    said = f"Antwoord ‘{text.strip()}’" if answer else f"Titel ‘{text.strip()}’"
    left = [*unwritten(made, here)]
    left = left[left.index(spot) + 1 :] if spot in left else left  # a text that stays unwritten is asked once
    if asked := next(iter(left), None):
        return Move(made, said, here, asked, writes=True)
    return Move(made, said, here, (here, "") if about else (shown, answer))


def unwritten(handbook: Handbook, step: str) -> Iterator[Spot]:
    """Yield the arrows to and from a step that have no text of their own yet."""
    for one in handbook.steps:
        for answer in one.answers:
            if step in (one.id, answer.next) and is_placeholder(answer.label):
                yield one.id, answer.id


def remove(handbook: Handbook, spot: Spot, instead: str | None) -> Move:
    """Remove an arrow, or a step, after which what led there leads to the step ``instead``, or nowhere."""
    step, answer = spot
    if answer:
        made, said, at = remove_answer(handbook, step, answer), "Antwoord weggehaald", step
    else:
        made, said = removed(handbook, step, instead), f"{title_of(handbook, step)} weggehaald"
        at = instead or next((before for before, _ in leading_to(handbook, step)), "")
    return Move(made, said, at, (at, ""), told=" ".join((f"{said}.", *_lost(handbook, made))))


def begin_situation(handbook: Handbook, today: date, *, sketched: bool) -> Move:
    """Make a new situation, alone or with a sketch of what follows; its title is asked."""
    title = TITLES[Kind.SITUATION]
    made, new = add_sketch(handbook, today) if sketched else add_situation(handbook, title, today)
    return Move(made, title, new, (new, ""), writes=True, told=f"{title} gemaakt.")


def paste(handbook: Handbook, step: str, copied: object) -> Move:
    """Put copied steps under a step, at the end of a new answer; a situation stands alone."""
    made, new = paste_steps(handbook, copied, handbook.step(step).party)
    if made.step(new).kind is Kind.SITUATION:
        return Move(made, "Geplakt", new, (new, ""), told=f"{title_of(made, new)} geplakt.")
    move = lead(made, (step, ""), new)
    return replace(move, said="Geplakt", hand=new, told=f"{title_of(made, new)} geplakt.")


def leading_to(handbook: Handbook, step: str) -> list[Spot]:
    """Return the arrows that lead to a step from others."""
    return [
        (one.id, answer.id)
        for one in handbook.steps
        for answer in one.answers
        if answer.next == step != one.id
    ]


def title_of(handbook: Handbook, step: str) -> str:
    """Return the title of a step in quotes, as a sentence names it."""
    return f"‘{handbook.step(step).title or 'Stap zonder titel'}’" if step in handbook else "een andere stap"


def listed(handbook: Handbook, steps: Steps) -> str:
    """Return the titles of some steps as a sentence names them; of many the first few and how many more."""
    titles = [title_of(handbook, step) for step in steps[:NAMED]]
    if len(steps) > NAMED:
        titles.append(f"nog {len(steps) - NAMED} andere")
    return " en ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))


def judged(handbook: Handbook, spot: Spot, to: str, log: Mapping[Steps, int]) -> tuple[str, bool]:
    """Return in words what would come of it if an arrow led to another step, and whether that can be."""
    step, answer = spot
    found = consequences(handbook, step, answer, to, log)
    goal = title_of(handbook, to)
    if found.circle:
        return f"Kan niet. {problem_of(handbook, found.circle).told}", False
    told = [f"Naar {goal}."]
    if found.unreachable:
        told.append(_nobody(handbook, found.unreachable))
    if found.elsewhere:
        titles = {one.id: one.title for one in handbook.examples}
        names = [f"‘{titles[one.example]}’" for one in found.elsewhere]
        which = names[0] if len(names) == 1 else f"{names[0]} en {len(names) - 1} andere"
        ends = "eindigt" if len(names) == 1 else "eindigen"
        told.append(f"Oefencasus {which} {ends} dan ergens anders.")
    if found.walked:
        most = "hooguit " if found.unsure else ""
        told.append(f"Het afgelopen jaar is deze weg {most}{found.walked} keer gelopen.")
    return " ".join(told), True


def _lost(old: Handbook, new: Handbook) -> Iterator[str]:
    if lost := newly_unreachable(old, new):
        yield _nobody(new, lost, "Nu")


def _nobody(handbook: Handbook, steps: Steps, when: str = "Dan") -> str:
    return f"{when} komt geen casus meer bij {listed(handbook, steps)}."
