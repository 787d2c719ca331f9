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
    return float(model.world.demand.requests.sum())


def test_organisations_are_asked_for_what_is_left() -> None:
    assert asked(0.6) == pytest.approx(0.4 * asked(0.0), rel=1e-6)


def test_where_they_answer_all_needs_fall_and_nobody_waits() -> None:
    base = load("mifi_status_quo", **QUICK)
    public = load("mifi_status_quo", ["public_services.share=1.0"], **QUICK)
    _, _, high = paired_difference(base, public, "need_after_12_months", runs=6)
    assert high < 0.0
    model = PartnershipModel(public, seed=3)
    model.run()
    assert np.nanmax(model.recorder.sector["dropped_out_share"][-6:]) == 0.0


def test_without_a_table_nobody_is_a_member() -> None:
    model = PartnershipModel(load("quebec_model_1", years=1, scale=1000.0), seed=3)
    model.step()
    assert not model.world.organizations["umbrella_member"].any()
    assert not model.world.organizations["on_board"].any()
