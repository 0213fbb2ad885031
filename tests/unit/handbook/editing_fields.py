"""Random fields, as an editor has them: all of a new part, or some of what is there."""

from __future__ import annotations

from hypothesis import strategies as st

from ehbi.handbook.parts import LOCAL_PARTS
from ehbi.handbook.schema import PARTS

from .strategies import difficult_texts

TEXTS = st.one_of(st.text("abc -é", max_size=6), difficult_texts)
IDS = st.from_regex(r"[a-c](-[a-c])?", fullmatch=True)
FACT_IDS = st.sampled_from(["1.1", "1.2", "9.9"])
KINDS = st.sampled_from(["situation", "question", "action", "outcome"])

_parties = st.sampled_from(["balie", "weg"])
_sources = st.lists(FACT_IDS, max_size=2)
_local = st.lists(st.sampled_from([*LOCAL_PARTS, "hulp", "weg"]), max_size=2)
_words = st.lists(TEXTS, max_size=2)
_channels = st.lists(
    st.fixed_dictionaries({"kind": st.just("web"), "label": TEXTS, "source": _sources}), max_size=2
)
_rules = st.lists(st.fixed_dictionaries({"text": TEXTS, "source": _sources}), max_size=2)
_pictures = st.fixed_dictionaries(
    {
        "file": st.sampled_from(["0" * 32, "f" * 32, "../x"]),
        "width": st.integers(0, 3),
        "height": st.just(2),
        "alt": TEXTS,
    }
)


def step_fields(handbook):
    """Some fields of a step."""
    texts = dict.fromkeys(("title", "text", "prompt", "say", "why", "request", "patron"), TEXTS)
    others = {
        "kind": KINDS,
        "number": st.one_of(st.none(), st.integers(0, 100)),
        "party": _parties,
        "words": _words,
        "source": _sources,
        **dict.fromkeys(("inferred", "own"), st.booleans()),
        "reviewed": st.dates(),
        "outcome": st.sampled_from([None, "resolved", "handover", "explained"]),
        "contact": st.sampled_from([None, *(contact.id for contact in handbook.contacts), "weg"]),
        "local": _local,
        "pictures": st.lists(_pictures, max_size=2),
        "channels": st.lists(st.sampled_from(["web", "phone", "rook"]), max_size=2),
    }
    return _some(texts | others)


def cover_fields(handbook):
    """Title or outside, or both."""
    steps = st.sampled_from([step.id for step in handbook.steps])
    return _some({"title": TEXTS, "outside": _some({"step": steps, "label": TEXTS})})


def new_part(handbook, part, *, named):
    """All fields that a part needs with its name, or some fields without."""
    fields = _parts(handbook)[part]
    name = fields.pop(PARTS[part].key)
    if not named:
        return _some(fields)
    return st.one_of(st.fixed_dictionaries({PARTS[part].key: name, **fields}), st.fixed_dictionaries(fields))


def _some(fields):
    """At most four of these fields, so that one which is refused does not always spoil it."""
    names = st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: fields[name] for name in chosen}))


def _parts(handbook):
    steps = st.sampled_from([step.id for step in handbook.steps])
    given = st.fixed_dictionaries(
        {"step": steps, "told": TEXTS, "answer": st.sampled_from(["ja", "nee", "weg"])}
    )
    return {
        "facts": {"id": FACT_IDS, "text": TEXTS},
        "parties": {"id": IDS, "name": TEXTS},
        "contacts": {"id": IDS, "name": TEXTS, "channels": _channels, "rules": _rules, "source": _sources},
        "permissions": {
            "id": IDS, "party": _parties, "allowed": st.booleans(), "what": TEXTS, "note": TEXTS,
            "source": _sources, "local": _local,
        },
        "glossary": {"term": TEXTS, "meaning": TEXTS, "source": _sources, "local": _local},
        "synonyms": {"means": TEXTS, "words": _words},
        "elsewhere": {"title": TEXTS, "words": _words, "where": TEXTS},
        "languages": {"id": IDS, "name": TEXTS, "own_name": TEXTS, "right_to_left": st.booleans()},
        "examples": {
            "id": IDS, "title": TEXTS, "story": TEXTS, "situation": steps,
            "answers": st.lists(given, max_size=2), "outcome": steps, "ending": TEXTS,
        },
    }  # fmt: skip
