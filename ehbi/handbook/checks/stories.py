"""Rules about the stories of examples: told up to each choice, and no further.

A part of a story may say what bears on the choice that it comes before. It gives a later one away when one of
its sentences has all the words of

- a clause of that answer's label, or of what it says was done: a clause that no other answer of the step has,
- or a sentence that is told only later, the ending among them.

What the title of the situation says is no secret. Small words do not count, nor does a clause of fewer than
two others or a sentence of fewer than three; that something is *not* so does. Words
are the same by their stem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from ..errors import Problem, Rule, Severity, Where, clip
from ..model import Handbook
from ..step import Answer, Example, GivenAnswer, Step
from ..terms import stem, words

Said = frozenset[str]
"""The words that count of a clause or sentence, by their stems."""
Steps = tuple[Step | None, ...]
"""The steps of an example's answers; None where there is no such step."""

FEWEST = 2
"""Words that a clause has at least, to say something by itself."""
_SMALL = frozenset(
    words(
        """aan al bij daar dan dat de deze die dit door een eens en er haar had hebben hebt heeft hem het hier
        hij hun ik in is ja je jij jou jouw jullie kan kunnen lener maar me met mij mijn naar nee nog nu of om
        onze ook op staan staat te toch toen tot uit uw van via voor wat we wel werd wij word worden wordt ze
        zich zij zijn zo zou"""
    )
)
_DENIES = frozenset(words("niet geen niets niks niemand nergens nooit zonder"))
_NOT = "niet"
_SENTENCE = re.compile(r"[.!?…\n]+")
_CLAUSE = re.compile(r"[.!?…\n,;:]+")

_GIVEN_AWAY = Rule(
    "Oefencasus ‘{example}’ geeft al weg wat pas bij ‘{step}’ blijkt: ‘{sentence}’",
    "Vertel dit pas bij die stap",
)
_AT_ONCE = Rule(
    "Oefencasus ‘{example}’ vertelt alles in één keer, ook hoe het afloopt",
    "Zet bij elke keuze wat er dan pas blijkt, en het einde bij Einde van het verhaal",
    Severity.WARNING,
)
_UNTOLD = Rule(
    "Oefencasus ‘{example}’ vertelt niets voor de keuze bij ‘{step}’: die is zo niet te maken",
    "Vertel wat er dan blijkt",
    Severity.WARNING,
)


def told_at_once(handbook: Handbook) -> Iterator[Problem]:
    """Find examples with more than one answer of which all is told before the first: those of older files."""
    for at, example in enumerate(handbook.examples):
        if example.is_told_at_once and len(example.answers) > 1:
            yield _AT_ONCE.problem(("examples", at, "story"), example=example.called)


def untold(handbook: Handbook) -> Iterator[Problem]:
    """Find choices after the first before which an example that has parts tells nothing."""
    for at, example in enumerate(handbook.examples):
        for index, given in islice(enumerate(example.answers), 1, None):
            if not example.is_told_at_once and not given.told.strip() and _asks(handbook, given):
                step = _called(handbook, given.step)
                path = ("examples", at, "answers", index, "told")
                yield _UNTOLD.problem(path, example=example.called, step=step)


def _asks(handbook: Handbook, given: GivenAnswer) -> bool:
    step = _step(handbook, given.step)
    return step is None or len(step.answers) > 1


def given_away(handbook: Handbook) -> Iterator[Problem]:
    """Find sentences that give away what is chosen or told later; of stories that have parts alone."""
    for at, example in enumerate(handbook.examples):
        if not example.is_told_at_once:
            steps = tuple(_step(handbook, given.step) for given in example.answers)
            for place, sentence, step in _leaks(example, steps, _called(handbook, example.situation)):
                called = {"example": example.called, "step": _called(handbook, step)}
                yield _GIVEN_AWAY.problem(("examples", at, *place), sentence=clip(sentence), **called)


@dataclass(frozen=True, slots=True)
class _Secret:
    """What is said of a step, and from which part of the story on that is no secret any more."""

    said: Said
    step: str
    known: int


