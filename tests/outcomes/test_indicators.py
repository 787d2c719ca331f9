"""Indicators at both poles and in the middle, on hand-built states."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.outcomes import indicators
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.outcomes.indicators import INDICATORS
from partnersim.outcomes.recorder import SECTOR_COLUMNS, SECTOR_NAMES
from partnersim.scenario.loading import load
from partnersim.state.columns import KINDS, MET

CONTRACT = (
    "autonomy_index soft_index hard_index recognition representation participation consultation "
    "funding accountability identity_mean service_provider_share direct_access_share access_gini "
    "mission_share service_agreement_share project_share dependence_mean ministry_dependence_mean "
    "reporting_share felt_burden advocacy_share community_life_share representation_load_share "
    "policy_need_congruence umbrella_need_congruence unmet_need need_after_24_months "
    "ineligible_served_share organizations_alive staff_turnover"
).split()


def measured(model: PartnershipModel) -> tuple[dict[str, float], dict[str, float]]:
    """Scaled indicators of the first organisation, and the sector's dimensions."""
    world, recorder = model.world, model.recorder
    levels = indicators.measure(world, recorder.observed, recorder.indicators, recorder.dimensions)
    first = dict(zip(indicators.NAMES, recorder.indicators[0], strict=True))
    return first, dict(zip(map(str, DIMENSIONS), levels[:6], strict=True))


def build(model: PartnershipModel, autonomy: float) -> None:
    """Every organisation at the pole of dependence (0), of autonomy (1) or half-way (0.5)."""
    world, f = model.world, model.world.main_funder
    o, m = world.organizations, world.funders[f : f + 1]
    a = autonomy
    o["alternative"] = 0.5 * a
    m["agenda"] = m["priorities"] = [1.0, 0, 0, 0, 0, 0]
    o["offer"] = [1.0 - 0.4 * a, 0.4 * a, 0, 0, 0, 0]
    o["participation"] = 2.0 * a / 3.0
    world.relations["tie"] = 1.0 - 2.0 * a / 3.0
    o["seats_members"], o["seats_allies"] = 4.5 * a, 0.0
    o["seats_professionals"] = 9.0 - 4.5 * a
    o["umbrella_member"] = False
    world.relations["seat"] = False
    world.relations["seat"][:, f] = True
    m["uptake"] = 0.5 * a
    m["term_years"] = 1
    m["timing"] = a
    for name in ("delivery", "advocacy", "tables", "fundraising", "management"):
        o[f"hours_{name}"] = 0.0
    total = 1000.0
    reporting = 0.15 - 0.12 * a
    life = 0.01 + 0.19 * a
    o["hours_reporting"], o["hours_associative_life"] = reporting * total, life * total
    rest = total * (1.0 - reporting - life)
    opposition = 0.5 * a
    o["hours_advocacy"], o["hours_delivery"] = opposition * rest, (1.0 - opposition) * rest
    world.contracts["amount"] = 0.0
    world.contracts["months_left"] = 0
    o["earned"] = 0.0
    grant, agreement = 120_000.0 * 0.5 * a, 120_000.0 * (1.0 - 0.5 * a)
    world.contracts["amount"][:, f, world.programme("mission")] = grant
    world.contracts["amount"][:, f, world.programme("reception")] = agreement
    o["unrestricted"], o["restricted"] = grant / 12, agreement / 12
    if a == 1.0:
        o["earned"] = 10_000.0
        o["unrestricted"] = grant / 12 + 10_000.0
    m["quantitative_targets"] = 0.8 * (1.0 - a) * 120_000.0 / max(agreement, 1.0)


EXACT = {  # indicators that the three states put exactly at the pole or half-way
    "own_offer", "distinct_priorities", "legitimacy_from_community", "opposition",
    "power_of_members", "formulation", "life_with_members", "advice_before_draft",
    "aid_to_decision", "members_behind_seats", "mission_support", "light_reporting", "free_of_targets",
}  # fmt: skip


@pytest.mark.parametrize("autonomy", [0.0, 0.5, 1.0])
def test_indicators_at_the_poles_and_in_the_middle(
    model: PartnershipModel, autonomy: float
) -> None:
    build(model, autonomy)
    first, dimensions = measured(model)
    for name in EXACT:
        assert first[name] == pytest.approx(autonomy, abs=1e-6), name
    for name, value in dimensions.items():
        assert value == pytest.approx(autonomy, abs=0.2 if autonomy == 0.5 else 0.09), name


def test_dimensions_are_the_mean_of_their_indicators_by_organisation(
    model: PartnershipModel,
) -> None:
    """What does not apply is left out: no share of mission support without government money."""
    model.step()
    alive = model.world.organizations["alive"]
    row, scores = model.recorder.sector[0], model.recorder.indicators[alive]
    assert 0.0 < np.isnan(scores).mean() < 0.05
    for dimension in DIMENSIONS:
        members = [n for n, i in enumerate(INDICATORS) if i.dimension == dimension]
        assert 2 <= len(members) <= 4
        of_each = np.nanmean(scores[:, members], axis=1)
        assert row[str(dimension)] == pytest.approx(of_each.mean())
        for n in members:
            assert row[INDICATORS[n].name] == pytest.approx(np.nanmean(scores[:, n]))
    assert 0.3 < row["capacity"] < 1.0
    index = row["capacity"] * np.mean([row[str(d)] for d in DIMENSIONS])
    assert row["autonomy_index"] == pytest.approx(index)


def test_the_fixed_columns_are_there_and_named_once() -> None:
    assert set(CONTRACT) <= set(SECTOR_NAMES)
    assert len(set(SECTOR_NAMES)) == len(SECTOR_NAMES) == len(SECTOR_COLUMNS)


def test_measuring_changes_nothing(model: PartnershipModel) -> None:
    model.step()
    before = [model.world.organizations.copy(), model.world.contracts.copy()]
    model.recorder.record(model.world)
    assert (before[0] == model.world.organizations).all()
    assert (before[1] == model.world.contracts).all()


def test_cohorts_agree_with_a_count_by_hand() -> None:
    """Need after twelve months, counted from the people themselves when each reaches the age."""
    model = PartnershipModel(load("mifi_status_quo", years=1, scale=20.0), seed=3)
    table, world = model.world.newcomers, model.world
    people: dict[int, list[float]] = {}
    for _ in range(20):
        model.step()
        reached = np.flatnonzero(table.arrived[: table.rows] == world.now - 1 - 12)
        people[world.now - 1 - 12] = [float((table.stage[:, n] != MET).mean()) for n in reached]
    arrived = 5
    cell = table.cohorts[table.months_before + arrived, :, :, 0]
    assert cell["people"].sum() == pytest.approx(len(people[arrived]) * table.weight, rel=0.05)
    assert cell["need"].sum() / cell["people"].sum() / KINDS == pytest.approx(
        np.mean(people[arrived]), rel=0.05
    )
