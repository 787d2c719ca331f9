"""Public services take a share of requests, and nothing of the organisations' money."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from tests.conftest import paired_difference

QUICK = {"years": 3, "scale": 500.0}


def asked(share: float) -> float:
    settings = load(
        "mifi_status_quo", [f"public_services.share={share}", "spin_up.months=0"], **QUICK
    )
    model = PartnershipModel(settings, seed=3)
    model.step()
    return float(model.world.demand.requests[: model.world.demand.organizations].sum())


def test_organisations_are_asked_for_what_is_left() -> None:
    assert asked(0.6) == pytest.approx(0.4 * asked(0.0), rel=1e-6)


def test_where_they_answer_all_more_needs_are_met_by_service() -> None:
    base = load("mifi_status_quo", **QUICK)
    public = load("mifi_status_quo", ["public_services.share=1.0"], **QUICK)
    _, low, _ = paired_difference(base, public, "needs_met_ineligible", runs=6)
    assert low > 0.0
    _, _, high = paired_difference(base, public, "months_waited_ineligible", runs=6)
    assert high < 0.0


def test_public_services_open_no_more_files_than_they_can() -> None:
    """Some 50,000 admitted a year with 0.45 files each: 22,500 learners, in sessions of three months."""
    model = PartnershipModel(load("mifi_status_quo", years=2, scale=200.0), seed=3)
    world = model.world
    while world.now < world.calendar.months:
        model.step()
        seats = world.places.public_files * world.services["months"]
        public = slice(world.demand.organizations, None)
        opened = (world.demand.in_service + world.demand.started)[public].sum(axis=1)
        assert (
            opened <= np.maximum(seats, world.demand.in_service[public].sum(axis=1)) + 1e-6
        ).all()
    learners = 12.0 * world.places.public_files[:, 0].sum()
    assert 15_000.0 < learners < 30_000.0


def test_courses_begin_with_their_session() -> None:
    model = PartnershipModel(load("mifi_status_quo", years=2, scale=200.0), seed=3)
    world, began = model.world, set()
    while world.now < world.calendar.months:
        month = world.calendar.fiscal_month
        model.step()
        if world.demand.started[:, :, 0].sum() > 0.0:
            began.add(month)
    assert began == {0, 3, 6, 9}


def test_without_a_table_nobody_is_a_member() -> None:
    model = PartnershipModel(load("quebec_model_1", years=1, scale=1000.0), seed=3)
    model.step()
    assert not model.world.organizations["umbrella_member"].any()
    assert not model.world.organizations["on_board"].any()
