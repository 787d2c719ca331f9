"""What is new is felt, what is old and simple wears off; switched off, none is felt."""

from __future__ import annotations

import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.systems.perceived_burden import felt_burden


def test_a_burden_is_felt_while_it_is_new_and_simple_ones_wear_off(model: PartnershipModel) -> None:
    o, parameters = model.world.organizations, model.world.parameters["felt_burden"]
    o["complexity"], o["real_burden"], o["burden_reference"] = 0.0, 0.2, 0.1
    felt_burden.act(model.world)
    alive = o["alive"]
    kept = float(parameters["never_forgotten"][0])
    assert o["felt_burden"][alive] == pytest.approx((1 - kept) * 0.1 + kept * 0.2)
    before = o["felt_burden"][alive].copy()
    for _ in range(12):
        felt_burden.act(model.world)
    assert (o["felt_burden"][alive] < before).all()


def test_where_it_is_off_the_real_burden_goes_on() -> None:
    model = PartnershipModel(
        load("mifi_status_quo", ["felt_burden.modelled=false"], years=1, scale=2000.0), seed=3
    )
    model.run()
    assert not model.world.organizations["felt_burden"].any()
    assert model.world.organizations["real_burden"].max() > 0.05
