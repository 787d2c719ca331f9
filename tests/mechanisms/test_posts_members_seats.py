"""Posts keep their description, members join where there is life, seats follow who is there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim import jurisdictions
from partnersim.mechanisms.organizations.board_seats import fill
from partnersim.mechanisms.organizations.members import join_and_leave
from partnersim.mechanisms.organizations.orientation import measure
from partnersim.mechanisms.organizations.posts import move_staff
from partnersim.population.assembly import parameter_tables
from partnersim.population.programmes import programme_table, programmes
from partnersim.population.tables import new_table
from partnersim.scenario.loading import load
from partnersim.state.draws import Draws

PROGRAMMES = programme_table(programmes(jurisdictions.programmes("quebec"), "quebec"))
PARAMETERS = parameter_tables(load("mifi_status_quo").parameters)


def organizations(count: int = 1, **columns: Any) -> Any:
    table = new_table("organizations", count)
    table["alive"] = True
    table["staff"] = 10.0
    for name, value in columns.items():
        table[name] = value
    return table


def move(table: Any, months: int = 12) -> None:
    """So many months in which money pays the staff there is."""
    relations = new_table("relations", (len(table), 1))
    contracts = new_table("contracts", (len(table), 1, len(PROGRAMMES)))
    staff = PARAMETERS["staff"]
    cost = float(staff["cost_a_month"][0])
    table["unrestricted"] = table["staff"] * cost * (1.0 + float(staff["fixed_cost_share"][0]))
    table["fixed_cost"] = table["staff"] * cost * float(staff["fixed_cost_share"][0])
    table["reserve"] = 3.0 * (table["unrestricted"])
    table["hours_per_episode"] = PARAMETERS["delivery"]["hours_per_episode"][0]
    for _ in range(months):
        move_staff(
            table, new_table("funders", 1), relations, contracts, PROGRAMMES, staff,
            PARAMETERS["delivery"],
        )  # fmt: skip


def test_mission_posts_rise_as_vacancies_fill_and_fall_only_as_people_leave() -> None:
    rising = organizations(posts_mission=1.0, posts_experienced=1.0, posts_mission_wanted=3.0)
    move(rising)
    assert rising["posts_mission"][0] == pytest.approx(1.0 + 0.6 * 2.0, rel=0.02)
    falling = organizations(posts_mission=3.0, posts_experienced=3.0, posts_mission_wanted=0.0)
    move(falling)
    left = 1.0 - falling["posts_mission"][0] / 3.0
    assert left == pytest.approx(float(PARAMETERS["staff"]["base_turnover"][0]), rel=0.1)


def test_no_mission_post_is_made_of_one_that_agreements_pay() -> None:
    table = organizations(
        3, posts_mission=1.0, posts_mission_wanted=6.0, posts_tied=[5.0, 8.0, 10.0]
    )
    move(table)
    all_free, some_free, none_free = table["posts_mission"]
    assert all_free == pytest.approx(1.0 + 0.6 * 5.0, rel=0.02)
    assert 1.7 < some_free < 10.0 - 8.0
    assert none_free == 1.0  # it ends as people leave, not before


def test_new_staff_learn_and_take_it_with_them() -> None:
    table = organizations(posts_mission=2.0, posts_experienced=0.0, posts_mission_wanted=2.0)
    move(table, 12)
    first = float(table["posts_experienced"][0])
    move(table, 120)
    assert 0.0 < first < 0.8
    assert first < table["posts_experienced"][0] < 2.0


def test_members_join_where_there_is_life_and_leave_where_there_is_none() -> None:
    table = organizations(2, door_eligible=2000.0, members=40.0)
    table["posts_mission"] = table["posts_experienced"] = [3.0, 0.2]  # below what it takes to begin
    for _ in range(36):
        join_and_leave(table, PARAMETERS["members"], PARAMETERS["board"])
    assert table["members_in_reach"][0] == pytest.approx(0.08 * 2000.0 + 8.0)
    assert table["members"][0] > 80.0
    assert table["members"][1] == pytest.approx(40.0 * (1.0 - 0.4 / 12.0) ** 36)
    assert (table["members"] <= table["members_in_reach"]).all()


def test_a_month_of_members_by_hand() -> None:
    table = organizations(
        door_eligible=1150.0, members=25.0, posts_mission=2.0, posts_experienced=2.0
    )
    p, board = PARAMETERS["members"][0], PARAMETERS["board"][0]
    join_and_leave(table, PARAMETERS["members"], PARAMETERS["board"])
    reach = 0.08 * 1150.0 + 8.0
    life = 2.0 - board["beginning"]
    coming = p["joining"] * life * (0.25 + 0.75 * 0.25) * 0.75
    assert table["members"][0] == pytest.approx(25.0 + (coming - p["leaving"] * 25.0) / 12.0)
    assert table["participation"][0] == pytest.approx(table["members"][0] / reach)


def seats_after(years: int, **columns: Any) -> Any:
    """Boards of 300 organisations alike after so many assemblies."""
    table = organizations(300, **columns)
    table["seats_members"], table["seats_allies"], table["seats_professionals"] = 3.0, 1.0, 5.0
    draws = Draws(1, 0)
    for year in range(years):
        fill(
            table, PARAMETERS["seats"], draws.stream("board.seat"), draws.stream("board.leaving"),
            12 * year,
        )  # fmt: skip
        total = table["seats_members"] + table["seats_allies"] + table["seats_professionals"]
        assert (total == 9.0).all()
        assert (table["seats_professionals"] >= 0.0).all()
    return table


def test_boards_follow_who_is_active() -> None:
    gathered = seats_after(10, members=120.0, posts_mission=2.0)
    empty = seats_after(10, members=0.0)
    assert gathered["seats_members"].mean() > 6.0
    assert empty["seats_members"].mean() < 1.0
    assert empty["seats_professionals"].mean() > 5.0


def test_seats_go_by_the_weights_of_those_who_are_there() -> None:
    """Without co-optation: members 1, allies 0.6, experts 1 + 10 / 14 of their sum."""
    parameters = PARAMETERS["seats"].copy()
    parameters["cooptation"] = 0.0
    table = organizations(2000, members=float(parameters["half"][0]))
    table["seats_professionals"] = 9.0
    draws = Draws(1, 0)
    for year in range(12):
        fill(
            table, parameters, draws.stream("board.seat"), draws.stream("board.leaving"), 12 * year
        )
    together = 1.0 + 0.6 + 1.0 + 10.0 / 14.0
    assert table["seats_members"].mean() / 9.0 == pytest.approx(1.0 / together, abs=0.02)
    assert table["seats_allies"].mean() / 9.0 == pytest.approx(0.6 / together, abs=0.02)


def test_advocacy_brings_allies() -> None:
    silent = seats_after(8, posts_mission=2.0, advocacy_use=0.0)
    loud = seats_after(8, posts_mission=2.0, advocacy_use=0.5)
    assert loud["seats_allies"].mean() > silent["seats_allies"].mean() + 1.0


def test_orientation_is_measured_from_posts_and_seats() -> None:
    table = organizations(3, posts_mission=[4.0, 2.0, 0.0])
    table["seats_members"] = [6.0, 3.0, 0.0]
    table["seats_professionals"] = [3.0, 6.0, 9.0]
    measure(table, PARAMETERS["orientation"])
    expected = [0.5 + 0.5 * min(1.0, (6 / 9) / 0.667), 0.25 + 0.25 * (2 / 3) / 0.667, 0.0]
    np.testing.assert_allclose(table["identity"], expected, rtol=1e-6)
