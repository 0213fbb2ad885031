"""Handbooks as large as the limits allow: sound in every respect but their size."""

from __future__ import annotations

from ehbi.handbook import Handbook
from tests.unit.handbook.strategies import _around, _step


def _answers(*targets):
    return [{"id": f"keus-{at}", "label": f"Keus {at}", "next": name} for at, name in enumerate(targets)]


def _made(steps, answers, outcome):
    """Return the handbook of these steps, with the outcomes beside them and one example."""
    ends = [
        _step("eind", kind="outcome", outcome="resolved"),
        _step("buiten", kind="outcome", outcome="explained"),
    ]
    given = [{"step": step, "told": f"Bij {step}", "answer": answer} for step, answer in answers]
    example = {
        "id": "eerste",
        "title": "T",
        "story": "S",
        "situation": steps[0]["id"],
        "answers": given,
        "outcome": outcome,
    }
    return Handbook.model_validate(_around([*steps, *ends], example))


def chain(length):
    """One road of so many steps, the outcomes among them; each step can also end the case."""
    names = [f"s{at}" for at in range(length - 2)]
    steps = [
        _step(name, kind="question", answers=_answers(after, "eind"))
        for name, after in zip(names, [*names[1:], "buiten"], strict=True)
    ]
    steps[0] |= {"kind": "situation", "number": 1}
    return _made(steps, [(name, "keus-0") for name in names], "buiten")


def diamonds(count):
    """Forks that come together again, one after another: the number of ways doubles with each."""
    steps = []
    for at in range(count):
        after = f"s{at + 1}" if at + 1 < count else "eind"
        steps += [
            _step(f"s{at}", kind="question", answers=_answers(f"l{at}", f"r{at}")),
            _step(f"l{at}", kind="action", answers=_answers(after)),
            _step(f"r{at}", kind="action", answers=_answers(after)),
        ]
    steps[0] |= {"kind": "situation", "number": 1, "answers": _answers("l0", "r0", "buiten")}
    return _made(steps, [("s0", "keus-2")], "buiten")


def fan(width):
    """One situation with so many answers, each to a step of its own."""
    names = [f"s{at}" for at in range(width)]
    start = _step("begin", kind="situation", number=1, answers=_answers(*names, "buiten"))
    steps = [start, *(_step(name, kind="action", answers=_answers("eind")) for name in names)]
    return _made(steps, [("begin", "keus-0"), ("s0", "keus-0")], "eind")


def tree(branches, width):
    """A situation that splits into branches, each with so many steps beside each other."""
    forks = [f"t{at}" for at in range(branches)]
    steps = [_step("begin", kind="situation", number=1, answers=_answers(*forks, "buiten"))]
    for fork in forks:
        leaves = [f"{fork}-{at}" for at in range(width)]
        steps.append(_step(fork, kind="question", answers=_answers(*leaves)))
        steps += [_step(leaf, kind="action", answers=_answers("eind")) for leaf in leaves]
    return _made(steps, [("begin", "keus-0"), ("t0", "keus-0"), ("t0-0", "keus-0")], "eind")
