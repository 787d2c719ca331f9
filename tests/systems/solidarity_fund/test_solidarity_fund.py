"""A solidarity fund balances, and keeps alive organisations whose money comes late."""

from __future__ import annotations

import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.columns import UMBRELLA
from partnersim.systems.solidarity_fund.solidarity_fund import CONTRIBUTIONS, SOLIDARITY
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


def test_solidarity_keeps_organisations_alive_when_payment_is_late() -> None:
    late = ["ministries.mifi.service_agreement.payment_lag_months=12"]
    base = load("mifi_status_quo", late, **QUICK)
    fund = load("mifi_status_quo", [*late, "solidarity_fund.contribution=0.02"], **QUICK)
    mean, low, _ = paired_difference(base, fund, "organizations_alive", runs=20)
    assert low > 0.0, f"{mean:+.2f}, from {low:+.2f}"
