"""Needs pass through their stages as worked by hand; draws are the person's own; limits have their signs."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.mechanisms.newcomers import provider_choice, settlement, stages
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.columns import (
    AWARE,
    GIVEN_UP,
    IN_SERVICE,
    KINDS,
    MET,
    NEEDS,
    NO_PROVIDER,
    UNAWARE,
    WAITING,
)
from partnersim.state.services import after_file, dose, met_at_end, own_chances
from tests.conftest import paired_difference

EMPLOYMENT = NEEDS.index("employment")
QUICK = {"years": 3, "scale": 400.0}


@pytest.fixture
def people() -> PartnershipModel:
    """Some thousands of newcomers who arrived this month, after a month lived."""
    model = PartnershipModel(load("mifi_status_quo", years=1, scale=50.0), seed=3)
    model.step()
    table, world = model.world.newcomers, model.world
    table.arrived[: table.rows] = world.now
    table.provider[:] = NO_PROVIDER
    world.parameters["settling"]["own_progress"] = 0.0
    world.parameters["settling"]["returning"] = 0.0
    world.places.progress[:] = 1.0
    return model


def shares_after(model: PartnershipModel, stage: int) -> np.ndarray:
    """Where all needs for work stand a month after they stood in a stage."""
    table = model.world.newcomers
    table.stage[:, : table.rows] = MET
    table.stage[EMPLOYMENT, : table.rows] = stage
    stages.act(model.world)
    return np.bincount(table.stage[EMPLOYMENT, : table.rows], minlength=6) / table.rows


def near(share: float, chance: float, rows: int) -> bool:
    """Within four standard errors of a share of so many draws."""
    return abs(share - chance) <= 4.0 * np.sqrt(chance * (1.0 - chance) / rows) + 1e-9


def test_own_progress_is_the_rate_of_the_kind_times_the_multiple_of_the_status() -> None:
    model = PartnershipModel(load("mifi_status_quo", years=1, scale=2000.0), seed=1)
    own = np.empty((KINDS, 2, 9))
    own_chances(model.world.services, model.world.parameters["settling"], np.array([1.0, 0.5]), own)
    assert own[EMPLOYMENT, 0, 0] == pytest.approx(0.018 * (1.0 + 1.5))
    assert own[EMPLOYMENT, 1, 8] == pytest.approx(0.5 * 0.018 * (1.0 + 1.5 * np.exp(-8.0 / 4.0)))
    assert own[0, 0, 0] == own[0, 0, 8] == pytest.approx(0.008)


def test_a_whole_file_has_its_whole_dose_and_one_at_the_threshold_none() -> None:
    assert dose(1.0, 0.25, 1.5) == pytest.approx(1.0)
    assert dose(0.25, 0.25, 1.5) == dose(0.1, 0.25, 1.5) == 0.0
    by_hand = (1.0 - np.exp(-0.5)) / (
        1.0 - np.exp(-1.5)
    )  # half the hours: a third above the threshold
    assert dose(0.5, 0.25, 1.5) == pytest.approx(by_hand)


def test_the_effect_of_a_file_is_its_dose_its_fit_and_the_multiple() -> None:
    model = PartnershipModel(load("mifi_status_quo", years=1, scale=2000.0), seed=1)
    kind, parameters = model.world.services[EMPLOYMENT], model.world.parameters["delivery"]
    parameters["monitoring_effect"] = 0.1
    met = met_at_end(1.0, 0.25, 1.0, 0.5, 0.6, kind, 1.5, parameters[0])
    assert met == pytest.approx(0.12 * 1.5 * (1.0 - 0.35 * 0.6 * 0.75) * 1.05)
    supported = met_at_end(1.0, 0.25, 1.1, 0.5, 0.6, kind, 1.5, parameters[0])
    assert supported == pytest.approx(1.1 * met)
    most = met_at_end(1.0, 0.25, 1.0, 0.5, 0.6, kind, 50.0, parameters[0])
    assert most == pytest.approx(0.9)  # the rest drop out


def test_a_file_ends_met_given_up_or_with_the_need_left() -> None:
    """Lost 5 %, ends 25 %, of these met 20 % and given up 10 %."""
    draws = (0.04, 0.051, 0.09, 0.11, 0.2, 0.31)
    found = [after_file(draw, 0.05, 0.25, 0.2, 0.1) for draw in draws]
    assert found == [WAITING, MET, MET, GIVEN_UP, AWARE, IN_SERVICE]


def test_those_who_hear_become_aware(people: PartnershipModel) -> None:
    people.world.parameters["seeking"]["hearing"] = 0.3
    after = shares_after(people, UNAWARE)
    assert near(after[AWARE], 0.3, people.world.newcomers.rows)
    assert after[UNAWARE] + after[AWARE] == 1.0


def test_the_aware_ask_by_how_readily_the_place_is_reached(people: PartnershipModel) -> None:
    world = people.world
    world.parameters["seeking"]["asking"] = 0.4
    world.demand.reach[:] = 0.5
    after = shares_after(people, AWARE)
    assert near(after[WAITING], 0.2, world.newcomers.rows)
    weight = world.newcomers.weight
    assert world.demand.asked.sum() == pytest.approx(after[WAITING] * world.newcomers.rows * weight)


def test_asking_fades_with_the_months_since_arrival(people: PartnershipModel) -> None:
    world, table = people.world, people.world.newcomers
    world.parameters["seeking"]["asking"] = 0.4
    world.demand.reach[:] = 1.0
    table.arrived[: table.rows] = world.now - 36
    after = shares_after(people, AWARE)
    assert near(after[WAITING], 0.4 * np.exp(-36.0 / 30.0), table.rows)


def test_those_who_wait_are_served_or_give_up(people: PartnershipModel) -> None:
    """A third of the list is opened; of the draws left, 1 - 0.5^(1/6) of all give up."""
    world, demand = people.world, people.world.demand
    demand.listed[:] = 300.0
    demand.started[:] = 0.0
    for a in range(demand.places):
        demand.started[demand.here[a, 0]] = 100.0
    after = shares_after(people, WAITING)
    rows = world.newcomers.rows
    assert near(after[IN_SERVICE], 1.0 / 3.0, rows)
    assert near(after[GIVEN_UP], 1.0 - 0.5 ** (1.0 / 6.0), rows)
    served = world.newcomers.provider[EMPLOYMENT, :rows]
    assert set(served[served >= 0]) == {demand.here[a, 0] for a in range(demand.places)}


def test_those_in_service_end_as_the_kind_says(people: PartnershipModel) -> None:
    world, table = people.world, people.world.newcomers
    table.provider[:, : table.rows] = world.demand.organizations  # public services of a place
    world.parameters["delivery"]["standardization_loss"] = 0.0
    world.demand.thickness[:] = 1.0
    after = shares_after(people, IN_SERVICE)
    assert near(after[MET], 0.12 / 4.0, table.rows)
    assert near(after[GIVEN_UP], 0.10 / 4.0, table.rows)
    assert near(after[IN_SERVICE], 0.75, table.rows)


def test_files_of_an_organisation_that_closes_go_back_on_a_list(people: PartnershipModel) -> None:
    world, table = people.world, people.world.newcomers
    table.provider[:, : table.rows] = 0
    world.organizations["alive"][0] = False
    world.demand.adrift[0] = 1.0
    after = shares_after(people, IN_SERVICE)
    assert after[WAITING] == 1.0


def test_needs_return_and_those_who_gave_up_may_ask_again(people: PartnershipModel) -> None:
    world, table = people.world, people.world.newcomers
    world.parameters["seeking"]["asking_again"] = 0.2
    assert near(shares_after(people, GIVEN_UP)[AWARE], 0.2, table.rows)
    world.parameters["settling"]["returning"] = 50.0
    after = shares_after(people, MET)
    assert near(after[AWARE] + after[UNAWARE], 50.0 * 0.006, table.rows)
    aware = world.statuses.aware[table.status[: table.rows]].mean()
    assert after[AWARE] / (1.0 - after[MET]) == pytest.approx(aware, abs=0.05)


def test_a_month_is_the_same_in_whatever_order_people_stand(people: PartnershipModel) -> None:
    """Draws are keyed by person, month and kind, so that rows may change places."""
    world, table = people.world, people.world.newcomers
    rows = table.rows
    order = np.random.default_rng(1).permutation(rows)
    before = {name: np.copy(getattr(table, name)) for name in table.columns}
    stages.act(world)
    first = dict(zip(table.identity[:rows].tolist(), table.stage[:, :rows].T.tolist(), strict=True))
    for name, column in before.items():
        getattr(table, name)[..., :rows] = column[..., :rows][..., order]
    stages.act(world)
    second = dict(
        zip(table.identity[:rows].tolist(), table.stage[:, :rows].T.tolist(), strict=True)
    )
    assert first == second


def test_kinds_are_drawn_apart(people: PartnershipModel) -> None:
    world, table = people.world, people.world.newcomers
    world.parameters["seeking"]["hearing"] = 0.5
    table.stage[:, : table.rows] = UNAWARE
    stages.act(world)
    heard = (table.stage[:, : table.rows] == AWARE).astype(float)
    assert np.abs(np.corrcoef(heard) - np.eye(KINDS)).max() < 0.1


def test_accepted_claimants_are_a_status_of_their_own(people: PartnershipModel) -> None:
    world, table = people.world, people.world.newcomers
    names = world.statuses.names
    claimant, accepted = names.index("asylum_seeker"), names.index("accepted_claimant")
    table.status[: table.rows] = claimant
    world.parameters["settling"]["decision_months"] = 1.0
    world.parameters["settling"]["acceptance"] = 1.0
    settlement.act(world)
    assert (table.status[: table.rows] == accepted).all()
    assert world.demand.paid_by_main[world.demand.class_of[accepted, 0]]
    assert not world.demand.paid_by_main[world.demand.class_of[claimant, 0]]


def test_lists_hold_the_people_who_wait_and_files_those_in_service() -> None:
    """By place, class and kind; none is lost between providers, when months pass and classes change."""
    model = PartnershipModel(load("mifi_status_quo", years=1, scale=200.0), seed=4)
    world, table, demand = model.world, model.world.newcomers, model.world.demand
    for _ in range(30):
        model.step()
        provider_choice.act(world)
        stage = table.stage[:, : table.rows]
        for listed, people, kind in (
            (demand.waiting, demand.listed, WAITING), (demand.in_service, demand.followed, IN_SERVICE)
        ):  # fmt: skip
            np.testing.assert_allclose(
                people.sum(axis=(0, 1)), (stage == kind).sum(axis=1) * table.weight
            )
            for a in range(demand.places):
                here = demand.here[a, : demand.number_here[a]]
                np.testing.assert_allclose(listed[here].sum(axis=0), people[:, a], atol=1e-6)


def need(sets: list[str]) -> tuple[float, float, float]:
    """The change of need left after 24 months, against the status quo, in runs with drawn parameters."""
    base = load("mifi_status_quo", years=6, scale=400.0)
    other = load("mifi_status_quo", sets, years=6, scale=400.0)
    return paired_difference(base, other, "need_after_24_months", runs=6)


@pytest.mark.parametrize(
    ("sets", "least", "most"),
    [
        (["settling.effectiveness=0"], 0.005, 0.06),
        (["settling.own_progress=0"], 0.1, 0.3),
        (["settling.returning=0"], -0.12, -0.02),
    ],
)
def test_without_service_own_progress_or_return(sets: list[str], least: float, most: float) -> None:
    mean, low, high = need(sets)
    assert least < mean < most
    assert low > 0.0 or high < 0.0


def test_scale_is_resolution_only() -> None:
    """Lists are expected flows: five times as many rows, the same people within their noise."""
    waiting, left = [], []
    for scale in (50.0, 10.0):
        model = PartnershipModel(load("mifi_status_quo", years=2, scale=scale), seed=5)
        model.run()
        waiting.append(float(model.world.demand.waiting.sum()))
        left.append(model.recorder.sector["need_after_24_months"][-1])
    assert left[0] == pytest.approx(left[1], abs=0.015)
    assert waiting[0] == pytest.approx(waiting[1], rel=0.15)
