"""The rules about stories: told up to each choice, and nothing of what comes later."""

from __future__ import annotations

import pytest

from ehbi.handbook import Severity

BASIC, COPIED = "basis-abonnement", "Twee weken later komt dezelfde vrouw weer langs"


@pytest.fixture
def tell(draft):
    """Put a text into a part of an example, and return the places of the problems."""

    def told(name, part, text):
        where = draft.where("examples", name)
        draft.put((*where, *part), text)
        return [problem.path[len(where) :] for problem in draft.problems()]

    return told


STORY, FIRST, SECOND, LAST, ENDING = (
    ("story",),
    *(("answers", at, "told") for at in range(3)),
    ("ending",),
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (BASIC, "Bij de KB Klantenservice staat alleen een 'Basis'-abonnement."),
        (BASIC, "‘Ja, en ik bel net zelf: er staat alleen 'Basis'’, zegt ze."),
        ("pas-kwijt", "Na een synchronisatie lukt het inloggen."),
        ("kb-niet-bereikbaar", "De KB is nu niet bereikbaar."),
        ("pas-nog-niet-vervangen", "Functioneel beheer heeft al gekeken."),
        ("naam-niet-herkend", "'Wachtwoord vergeten' kent die naam niet."),
        ("oud-adres", "Dat adres gebruikt hij niet meer."),
    ],
)
def test_a_story_that_has_the_words_of_a_later_answer_is_refused(draft, tell, name, text):
    assert tell(name, STORY, text) == [STORY]
    (problem,) = draft.problems()
    assert problem.severity is Severity.ERROR
    assert problem.message.startswith(
        f"Oefencasus ‘{draft.at(draft.where('examples', name))['title']}’ geeft al weg"
    )
    assert problem.remedy == "Vertel dit pas bij die stap"


def test_the_message_says_which_step_and_which_sentence(draft, tell):
    tell(BASIC, STORY, "Zij mist rechten. Er staat alleen 'Basis'! Dat is alles.")
    (problem,) = draft.problems()
    assert (
        "bij ‘Vraag de KB Klantenservice wat daar staat’ blijkt: ‘Er staat alleen 'Basis'’" in problem.message
    )


@pytest.mark.parametrize(
    ("part", "found"), [(STORY, True), (FIRST, True), (SECOND, False), (LAST, False), (ENDING, False)]
)
def test_a_part_may_say_what_is_chosen_after_it_and_what_was_chosen_before(tell, part, found):
    assert tell(BASIC, part, "De KB Klantenservice ziet: er staat alleen 'Basis'.") == [part] * found


def test_the_beginning_may_tell_the_first_answer_only_where_that_has_no_part_of_its_own(tell):
    said = "In ons systeem geeft het abonnement toegang."
    assert tell(BASIC, STORY, said) == [STORY]
    assert tell(BASIC, FIRST, "") == []


@pytest.mark.parametrize("part", [STORY, FIRST, SECOND, LAST])
def test_what_is_told_later_is_not_told_before_too(tell, part):
    tell(BASIC, ENDING, f"{COPIED}.")
    assert tell(BASIC, part, f"Kort gezegd: {COPIED}.") == [part]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pas-kwijt", "Inloggen met het nieuwe pasnummer lukt niet."),  # what the situation says
        ("pas-nog-niet-vervangen", "Functioneel beheer heeft niet gekeken."),  # the opposite
        (BASIC, "Zij heeft een abonnement. Toegang is iets anders."),  # in more than one sentence
    ],
)
def test_what_gives_nothing_away_is_no_problem(tell, name, text):
    assert tell(name, STORY, text) == []


def test_a_choice_before_which_nothing_is_told_is_a_warning(draft, tell):
    assert tell(BASIC, SECOND, "") == [SECOND]
    (problem,) = draft.problems()
    assert problem.severity is Severity.WARNING
    assert "vertelt niets voor de keuze bij ‘Vraag de KB Klantenservice wat daar staat’" in problem.message


def test_an_example_of_an_older_file_still_reads_and_is_a_warning_once(draft):
    path = draft.where("examples", BASIC)
    example = draft.at(path)
    example["story"] = "De KB ziet alleen een 'Basis'-abonnement. Na de synchronisatie werkt het."
    example["answers"] = [{"step": one["step"], "answer": one["answer"]} for one in example["answers"]]
    del example["ending"]
    (problem,) = draft.problems()
    assert (problem.path, problem.severity) == ((*path, "story"), Severity.WARNING)
    assert "vertelt alles in één keer" in problem.message


def test_an_older_example_of_one_answer_tells_nothing_too_soon(draft):
    example = draft.at(draft.where("examples", "abonnement-zonder-toegang"))
    example["answers"] = [{"step": one["step"], "answer": one["answer"]} for one in example["answers"]]
    del example["ending"]
    assert draft.problems() == ()


def test_an_example_that_names_what_is_not_there_is_judged_for_the_rest(tell, draft):
    tell(BASIC, (*SECOND[:2], "step"), "bestaat-niet")
    assert all("geeft al weg" not in problem.message for problem in draft.problems())
