"""A month's schedule holds what there is something for: asked when the run and the scenario begin."""

from __future__ import annotations

import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.schedule import schedule

STEPS = [act for acts in schedule().values() for act in acts]


def of_system(name: str) -> set[str]:
    """The mechanisms of one system."""
    folder = f"partnersim.systems.{name}."
    return {act.__module__.rpartition(".")[2] for act in STEPS if act.__module__.startswith(folder)}


CRISIS, POLICY = of_system("crisis"), of_system("framework_policy")
PARTNERSHIPS, TABLES = of_system("local_partnerships"), of_system("sector_tables")
OTHER = of_system("solidarity_fund") | of_system("intergovernmental_transfers")


def acting(model: PartnershipModel) -> set[str]:
    """The mechanisms and instruments of this month."""
    return {act.__module__.rpartition(".")[2] for acts in model._steps.values() for act in acts}


EVERYTHING = {act.__module__.rpartition(".")[2] for act in STEPS}
ALWAYS = EVERYTHING - CRISIS - POLICY - PARTNERSHIPS - TABLES - OTHER


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("mifi_status_quo", set()),
        ("covid_crisis", CRISIS),
        ("prsca_first_draft", POLICY),
        ("lip_toronto_west", PARTNERSHIPS),
        ("tables_as_they_are", TABLES),
    ],
)
def test_what_a_scenario_has_begins_with_it(name: str, some: set[str]) -> None:
    model = PartnershipModel(load(name, years=1, scale=2000.0), seed=1)
    assert acting(model) == ALWAYS
    for _ in range(model.settings.spin_up_months):
        model.step()
    assert acting(model) == ALWAYS
    model.step()
    assert acting(model) == ALWAYS | some


def test_a_lever_acts_once_the_scenario_does() -> None:
    sets = ["solidarity_fund.contribution=0.01"]
    contributing = PartnershipModel(load("mifi_status_quo", sets, years=1, scale=2000.0), seed=1)
    for _ in range(contributing.settings.spin_up_months + 1):
        contributing.step()
    assert acting(contributing) == ALWAYS | {"solidarity_fund"}
