"""Issues, tables beside the umbrella, advocacy groups and MPs: by hand, balances, directions, no dead part."""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import partnersim
from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.population.newcomers import services
from partnersim.scenario.loading import load
from partnersim.state.accounts import demand_accounts
from partnersim.state.columns import NEEDS
from partnersim.state.issues import ISSUES
from partnersim.systems.sector_tables import (
    agenda,
    issue_asylum_eligibility,
    issue_class_size,
    issue_diplomas,
    issue_mission_support,
    issue_nominative_data,
    issue_price,
    reports,
    table_deliberation,
    table_voices,
)
from partnersim.systems.sector_tables.agenda import FILES, NAMES, OWN
from tests.bounds import out_of_bounds
from tests.conftest import paired_difference

NAME = "tables_as_they_are"
ROW = {name: NAMES.index(name) for name in NAMES}


def begun(*sets: str, months: int = 14, scale: float = 500.0, seed: int = 3) -> PartnershipModel:
    """Some months after the scenario began: 14 end in a month in which members deliberate (May)."""
    settings = load(NAME, sets, years=3, scale=scale)
    model = PartnershipModel(settings, seed=seed, check_ledgers=True)
    for _ in range(model.world.calendar.spin_up_months + months):
        model.step()
    return model


@functools.cache
def lived(*sets: str, seed: int = 3) -> PartnershipModel:
    """The last month of two years."""
    return begun(*sets, months=24, seed=seed)


def test_an_issue_is_a_file_that_is_found() -> None:
    here = Path(agenda.__file__).parent
    assert {file.stem for file in here.glob("issue_*.py")} == set(FILES)
    assert NAMES[: len(ISSUES)] == ISSUES
    assert list(agenda.issues()) == list(NAMES)
    assert {"nominative_data", "asylum_eligibility", "price", "class_size", "diplomas"} <= set(OWN)


@pytest.mark.parametrize("name", FILES)
def test_an_issue_says_what_it_brings_costs_and_moves(name: str) -> None:
    said = importlib.import_module(f"{agenda.__name__.rpartition('.')[0]}.{name}").__doc__ or ""
    if name == "issue_mission_support":  # its gain is the core's; its cost a formula
        assert "cost = " in said
        return
    for word in ("brings ", "costs ", "moves "):
        assert f"\n    {word}" in said, word


# --- hours -----------------------------------------------------------------------------------


def test_hours_at_tables_are_hours_of_members() -> None:
    world = lived().world
    assert out_of_bounds(world) == []
    sits, tables = world.tables["table_members"]["sits"], world.tables["sector_tables"]
    o = world.organizations
    expected = (tables["hours_asked"][:, None] * sits).sum(axis=0)
    np.testing.assert_allclose(o["other_tables_hours"][o["alive"]], expected[o["alive"]])
    assert tables["hours_taken"].sum() == pytest.approx(expected.sum(), rel=0.05)
    assert (tables["members"] > 5).all()
    without = lived(
        "sector_tables.rofq.hours_asked=0", "sector_tables.neighbourhoods.hours_asked=0"
    )
    asked = [model.world.organizations["tables_asked"].sum() for model in (lived(), without)]
    assert asked[0] > asked[1] + 100.0


def test_who_sits_is_who_may() -> None:
    world = lived().world
    sits, o = world.tables["table_members"]["sits"], world.organizations
    rofq, local = (world.row_names["sector_tables"].index(n) for n in ("rofq", "neighbourhoods"))
    held = world.contracts["amount"][:, world.main_funder, world.programme("francization")]
    assert (held[sits[rofq] & o["alive"]] > 0.0).mean() > 0.9  # as in the last quarter
    names = np.array(world.archetype_names)[o["archetype"][sits[local]]]
    assert set(names) == set("ABCDGHJ")
    assert set(o["place"][sits[local]]) == {world.places.names.index("montreal")}
    assert len(np.unique(world.tables["table_members"]["which"][local][sits[local]])) > 5
    assert (
        not lived("sector_tables.rofq.table_members.of_place=toronto")
        .world.tables["table_members"]["sits"][rofq]
        .any()
    )


def test_small_and_large_may_sit_apart() -> None:
    world = lived("sector_tables.rofq.table_members.staff_at_most=8").world
    staff = world.organizations["staff"][world.tables["table_members"]["sits"][0]]
    assert len(staff) > 3
    assert staff.max() < 10.0  # as it was in the last quarter
    large = lived("sector_tables.rofq.table_members.staff_at_least=20").world
    staff = large.organizations["staff"][large.tables["table_members"]["sits"][0]]
    assert staff.min() > 15.0


