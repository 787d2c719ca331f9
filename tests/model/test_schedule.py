"""A month's schedule holds what there is something for: asked when the run and the scenario begin."""

from __future__ import annotations

import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.schedule import schedule

CRISIS = {"crisis", "outsourcing", "emergency_fund"}
POLICY = {"framework_policy", "framework_application", "framework_criteria"}
PARTNERSHIPS = {
    f"partnership_{name}"
    for name in ("capacity", "coordination", "council", "money", "progress", "reception", "trust")
}
OTHER = {"solidarity_fund", "transfer"}


def acting(model: PartnershipModel) -> set[str]:
    """The mechanisms and instruments of this month."""
    return {act.__module__.rpartition(".")[2] for acts in model._steps.values() for act in acts}


EVERYTHING = {act.__module__.rpartition(".")[2] for acts in schedule().values() for act in acts}
ALWAYS = EVERYTHING - CRISIS - POLICY - PARTNERSHIPS - OTHER


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("mifi_status_quo", set()),
        ("covid_crisis", CRISIS),
        ("prsca_first_draft", POLICY),
        ("lip_toronto_west", PARTNERSHIPS),
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
