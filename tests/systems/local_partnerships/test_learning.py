"""What partnerships learn from one another: by whom they meet, from what was worked out, at a cost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.systems.local_partnerships import (
    partnership_network,
    partnership_progress,
    reports,
)
from partnersim.systems.local_partnerships.names import AIMS
from partnersim.systems.local_partnerships.partnership_money import CONFERENCE
from tests.bounds import out_of_bounds
from tests.conftest import paired_difference

ORDER = tuple(load("lip_six").sections["partnerships"])
LATE = ("lip_hamilton", "lip_kingston", "lip_huron")


def six(name: str, *sets: str, years: int = 6) -> Settings:
    """The six together, meeting or each alone."""
    return load(name, sets, years=years, scale=500.0)


def standing(*sets: str, months: int = 1) -> PartnershipModel:
    """The six that meet, a conference a month unless told otherwise, some months into the scenario."""
    monthly = [f"partnerships.{name}.network.conferences=12" for name in ORDER]
    settings = six("lip_network", *monthly, "partnership_network.speaks=1", *sets, years=4)
    model = PartnershipModel(settings, seed=3, uncertainty="point", check_ledgers=True)
    for _ in range(settings.spin_up_months + months):
        model.step()
    return model


def of_two(model: PartnershipModel, stages: tuple[float, float]) -> np.ndarray:
    """The table, with two of them alone at a conference and nothing learnt yet."""
    p: np.ndarray = model.world.tables["partnerships"]
    p["attends"] = False
    p["attends"][:2] = True
    p["stage"][:2] = stages
    for column in ("learnt_way", "learnt_outreach", "learnt_plan", "outreached", "planned"):
        p[column] = 0.0
    return p


def test_one_comes_nearer_to_what_the_other_has_worked_out_and_not_back() -> None:
    model = standing()
    p = of_two(model, (4.0, 1.0))
    p["kind"][:2] = AIMS.index("attraction")
    p["outreached"][0], p["planned"][0] = 0.8, 0.6
    partnership_network.learn(model.world)
    assert p["learnt_way"][1] == pytest.approx(0.25 + 0.3 * 0.75)
    assert p["learnt_outreach"][1] == pytest.approx(0.3 * 0.8)
    assert p["learnt_plan"][1] == pytest.approx(0.3 * 0.6)
    assert p["learnt_way"][0] == p["learnt_outreach"][0] == p["learnt_plan"][0] == 0.0


def test_less_is_of_use_from_a_place_of_another_kind_and_no_plan_before_it_is_adopted() -> None:
    model = standing()
    p = of_two(model, (1.9, 0.0))
    p["kind"][:2] = 0, 1
    p["planned"][0] = 0.6
    partnership_network.learn(model.world)
    assert p["learnt_way"][1] == pytest.approx(0.5 * 0.3 * 1.9 / 4.0)
    assert p["learnt_plan"][1] == 0.0


def test_nothing_is_passed_on_at_second_hand() -> None:
    model = standing()
    p = of_two(model, (1.0, 0.5))
    p["learnt_way"][0] = 1.0
    partnership_network.learn(model.world)
    assert p["learnt_way"][1] <= 0.25


def test_who_knows_the_way_ahead_is_faster() -> None:
    steps = []
    for known in (0.0, 0.9):
        model = standing(months=8)
        p = model.world.tables["partnerships"]
        p["stage"], p["learnt_way"] = 1.0, known
        partnership_progress.act(model.world)
        steps.append(float(p["stage"][0]) - 1.0)
    assert steps[1] == pytest.approx(2.0 * steps[0])


def test_conferences_cost_money_and_time_of_those_that_go() -> None:
    model = standing(months=1)
    p = model.world.tables["partnerships"]
    here = np.array([name not in LATE for name in ORDER])
    assert (p["attends"] == here).all()
    flows = model.world.flows.written()
    paid = flows[flows["purpose"] == CONFERENCE]
    assert len(paid) == here.sum()
    assert (paid["amount"] == 1500.0).all()
    assert (p["away_hours"] == np.where(here, 40.0, 0.0)).all()
    alone = PartnershipModel(six("lip_six", years=1), seed=3, uncertainty="point")
    while alone.world.now < model.world.now:
        alone.step()
    dollars = alone.world.tables["partnerships"]["staff_dollars"] - p["staff_dollars"]
    assert dollars[here] == pytest.approx(1500.0)


@pytest.mark.parametrize(("conferences", "met"), [(1, 1), (2, 2), (5, 5), (12, 12)])
def test_there_are_as_many_conferences_a_year_as_stated(conferences: int, met: int) -> None:
    name = "partnerships.lip_peel"
    sets = (f"{name}.network.conferences={conferences}", f"{name}.renewal=1")
    model = PartnershipModel(six("lip_network", *sets, years=1), seed=3)
    went = 0
    while model.world.now < model.world.calendar.months:
        model.step()
        went += int(model.world.tables["partnerships"]["attends"][ORDER.index("lip_peel")])
    assert went == met


def test_one_that_begins_late_is_nothing_before() -> None:
    model = PartnershipModel(six("lip_six", years=3), seed=3, check_ledgers=True)
    p = model.world.tables["partnerships"]
    late = np.array([name in LATE for name in ORDER])
    for _ in range(model.world.calendar.spin_up_months + 24):
        model.step()
    assert (p["received"][late] == 0.0).all()
    assert (p["stage"][late] == 0.0).all()
    assert (model.world.tables["councils"]["sits"][late] == 0).all()
    assert (p["received"][~late] > 0.0).all()
    model.step()
    assert (p["received"][late] > 0.0).all()


def test_without_conferences_nothing_is_learnt() -> None:
    model = PartnershipModel(six("lip_six", years=4), seed=3)
    model.run()
    p = model.world.tables["partnerships"]
    for column in ("learnt_way", "learnt_outreach", "learnt_plan", "travel_dollars", "away_hours"):
        assert (p[column] == 0.0).all(), column


@pytest.mark.parametrize("name", ["lip_six", "lip_network"])
def test_ledgers_balance_and_columns_stay_in_bounds(name: str) -> None:
    model = PartnershipModel(six(name), seed=7, uncertainty="prior", check_ledgers=True)
    while model.world.now < model.world.calendar.months:
        model.step()
        assert out_of_bounds(model.world) == []
    p = model.world.tables["partnerships"]
    assert p["received"] == pytest.approx(p["spent"])
    assert (p["received"] > 0.0).all()


def stage_of_late(model: PartnershipModel, _: str) -> float:
    """Mean stage of those that begin two years late, four years on."""
    return float(
        np.mean([model.world.tables["partnerships"]["stage"][ORDER.index(n)] for n in LATE])
    )


def test_late_partnerships_come_further_where_they_meet_earlier_ones() -> None:
    mean, low, _ = paired_difference(
        six("lip_six"), six("lip_network"), "", runs=10, measure=stage_of_late
    )
    assert low > 0.0, f"{mean:+.3f}, from {low:+.3f}"


def test_late_partnerships_that_meet_nobody_ahead_do_not_come_further() -> None:
    """The same conferences, with nothing to be told: only their cost is left."""
    mean, low, high = paired_difference(
        six("lip_six"), six("lip_network", "partnership_network.passes_on=0"), "", runs=6,
        measure=stage_of_late,
    )  # fmt: skip
    assert high < 0.05, f"{mean:+.4f} [{low:+.4f}, {high:+.4f}]"


def test_a_report_names_the_lever_of_partnerships_that_differs() -> None:
    meet: Any = SimpleNamespace(manifest={"scenario": load("lip_network").resolved()})
    [row] = reports.changes(meet, load("lip_six").resolved())
    assert (row.before, row.after) == ("0", "2")
    assert row.what.startswith("Conferences")
    assert row.whose == "local partnerships: 6"
    assert list(reports.changes(meet, load("ontario_settlement").resolved())) == []
    late: Any = SimpleNamespace(
        manifest={"scenario": load("lip_six", ["partnerships.lip_peel.amount=1"]).resolved()}
    )
    [row] = reports.changes(late, load("lip_six").resolved())
    assert (row.whose, row.after) == ("local partnerships: 1", "$1")
