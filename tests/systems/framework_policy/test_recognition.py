"""Whom each criterion of autonomous community action leaves out, as the study counts them."""

from __future__ import annotations

import pytest

from partnersim import load
from partnersim.model import PartnershipModel
from partnersim.systems.framework_policy.framework_criteria import qualify
from studies.recognition import CUTS, EACH, GROUP, OPEN, SCENARIO, STRICT, left_out, said

STRICT_SCENARIO = "recognition_by_each_ministry"


@pytest.fixture(scope="module")
def ended() -> PartnershipModel:
    model = PartnershipModel(load(SCENARIO, scale=2000.0, years=4), seed=3)
    model.run()
    return model


def test_open_criteria_leave_nobody_out_and_a_cut_that_nobody_meets_leaves_all(
    ended: PartnershipModel,
) -> None:
    assert left_out(ended, {}) == 0.0
    assert left_out(ended, {"autonomous_participation": 1.01}) == 100.0


def test_the_study_counts_by_the_rule_of_the_system(ended: PartnershipModel) -> None:
    world = ended.world
    members, parameters = world.tables["framework_members"].copy(), world.parameters[GROUP].copy()
    for cut in (cut for cuts in CUTS.values() for cut in cuts):
        for name, value in {**OPEN, **cut}.items():
            parameters[name] = value
        qualify(world.organizations, world.funders, world.relations, members, parameters)
        autonomous = members["autonomous"][world.organizations["alive"]]
        assert left_out(ended, cut) == pytest.approx(100.0 * (1.0 - autonomous.mean())), said(cut)


def test_each_criterion_leaves_out_more_the_stricter_it_is(ended: PartnershipModel) -> None:
    for criterion, cuts in CUTS.items():
        if criterion == "board apart from the network":
            continue
        told = [left_out(ended, cut) for cut in cuts]
        assert told == sorted(told), criterion
    half, whole = (
        left_out(ended, {"network_on_boards": on, "network_seats_at_most": 0.1})
        for on in (0.5, 1.0)
    )
    assert 0.0 < half <= whole
    assert ended.world.parameters["framework_criteria"]["network_on_boards"][0] == 0.0  # a copy


def test_each_strict_criterion_leaves_some_out_and_is_told_as_the_study_counts_it() -> None:
    model = PartnershipModel(load(STRICT_SCENARIO, years=2, scale=500.0), seed=3)
    model.run()
    world, row = model.world, model.recorder.sector[model.world.now - 1]
    alive, before = world.organizations["alive"], world.tables["framework_members"]
    now = before.copy()
    qualify(world.organizations, world.funders, world.relations, now, world.parameters[GROUP])
    stated = model.settings.parameters["framework_criteria"]
    of = {
        "initiative": ("community_seats",), "mission": ("autonomous_identity",),
        "citizenship": ("autonomous_participation",),
        "board": ("network_on_boards", "network_seats_at_most"),
    }  # fmt: skip
    for criterion, names in of.items():
        told, column = row[f"policy_no_{criterion}_share"], f"no_{criterion}"
        assert told == pytest.approx(before[column][alive].mean())
        assert told > 0.0, criterion
        counted = left_out(model, {name: stated[name] for name in names})
        assert 100.0 * now[column][alive].mean() == pytest.approx(counted), criterion


def test_the_main_ministry_recognises_by_papers_where_it_judges_for_itself() -> None:
    shares = {}
    for by in ("each_ministry", "secretariat"):
        sets = [
            f"framework_criteria.decided_by={by}",
            "framework_criteria.autonomous_identity=0.99",
        ]
        model = PartnershipModel(load(STRICT_SCENARIO, sets, years=1, scale=500.0), seed=3)
        model.run_for(model.settings.spin_up_months + 3)
        members = model.world.tables["framework_members"]
        name = "on_paper" if by == "each_ministry" else "autonomous"
        assert (members["recognised"] == members[name]).all()
        shares[by] = model.recorder.sector["policy_recognised_share"][model.world.now - 1]
    assert shares["each_ministry"] > shares["secretariat"]


def test_cases_are_named_by_their_cut_offs_and_are_settings_of_the_scenario() -> None:
    assert said({"network_on_boards": 0.5, "network_seats_at_most": 0.25}) == (
        "network_on_boards 0.5, network_seats_at_most 0.25"
    )
    settings = load(SCENARIO, (*STRICT, EACH))
    assert settings.parameters["framework_criteria"]["decided_by"] == "each_ministry"
    assert set(OPEN) <= set(settings.parameters["framework_criteria"])