# A draft is checked at each keystroke, and one example or step of it is new.
@lru_cache(maxsize=4096)
def _leaks(example: Example, steps: Steps, title: str) -> tuple[tuple[Where, str, str], ...]:
    """Return each sentence that tells too much, with its place in the example and the step it is about."""
    return tuple(_found(example, steps, title))


def _found(example: Example, steps: Steps, title: str) -> Iterator[tuple[Where, str, str]]:
    secrets = _by_word(_secrets(example, steps, title))
    for part, (place, text) in enumerate(zip(_places(example), example.parts, strict=True)):
        for sentence in filter(str.strip, _SENTENCE.split(text)):
            told = _counting(sentence)
            for secret in chain.from_iterable(secrets.get(word, ()) for word in sorted(told)):
                if part < secret.known and _tells(told, secret.said):
                    yield place, sentence.strip(), secret.step
                    break


def _places(example: Example) -> tuple[Where, ...]:
    """Return the place of each part in the example, in the order in which they are told."""
    return ("story",), *(("answers", at, "told") for at in range(len(example.answers))), ("ending",)


def _tells(told: Said, secret: Said) -> bool:
    return secret <= told and (_NOT in secret) == (_NOT in told)


def _by_word(secrets: Iterable[_Secret]) -> Mapping[str, list[_Secret]]:
    """Return secrets by one of their words, so that a long story is gone through once."""
    found: dict[str, list[_Secret]] = {}
    for secret in secrets:
        found.setdefault(min(secret.said - {_NOT}), []).append(secret)
    return found


def _secrets(example: Example, steps: Steps, title: str) -> Iterator[_Secret]:
    """Yield what answers say, until one that says it is given, and what is told, until it is told last."""
    first = {one.said: one for one in reversed([*_chosen(example, steps, title)])}
    last = {one.said: one for one in _told(example)}
    yield from first.values()
    yield from last.values()


def _chosen(example: Example, steps: Steps, title: str) -> Iterator[_Secret]:
    """Yield what the answers say; the beginning may tell the first, unless that has a part of its own."""
    told = _counting(title)
    for index, (given, step) in enumerate(zip(example.answers, steps, strict=True)):
        known = index + 1 if index or given.told.strip() else 0
        answer = step.answer(given.answer) if step else None
        for said in _clauses(step, answer) if step and answer else ():
            if not _tells(told, said):
                yield _Secret(said, given.step, known)


def _told(example: Example) -> Iterator[_Secret]:
    """Yield what the parts of the story say."""
    steps = (example.situation, *(given.step for given in example.answers), example.outcome)
    for known, (step, text) in enumerate(zip(steps, example.parts, strict=True)):
        for said in _telling(_SENTENCE, text):
            if len(said - {_NOT}) > FEWEST:
                yield _Secret(said, step, known)


def _clauses(step: Step, answer: Answer) -> frozenset[Said]:
    """Return what an answer says, and no other answer of the step."""
    others = (one for one in step.answers if one != answer)
    shared = frozenset(said for one in others for said in _of(one))
    return _of(answer) - shared


def _of(answer: Answer) -> frozenset[Said]:
    return frozenset(said for text in (answer.label, answer.done) for said in _telling(_CLAUSE, text))


def _telling(split: re.Pattern[str], text: str) -> Iterator[Said]:
    """Yield the words that count of each piece of a text that says something by itself."""
    found = map(_counting, split.split(text))
    return (said for said in found if len(said - {_NOT}) >= FEWEST)


def _counting(text: str) -> Said:
    return frozenset(_NOT if word in _DENIES else stem(word) for word in words(text) if word not in _SMALL)


def _step(handbook: Handbook, step_id: str) -> Step | None:
    return handbook.step(step_id) if step_id in handbook else None


def _called(handbook: Handbook, step_id: str) -> str:
    step = _step(handbook, step_id)
    return step.called if step else step_id


RULES = (told_at_once, untold, given_away)
