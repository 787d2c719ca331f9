"""A framework policy: drafted, accepted or refused, redrafted, applied in letter, in spirit or not (M18)."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from partnersim.mechanisms.funders import contest
from partnersim.mechanisms.sector import mobilization
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.results import Results
from partnersim.scenario.loading import load
from partnersim.schedule import Ablation
from partnersim.systems.framework_policy import framework_criteria, framework_policy
from partnersim.systems.framework_policy import screens as policy_line
from partnersim.systems.framework_policy.names import (
    ADOPTED,
    APPLICATIONS,
    DECIDERS,
    GIVEN_UP,
    IMPOSED,
)
from tests.bounds import out_of_bounds
from tests.conftest import paired_difference

QUICK = {"years": 4, "scale": 500.0}
MODULES = ("framework_policy", "framework_criteria", "framework_application")
NOBODY = [
    f"ministries.{name}.framework.application=not_at_all"
    for name in ("mifi", "mtess", "other_ministries")
]
FAST = ["framework_policy.months_a_draft=3"]


def model_of(
    scenario: str, *sets: str, seed: int = 3, run: bool = True, **overrides: float
) -> PartnershipModel:
    settings = load(scenario, list(sets), **{**QUICK, **overrides})
    model = PartnershipModel(settings, seed=seed, check_ledgers=True)
    if run:
        model.run()
    return model


def column(model: PartnershipModel, name: str) -> NDArray[np.float64]:
    values: NDArray[np.float64] = model.recorder.sector[name]
    return values


@pytest.fixture
def model() -> PartnershipModel:
    """The first month of a run in which a policy will be proposed."""
    settings = load("mifi_status_quo", ["framework_policy.proposed=true"], years=2, scale=500.0)
    return PartnershipModel(settings, seed=3)


@pytest.fixture
def table(model: PartnershipModel) -> PartnershipModel:
    """A sector of autonomous members with a draft on the table that offers all it asks for."""
    model.step()
    world = model.world
    world.tables["framework"]["stage"] = 1
    for name in framework_policy.POSITION:
        world.tables["framework"][name] = 1.0
    world.tables["framework_members"]["autonomous"] = True
    return model


def accepting(model: PartnershipModel) -> float:
    world = model.world
    return float(
        framework_policy.consider(
            world.organizations, world.relations, world.tables["framework"],
            world.tables["framework_members"], world.parameters["framework_policy"], world.parameters["umbrella"],
            world.main_funder, np.zeros(4),
        )
    )  # fmt: skip


# --- inert unless proposed -----------------------------------------------------------------------


def test_where_nothing_is_proposed_the_mechanisms_change_nothing() -> None:
    settings = load("mifi_status_quo", ["framework_policy.recognition=0.9",
                                        "ministries.mifi.framework.application=spirit"], **QUICK)  # fmt: skip
    models = [
        PartnershipModel(load("mifi_status_quo", **QUICK), seed=3),
        PartnershipModel(settings, seed=3),
        PartnershipModel(settings, seed=3, ablation=Ablation(without=frozenset(MODULES))),
    ]
    for each in models:
        each.run()
    for each in models[1:]:
        assert np.array_equal(each.recorder.values, models[0].recorder.values, equal_nan=True)
    assert not models[1].world.tables


def test_until_the_draft_is_public_nothing_differs_from_the_status_quo() -> None:
    base, policy = model_of("mifi_status_quo"), model_of("prsca_first_draft")
    before = base.world.calendar.spin_up_months + 12
    ours = [n for n, name in enumerate(SECTOR_NAMES) if name.startswith("policy_")]
    of_system = [n for n in ours if np.isnan(base.recorder.values[:, n]).all()]
    assert len(of_system) == 12
    first, other = (np.delete(model.recorder.values, of_system, axis=1) for model in (base, policy))
    assert np.array_equal(first[:before], other[:before], equal_nan=True)
    assert not np.array_equal(first[before:], other[before:], equal_nan=True)
    assert len(ours) == 14  # two of them of the ministry's own policy


def test_a_regime_that_proposes_one_waits_for_the_scenario() -> None:
    model = model_of("prsca_second_draft", "spin_up.regime=prsca_second_draft", run=False)
    world = model.world
    assert world.parameters["framework_policy"]["proposed"][0]
    while world.now < world.calendar.spin_up_months + 12:
        model.step()
        assert world.tables["framework"]["drafts"][0] == 0
    model.step()
    assert world.tables["framework"]["drafts"][0] == 1


# --- the sector decides --------------------------------------------------------------------------


def test_a_draft_that_offers_all_is_accepted_and_one_that_offers_nothing_refused(
    table: PartnershipModel,
) -> None:
    assert accepting(table) == 1.0
    for name in framework_policy.POSITION:
        table.world.tables["framework"][name] = 0.0
    assert accepting(table) < 0.75


@pytest.mark.parametrize("name", framework_policy.POSITION)
def test_each_part_of_the_draft_counts(table: PartnershipModel, name: str) -> None:
    world = table.world
    world.organizations["identity"] = 0.9
    world.organizations["contention"] = 0.9
    world.relations["tie"] = 0.0
    world.parameters["framework_policy"]["live_with"] = 0.1
    world.tables["framework"][name] = 0.0
    assert accepting(table) < 0.75


def test_the_nearer_to_its_own_position_the_more_accept(table: PartnershipModel) -> None:
    shares = []
    for level in np.linspace(0.0, 1.0, 11):
        for name in framework_policy.POSITION:
            table.world.tables["framework"][name] = level
        shares.append(accepting(table))
    assert shares == sorted(shares)
    assert shares[0] < 0.1 < 0.9 < shares[-1]
    assert any(0.1 < share < 0.9 for share in shares)


def test_being_heard_helps_and_those_in_the_room_are_heard_more(table: PartnershipModel) -> None:
    world = table.world
    for name in framework_policy.POSITION:
        world.tables["framework"][name] = 0.25
    shares = []
    for heard in (0.0, 0.5, 1.0):
        world.tables["framework"]["sector_heard"] = heard
        shares.append(accepting(table))
    assert shares[0] < shares[1] < shares[2]
    world.organizations["on_board"] = world.organizations["umbrella_member"]
    assert accepting(table) > shares[2]


def test_a_member_that_does_not_meet_the_criteria_is_offered_no_mission_money(
    table: PartnershipModel,
) -> None:
    world = table.world
    member = int(np.flatnonzero(world.organizations["umbrella_member"])[0])
    world.organizations["identity"][member] = 0.9
    accepting(table)
    assert world.tables["framework_members"]["accepts"][member]
    world.tables["framework_members"]["autonomous"][member] = False
    accepting(table)
    assert not world.tables["framework_members"]["accepts"][member]


def test_one_member_that_asks_for_more_decides_otherwise(table: PartnershipModel) -> None:
    """An agent decides: what one sees changes what it, and only it, does."""
    world = table.world
    for name in framework_policy.POSITION:
        world.tables["framework"][name] = 0.5
    member = int(np.flatnonzero(world.organizations["umbrella_member"])[0])
    world.organizations["contention"][member] = world.organizations["identity"][member] = 0.0
    accepting(table)
    before = world.tables["framework_members"]["accepts"].copy()
    world.organizations["contention"][member] = world.organizations["identity"][member] = 1.0
    accepting(table)
    assert np.flatnonzero(before != world.tables["framework_members"]["accepts"]).tolist() == [
        member
    ]


def test_without_a_table_nobody_can_refuse(table: PartnershipModel) -> None:
    table.world.organizations["umbrella_member"] = False
    for name in framework_policy.POSITION:
        table.world.tables["framework"][name] = 0.0
    assert accepting(table) == 1.0


@pytest.mark.parametrize(
    ("consensus", "stage"), [("true", GIVEN_UP), ("false", ADOPTED)], ids=["consensus", "vote"]
)
def test_the_rule_of_the_table_decides(consensus: str, stage: int) -> None:
    rule = [f"umbrella.consensus={consensus}", "framework_policy.drafts_at_most=1", *NOBODY]
    model = model_of("prsca_second_draft", *FAST, *rule, run=False)
    world = model.world
    while world.now < world.calendar.spin_up_months + 3:
        model.step()
    order = np.argsort(world.organizations["influence"])[::-1]
    votes = world.organizations["influence"] ** world.parameters["umbrella"]["gamma"]
    votes = np.where(world.organizations["umbrella_member"], votes, 0.0)
    few = order[np.cumsum(votes[order]) < 0.35 * votes.sum()]
    world.organizations["identity"][few] = world.organizations["contention"][few] = 1.0
    rest = np.setdiff1d(order, few)
    world.organizations["identity"][rest] = world.organizations["contention"][rest] = 0.1
    world.tables["framework"]["recognition"] = world.tables["framework"]["advocacy"] = 0.1
    model.step()
    assert 0.5 < world.tables["framework"]["acceptance"][0] < 0.75
    assert world.tables["framework"]["stage"][0] == stage


# --- refused: grievance, redrafts, adoption, imposition ------------------------------------------


def test_a_refusal_mobilises_outside_the_channels() -> None:
    base = load("mifi_status_quo", **QUICK)
    unmoved = ["framework_policy.won_by_pressure=0", "framework_policy.drafts_at_most=50"]
    sets = [*FAST, *unmoved, "framework_policy.grievance_of_refusal=1.0"]
    refused = load("prsca_first_draft", sets, **QUICK)
    mean, low, _ = paired_difference(base, refused, "mobilized_share", runs=20)
    assert low > 0.0, f"{mean:+.4f}"


def test_a_refusal_brings_out_those_who_advocate_a_little_less(model: PartnershipModel) -> None:
    world = model.world
    for _ in range(3):
        model.step()
    world.calendar.now = 2  # the end of a quarter
    world.organizations["dissents"], world.funders["uptake"] = False, 0.0
    world.organizations["hours_advocacy"] = 8.0
    for threat, goes in ((0.0, False), (0.2, False), (0.3, True)):
        world.umbrella.threat[0] = threat
        mobilization.act(world)
        assert world.organizations["mobilised"].any() == goes


@pytest.mark.parametrize(
    ("language", "stage"), [(0.0, GIVEN_UP), (1.0, ADOPTED)], ids=["government's", "sector's"]
)
def test_a_redraft_converges_or_not_by_its_language(language: float, stage: int) -> None:
    model = model_of(
        "prsca_first_draft", *FAST, f"framework_policy.redraft_towards_sector={language}",
        "framework_policy.won_by_pressure=0", "framework_policy.drafts_at_most=3",
    )  # fmt: skip
    drafts, shares = column(model, "policy_drafts"), column(model, "policy_acceptance_share")
    assert shares[drafts == 1][0] < 0.1
    assert model.world.tables["framework"]["stage"][0] == stage
    assert model.world.umbrella.threat[0] == 0.0
    if stage == GIVEN_UP:
        assert drafts[-1] == 3
        assert column(model, "policy_in_force")[-1] == 0.0


def test_pressure_and_being_heard_move_a_redraft(table: PartnershipModel) -> None:
    world, sector = table.world, np.full(4, 0.8)
    f = world.main_funder

    def moved(pressure: float, heard: float) -> float:
        world.tables["framework"]["mission_share"], world.tables["framework"]["sector_heard"] = (
            0.2,
            heard,
        )
        world.funders["pressure"][f], world.funders["attitude"][f] = pressure, 1.0
        framework_policy._redraft(world, sector)
        return float(world.tables["framework"]["mission_share"][0]) - 0.2

    assert moved(0.0, 0.0) == 0.0
    assert moved(1.0, 0.0) == pytest.approx(0.5 * 0.6)
    assert moved(0.0, 1.0) == pytest.approx(float(world.funders["responsiveness"][f]) * 0.6)
    sector[1] = 0.1
    assert moved(1.0, 1.0) == 0.0, "the sector asks for no less than it is offered"


def test_a_policy_can_be_imposed_and_the_grievance_stays() -> None:
    sets = ["framework_policy.drafts_at_most=1", "framework_policy.applied_if_refused=true"]
    model = model_of("prsca_first_draft", *FAST, *sets)
    assert model.world.tables["framework"]["stage"][0] == IMPOSED
    assert column(model, "policy_in_force")[-1] == 1.0
    assert model.world.umbrella.threat[0] > 0.25


# --- criteria ------------------------------------------------------------------------------------


def qualify(model: PartnershipModel) -> None:
    world = model.world
    framework_criteria.qualify(
        world.organizations, world.funders, world.relations, world.tables["framework_members"],
        world.parameters["framework_criteria"],
    )  # fmt: skip


def test_criteria_divide_autonomous_from_community_action(model: PartnershipModel) -> None:
    world = model.world
    o = world.organizations
    o["community_seats"], o["participation"], o["identity"] = 0.5, 0.15, 0.5
    o["participation"][0], o["identity"][1], o["community_seats"][2] = 0.05, 0.1, 0.3
    world.parameters["framework_criteria"]["community_seats"] = 0.4
    members = world.tables["framework_members"]
    qualify(model)
    assert members["community_action"][:4].tolist() == [True, True, False, True]
    assert members["autonomous"][:4].tolist() == [False, False, False, True]


def test_a_board_fails_by_seats_of_the_network_as_far_as_ministries_pay(
    model: PartnershipModel,
) -> None:
    """A third of the seats of professionals, who hold six of nine: 2/9 where ministries pay all."""
    world = model.world
    o, r = world.organizations, world.relations
    o["community_seats"], o["participation"], o["identity"] = 0.5, 0.5, 0.5
    o["seats_members"], o["seats_allies"], o["seats_professionals"] = 2.0, 1.0, 6.0
    ministry = int(np.flatnonzero(world.funders["is_ministry"])[0])
    donor = int(np.flatnonzero(~world.funders["is_ministry"])[0])
    r["yearly_income"], o["yearly_income"] = 0.0, 1000.0
    r["yearly_income"][0, ministry] = 1000.0
    r["yearly_income"][1, ministry], r["yearly_income"][1, donor] = 500.0, 500.0
    r["yearly_income"][2, donor] = 1000.0
    p, members = world.parameters["framework_criteria"], world.tables["framework_members"]
    p["network_on_boards"] = 1.0 / 3.0
    for most, meet in ((1.0, [True] * 3), (0.15, [False, True, True]), (0.1, [False, False, True]),
                       (0.0, [False, False, True])):  # fmt: skip
        p["network_seats_at_most"] = most
        qualify(model)
        assert members["autonomous"][:3].tolist() == meet
        assert members["on_paper"][:3].tolist() == meet
        assert members["community_action"][:3].all()


@pytest.mark.parametrize(
    ("application", "decided_by", "aside"),
    [
        ("letter", "secretariat", [False, True, True]),
        ("spirit", "secretariat", [False, True, True]),
        ("letter", "each_ministry", [False, False, True]),
        ("spirit", "each_ministry", [False, True, True]),
        ("not_at_all", "each_ministry", [False, False, False]),
    ],
)
def test_a_ministry_that_decides_by_the_letter_asks_for_no_mission(
    model: PartnershipModel, application: str, decided_by: str, aside: list[bool]
) -> None:
    """One that meets all criteria, one all but a mission of its own, one none."""
    world = model.world
    members, main = world.tables["framework_members"], world.main_funder
    members["autonomous"][:3] = [True, False, False]
    members["on_paper"][:3] = [True, True, False]
    world.funders["application"] = 0
    world.funders["application"][main] = APPLICATIONS.index(application)
    world.tables["framework"]["in_force"] = True
    world.parameters["framework_criteria"]["decided_by"] = DECIDERS.index(decided_by)
    framework_criteria.set_aside(world)
    mission = world.programme("mission")
    assert world.contracts["set_aside"][:3, main, mission].tolist() == aside


@pytest.mark.parametrize(
    ("sets", "sign"),
    [
        (("framework_criteria.network_on_boards=0.5",
          "framework_criteria.network_seats_at_most=0.11"), -1),
        (("framework_criteria.autonomous_identity=0.45",
          "framework_criteria.decided_by=each_ministry"), 1),
    ],
)  # fmt: skip
def test_who_gets_mission_support_follows_the_board_and_who_decides(
    sets: tuple[str, str], sign: int
) -> None:
    """Over paired seeds: a criterion that can fail shuts some out, papers alone let more in."""
    first = load("prsca_second_draft", [*FAST, sets[0]], **QUICK)
    other = load("prsca_second_draft", [*FAST, *sets], **QUICK)
    mean, low, high = paired_difference(first, other, "with_mission_grant", runs=12)
    assert min(low * sign, high * sign) > 0.0, f"{mean:+.2f} [{low:+.2f}, {high:+.2f}]"


def test_only_the_autonomous_are_supported_where_the_policy_is_applied() -> None:
    model = model_of(
        "prsca_second_draft", *FAST, "framework_criteria.autonomous_identity=0.45", run=False
    )
    world = model.world
    while world.now <= world.calendar.spin_up_months + 12:  # to the second April
        model.step()
    assert world.tables["framework"]["in_force"][0]
    met = world.tables["framework_members"]["autonomous"]
    amounts = world.contracts["amount"][:, :, world.programme("mission")]
    main, mtess = world.main_funder, world.funder_names.index("mtess")
    given = amounts[:, main] > 0.0
    assert given.sum() > 20
    assert met[given].all()
    assert not met[amounts[:, mtess] > 0.0].all()


# --- application, ministry by ministry -----------------------------------------------------------

TERMS = ("burden", "conditionality", "access", "responsiveness", "timing",
         "advocacy_recognised")  # fmt: skip


@pytest.mark.parametrize("way", ["not_at_all", "letter", "spirit"])
def test_what_each_way_of_applying_moves(way: str) -> None:
    model = model_of("prsca_second_draft", *FAST, f"ministries.mifi.framework.application={way}")
    world, f = model.world, model.world.main_funder
    now, own = world.funders[f], world.scenario_funders[f]
    moved = {name for name in TERMS if abs(float(now[name]) - float(own[name])) > 1e-9}
    assert moved == (set(TERMS) if way == "spirit" else set())
    money = way != "not_at_all"
    assert now["split"][model.world.instrument("mission_grant")] == pytest.approx(
        0.6 if money else 0.09
    )
    assert now["split"].sum() == pytest.approx(1.0)
    assert now["coverage"] == pytest.approx(1.0 if money else own["coverage"])
    assert now["envelope"] == own["envelope"]
    if way == "spirit":
        assert now["burden"] == pytest.approx(0.5 * (1.0 - 0.5 * 0.9))
        assert now["timing"] == pytest.approx(0.6)
        assert now["advocacy_recognised"] == pytest.approx(0.8)


def test_donors_and_a_larger_mission_share_are_left_alone() -> None:
    sets = ["donors.centraide.framework.application=spirit", "donors.centraide.split="
            "{mission: 0.2, service_agreement: 0.0, project: 0.8}"]  # fmt: skip
    world = model_of("prsca_second_draft", *FAST, *sets).world
    for name in ("centraide", "other_ministries"):
        f = world.funder_names.index(name)
        np.testing.assert_allclose(world.funders["split"][f], world.scenario_funders["split"][f])


def test_terms_move_month_by_month_and_money_with_the_fiscal_year() -> None:
    model = model_of("prsca_second_draft", "framework_policy.months_a_draft=5",
                     "ministries.mifi.framework.application=spirit", run=False)  # fmt: skip
    world, f = model.world, model.world.main_funder
    steps: dict[str, set[int]] = {"burden": set(), "split": set()}
    while world.now < world.calendar.months:
        before = world.funders[f].copy()
        model.step()
        for name, months in steps.items():
            if not np.array_equal(before[name], world.funders[name][f]):
                months.add(world.now - 1 - world.calendar.spin_up_months)
    assert steps["burden"] == set(range(6, 30))
    assert steps["split"] == {12, 24, 36}


def test_without_agreements_nobody_is_paid_for_by_target() -> None:
    """Who pays changes with the split, and demand is classed anew."""
    model = model_of("prsca_second_draft", *FAST, "framework_policy.mission_share=1.0",
                     "ministries.mifi.framework.application=letter", run=False)  # fmt: skip
    f = model.world.main_funder
    assert (model.world.demand.payers[:, 0] == f).any()
    model.run()
    assert model.world.funders["split"][
        f, model.world.instrument("service_agreement")
    ] == pytest.approx(0.0, abs=1e-9)
    assert not (model.world.demand.payers[:, 0] == f).any()


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_new_money_comes_only_where_the_scenario_says_so_and_balances(share: float) -> None:
    model = model_of("prsca_second_draft", *FAST, f"framework_policy.new_money={share}")
    world = model.world
    for name, applies in (("mifi", True), ("mtess", False), ("other_ministries", True)):
        f = world.funder_names.index(name)
        expected = world.scenario_funders["envelope"][f] * (1.0 + share * applies)
        assert world.funders["envelope"][f] == pytest.approx(expected)
        assert world.funders["budget"][f] == pytest.approx(expected)
    total = world.funders["awarded"] + world.funders["unspent"]
    np.testing.assert_allclose(total, world.funders["budget"], atol=0.01)


def test_recognised_advocacy_costs_no_points(model: PartnershipModel) -> None:
    world, f = model.world, model.world.main_funder
    alive = world.organizations["alive"]
    world.organizations["staff"] = 10.0
    world.organizations["posts_mission"], world.organizations["advocacy_use"] = 2.0, 0.25
    world.parameters["contest"]["advocacy_cost"] = 1.0
    world.funders["taste"] = 0.5
    scores = []
    for recognised in (0.0, 0.6):
        world.funders["advocacy_recognised"][f] = recognised
        contest.act(world)
        scores.append(world.contracts["score"][alive])
    # 5 % of posts cost one point under a usual minister, half of it under one of half the taste
    np.testing.assert_allclose(scores[1][:, f] - scores[0][:, f], 0.5 * 0.6)
    np.testing.assert_array_equal(np.delete(scores[1], f, axis=1), np.delete(scores[0], f, axis=1))


def test_columns_stay_in_bounds_and_ledgers_balance_each_month() -> None:
    sets = [*FAST, "framework_policy.new_money=1.0", "framework_application.months=1",
            "ministries.mifi.framework.application=spirit", "spin_up.months=3"]  # fmt: skip
    model = model_of("prsca_second_draft", *sets, run=False)
    while model.world.now < model.world.calendar.months:
        model.step()
        assert out_of_bounds(model.world) == []


# --- the burden of tables ------------------------------------------------------------------------


def test_the_policy_s_tables_take_hours_of_those_who_take_part() -> None:
    light = load("prsca_second_draft", [*FAST, *NOBODY, "framework_policy.tables_hours=0"], **QUICK)
    heavy = load(
        "prsca_second_draft", [*FAST, *NOBODY, "framework_policy.tables_hours=40"], **QUICK
    )
    mean, low, _ = paired_difference(light, heavy, "representation_load_share", runs=5)
    assert low > 0.0, f"{mean:+.4f}"
    model = PartnershipModel(heavy, seed=3)
    model.run()
    framework_policy.act(model.world)  # some closed after the last month's tables
    o = model.world.organizations
    taking_part = o["alive"] & model.world.tables["framework_members"]["community_action"]
    assert set(o["policy_hours"][taking_part]) <= {40.0, 0.0}
    assert not o["policy_hours"][~o["alive"]].any()


# --- what a person reads -------------------------------------------------------------------------


def test_the_screen_says_what_became_of_it() -> None:
    from partnersim.analysis.runs.ensembles import runs_of

    def said(scenario: str, *sets: str) -> str:
        settings = load(scenario, [*FAST, *sets], years=2, scale=1000.0)
        runs = list(runs_of(settings, runs=2, seed=1, uncertainty="point"))
        return " ".join(policy_line.lines(Results.of(runs, {}).sector, settings))

    assert said("mifi_status_quo") == ""
    adopted = said("prsca_second_draft")
    assert "In force in 2 of 2 runs (accepted 2, imposed 0)" in adopted
    assert "in year 1, month 4" in adopted  # no dates are stated
    assert "in letter alone, Immigration ministry" in adopted
    refused = said("prsca_first_draft", "framework_policy.drafts_at_most=1")
    assert "in none of the runs" in refused
    imposed = said("prsca_first_draft", "framework_policy.drafts_at_most=1",
                   "framework_policy.applied_if_refused=true")  # fmt: skip
    assert "(accepted 0, imposed 2)" in imposed
    early = said("prsca_first_draft", "framework_policy.months_a_draft=60")
    assert "no draft was put" in early
