"""Transfers between governments: books balance, envelopes move, rules come with the money."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.ledgers import LedgerError, Ledgers
from partnersim.systems.intergovernmental_transfers.transfer import KEPT, PAID
from tests.bounds import out_of_bounds

TIERS = "transfers.settlement."
ACCORD = "transfers.accord."


def at_the_end(name: str, *sets: str, years: int = 2) -> PartnershipModel:
    model = PartnershipModel(
        load(name, sets, years=years, scale=2000.0), seed=3, check_ledgers=True
    )
    model.run()
    assert out_of_bounds(model.world) == []
    return model


def envelope(model: PartnershipModel, name: str) -> float:
    funder = model.world.funders[model.world.funder_names.index(name)]
    return float(funder["envelope"] + funder["transferred"])


def test_every_dollar_is_followed_from_one_government_to_the_other() -> None:
    model = at_the_end("two_tiers", TIERS + "passed_on=0.75")
    world, transfer = model.world, model.world.tables["transfers"][0]
    flows = world.flows.written()
    account, receiver = world.accounts["transfers"], int(transfer["receiver"])
    paid = flows[(flows["purpose"] == PAID) & (flows["payee"] == account)]["amount"].sum()
    passed = flows[(flows["purpose"] == PAID) & (flows["payee"] == receiver)]["amount"].sum()
    kept = flows[flows["purpose"] == KEPT]["amount"].sum()
    assert paid == pytest.approx(2 * 217.0e6)
    assert passed == pytest.approx(0.75 * paid)
    assert kept == pytest.approx(0.25 * paid)
    assert transfer["received"] == pytest.approx(transfer["spent"]) == pytest.approx(paid)


@pytest.mark.parametrize("column", ["received", "spent"])
def test_a_transfer_that_loses_money_is_noticed(column: str) -> None:
    model = PartnershipModel(load("canada_quebec_accord", years=1, scale=2000.0), seed=3)
    ledgers = Ledgers(model.world)
    for _ in range(model.world.calendar.spin_up_months + 2):
        model.step()
        ledgers.check(model.world)
    transfer = model.world.tables["transfers"]
    model.step()
    transfer[column] += 100.0
    transfer["account"] = np.abs(transfer["received"] - transfer["spent"])
    with pytest.raises(LedgerError):
        ledgers.check(model.world)


def test_money_for_organisations_moves_and_what_they_would_sell_moves_with_it() -> None:
    before = at_the_end("two_tiers", TIERS + "amount=0", years=1)
    after = at_the_end("two_tiers", years=1)
    assert envelope(before, "ircc") == 434.0e6
    assert envelope(before, "province_settlement") == 0.0
    assert envelope(after, "ircc") == envelope(after, "province_settlement") == 217.0e6
    federal, province = (after.world.funder_names.index(n) for n in ("ircc", "province_settlement"))
    sold = after.world.relations["appetite"]
    np.testing.assert_allclose(sold[:, province], sold[:, federal])
    np.testing.assert_allclose(
        sold[:, province] + sold[:, federal], before.world.relations["appetite"][:, federal]
    )
    assert after.world.funders["weight"][federal] == pytest.approx(0.5)


def test_a_payer_without_money_for_organisations_pays_from_its_treasury() -> None:
    model = at_the_end("canada_quebec_accord", years=3)
    assert envelope(model, "canada") == 0.0
    grown = 270.0e6 * 1.072**2
    transfer = model.world.tables["transfers"][0]
    assert transfer["paid_this_year"] == pytest.approx(grown)
    canada = model.world.funders[model.world.funder_names.index("canada")]  # it pays nothing else
    assert canada["paid"] == canada["received"] == pytest.approx(transfer["received"])
    assert envelope(model, "mifi") == pytest.approx(1.78e6 + 0.086 * grown)


def test_an_accord_that_does_not_grow_is_the_status_quo() -> None:
    """The money is the same, whoever pays it, and nothing else changes."""
    quo = at_the_end("mifi_status_quo").recorder.values
    accord = at_the_end("canada_quebec_accord", ACCORD + "growth=0").recorder.values
    np.testing.assert_allclose(accord, quo, rtol=1e-9)


def test_under_shared_control_the_payers_rules_bind() -> None:
    bound, free = (
        at_the_end("two_tiers", TIERS + f"control={control}", years=1).world
        for control in ("shared", "receiver")
    )
    sets = "ministries.province_settlement.eligibility.asylum_seeker=true"
    asked = at_the_end("two_tiers", sets, years=1).world
    row = bound.funder_names.index("province_settlement")
    claimants = bound.statuses.names.index("asylum_seeker")
    assert bound.funders["window_months"][row] == 36
    assert free.funders["window_months"][row] > 36
    assert not asked.eligibility["eligible"][row, claimants]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("{receiver: mifi}", r"transfers\.x\.payer is missing"),
        (
            "{payer: mtess, receiver: centraide}",
            r"receiver: 'centraide' is not known; allowed: mifi",
        ),
        ("{payer: mtess, receiver: mifi, passed_on: 2}", r"passed_on: 2 is out of bounds"),
    ],
)
def test_a_transfer_that_is_wrong_says_where(tmp_path: Path, lines: str, said: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"extends: mifi_status_quo\ntransfers: {{x: {lines}}}\n", encoding="utf-8")
    with pytest.raises(UserError, match=said):
        load(path)


def test_results_hold_transfers_month_by_month() -> None:
    import partnersim

    frame = partnersim.run("canada_quebec_accord", runs=1, years=1, scale=2000.0).frame("transfers")
    last = frame.iloc[-1]
    assert last["transfer"] == "accord"
    assert last["kept_by_receiver"] == pytest.approx(last["paid_this_year"] - last["in_envelope"])
