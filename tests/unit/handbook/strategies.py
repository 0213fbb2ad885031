"""Random handbooks without a problem, cases on them, and difficult text."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ehbi.files import load
from ehbi.handbook import Case, Handbook
from ehbi.handbook.languages import AnswerText, Language, PictureText, Translation, digest, dutch
from tests.examples import share


def without_languages(handbook):
    """The handbook in Dutch alone: in most tests a text that changes is no outdated translation too."""
    steps = tuple(step.model_copy(update={"translations": ()}) for step in handbook.steps)
    return handbook.model_copy(update={"languages": (), "steps": steps})


PACKAGED = without_languages(load())
ANSWERS = ("ja", "nee", "gelukt", "niet-gelukt", *(f"keus-{number}" for number in range(16)))
DAY = "2026-11-24"

few = share(1 / 3)
many = share(1)

_tricky = st.text(" \n\t-#:'\"|>%@`&*!?{}[],~\\<_=é€🙂\u2028\x85\ufeff\u00a0\u200bax01.", max_size=12)
_like_yaml = st.sampled_from(
    [
        "true", "null", "~", "no", "1", "1.2", "2026-11-24", "0x1", "1e3", "=", "<<", "- a", "a: b", "# a",
        " a", "a #b", "a ", "\n", "a\n", "\n a", "|", "> a", "%a", "...", "---", "\r\n", "\x07", "\x7f",
        "12:30", "x y " * 60,
    ]
)  # fmt: skip
difficult_texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20), _tricky, _like_yaml
)


_marks = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["ring", "arrow", "number"]),
        "x": st.integers(0, 1000),
        "y": st.integers(0, 1000),
        "text": st.sampled_from(["De knop", "Het veld"]),
    }
)
_pictures = st.fixed_dictionaries(
    {
        "file": st.text("0123456789abcdef", min_size=32, max_size=32),
        "width": st.integers(1, 1200),
        "height": st.integers(1, 1200),
        "alt": st.just("Het scherm om in te loggen"),
        "shown": st.sampled_from(["both", "desk", "patron"]),
        "marks": st.lists(_marks, max_size=2),
    }
)


TURNING = tuple("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the text after them around, and that nobody sees."""
LANGUAGES = [
    {"id": "en", "name": "Engels", "own_name": "English"},
    {"id": "ar", "name": "Arabisch", "own_name": "العربية", "right_to_left": True},
    {"id": "nl-x-a2", "name": "Simpel Nederlands", "own_name": "Simpel Nederlands"},
]


def translated(step, tag, *, reviewed_by="Oksana"):
    """A whole translation of a step that a speaker looked at: each text with its language behind it."""
    ours = dutch(step)
    return Translation(
        language=tag,
        text=f"{ours.text} ({tag})" if ours.text else "",
        say=f"{ours.say} ({tag})" if ours.say else "",
        asks=f"{ours.asks} ({tag})" if ours.asks else "",
        answers=tuple(AnswerText(id=name, label=f"{label} ({tag})") for name, label in ours.answers),
        pictures=tuple(
            PictureText(
                file=one.file, alt=f"{one.alt} ({tag})", marks=tuple(f"{text} ({tag})" for text in one.marks)
            )
            for one in ours.pictures
        ),
        of=digest(step),
        reviewed_by=reviewed_by,
        reviewed=date(2026, 11, 24) if reviewed_by else None,
    )


@st.composite
def with_translations(draw, handbook):
    """The handbook with every step translated in some languages, all looked at by a speaker."""
    languages = draw(st.lists(st.sampled_from(LANGUAGES), max_size=2, unique_by=lambda one: one["id"]))
    made = tuple(Language.model_validate(one) for one in languages)
    steps = tuple(
        step.model_copy(update={"translations": tuple(translated(step, one.id) for one in made)})
        for step in handbook.steps
    )
    return handbook.model_copy(update={"languages": made, "steps": steps})


@st.composite
def handbooks(draw, texts=None):
    """A handbook without any problem; with ``texts``, one whose texts are drawn from those."""
    inner = draw(st.integers(1, 7))
    names = [f"s{number}" for number in range(inner)] + [
        f"e{number}" for number in range(draw(st.integers(1, 3)))
    ]
    begins = {0} | draw(st.sets(st.integers(0, inner - 1), max_size=2))
    targets = _targets(draw, inner, names, begins)
    steps = [_inner_step(draw, at, names[at], begins, targets[at]) for at in range(inner)]
    steps += [_outcome(draw, name) for name in names[inner:]]
    steps.append(_step("buiten", kind="outcome", outcome="explained"))
    steps[draw(st.integers(0, inner))]["pictures"] = draw(st.lists(_pictures, max_size=2))
    data = _around(draw(st.permutations(steps)), _example(steps))
    if texts is not None:
        for step in data["steps"]:
            step["text"] = draw(texts)
        data["title"] = draw(texts)
    return draw(with_translations(Handbook.model_validate(data)))