def test_hours_of_advocacy_groups_balance() -> None:
    for sets in (
        (),
        ("advocacy_groups.rights.bears=0.01",),
        ("advocacy_groups.rights.posts=0.05",),
    ):
        (groups,) = lived(*sets).world.tables["advocacy_groups"]
        spent = sum(
            groups[f"hours_{what}"] for what in ("at_tables", "of_advocacy", "of_management")
        )
        assert spent == pytest.approx(groups["hours_available"])
        assert groups["hours_at_tables"] >= 0.0
    assert (
        lived("advocacy_groups.rights.bears=0.01").world.tables["advocacy_groups"]["attends"] < 0.5
    )


# --- what an issue brings, and what it moves ---------------------------------------------------


def test_nominative_data_take_hours_by_record_by_hand() -> None:
    model = begun()
    world = model.world
    main, p = world.main_funder, world.parameters
    world.demand.records[:] = 0.0
    q = int(np.flatnonzero(world.demand.payers[:, 0] == main)[0])
    world.demand.records[0, q] = 100.0
    world.calendar.now = world.calendar.spin_up_months
    world.funders["won"][main] = 0.0
    world.funders["nominative_data"][main] = 1.0
    issue_nominative_data.weigh(world)
    hours = 100.0 * float(p["reporting"]["hours_per_nominative_record"][0]) * 0.5  # the burden
    expected = hours * float(p["policy"]["concession"][0]) / float(p["staff"]["hours_a_month"][0])
    stakes = world.tables["issue_stakes"]["nominative_data"]
    assert stakes[0] == pytest.approx(expected)
    assert not stakes[1:].any()


def test_a_win_on_nominative_data_lifts_hours_of_records() -> None:
    world = begun().world
    main = world.main_funder
    fund, hours = world.funds[main].copy(), []
    for won in (0.0, 0.5, 0.0):
        world.tables["sector_issues"]["won"][ROW["nominative_data"]] = won
        issue_nominative_data.move(world)
        demand_accounts(
            world.funders[main],
            fund,
            world.programmes,
            world.parameters["reporting"][0],
            world.conditions[0],
        )
        hours.append(float(fund["hours_a_record"][world.programme("reception")]))
    assert hours[0] == hours[2] > hours[1] > 0.0


def test_claimants_are_paid_for_once_it_is_won_and_no_more_when_it_is_lost() -> None:
    world = begun().world
    waits = world.statuses.accepted_as >= 0
    paid = []
    for won in (0.0, 1.0, 0.0):
        world.tables["sector_issues"]["won"][ROW["asylum_eligibility"]] = won
        issue_asylum_eligibility.move(world)
        paid.append(bool(world.demand.paid_by_main[world.demand.class_of[waits, 0]].all()))
    assert paid == [False, True, False]


def test_money_that_claimants_bring_to_some_is_lost_by_others() -> None:
    world = begun().world
    at_the_door = np.zeros(len(world.organizations))
    assert not issue_asylum_eligibility.asked_beside(world, at_the_door).any()
    at_the_door[:] = 50.0
    dollars = issue_asylum_eligibility.asked_beside(world, at_the_door)
    assert dollars.max() > 100.0
    assert dollars.min() < -1.0
    assert abs(dollars.sum()) < 1e-6


def test_a_better_price_asks_for_fewer_clients_of_the_same_money() -> None:
    world = begun(months=12).world  # April is next
    issues, main = world.tables["sector_issues"], world.main_funder
    before = float(world.funders["price_per_client"][main])
    issues["won"][ROW["price"]] = 0.25
    issue_price.move(world)
    assert world.funders["price_per_client"][main] == pytest.approx(1.25 * before)
    world.calendar.now += 1
    issues["won"][ROW["price"]] = 0.0
    issue_price.move(world)  # not before the next fiscal year
    assert world.funders["price_per_client"][main] == pytest.approx(1.25 * before)
    targets = [
        float(lived(*sets).world.contracts["target"][:, main].sum())
        for sets in (
            (),
            (
                "policy.concession=1",
                "policy.pace=1",
                "ministries.mifi.consultation.responsiveness=1",
            ),
        )
    ]
    assert targets[1] < targets[0]


