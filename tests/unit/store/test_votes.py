"""A room's votes: one a phone, counted by question, forgotten with the workshop."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from ehbi.store import Store, votes
from ehbi.store.votes import Vote
from tests.examples import share

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
VOTE = Vote("m" * 32, "oefening-een/0", "v" * 32, "ja", NOW)


def test_votes_are_counted_by_question_and_option(store):
    for voter, question, option in [
        ("a", "een", "ja"),
        ("b", "een", "nee"),
        ("c", "een", "ja"),
        ("a", "twee", "x"),
    ]:
        votes.keep(store, replace(VOTE, voter=voter, question=question, option=option))
    assert votes.counted(store, VOTE.workshop) == {"een": {"ja": 2, "nee": 1}, "twee": {"x": 1}}


def test_a_phone_that_thinks_again_counts_once(store):
    votes.keep(store, VOTE)
    votes.keep(store, replace(VOTE, option="nee"))
    assert votes.counted(store, VOTE.workshop) == {VOTE.question: {"nee": 1}}


def test_a_phone_that_sends_it_twice_at_once_counts_once(store):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: votes.keep(store, VOTE), range(16)))
    assert votes.counted(store, VOTE.workshop) == {VOTE.question: {"ja": 1}}


def test_sixty_phones_at_once_all_count(store):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: votes.keep(store, replace(VOTE, voter=str(number))), range(60)))
    assert votes.counted(store, VOTE.workshop) == {VOTE.question: {"ja": 60}}


def test_a_vote_can_be_taken_back_and_those_of_others_stay(store):
    for voter in "ab":
        votes.keep(store, replace(VOTE, voter=voter))
    for _ in range(2):
        votes.take_back(store, VOTE.workshop, VOTE.question, "a")
    assert votes.counted(store, VOTE.workshop) == {VOTE.question: {"ja": 1}}


def test_another_workshop_is_not_counted_here(store):
    votes.keep(store, replace(VOTE, workshop="elders"))
    assert votes.counted(store, VOTE.workshop) == {}


phones = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["een", "twee"]), st.sampled_from(["ja", "nee"]))
)


@given(phones)
@share(1, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_the_last_choice_of_each_phone_is_what_counts(cast):
    store = Store.open("sqlite://")
    for voter, question, option in cast:
        votes.keep(store, replace(VOTE, voter=voter, question=question, option=option))
    last = {(voter, question): option for voter, question, option in cast}
    found = votes.counted(store, VOTE.workshop)
    assert sum(sum(options.values()) for options in found.values()) == len(last)
    for question, options in found.items():
        chosen = [option for (_, asked), option in last.items() if asked == question]
        assert options == {option: chosen.count(option) for option in chosen}


def test_what_each_voter_chose_is_told_by_question():
    store = Store.open("sqlite://")
    for voter, question, option in [
        ("a", "een", "ja"),
        ("a", "twee", "x"),
        ("b", "een", "nee"),
        ("b", "een", "ja"),
    ]:
        votes.keep(store, replace(VOTE, voter=voter, question=question, option=option))
    votes.keep(store, replace(VOTE, workshop="elders"))
    assert votes.cast(store, VOTE.workshop) == {"een": {"a": "ja", "b": "ja"}, "twee": {"a": "x"}}


def test_the_table_of_each_voter_is_told_by_question_and_is_that_of_their_last_choice():
    store = Store.open("sqlite://")
    votes.keep(store, replace(VOTE, voter="a", team="vos"))
    votes.keep(store, replace(VOTE, voter="a", team="uil"))
    votes.keep(store, replace(VOTE, voter="b"))
    votes.keep(store, replace(VOTE, voter="a", workshop="elders", team="vos"))
    assert votes.seats(store, VOTE.workshop) == {VOTE.question: {"a": "uil", "b": ""}}
