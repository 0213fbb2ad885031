"""What the crowd's figures are made with."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crowd.memory import Usage
from benchmarks.crowd.soaking import slopes_text
from benchmarks.crowd.statistics import percentile, sure_slope


def chance(seed=1):
    return random.Random(seed)  # noqa: S311  # noise, no secret


@given(st.lists(st.floats(0, 100), min_size=1), st.floats(1, 100))
def test_so_many_percent_do_not_exceed_a_percentile_and_it_is_one_of_the_values(values, percent):
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) >= len(values) * percent / 100


def test_the_hundredth_percentile_is_the_largest():
    assert percentile([3, 1, 2], 100) == 3


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1_000), st.floats(-20, 20))
def test_the_bounds_of_a_slope_hold_the_estimate(seed, rise):
    noise = chance(seed)
    found = sure_slope([(x, rise * x + noise.gauss()) for x in range(30)])
    assert found.low <= found.estimate <= found.high


def test_the_noisier_the_wider_its_bounds():
    noise = chance()
    series = [noise.gauss() for _ in range(60)]
    narrow, wide = (sure_slope([(x, size * y) for x, y in enumerate(series)]) for size in (1, 10))
    assert wide.high - wide.low > 5 * (narrow.high - narrow.low)


def samples(server, kernel):
    """An hour of samples, in which each kernel lives for one of them only."""
    return [
        Usage(
            1,
            {1: server(minute), 100 + minute: kernel(minute)},
            files={1: 50, 100 + minute: 60},
            at=minute * 60,
        )
        for minute in range(61)
    ]


def lines(text):
    return dict(line.strip().split(": ", 1) for line in text.splitlines()[1:])


def test_a_server_that_grows_is_seen_also_when_its_kernels_come_and_go():
    noise = chance()
    text = lines(slopes_text(samples(lambda minute: 100 + minute / 10, lambda _: noise.uniform(0, 200))))
    assert text["of the processes that last, MB an hour"] == "+6.0 (95% between +6.0 and +6.0)"
    assert text["of the processes that last, an hour"].startswith("+0.0")


def test_what_a_server_fills_in_the_beginning_is_no_slope():
    text = lines(slopes_text(samples(lambda minute: min(100 + 5 * minute, 150), lambda _: 40)))
    assert text["memory of all, MB an hour"] == "+0.0 (95% between +0.0 and +0.0)"


def test_that_fewer_visitors_happen_to_be_there_at_the_end_is_no_slope():
    crowds = [
        Usage(1, {1: 100.0 + 2 * count} | dict.fromkeys(range(2, 2 + count), 20.0), {}, {}, minute * 60)
        for minute, count in enumerate([8, 9, 8, 9, 8, 9, 7, 8, 6, 7, 5, 6])
    ]
    text = lines(slopes_text([replace(one, files=dict.fromkeys(one.pss, 9)) for one in crowds]))
    assert text["memory of all, MB an hour"] == "+0.0 (95% between +0.0 and +0.0)"
    assert text["open files of all, an hour"] == "+0.0 (95% between +0.0 and +0.0)"


def test_a_few_samples_are_no_slope():
    assert slopes_text(samples(lambda _: 100, lambda _: 40)[:2]) == "too short for a slope"
