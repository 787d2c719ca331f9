"""Goals part and meet: horizons follow contracts and reports (M17)."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.state.programmes_of_the_year import divide_money
from partnersim.systems.goals import goals


@pytest.mark.parametrize(
    ("split", "term", "outcomes", "horizon"),
    [
        ([0.0, 1.0, 0.0], 1, 0.0, 0.0),
        ([0.0, 1.0, 0.0], 4, 0.0, 0.375),
        ([1.0, 0.0, 0.0], 1, 1.0, 1.0),
        ([0.0, 0.0, 1.0], 5, 1.0, 0.5),
    ],
)
def test_a_funder_looks_as_far_as_it_signs_and_asks(
    model: PartnershipModel, split: list[float], term: int, outcomes: float, horizon: float
) -> None:
    world, f = model.world, model.world.main_funder
    world.funders["split"][f], world.funders["term_years"][f] = split, term
    world.funders["shared_outcomes"][f] = outcomes
    divide_money(world)
    goals.act(world)  # in the first month horizons are where they tend
    assert world.funders["horizon"][f] == pytest.approx(horizon)
    alive = world.organizations["alive"]
    apart = np.abs(world.organizations["horizon"] - world.funders["horizon"][f])
    np.testing.assert_allclose(world.relations["goals_apart"][alive, f], apart[alive])


def test_an_organisation_that_lives_on_nobody_keeps_its_own_view(model: PartnershipModel) -> None:
    world = model.world
    world.contracts["amount"] = 0.0
    world.organizations["identity"] = 1.0
    goals.act(world)
    alive = world.organizations["alive"]
    np.testing.assert_allclose(world.organizations["horizon"][alive], 1.0)