def _targets(draw, inner, names, begins):
    """Answers lead to later steps only, so there is no cycle; each step is led to, so all are reachable."""
    targets = [[] for _ in range(inner)]
    for later in range(1, len(names)):
        if later not in begins or draw(st.booleans()):
            targets[draw(st.integers(0, min(later, inner) - 1))].append(names[later])
    for at, mine in enumerate(targets):
        wanted = draw(st.integers(2, 3))
        while len(mine) < wanted:
            mine.append(names[draw(st.integers(at + 1, len(names) - 1))])
        if draw(st.booleans()):
            mine.append("buiten")
    return targets


def _inner_step(draw, at, name, begins, targets):
    first = draw(st.integers(0, len(ANSWERS) - 1))
    ids = [ANSWERS[(first + number) % len(ANSWERS)] for number in range(len(targets))]
    if draw(st.booleans()):
        ids = list(ANSWERS[: len(targets)])
    answers = [
        {"id": key, "label": f"Label {key}", "next": target, "done": f"Gedaan {key}"}
        for key, target in zip(ids, targets, strict=True)
    ]
    kind = "situation" if at in begins else draw(st.sampled_from(["question", "action"]))
    said = draw(st.sampled_from([{}, {"say": "Zeg iets."}, {"say": "Zeg iets.", "patron": "Doe **dit**."}]))
    return _step(name, **said, kind=kind, answers=answers, number=at + 1 if at in begins else None)


def _outcome(draw, name):
    how = draw(st.sampled_from(["resolved", "handover", "explained"]))
    return _step(name, kind="outcome", outcome=how, contact="hulp" if how == "handover" else None)


def _step(name, **fields):
    sound = {
        "title": f"Stap {name}",
        "text": "Doe iets.",
        "party": "balie",
        "source": ["1.1"],
        "reviewed": DAY,
    }
    return {"id": name, **sound, **fields}


def _example(steps):
    """The case of the first situation in which each step is given its first answer."""
    found = {step["id"]: step for step in steps}
    here, answers = steps[0], []
    while here.get("answers"):
        told = f"Wat er bij {here['id']} blijkt"
        answers.append({"step": here["id"], "told": told, "answer": here["answers"][0]["id"]})
        here = found[here["answers"][0]["next"]]
    return {
        "id": "eerste",
        "title": "T",
        "story": "S",
        "situation": "s0",
        "answers": answers,
        "outcome": here["id"],
    }


def _around(steps, example):
    web = {"kind": "web", "label": "Hulp", "link": "https://example.org"}
    return {
        "format": 1,
        "title": "Proef",
        "outside": {"step": "buiten", "label": "Iets anders"},
        "facts": [{"id": "1.1", "text": "Feit."}],
        "parties": [{"id": "balie", "name": "Balie"}],
        "contacts": [{"id": "hulp", "name": "Hulp", "channels": [web], "source": ["1.1"]}],
        "permissions": [],
        "steps": steps,
        "examples": [example],
    }


@st.composite
def cases(draw, among=None):
    """A case on some sound handbook, anywhere from not begun to ended."""
    handbook = draw(among if among is not None else st.one_of(st.just(PACKAGED), handbooks()))
    case = Case(handbook)
    if draw(st.integers(0, 9)) == 0:
        return case
    case = case.begin(
        draw(st.sampled_from([*(step.id for step in handbook.situations), handbook.outside.step]))
    )
    for choice, assumed in draw(st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=10)):
        if case.step.answers:
            answer = case.step.answers[choice % len(case.step.answers)]
            case = case.follow([(answer.id, assumed)])
    return case


def every_path(handbook, start):
    """All ways from a step to an outcome, by brute force: pairs of step id and answer id."""
    step = handbook.step(start)
    if not step.answers:
        yield ()
    for answer in step.answers:
        for rest in every_path(handbook, answer.next):
            yield ((step.id, answer.id), *rest)


def distance(handbook, start, target):
    """Number of answers from one step to another, by trying every way; None when there is none."""
    if start == target:
        return 0
    tried = [distance(handbook, answer.next, target) for answer in handbook.step(start).answers]
    return min((found + 1 for found in tried if found is not None), default=None)
