"""Sizes, the number funded and the ministry's money, as data of one year (decision 53)."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim import jurisdictions
from partnersim.evidence.told_profiles import LETTERS
from partnersim.model import PartnershipModel
from partnersim.population.archetypes import Drawn, draw_population, numbers
from partnersim.population.sizes import in_the_money_of_the_start
from partnersim.scenario.loading import load
from partnersim.state.draws import Draws

H = LETTERS.index("H")
TOLD_PROJECTS = 41  # F7


def drawn(ministry_money: float) -> Drawn:
    settings = load("mifi_status_quo")
    population = settings.parameters["population"] | {"ministry_money": ministry_money}
    return draw_population(Draws(1, 0), 126, population, settings.parameters["staff"], 2008)


def envelope(name: str, month: str | None = None) -> float:
    settings = load(name)
    for change in settings.changes:
        if str(change.month) == month:
            settings = change.settings
    return float(settings.funders["mifi"].values["funding"]["envelope"])


def test_the_money_of_the_start_over_that_of_2020_is_the_scenarios_own() -> None:
    told = envelope("mifi_status_quo") / envelope("mifi_2010_2024", "2020-04")
    used = load("mifi_status_quo").parameters["population"]["ministry_money"]
    assert used == pytest.approx(told, abs=0.005)


def test_what_it_sells_to_the_ministry_follows_its_money_and_own_income_does_not() -> None:
    told, start = drawn(1.0).table, drawn(0.7).table
    np.testing.assert_allclose(told["staff"][:10], numbers("quebec", "staff")[:10])
    assert start["staff"][H] == pytest.approx(21.0 * (1.0 - 0.65 * 0.3))
    sold = np.array([kind["mifi"] for kind in drawn(1.0).appetites])
    large = start["staff"] > 1.0  # nobody begins below one employee
    ratio = start["staff"] / told["staff"]
    np.testing.assert_allclose(ratio[large], (1.0 - 0.3 * sold)[large])
    for column in ("own_income", "earned", "unrestricted"):
        np.testing.assert_allclose(start[column], told[column])


def test_elsewhere_sizes_are_as_told() -> None:
    kinds = len(jurisdictions.archetype_names("ontario"))
    used = load("ontario_settlement").parameters["population"]["ministry_money"]
    np.testing.assert_array_equal(in_the_money_of_the_start("ontario", used), np.ones(kinds))


def test_budgets_begin_where_money_does() -> None:
    ratio = np.zeros(12)
    for run in range(len(ratio)):
        world = PartnershipModel("mifi_status_quo", seed=1, run=run, uncertainty="prior").world
        o, cost = world.organizations, float(world.parameters["staff"]["cost_a_month"][0])
        ratio[run] = 12.0 * (o["staff"] * cost + o["fixed_cost"]).sum() / o["yearly_income"].sum()
    error = ratio.std(ddof=1) / np.sqrt(len(ratio))
    assert abs(ratio.mean() - 1.0) < 0.05 + error, ratio


def test_projects_are_as_many_as_told() -> None:
    settings = load("mifi_status_quo")
    mifi = settings.funders["mifi"].values
    money = mifi["funding"]["envelope"] * mifi["funding"]["split"]["project"]
    assert round(money / mifi["project"]["amount"]) == TOLD_PROJECTS
