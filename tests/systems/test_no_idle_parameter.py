"""Parameters that act only in a crisis, in the making of a policy or under its application are alive there.

The screen of all parameters (docs/data/screening.csv) looks at scenarios that have neither; here each of
these is set apart from its value in a scenario that has it, and the same run must come out otherwise.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest

from partnersim.declarations import Parameter
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import model_groups

CRISIS = ("crisis.starts_after_months=6", "crisis.ends_after_months=30")
POLICY = ("framework_policy.months_a_draft=6", "framework_application.months=6")
IMPOSED = ("framework_policy.drafts_at_most=1", "framework_policy.applied_if_refused=true")
WATCHED = (*POLICY, "ministries.mifi.framework.application=not_at_all", "framework_secretariat.officers=100",
           "framework_secretariat.obliges=0.1", "framework_committee.gives_way=0.25")  # fmt: skip
FEW = ("framework_secretariat.officers=20", "framework_secretariat.hours_of_figures=300")
SCENARIOS = {
    "crisis": ("covid_crisis", CRISIS),
    "outsourcing": ("covid_crisis", CRISIS),
    "emergency_fund": ("covid_crisis", CRISIS),
    "lent_staff": ("covid_crisis_by_region", CRISIS),
    "officials_who_see": ("covid_crisis_by_region", CRISIS),
    "out_of_reach": ("covid_crisis_by_region", CRISIS),
    "framework_policy": ("prsca_first_draft", POLICY),
    "framework_application": ("prsca_second_draft", POLICY),
    "framework_criteria": ("prsca_second_draft", POLICY),
    "framework_secretariat": ("prsca_watched", WATCHED),
    "framework_committee": ("prsca_watched", WATCHED),
}

ELSEWHERE = {  # values and scenarios where the usual ones would hide a parameter
    "trust.ordeal": ("covid_crisis", CRISIS),
    "outsourcing.offloading": ("covid_crisis", (*CRISIS, "public_services.share=0.4")),
    "framework_policy.ease": ("prsca_second_draft", POLICY),
    "framework_policy.through_the_table": ("prsca_second_draft", POLICY),
    "framework_policy.tables_hours": ("prsca_second_draft", POLICY),
    "framework_criteria.community_participation": (
        "prsca_second_draft",
        (*POLICY, "framework_criteria.autonomous_participation=0.6"),
    ),
    "framework_criteria.network_seats_at_most": (
        "prsca_second_draft",
        (*POLICY, "framework_criteria.network_on_boards=0.5"),
    ),
    "framework_criteria.network_on_boards": (
        "prsca_second_draft",
        (*POLICY, "framework_criteria.network_seats_at_most=0.05"),
    ),
    "framework_criteria.decided_by": (
        "prsca_second_draft",
        (*POLICY, "framework_criteria.autonomous_identity=0.45"),
    ),
    "framework_policy.new_money": ("prsca_second_draft", POLICY),
    "framework_secretariat.hours_of_figures": ("prsca_watched", (*WATCHED, *FEW)),
    "framework_policy.applied_if_refused": ("prsca_first_draft", (*POLICY, IMPOSED[0])),
    "framework_policy.redraft_towards_sector": ("prsca_first_draft", POLICY),
}
TRIED = {"framework_policy.live_with": 0.6, "framework_policy.mission_share": 0.6,
         "framework_policy.consultation": 0.9, "framework_policy.drafts_at_most": 2,
         "framework_criteria.community_participation": 0.3,
         "framework_criteria.autonomous_participation": 0.6,
         "framework_criteria.autonomous_identity": 0.6,
         "framework_criteria.community_seats": 0.5,
         "framework_criteria.network_seats_at_most": 0.05,
         "framework_criteria.network_on_boards": 0.5,
         "framework_criteria.decided_by": "each_ministry",
         "framework_secretariat.hours_of_evaluation": 20000,
         "framework_secretariat.ministries": 200, "framework_committee.decides_by": "majority"}  # fmt: skip


def _paths() -> list[str]:
    return [
        f"{name}.{group.name}"
        for name in SCENARIOS
        for group in model_groups()[name]
        if isinstance(group, Parameter)
    ] + ["trust.ordeal"]


@functools.cache
def _sector(scenario: str, sets: tuple[str, ...], seed: int) -> np.ndarray:
    model = PartnershipModel(load(scenario, sets, years=4, scale=2000.0), seed=seed)
    model.run()
    return model.recorder.values


def _other(path: str, value: object) -> str:
    """A value that is not the one it has, within bounds."""
    group, name = path.split(".")
    parameter = next(p for p in model_groups()[group] if p.name == name)
    assert isinstance(parameter, Parameter)
    if path in TRIED:
        return str(TRIED[path])
    if isinstance(value, bool):
        return str(not value).lower()
    assert parameter.bounds is not None
    low, high = parameter.bounds
    number = float(str(value))
    other = number / 2.0 if number > low + 1e-9 and number / 2.0 >= low else min(high, number + 0.5)
    return str(max(round(other), int(low))) if isinstance(parameter.default, int) else str(other)


@pytest.mark.parametrize("path", _paths())
def test_it_changes_the_run_where_it_acts(path: str) -> None:
    scenario, sets = ELSEWHERE.get(path) or SCENARIOS[path.partition(".")[0]]
    group, name = path.split(".")
    value = load(scenario, sets).parameters[group][name]
    changed = (*sets, f"{path}={_other(path, value)}")
    moved = any(  # in one world or the next: a vote may fall alike by chance
        not np.array_equal(
            _sector(scenario, sets, seed), _sector(scenario, changed, seed), equal_nan=True
        )
        for seed in (7, 8, 9)
    )
    assert moved, f"{path}: {value} -> {_other(path, value)} changes nothing in {scenario}"
