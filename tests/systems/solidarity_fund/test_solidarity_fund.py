"""A solidarity fund balances, and keeps alive organisations whose money comes late."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.columns import UMBRELLA
from partnersim.systems.solidarity_fund.solidarity_fund import CONTRIBUTIONS, SOLIDARITY, share
from tests.conftest import SMALL, paired_difference

QUICK = {"years": 3, "scale": 500.0}


def test_the_fund_balances_to_the_cent_and_helps_those_in_arrears() -> None:
    settings = load(
        "mifi_status_quo",
        ["solidarity_fund.contribution=0.01", "staff.cushion_months=0",
         "ministries.mifi.service_agreement.payment_lag_months=9"],
        **SMALL,
    )  # fmt: skip
    model = PartnershipModel(settings, seed=3, check_ledgers=True)
    model.run()
    rows = model.world.flows.written()
    paid_in = rows["amount"][rows["purpose"] == CONTRIBUTIONS].sum()
    aid = rows[rows["purpose"] == SOLIDARITY]
    assert paid_in > 0.0
    assert len(aid) > 0
    assert (aid["payer"] == UMBRELLA).all()
    assert model.world.tables["solidarity"]["fund"][0] == pytest.approx(
        paid_in - aid["amount"].sum(), abs=0.01
    )


def test_those_who_could_not_pay_share_the_fund_by_what_they_lack(model: PartnershipModel) -> None:
    world = model.world
    o, fund = world.organizations, np.array([100.0])
    o["umbrella_member"], o["reserve"], o["months_unpaid"] = False, 1000.0, 0
    a, b, on_credit, pays, no_member = np.flatnonzero(o["alive"])[:5]
    o["umbrella_member"][[a, b, on_credit, pays]] = True
    o["reserve"][[a, b, on_credit, no_member]] = [-300.0, -100.0, -500.0, -500.0]
    o["months_unpaid"][[a, b, no_member]] = 2
    o["unrestricted"], o["restricted"] = 3000.0, 2000.0
    world.parameters["solidarity_fund"]["contribution"] = 0.02
    world.flows.room_for(len(o))
    share(o, world.parameters["solidarity_fund"], fund, world.flows.rows, world.flows.count, 0)
    # 100 and 2 % of 5,000 are half of what the two lack
    assert o["reserve"][[a, b, on_credit, pays, no_member]].tolist() == [-150, -50, -500, 900, -500]
    assert o["months_unpaid"][[a, b]].tolist() == [2, 2]
    assert fund[0] == 0.0
    fund[0] = 1000.0
    share(o, world.parameters["solidarity_fund"], fund, world.flows.rows, world.flows.count, 0)
    assert o["reserve"][[a, b, pays]].tolist() == [0, 0, 800]
    assert o["months_unpaid"][[a, b]].tolist() == [0, 0]
    assert fund[0] == 1000.0 + 100.0 - 200.0


def test_solidarity_keeps_organisations_alive_when_payment_is_late_and_no_bank_lends() -> None:
    late = ["ministries.mifi.service_agreement.payment_lag_months=12", "staff.credit=0"]
    base = load("mifi_status_quo", late, **QUICK)
    fund = load("mifi_status_quo", [*late, "solidarity_fund.contribution=0.02"], **QUICK)
    mean, low, _ = paired_difference(base, fund, "organizations_alive", runs=16)
    assert low > 0.0, f"{mean:+.2f}, from {low:+.2f}"