def test_what_a_price_frees_is_posts_of_targets_by_hand() -> None:
    world = begun().world
    world.calendar.now = world.calendar.spin_up_months
    world.contracts["target"] = 0.0
    world.contracts["target"][0, world.main_funder, world.programme("reception")] = 240.0
    issue_price.weigh(world)
    p = world.parameters
    won = float(p["policy"]["concession"][0])
    hours = 20.0 * float(p["delivery"]["hours_per_episode"][0])
    expected = hours / float(p["staff"]["hours_a_month"][0]) * won / (1.0 + won)
    assert world.tables["issue_stakes"]["price"][0] == pytest.approx(expected)
    assert not world.tables["issue_stakes"]["price"][1:].any()


def test_a_smaller_group_opens_classes() -> None:
    world = begun().world
    m = world.programme("francization")
    world.tables["sector_issues"]["won"][ROW["class_size"]] = 0.4
    issue_class_size.move(world)
    assert world.programmes["smallest_group"][m] == pytest.approx(12.0)
    world.tables["sector_issues"]["won"][ROW["class_size"]] = 0.0
    issue_class_size.move(world)
    assert world.programmes["smallest_group"][m] == pytest.approx(20.0)
    world.calendar.now = world.calendar.spin_up_months
    world.demand.group_meets[:] = True
    issue_class_size.weigh(world)
    assert not world.tables["issue_stakes"]["class_size"].any()
    world.demand.group_meets[:] = False
    issue_class_size.weigh(world)
    held = world.contracts["amount"][:, world.main_funder, m] > 0.0
    np.testing.assert_array_equal(
        world.tables["issue_stakes"]["class_size"] > 0.0, held & world.organizations["alive"]
    )


def test_diplomas_that_are_recognised_speed_work_in_this_run_alone() -> None:
    before = float(services("quebec")["own_progress"][NEEDS.index("employment")])
    world = begun().world
    world.tables["sector_issues"]["won"][ROW["diplomas"]] = 0.5
    issue_diplomas.move(world)
    work = NEEDS.index("employment")
    assert world.services["own_progress"][work] == pytest.approx(1.5 * before)
    assert services("quebec")["own_progress"][work] == before
    world.calendar.now = world.calendar.spin_up_months + 1
    issue_diplomas.weigh(world)
    stakes = world.tables["issue_stakes"]["diplomas"]
    helps = world.organizations["served_ineligible"] * world.organizations["offer"][:, work]
    assert (stakes[helps == 0.0] == 0.0).all()


def test_mission_support_costs_those_who_live_on_agreements() -> None:
    world = begun().world
    world.calendar.now = world.calendar.spin_up_months
    issue_mission_support.act(world)
    held = world.contracts["amount"][:, world.main_funder, world.programmes["per_client"]].sum(
        axis=1
    )
    stakes = world.tables["issue_stakes"]["mission_support"]
    gain = world.organizations["stakes"][:, ISSUES.index("mission_support")]
    cost = (gain - stakes)[world.organizations["alive"]]
    assert cost.min() >= -1e-12
    assert np.corrcoef(cost, held[world.organizations["alive"]])[0, 1] > 0.999
    assert (stakes < 0.0).any()


# --- who is heard ------------------------------------------------------------------------------


def test_by_consensus_an_issue_of_the_small_falls_silent_and_by_vote_none_does() -> None:
    """Ten members: three small ones want mission support alone, the others prices."""
    world = begun().world
    world.calendar.now = world.calendar.spin_up_months
    o, stakes = world.organizations, world.tables["issue_stakes"]
    o["umbrella_member"] = False
    o["umbrella_member"][:10], o["alive"][:10], o["attendance"], o["influence"] = (
        True,
        True,
        1.0,
        0.1,
    )
    world.tables["advocacy_groups"]["groups"] = 0
    for name in NAMES:
        stakes[name] = 0.0
    stakes["mission_support"][:3], stakes["price"][3:10] = 1.0, 5.0
    world.parameters["umbrella"]["acceptance"] = 0.7
    asked = world.tables["sector_issues"]["asked"]
    table_deliberation.act(world)
    assert asked[ROW["price"]] == pytest.approx(1.0)
    assert asked[ROW["mission_support"]] == 0.0
    world.parameters["umbrella"]["consensus"] = False
    table_deliberation.act(world)
    assert asked[ROW["price"]] == pytest.approx(0.7)
    assert asked[ROW["mission_support"]] == pytest.approx(0.3)
    np.testing.assert_allclose(world.umbrella.asked, asked[: len(ISSUES)])


def test_what_the_umbrella_is_told_to_press_for_it_presses_for_alone() -> None:
    asked = lived("umbrella.presses_for=reports").world.tables["sector_issues"]["asked"]
    assert asked[ROW["reports"]] == 1.0
    assert asked.sum() == 1.0


