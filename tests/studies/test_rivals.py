"""Nulls and knock-outs: hand-worked filters, other lives, planted gains; pages from saved data."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from partnersim.language import LANGUAGES
from partnersim.model import PartnershipModel
from partnersim.report.formatting import words
from partnersim.scenario.loading import load
from studies.knock_outs import MEASURES, core, counts, gains
from studies.nulls import (
    FILTER,
    LAGGED,
    LEAD,
    LIVES,
    MODEL,
    OUTCOMES,
    YEARS_ON,
    filtered,
    other_lives,
    ranks,
    scores,
    variance_explained,
)
from studies.pages.rivals import PAGES, TABLES
from studies.stated import sizes

STATUS_QUO = "mifi_status_quo"


def test_a_lagged_share_by_hand() -> None:
    series = [np.array([0.0]), np.array([1.0]), np.array([1.0])]
    assert [float(each[0]) for each in filtered(series, 0.5)] == [0.0, 0.5, 0.75]
    assert [float(each[0]) for each in filtered(series, 1.0)] == [0.0, 1.0, 1.0]


def test_a_lottery_scores_zero_and_an_outcome_alike_for_all_is_missing() -> None:
    assert ranks(np.ones(4), np.arange(4.0)) == 0.0
    assert ranks(np.array([1.0, 2.0, 4.0, 3.0]), np.arange(4.0)) == pytest.approx(0.8)
    assert np.isnan(ranks(np.arange(4.0), np.ones(4)))


def planted(written_in: float) -> float:
    """What the filter explains of orientation that is a filter of money, as far as it is written in."""
    random = np.random.default_rng(3)
    shares = random.uniform(size=(12, 60))
    moved = np.array(filtered(list(shares), 0.3))
    orientation = written_in * moved + (1.0 - written_in) * random.uniform(size=moved.shape)
    years = [
        SimpleNamespace(
            now=12 * n,
            organizations={"unrestricted": u, "restricted": 1.0 - u, "identity": o},
        )
        for n, (u, o) in enumerate(zip(shares, orientation, strict=True))
    ]
    # a share of one is what remains: amounts of at least a dollar divide by themselves
    for year in years:
        for column in ("unrestricted", "restricted"):
            year.organizations[column] = 1000.0 * year.organizations[column]
    model = SimpleNamespace(
        recorder=SimpleNamespace(years=years),
        world=SimpleNamespace(calendar=SimpleNamespace(spin_up_months=25)),
    )
    return variance_explained(model, np.arange(60))


def test_a_filter_that_is_written_in_is_found_and_chance_is_not() -> None:
    assert planted(1.0) == pytest.approx(1.0)
    assert planted(0.0) < 0.2


def test_other_lives_share_the_spin_up_and_nothing_after() -> None:
    model = PartnershipModel(load(STATUS_QUO, years=8, scale=1000.0), seed=5, uncertainty="prior")
    model.run()
    begins = model.world.calendar.spin_up_months
    lives = other_lives(model)
    assert len(lives) == LIVES
    for life in lives:
        assert life.world.now == begins + 12 * (max(YEARS_ON) + 1)
        np.testing.assert_array_equal(life.recorder.values[:begins], model.recorder.values[:begins])
    last = [life.recorder.sector["staff_total"][begins + 12] for life in (model, *lives)]
    assert len(set(last)) == LIVES + 1


def test_scores_are_of_every_outcome_and_the_lead_is_their_difference() -> None:
    result = scores(STATUS_QUO, runs=2, workers=1, years=7, scale=1000.0)
    assert len(result) == len(OUTCOMES) * len(YEARS_ON) + 1
    assert 0.0 <= result.pop(STATUS_QUO)[FILTER].mean <= 1.0
    for own in result.values():
        assert own[LEAD].mean == pytest.approx(own[MODEL].mean - own[LAGGED].mean)
    assert result[f"{STATUS_QUO}, awards, 1"][MODEL].mean > 0.3


def test_the_core_is_left_out_module_by_module_and_systems_are_not() -> None:
    names = core()
    assert {"contest", "board_decision", "orientation", "service_agreement"} <= set(names)
    assert not {"crisis", "solidarity_fund", "framework_policy"} & set(names)
    assert len(names) == len(set(names))


def test_what_measures_self_perception_gives_nothing_else_and_agreements_give_posts() -> None:
    names = ("self_perception", "service_agreement")
    levels, given = gains(STATUS_QUO, names, runs=2, workers=1, years=3, scale=1000.0)
    assert set(levels) == set(MEASURES)
    idle = given["self_perception"]["identity_mean"]
    assert (idle.mean, idle.low, idle.high) == (0.0, 0.0, 0.0)
    assert given["service_agreement"]["staff_total"].low > 0.0


def test_a_gain_counts_where_its_whole_interval_is_beyond_the_smallest_size() -> None:
    size = sizes("knock_outs")["identity_mean"]
    assert counts("identity_mean", 1.1 * size, 2.0 * size)
    assert counts("identity_mean", -2.0 * size, -1.1 * size)
    assert not counts("identity_mean", 0.9 * size, 2.0 * size)
    assert not counts("identity_mean", float("nan"), float("nan"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_tables_of_rivals_are_those_of_the_saved_data(name: str, language: str) -> None:
    with words.speaking(language):
        assert TABLES[name]() in PAGES[language].read_text(encoding="utf-8")
