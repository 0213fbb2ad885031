"""Cases of several revisions: each counts on its own, and what was put in comes out."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.explore import Published, count_traffic, make_sample, matching, plot_ends, plot_hard, plot_months
from ehbi.handbook.edits import change_answer, insert_step, remove_step, rename_step
from ehbi.handbook.errors import EditError
from ehbi.handbook.graph import starts
from ehbi.handbook.values import Kind
from ehbi.store import CaseCount, LoggedCase, Revision

from ..flowchart.test_figure import axes_of
from ..flowchart.wordings import put
from ..handbook.strategies import few, handbooks
from .test_any import walked

TODAY = date(2026, 11, 24)
FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)
EVERY = timedelta(days=91)
"""Between two revisions: four in a year."""


def published(*handbooks):
    """These as revisions, one every three months."""
    return tuple(
        Published(Revision(at + 1, at, one.revision, "Noor", "", FIRST + at * EVERY), one)
        for at, one in enumerate(handbooks)
    )


def renamed(handbook, old, new):
    """A step under another id, with the record that it was published under the old one."""
    return rename_step(handbook, old, new, {old})


def counts(found):
    return {count.step: count.cases for count in found if count.cases}


def reached(traffic):
    return {seen.step: seen.reached for seen in traffic.steps if seen.reached}


@pytest.fixture(scope="module")
def revisions(handbook):
    """Four: the packaged one, then a step renamed, then one split in two, then one removed."""
    second = renamed(handbook, "mail-zoeken", "inbox-bekijken")
    third, _ = insert_step(second, "reset-mail", "ja", "Wacht vijf minuten", TODAY)
    fourth = remove_step(third, "mail-opnieuw", "kb-tijdelijk-wachtwoord")
    return published(handbook, second, third, fourth)


PATHS = (
    ("reset-mail", "mail-zoeken", "mail-opnieuw", "kb-tijdelijk-wachtwoord"),
    ("reset-mail", "inbox-bekijken", "mail-opnieuw", "kb-tijdelijk-wachtwoord"),
    ("reset-mail", "wacht-vijf-minuten", "inbox-bekijken", "mail-opnieuw", "kb-tijdelijk-wachtwoord"),
    ("reset-mail", "wacht-vijf-minuten", "inbox-bekijken", "kb-tijdelijk-wachtwoord"),
)
"""The same case in each of them."""


@pytest.fixture(scope="module")
def year(revisions):
    """Ten of these a revision, and one that was left halfway; of the first nobody kept the revision."""
    hours = [f"{one.revision.at + timedelta(days=30):%Y-%m-%dT%H}" for one in revisions]
    digests = [None, *(one.revision.digest for one in revisions[1:])]
    each = zip(PATHS, hours, digests, strict=True)
    return [
        case
        for path, hour, digest in each
        for case in (
            *[LoggedCase(hour, path, (path[-2],), path[-1], digest)] * 10,
            LoggedCase(hour, path[:-1], (), None, digest),
        )
    ]


def test_of_a_year_over_four_revisions_every_total_is_what_was_put_in(revisions, year):
    now = revisions[-1].handbook
    found = count_traffic(now, year, revisions)
    assert (found.cases, found.misfits, found.left) == (44, 0, 4)
    assert counts(found.starts) == {"reset-mail": 44}
    assert [month.cases for month in found.months] == [11] * 4
    assert counts(found.ends) == {"kb-tijdelijk-wachtwoord": 40}
    assert reached(found) == {
        "reset-mail": 44,
        "wacht-vijf-minuten": 22,
        "inbox-bekijken": 44,
        "mail-opnieuw": 33,
        "kb-tijdelijk-wachtwoord": 40,
    }
    assert {seen.step: (seen.back, seen.left) for seen in found.steps if seen.back or seen.left} == {
        "inbox-bekijken": (10, 1),
        "mail-opnieuw": (30, 3),
    }
    assert {way.version for way in found.ways} == {1, 2, 3, 4}


def test_a_step_that_has_gone_is_told_as_such_with_its_title_and_is_not_unreached(revisions, year):
    found = count_traffic(revisions[-1].handbook, year, revisions)
    assert [step.id for step in found.gone] == ["mail-opnieuw"]
    title = revisions[0].handbook.step("mail-opnieuw").title
    assert found.title("mail-opnieuw") == f"{title} (niet meer in het handboek)"
    assert "mail-opnieuw" not in found.unreached
    shown = "".join(label.get_text() for label in plot_hard(found, axes_of()).get_yticklabels())
    assert "niet meer in het" in shown.replace("\n", " ")


def test_an_arrow_is_that_of_now_when_its_ends_follow_each_other_and_else_it_has_no_answer(revisions, year):
    found = count_traffic(revisions[-1].handbook, year, revisions)
    now = {(one.step, one.target): one.cases for one in found.passages if one.answer and one.cases}
    gone = {(one.step, one.target): one.cases for one in found.passages if not one.answer}
    assert now == {
        ("reset-mail", "wacht-vijf-minuten"): 22,
        ("reset-mail", "inbox-bekijken"): 22,  # by its other answer
        ("wacht-vijf-minuten", "inbox-bekijken"): 22,
        ("inbox-bekijken", "kb-tijdelijk-wachtwoord"): 10,
    }
    assert gone == {
        ("inbox-bekijken", "mail-opnieuw"): 33,
        ("mail-opnieuw", "kb-tijdelijk-wachtwoord"): 30,
    }


def test_no_figure_changes_by_publishing_again(revisions, year):
    before = count_traffic(revisions[2].handbook, year[:33], revisions[:3])
    after = count_traffic(revisions[3].handbook, year[:33], revisions)
    assert (before.cases, before.months, before.left) == (after.cases, after.months, after.left)
    assert (counts(before.starts), counts(before.ends)) == (counts(after.starts), counts(after.ends))
    assert {one.step: one for one in before.steps if one.times} == {
        one.step: one for one in after.steps if one.times
    }


def test_what_a_month_says_is_the_same_when_it_is_only_counted(revisions, year):
    single = count_traffic(revisions[-1].handbook, year, revisions)
    months = [
        CaseCount(
            f"{matching.month_of(one):%Y-%m}", one.steps, one.outcome, 1, Counter(one.back), one.revision
        )
        for one in year
    ]
    assert count_traffic(revisions[-1].handbook, months, revisions) == single


def test_a_case_without_a_revision_counts_on_the_newest_before_its_hour_that_it_fits(revisions, handbook):
    def version(hour, path):
        found = count_traffic(handbook, [LoggedCase(hour, path)], revisions)
        return found.ways[0].version if found.ways else None

    plain = ("reset-mail", "ander-adres")
    assert [version(hour, plain) for hour in ("2026-02-01T10", "2026-06-01T10", "2026-12-01T10")] == [1, 2, 4]
    assert version("2026-12-01T10", PATHS[0][:2]) == 1  # what it fits last
    assert version("2026-04-02T08", PATHS[1][:2]) is None  # an hour too early
    assert version("2026-04-02T09", PATHS[1][:2]) == 2
    assert version("2025-06-01T10", plain) == 1  # the first has no beginning


def test_a_case_that_does_not_fit_its_own_revision_is_a_misfit(revisions):
    second = revisions[1].revision.digest
    old = LoggedCase("2026-12-01T10", PATHS[0][:2], revision=second)
    found = count_traffic(revisions[-1].handbook, [old], revisions)
    assert (found.cases, found.misfits) == (0, 1)


def test_a_revision_that_is_not_known_here_is_as_none(revisions):
    case = LoggedCase("2026-12-01T10", PATHS[3], outcome=PATHS[3][-1], revision="0" * 12)
    assert [way.version for way in count_traffic(revisions[-1].handbook, [case], revisions).ways] == [4]


def test_a_revision_that_came_back_is_counted_as_the_last_time_that_it_was_there(handbook, revisions):
    again = published(*(one.handbook for one in revisions), handbook)
    hours = ("2026-02-01T10", "2026-12-31T10", "2025-12-01T10")
    walks = [LoggedCase(hour, PATHS[0][:2], revision=handbook.revision) for hour in hours]
    assert [way.version for way in count_traffic(handbook, walks, again).ways] == [1, 1, 5]


def test_a_step_that_was_removed_and_came_back_is_the_same(revisions):
    again = published(*(one.handbook for one in revisions), revisions[2].handbook)
    case = LoggedCase("2026-02-01T10", PATHS[0], outcome=PATHS[0][-1])
    found = count_traffic(revisions[2].handbook, [case], again)
    assert found.gone == ()
    assert reached(found)["mail-opnieuw"] == 1


def test_an_id_that_is_given_to_another_step_later_does_not_take_its_past(handbook):
    second = renamed(handbook, "mail-zoeken", "inbox-bekijken")
    third = renamed(put("inbox-bekijken", second, former=()), "ander-adres", "mail-zoeken")
    past = published(handbook, second, third)
    found = count_traffic(third, [LoggedCase("2026-02-01T10", PATHS[0][:2])], past)
    assert reached(found) == {"reset-mail": 1, "inbox-bekijken": 1}


def test_an_outcome_that_has_gone_is_among_the_ends_with_its_kind(handbook):
    gone = remove_step(handbook, "geen-toegang", "toegang")
    case = LoggedCase("2026-02-01T10", ("geen-rechten", "geen-toegang"), outcome="geen-toegang")
    found = count_traffic(gone, [case], published(handbook, gone))
    assert counts(found.ends) == {"geen-toegang": 1}
    assert found.end_name("geen-toegang").startswith("Uitgelegd: ")
    assert found.ways[0].kind.value == "explained"
    assert "Uitgelegd" in plot_ends(found, axes_of()).get_yticklabels()[0].get_text()


def test_a_situation_that_has_gone_is_among_the_starts_of_each_month(handbook):
    loose = handbook.step("geen-rechten")
    steps = tuple(step for step in handbook.steps if step.id != loose.id)
    gone = handbook.model_copy(update={"steps": steps})
    case = LoggedCase("2026-02-01T10", ("geen-rechten", "geen-toegang"), outcome="geen-toegang")
    found = count_traffic(gone, [case], published(handbook, gone))
    assert [month.cases for month in found.months] == [1]
    assert found.start_name("geen-rechten") == f"{loose.title} (niet meer in het handboek)"
    plot_months(found, axes_of())


def test_a_made_up_year_is_of_the_handbook_of_now_alone(handbook, revisions):
    found = count_traffic(handbook, make_sample(handbook), revisions)
    assert (found.misfits, found.published, {way.version for way in found.ways}) == (0, (), {None})


def test_a_change_that_breaks_no_path_keeps_every_arrow(handbook):
    other = change_answer(handbook, "reset-mail", "ja", label="Ja, dat klopt")
    case = LoggedCase("2026-02-01T10", PATHS[0][:2], revision=handbook.revision)
    found = count_traffic(other, [case], published(handbook, other))
    assert all(one.answer for one in found.passages)


@st.composite
def pasts(draw):
    """Revisions, each made from the one before; a step keeps its title, by which it is known here."""
    first = draw(handbooks())
    named = tuple(step.model_copy(update={"title": f"stap {step.id}"}) for step in first.steps)
    books = [first.model_copy(update={"steps": named})]
    for number in range(draw(st.integers(0, 4))):
        book = books[-1]
        step = draw(st.sampled_from(book.steps))
        with suppress(EditError):
            match draw(st.sampled_from(["rename", "split", "remove"])):
                case "rename":
                    book = renamed(book, step.id, f"anders-{number}")
                case "split" if step.answers:
                    answer = draw(st.sampled_from(step.answers))
                    book, _ = insert_step(book, step.id, answer.id, f"stap nieuw {number}", TODAY)
                case "remove" if step not in starts(book):
                    others = [one.id for one in book.steps if one.id != step.id and one.kind is Kind.OUTCOME]
                    book = remove_step(book, step.id, others[0] if others else None)
        books.append(book)
    return published(*books)


@few
@given(pasts(), st.data())
def test_whatever_was_published_everything_that_was_walked_is_counted_at_its_own_step(past, data):
    put_in, walks = Counter(), []
    for one in past:
        for walk in data.draw(st.lists(walked(one.handbook), max_size=4)):
            walks.append(LoggedCase(walk.hour, walk.steps, walk.back, walk.outcome, one.revision.digest))
            put_in.update(one.handbook.step(step).title for step in walk.steps)
    found = count_traffic(past[-1].handbook, walks, past)
    assert (found.cases, found.misfits) == (len(walks), 0)
    assert sum(count.cases for count in found.starts) == len(walks)
    assert sum(month.cases for month in found.months) == len(walks)
    assert sum(count.cases for count in found.ends) + found.left == len(walks)
    assert sum(seen.back for seen in found.steps) == sum(len(walk.back) for walk in walks)
    assert sum(seen.left for seen in found.steps) == found.left
    moves = {(one.step, one.target): one.cases for one in found.passages}
    assert sum(moves.values()) == sum(len(walk.steps) - 1 for walk in walks)
    assert Counter({found.step(seen.step).title: seen.reached for seen in found.steps}) == put_in
    assert sum(int(row["cases"]) for row in found.records()) == len(walks)