def test_what_is_off_the_agenda_is_not_pressed_for() -> None:
    usual = lived().world.tables["sector_tables"]["presses"][0]
    off = lived("sector_tables.rofq.deliberates.on_price=false").world.tables["sector_tables"]
    assert usual[ROW["price"]] > 0.0
    assert off["presses"][0][ROW["price"]] == 0.0
    assert off["presses"][0].sum() == pytest.approx(1.0)
    assert lived().world.tables["sector_tables"]["presses"][:, ROW["needs"]].sum() == 0.0


CLOSED = ("ministries.mifi.minister.attitude=0", "ministries.mifi.minister.spread=0")
UNHEARD = ("parliament.voice=0", "sector_tables.neighbourhoods.heard_by=nobody")


def test_a_closed_door_shuts_out_tables_and_not_mps() -> None:
    shut = lived(*CLOSED, *UNHEARD).world.tables["sector_issues"]
    assert shut["umbrella_seats"].sum() + shut["table_seats"].sum() > 0.0
    assert shut["taken_up"][1:].max() == shut["won"][len(ISSUES) :].max() == 0.0
    for sets in (UNHEARD[:1], UNHEARD[1:]):  # neighbourhood tables, then organisations alone
        heard = lived(*CLOSED, *sets).world.tables["sector_issues"]
        assert heard["taken_up"][1:].max() > 0.01
        pressed = heard["parliament_seats"] > 0.0
        assert (heard["taken_up"][1:][~pressed[1:]] == 0.0).all()


def test_an_organisation_takes_to_its_mp_what_the_umbrella_leaves_out() -> None:
    world = begun().world
    o, stakes = world.organizations, world.tables["issue_stakes"]
    for name in NAMES:
        stakes[name] = 0.0
    stakes["class_size"][:2], stakes["price"][:2] = 1.0, 1.5
    stakes["needs"][2] = 1.0
    o["hours_advocacy"], o["mobilised"], o["alive"] = 3.0, False, True
    o["hours_advocacy"][1] = 2.9
    world.tables["sector_issues"]["asked"] = 0.0
    world.tables["sector_issues"]["asked"][ROW["price"]] = 0.5
    table_voices.act(world)
    assert stakes["brought_alone"][:3].tolist() == [ROW["class_size"] + 1, 0, 0]
    o["mobilised"][0] = True  # those hours are spent already
    table_voices.act(world)
    assert stakes["brought_alone"][0] == 0
    assert world.tables["sector_issues"]["at_mps"].sum() == (stakes["brought_alone"] > 0).sum()


def test_what_is_granted_whole_is_won_by_chance_and_can_be_lost() -> None:
    sets = (
        "policy.concession=1", "policy.pace=0.9", "policy.half_heard=0.01", "policy.after_draft=0.5",
        "ministries.mifi.consultation.responsiveness=1", "umbrella.consensus=false",
        "ministries.mifi.minister.attitude=1", "ministries.mifi.minister.spread=0",
    )  # fmt: skip
    frame = partnersim.run(load(NAME, sets, years=3, scale=2000.0), runs=3, seed=3).frame(
        "sector_issues"
    )
    won = frame[(frame["issue"] == "asylum_eligibility") & (frame["phase"] == "scenario")]["won"]
    assert set(won) == {0.0, 1.0}
    assert 0.25 < won.mean() < 0.75


def test_advocacy_groups_bring_what_they_defend() -> None:
    without = ("advocacy_groups.rights.groups=0", "umbrella.consensus=false")
    asked = [
        lived(*sets).world.tables["sector_issues"]["asked"][ROW["asylum_eligibility"]]
        for sets in (without, without[1:])
    ]
    assert asked[1] > asked[0] + 0.03


QUICK = {"years": 4, "scale": 500.0}


def test_by_consensus_issues_concentrate_and_the_small_are_carried_less() -> None:
    """P10 on issues, with equal votes: beyond chance over what is plausible, and by more than matters."""
    vote = load(NAME, ["umbrella.gamma=0", "umbrella.consensus=false"], **QUICK)
    consensus = load(NAME, ["umbrella.gamma=0"], **QUICK)
    mean, low, _ = paired_difference(vote, consensus, "issue_concentration", runs=12)
    assert low > 0.05, f"{mean:+.3f}, from {low:+.3f}"
    mean, _, high = paired_difference(vote, consensus, "small_issues_carried", runs=12)
    assert high < -0.05, f"{mean:+.3f}, to {high:+.3f}"


