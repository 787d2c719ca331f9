"""`mifi_2010_2024` against what is told of those years: ministers by their dates, and the mission grant of F9."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim import load
from partnersim.model import PartnershipModel
from partnersim.state.calendar import Month

SEEDS = (0, 1, 2)
TOLD = 115_000.0  # dollars of 2020 a year, "now" in autumn 2020, "increase over the past year" (F9)
TOLD_BEFORE = 1.4e6  # dollars a year for all, until the strategy of 2019-2023 (X7)
TOLERANCE = 0.15  # of either: how many hold a grant moves by as much
CAME = (  # the month after 11 August, 19 September, 23 April, 11 October; 22 June, 24 November and 20 October
    "2010-09", "2012-10", "2014-05", "2017-11", "2020-07", "2021-12", "2022-11",
)  # fmt: skip
AFTER = "2020-07"  # who came after the minister who does not consult


def by_month(seed: int, years: int) -> dict[str, tuple[float, np.ndarray]]:
    """The attitude of the minister and the mission grants held (dollars a year), by month."""
    settings = load({"extends": "mifi_2010_2024", "years": years, "scale": 400})
    model = PartnershipModel(settings, seed=seed)
    world, found = model.world, {}
    mission = [int(m) for m in world.programmes_of("mission_grant")]
    while world.now < world.calendar.months:
        month = str(world.calendar.month)
        model.step()
        here: Any = world.contracts["amount"][:, world.main_funder]
        amounts = here[:, mission].sum(axis=1)[world.organizations["alive"]]
        attitude = float(world.funders["attitude"][world.main_funder])
        found[month] = attitude, amounts[amounts > 0.0].copy()
    return found


@pytest.fixture(scope="module", params=SEEDS)
def told(request: pytest.FixtureRequest) -> dict[str, tuple[float, np.ndarray]]:
    return by_month(request.param, years=14)


def test_a_minister_comes_on_each_date_that_is_told(
    told: dict[str, tuple[float, np.ndarray]],
) -> None:
    attitudes = {month: attitude for month, (attitude, _) in told.items()}
    for month in CAME:
        assert attitudes[month] != attitudes[str(Month.parse(month).plus(-1))]
    assert attitudes[AFTER] != 1.0  # drawn around the usual, as any minister
    closed = {value for month, value in attitudes.items() if "2018-10" <= month < AFTER}
    assert closed == {0.1}


def test_the_mission_grant_is_what_is_told_after_the_increase_and_not_before(
    told: dict[str, tuple[float, np.ndarray]],
) -> None:
    means = {month: grants.mean() for month, (_, grants) in told.items() if len(grants)}
    assert means["2020-10"] == pytest.approx(TOLD, rel=TOLERANCE)
    assert means["2018-10"] < 0.75 * TOLD
    assert told["2018-10"][1].sum() == pytest.approx(TOLD_BEFORE, rel=TOLERANCE)
