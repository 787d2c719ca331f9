"""Nulls and knock-outs: hand-worked filters, other lives, planted gains; pages from saved data."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.language import LANGUAGES
from partnersim.model import PartnershipModel
from partnersim.report.formatting import words
from partnersim.scenario.loading import load
from studies.consequences.nulls import (
    LIVES,
    OUTCOMES,
    YEARS_ON,
    filtered,
    other_lives,
    ranks,
    watch,
)
from studies.knock_outs import core, counts, gains, sizes
from studies.pages.knock_outs import PAGES, TABLES

STATUS_QUO = "mifi_status_quo"


def test_a_lagged_share_by_hand() -> None:
    series = [np.array([0.0]), np.array([1.0]), np.array([1.0])]
    assert [float(each[0]) for each in filtered(series, 0.5)] == [0.0, 0.5, 0.75]
    assert [float(each[0]) for each in filtered(series, 1.0)] == [0.0, 1.0, 1.0]


def test_a_lottery_scores_zero_and_an_outcome_alike_for_all_is_missing() -> None:
    assert ranks(np.ones(4), np.arange(4.0)) == 0.0
    assert ranks(np.array([1.0, 2.0, 4.0, 3.0]), np.arange(4.0)) == pytest.approx(0.8)
    assert np.isnan(ranks(np.arange(4.0), np.ones(4)))


def test_other_lives_share_the_spin_up_and_nothing_after() -> None:
    model = PartnershipModel(load(STATUS_QUO, years=8, scale=1000.0), seed=5, uncertainty="prior")
    model.run()
    begins = model.world.calendar.spin_up_months
    lives = other_lives(model)
    assert len(lives) == LIVES
    for life in lives:
        assert life.world.now == begins + 12 * (YEARS_ON + 1)
        np.testing.assert_array_equal(life.recorder.values[:begins], model.recorder.values[:begins])
    last = [life.recorder.sector["staff_total"][begins + 12] for life in (model, *lives)]
    assert len(set(last)) == LIVES + 1


def test_scores_are_of_every_outcome_and_a_known_award_is_forecast() -> None:
    model = PartnershipModel(load(STATUS_QUO, years=7, scale=1000.0), seed=5, uncertainty="prior")
    model.run()
    result = watch(model)
    assert result.shape == (len(OUTCOMES), 3)
    assert (np.abs(result[np.isfinite(result)]) <= 1.0).all()
    assert result[0].min() > 0.3  # who has an agreement tends to have one five years on


def test_the_core_is_left_out_module_by_module_and_systems_are_not() -> None:
    names = core()
    assert {"contest", "board_decision", "orientation", "service_agreement"} <= set(names)
    assert not {"crisis", "solidarity_fund", "framework_policy"} & set(names)
    assert len(names) == len(set(names))


def test_what_measures_self_perception_gives_nothing_else_and_agreements_give_posts() -> None:
    names = ("self_perception", "service_agreement")
    levels, given = gains(STATUS_QUO, names, runs=2, workers=1, years=3, scale=1000.0)
    assert set(levels) == set(sizes())
    idle = given["self_perception"]["identity_mean"]
    assert (idle.mean, idle.low, idle.high) == (0.0, 0.0, 0.0)
    assert given["service_agreement"]["staff_total"].mean > 0.0


def test_a_gain_counts_where_its_whole_interval_is_beyond_the_smallest_size() -> None:
    size = sizes()["identity_mean"]
    assert counts("identity_mean", 1.1 * size, 2.0 * size)
    assert counts("identity_mean", -2.0 * size, -1.1 * size)
    assert not counts("identity_mean", 0.9 * size, 2.0 * size)
    assert not counts("identity_mean", float("nan"), float("nan"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_tables_of_knock_outs_are_those_of_the_saved_data(name: str, language: str) -> None:
    with words.speaking(language):
        assert TABLES[name]() in PAGES[language].read_text(encoding="utf-8")
