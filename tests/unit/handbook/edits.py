"""What managers do to a handbook, at random: drafts of the right shape, sound or not."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import strategies as st

from ehbi.handbook import Handbook

from .strategies import handbooks

PARTS = (
    *("facts", "parties", "contacts", "permissions", "glossary", "synonyms", "elsewhere", "languages"),
    *("steps", "examples"),
)
INSIDE = {
    "contacts": ("channels", "rules"),
    "steps": ("answers", "pictures", "translations"),
    "pictures": ("marks",),
    "translations": ("answers",),
}
NAMED_BY = {
    "glossary": "term",
    "synonyms": "means",
    "elsewhere": "title",
    "channels": "label",
    "rules": "text",
    "pictures": "file",
    "marks": "text",
    "translations": "language",
}

# Few values, so that two managers often do the same, or two things to the same field.
_texts = st.sampled_from(["", "a", "b", "A ", "x#2"])
_ids = st.sampled_from(["n1", "n2", "s0", "balie"])
_facts = st.sampled_from(["1.1", "9.1", "9.2"])
_VALUES = {
    "kind": st.sampled_from(["question", "action"]),
    "number": st.sampled_from([None, 1, 2]),
    "outcome": st.sampled_from([None, "resolved", "explained"]),
    "reviewed": st.sampled_from(["2026-01-01", "2026-01-02"]),
    "source": st.lists(_facts, max_size=2),
    "words": st.lists(_texts, max_size=2),
    **dict.fromkeys(("local", "former"), st.lists(_ids, max_size=2)),
    "link": st.sampled_from([None, "https://example.org/1", "https://example.org/2"]),
    "contact": st.sampled_from([None, "hulp", "n1"]),
    "again": st.sampled_from([None, "s0", "n1"]),
    "file": st.sampled_from(["0" * 32, "f" * 32]),
    "shown": st.sampled_from(["both", "desk", "patron"]),
    **dict.fromkeys(("width", "height", "x", "y"), st.integers(1, 3)),
    **dict.fromkeys(("allowed", "inferred", "own"), st.booleans()),
    "right_to_left": st.booleans(),
    "language": st.sampled_from(["en", "ar", "balie"]),
    "of": st.sampled_from(["0" * 12, "f" * 12]),
    "next": st.sampled_from(["e0", "buiten", "s0", "n1"]),
    **dict.fromkeys(("party", "situation"), _ids),
}


@st.composite
def full_handbooks(draw):
    """A handbook that has something of everything."""
    data = draw(handbooks()).model_dump(mode="json")
    fact, rules = ["1.1"], [{"text": f"Afspraak {n}", "source": ["1.1"]} for n in range(3)]
    data["contacts"][0]["rules"] = rules
    data["contacts"][0]["channels"].append({"kind": "phone", "label": "Bel"})
    data["permissions"] = [
        {"id": f"p{n}", "party": "balie", "allowed": n > 1, "what": f"Kan {n}", "source": fact}
        for n in range(3)
    ]
    data["glossary"] = [{"term": term, "meaning": "Iets"} for term in ("x", "x#2", "Woord")]
    data["synonyms"] = [{"means": means, "words": ["w"]} for means in ("mail", "pas")]
    data["elsewhere"] = [{"title": title, "words": ["w"], "where": "Daar"} for title in ("boete", "wifi")]
    return Handbook.model_validate(data)


@st.composite
def edited(draw, handbook, only=None):
    """The handbook after a few edits, or none; in lists of one name only when that is said."""
    data = handbook.model_dump(mode="json")
    for edit in draw(st.lists(st.sampled_from([_change, _change, _remove, _add, _move, _head]), max_size=5)):
        edit(draw, data, only)
    return Handbook.model_validate(data)


@st.composite
def two_drafts(draw):
    """A handbook and what two managers made of it."""
    base = draw(full_handbooks())
    only = draw(st.sampled_from([None, "steps", "answers", "contacts", "rules", "glossary"]))
    return base, draw(edited(base, only)), draw(edited(base, only))


def _names_each_thing_once(drafts):
    lists = [
        [thing[NAMED_BY.get(part, "id")] for thing in things]
        for draft in drafts
        for part, things in lists_of(draft.model_dump())
    ]
    return all(len(names) == len(set(names)) for names in lists)


def sound_names():
    """The same, of drafts in which no two things in a list have one name."""
    return two_drafts().filter(_names_each_thing_once)


@st.composite
def clashing_drafts(draw):
    """The same, with at least one field that both changed."""
    base, mine, theirs = draw(sound_names())
    titles = [one.model_copy(update={"title": title}) for one, title in ((mine, "Mijn"), (theirs, "Hun"))]
    return base, *titles


def lists_of(data):
    """Every list of named things: what it is called, and the list itself."""
    for part in PARTS:
        yield from _lists_in(part, data[part])


def _lists_in(part, things):
    yield part, things
    for thing in things:
        for inner in INSIDE.get(part, ()):
            yield from _lists_in(inner, thing[inner])


def _some_list(draw, data, only, at_least=1):
    found = [one for one in lists_of(data) if len(one[1]) >= at_least and only in {None, one[0]}]
    return draw(st.sampled_from(found)) if found else (None, None)


def _change(draw, data, only):
    part, things = _some_list(draw, data, only)
    if things:
        thing = draw(st.sampled_from(things))
        fields = [field for field in thing if field not in {"id", *INSIDE.get(part, ())}]
        field = draw(st.sampled_from(fields))
        thing[field] = _value(draw, part, field)


def _value(draw, part, field):  # noqa: PLR0911  # one for each that is drawn in its own way
    if part == "examples" and field == "answers":
        return draw(st.lists(st.fixed_dictionaries({"step": _ids, "answer": _ids}), max_size=2))
    if part == "examples" and field == "outcome":
        return draw(_ids)
    if part == "steps" and field == "channels":
        return draw(st.lists(st.sampled_from(["web", "phone"]), max_size=2))
    if part == "channels" and field == "kind":
        return draw(st.sampled_from(["web", "email"]))
    if part == "languages" and field == "words":
        return {"done": draw(_texts)}
    if part == "translations" and field == "pictures":
        texts = st.fixed_dictionaries(
            {"file": _VALUES["file"], "alt": _texts, "marks": st.lists(_texts, max_size=2)}
        )
        return draw(st.lists(texts, max_size=2))
    if part == "marks" and field == "kind":
        return draw(st.sampled_from(["ring", "arrow"]))
    return draw(_VALUES.get(field, _texts))


def _remove(draw, data, only):
    _, things = _some_list(draw, data, only)
    if things:
        things.pop(draw(st.integers(0, len(things) - 1)))


def _add(draw, data, only):
    """Copy a thing under a new name, or under its own: a draft may have two by one name."""
    part, things = _some_list(draw, data, only)
    if things:
        thing = deepcopy(draw(st.sampled_from(things)))
        names = _facts if part == "facts" else _texts if part in NAMED_BY else _ids
        names = _VALUES[NAMED_BY[part]] if part in ("pictures", "translations") else names
        thing[NAMED_BY.get(part, "id")] = draw(names)
        things.insert(draw(st.integers(0, len(things))), thing)


def _move(draw, data, only):
    _, things = _some_list(draw, data, only, at_least=2)
    if things:
        thing = things.pop(draw(st.integers(0, len(things) - 1)))
        things.insert(draw(st.integers(0, len(things))), thing)


def _head(draw, data, _):
    data["title"] = draw(_texts)
    data["outside"][draw(st.sampled_from(["step", "label"]))] = draw(_ids)