PATHS = (
    "umbrella.acceptance=0.4",
    "umbrella.meeting_hours=30",
    "parliament.visit_hours=40",
    "parliament.voice=1",
    "mobilization.call=none",
    "sector_tables.rofq.number=4",
    "sector_tables.rofq.rule=vote",
    "sector_tables.neighbourhoods.acceptance=0.2",
    "sector_tables.rofq.hours_asked=20",
    "sector_tables.rofq.heard_by=nobody",
    "sector_tables.rofq.seats=6",
    "sector_tables.rofq.table_members.programme=any",
    "sector_tables.neighbourhoods.table_members.of_place=everywhere",
    "sector_tables.neighbourhoods.table_members.staff_at_least=10",
    "sector_tables.neighbourhoods.table_members.staff_at_most=10",
    "sector_tables.neighbourhoods.table_members.seats_C=false",
    *(f"sector_tables.neighbourhoods.deliberates.on_{name}=false" for name in NAMES[1:4]),
    "sector_tables.neighbourhoods.deliberates.on_nominative_data=false",
    "sector_tables.neighbourhoods.deliberates.on_price=false",
    "sector_tables.neighbourhoods.deliberates.on_class_size=false",
    "advocacy_groups.rights.groups=200",
    "advocacy_groups.rights.posts=8",
    "advocacy_groups.rights.bears=0.01",
    "advocacy_groups.rights.agenda={price: 1.0}",
    "sector_issues.small_below=15",
    "sector_issues.critical_from=0.3",
)


@functools.cache
def _values(sets: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The sector, and what is kept by issue, of two years by vote at tables with a wider tolerance."""
    settings = load(NAME, ("umbrella.tolerance=0.3", *sets), years=2, scale=500.0)
    model = PartnershipModel(settings, seed=5)
    model.run()
    issues = model.recorder.tables["sector_issues"]
    kept = np.array([issues[name] for name in issues.dtype.names])
    return model.recorder.values, kept


@pytest.mark.parametrize("path", PATHS)
def test_no_part_is_dead(path: str) -> None:
    usual, other = _values(()), _values((path,))
    moved = not all(np.array_equal(a, b, equal_nan=True) for a, b in zip(usual, other, strict=True))
    assert moved, f"{path} changes nothing"


def test_without_tables_and_groups_it_is_the_status_quo() -> None:
    settings = load(NAME, years=1, scale=2000.0)
    assert "sector_tables" in settings.systems
    assert "sector_tables" not in load("mifi_status_quo").systems


def test_results_hold_issues_and_tables_month_by_month() -> None:
    results = partnersim.run(load(NAME, years=1, scale=2000.0), runs=1)
    issues, tables = results.frame("sector_issues"), results.frame("sector_tables")
    assert set(issues["issue"]) == set(NAMES)
    assert set(tables["table"]) == {"rofq", "neighbourhoods"}
    voices = issues["umbrella_seats"] + issues["table_seats"] + issues["parliament_seats"]
    np.testing.assert_allclose(issues["seats"], voices)
    sums = issues.groupby("month", observed=True)["asked"].sum()
    np.testing.assert_allclose(sums[sums.index.astype(str) > "2010-04"], 1.0)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("sector_tables: {x: {rule: lot}}", "rule"),
        ("sector_tables: {x: {sets: 2}}", "sets"),
        ("sector_tables: {x: {deliberates: {on_needs: false}}}", "on_needs"),
        ("advocacy_groups: {x: {agenda: {price: 0.4}}}", "the shares sum to 0.4"),
    ],
)
def test_a_table_that_is_wrong_says_where(tmp_path: Path, lines: str, said: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"extends: {NAME}\n{lines}\n", encoding="utf-8")
    with pytest.raises(UserError, match=said):
        load(path)


def test_what_a_report_says_is_new_has_a_name_of_whose_it_is() -> None:
    new: Any = SimpleNamespace(manifest={"scenario": load("tables_as_they_are").resolved()})
    rows = list(reports.changes(new, load("mifi_status_quo").resolved()))
    assert [(row.before, row.after) for row in rows] == [("0", "21"), ("0", "58")]
    assert all(row.whose for row in rows)


def test_the_umbrella_has_its_more_than_160_members() -> None:
    """F5: those among the 126 and the groups of advocacy alone together."""
    members = []
    for seed in range(4):
        model = PartnershipModel(load(NAME, years=1, scale=2_000.0), seed=seed)
        groups = model.world.tables["advocacy_groups"]["groups"].sum()
        members.append(model.world.organizations["umbrella_member"].sum() + groups)
    assert 155.0 < np.mean(members) < 170.0
