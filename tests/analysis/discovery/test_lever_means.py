"""Means by what is chosen: a trend of few settings is found, luck is not, intervals are pooled and stay in bounds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from partnersim.analysis.discovery.lever_means import lever_means

LEVERS = ("burden", "mission")
WORLDS = 8


def sweep(settings: int, effect: float, noise: float, seed: int) -> Any:
    """A crossed design: settings of two levers, each in the same worlds; the outcome goes with the second lever."""
    random = np.random.default_rng(seed)
    levers = random.uniform(size=(settings, 2))
    worlds = random.normal(size=WORLDS)
    luck = random.normal(size=settings, scale=noise)
    rows = [
        (n * WORLDS + w, *levers[n], 0.3 + effect * levers[n, 1] + luck[n] + 0.05 * worlds[w])
        for n in range(settings)
        for w in range(WORLDS)
    ]
    runs = pd.DataFrame(rows, columns=["row", *LEVERS, "outcome"])
    runs.attrs = {
        "roles": {**dict.fromkeys(LEVERS, "lever"), "outcome": "outcome"},
        "units": dict.fromkeys(LEVERS, "share"),
    }
    manifest = {"experiment": {"factors": [{"path": name} for name in LEVERS]}}
    return SimpleNamespace(outcomes=runs, manifest=manifest)


def test_a_trend_over_few_settings_is_shown_and_the_idle_lever_is_not() -> None:
    found = lever_means(sweep(6, -0.3, 0.01, seed=1), "outcome")
    assert found.settings == 6
    assert found.shown == {"mission"}
    assert len(found.trials) == 6 * WORLDS


def test_luck_alone_shows_something_in_about_one_of_twenty_sweeps() -> None:
    shown = [bool(lever_means(sweep(16, 0.0, 0.05, seed), "outcome").shown) for seed in range(200)]
    assert 0.01 <= np.mean(shown) <= 0.12  # two tests of each lever, which go together


def test_worlds_that_settings_share_do_not_count_as_more_settings() -> None:
    few = lever_means(sweep(6, 0.0, 0.05, seed=3), "outcome").parts
    own = few[few["lever"] == "burden"]
    assert float((own["to"] - own["from"]).min()) > 0.05  # of 6 settings, not of 48 trials


def test_intervals_are_pooled_over_parts_and_stay_within_bounds() -> None:
    parts = lever_means(sweep(6, -0.3, 0.2, seed=2), "outcome", (0.0, 1.0)).parts
    assert parts["from"].min() >= 0.0
    assert parts["to"].max() <= 1.0
    own = lever_means(sweep(8, -0.3, 0.02, seed=5), "outcome").parts
    assert np.isfinite(own[["from", "to"]].to_numpy()).all()  # a part of one setting too
    alone = lever_means(sweep(2, -0.3, 0.02, seed=2), "outcome").parts
    assert alone["from"].isna().all()


@pytest.mark.parametrize("settings", [1, 2, 3])
def test_hardly_any_settings_show_nothing(settings: int) -> None:
    assert not lever_means(sweep(settings, -0.3, 0.01, seed=1), "outcome").shown
