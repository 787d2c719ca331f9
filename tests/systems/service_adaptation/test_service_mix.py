"""Offers bend to what is paid for, priorities to what members need; switched off, both stay as founded."""

from __future__ import annotations

import numpy as np

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.systems.service_adaptation import service_mix

LANGUAGE, RIGHTS = 0, 4


def test_an_offer_moves_towards_what_its_funders_name(model: PartnershipModel) -> None:
    world, f = model.world, model.world.main_funder
    o = world.organizations
    o["offer"] = o["priorities"] = np.eye(6)[RIGHTS]
    o["participation"] = 0.0
    world.funders["priorities"][f] = np.eye(6)[LANGUAGE]
    world.contracts["amount"] = 0.0
    world.contracts["amount"][0, f][world.programmes["per_client"]] = 50_000.0
    paid = world.contracts["amount"][0, f] * (world.funds["pool"][f] > 0.0)
    o["restricted"][0], o["unrestricted"][0] = paid.sum() / 12.0, 0.0
    service_mix.act(world)
    assert o["offer"][0, LANGUAGE] > 0.0
    assert (o["offer"][1:][o["alive"][1:]] == np.eye(6)[RIGHTS]).all()
    assert (o["priorities"][o["alive"]] == np.eye(6)[RIGHTS]).all()


def test_priorities_move_as_members_take_part(model: PartnershipModel) -> None:
    o = model.world.organizations
    o["priorities"] = o["founding_priorities"] = np.eye(6)[RIGHTS]
    o["participation"][:2] = [1.0, 0.0]
    service_mix.act(model.world)
    assert o["priorities"][0, RIGHTS] < o["priorities"][1, RIGHTS] == 1.0


def test_where_it_is_off_offers_stay_as_founded() -> None:
    model = PartnershipModel(
        load("mifi_status_quo", ["offer.adapts=false"], years=1, scale=2000.0), seed=3
    )
    first = model.world.organizations[["offer", "priorities"]].copy()
    model.run()
    stayed = model.world.organizations["founded_month"][: len(first)] < 0
    for name in ("offer", "priorities"):
        assert (model.world.organizations[name][: len(first)] == first[name])[stayed].all()
