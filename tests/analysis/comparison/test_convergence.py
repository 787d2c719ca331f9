"""Whether runs are enough: spreads that settle and those that do not, and what would decide."""

from __future__ import annotations

import math

import numpy as np
import pytest

from partnersim.analysis.runs.convergence import (
    FEWEST_TO_SETTLE,
    TOLERANCE,
    convergence_of,
    more_runs,
    spread_moves,
)
from partnersim.analysis.runs.paired_runs import interval
from partnersim.evidence.patterns import Expected

ABOVE = Expected(low=0.0)


def drawn(runs: int, mean: float = 0.0, spread: float = 1.0) -> np.ndarray:
    values = np.random.default_rng(7).normal(0.0, 1.0, runs)
    return mean + spread * (values - values.mean()) / values.std(ddof=1)


def test_a_spread_that_settles_is_told_from_one_that_grows() -> None:
    steady = drawn(200, 0.5)
    growing = steady * np.linspace(0.1, 3.0, 200)
    late = np.where(np.arange(200) == 180, 60.0, steady)  # one run far off, near the end
    assert spread_moves(steady) < TOLERANCE
    assert convergence_of(steady, ABOVE).stable
    for restless in (growing, late):
        assert spread_moves(restless) > TOLERANCE
        assert not convergence_of(restless, ABOVE).stable


def test_the_tolerance_is_passed_by_normal_values_as_often_as_is_said() -> None:
    draws = np.random.default_rng(1).normal(size=(400, 60))
    passed = np.mean([spread_moves(draw) <= TOLERANCE for draw in draws])
    assert 0.78 < passed < 0.9


def test_a_spread_is_a_share_of_itself() -> None:
    values = drawn(60)
    assert spread_moves(1000.0 * values + 5.0) == pytest.approx(spread_moves(values))
    assert spread_moves(np.full(30, 2.0)) == 0.0


def test_a_handful_of_runs_is_never_enough() -> None:
    few = np.ones(FEWEST_TO_SETTLE - 1)
    assert not convergence_of(few, ABOVE).stable
    assert convergence_of(np.ones(FEWEST_TO_SETTLE), ABOVE).stable


def test_a_verdict_says_since_which_run_it_stands() -> None:
    values = np.array([1.0, 1.1, -9.0, 9.0, *([1.0, 1.1, 0.9] * 40)])
    convergence = convergence_of(values, ABOVE)
    verdicts = []
    for n in range(2, len(values) + 1):
        of_first_runs = interval(values[:n])
        verdicts.append(ABOVE.judge(of_first_runs.low, of_first_runs.high))
    assert verdicts[0] == "emerges"  # by luck, with two runs
    assert verdicts[convergence.settled_since - 2 :] == ["emerges"] * (
        len(values) + 1 - convergence.settled_since
    )
    assert verdicts[convergence.settled_since - 3] == "not decided"
    assert convergence_of(np.linspace(1.0, 1.2, 20), ABOVE).settled_since == 2


@pytest.mark.parametrize(
    ("expected", "mean"), [(ABOVE, 0.1), (ABOVE, -0.1), (Expected(0.0, 0.5), 0.4)]
)
def test_so_many_more_runs_would_decide(expected: Expected, mean: float) -> None:
    convergence = convergence_of(drawn(60, mean), expected)
    assert convergence.more_runs > 0
    more = interval(drawn(60 + int(convergence.more_runs), mean))
    fewer = interval(drawn(60 + int(convergence.more_runs) - 5, mean))
    assert expected.judge(more.low, more.high) != "not decided"
    assert expected.judge(fewer.low, fewer.high) == "not decided"


def test_what_is_decided_or_hopeless_asks_for_no_more_runs() -> None:
    assert math.isnan(convergence_of(drawn(60, 5.0), ABOVE).more_runs)
    assert math.isnan(convergence_of(drawn(60, 0.0001), ABOVE).more_runs)
    assert math.isnan(more_runs(np.zeros(5)))
    reported = convergence_of(drawn(60, 5.0), ABOVE).as_data()
    assert reported["more_runs"] is None
    assert (reported["runs"], reported["verdict_since_run"], reported["stable"]) == (60, 2, True)
