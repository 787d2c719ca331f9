"""Applications and programmes: one for each, and what organisations sell to funders of one kind."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.mechanisms.organizations import applications
from partnersim.model import PartnershipModel
from partnersim.population.assembly import Funders
from partnersim.population.tables import new_table
from partnersim.scenario.loading import load
from partnersim.state.programmes_of_the_year import divide_money
from partnersim.state.worth_of_asking import most_clients
from tests.conftest import paired_difference


def test_more_programmes_take_more_reports() -> None:
    quick = {"years": 4, "scale": 500.0}
    base = load(
        "federal_annual_contracts", ["ministries.ircc.programmes={reception: 1.0}"], **quick
    )
    three = load("federal_annual_contracts", **quick)
    mean, low, _ = paired_difference(base, three, "reporting_share", runs=6)
    assert low > 0.0, f"{mean:+.4f}"


def test_each_programme_takes_an_application_of_its_own(model: PartnershipModel) -> None:
    """Who asks for agreements writes one a programme; grants and projects are asked for once."""
    world, f = model.world, model.world.main_funder
    o, written, asks = world.organizations, [], []
    agreements = world.programmes_of("service_agreement")
    for shares in ([1.0, 0.0, 0.0], [0.4, 0.3, 0.3]):
        o["hours_due"], world.contracts["amount"] = 0.0, 0.0
        world.contracts["months_left"], world.contracts["years_held"] = 0, 0.0
        world.funders["programmes"][f][agreements] = shares
        divide_money(world)
        applications.act(world)  # in the first month all ask for what they could sell
        written.append(o["hours_due"].copy())
        asks.append(world.contracts["applied"][:, f][:, agreements].sum(axis=1))
    size = o["staff"] / (o["staff"] + 10.0)
    more = asks[1] - asks[0]
    np.testing.assert_allclose(written[1] - written[0], more * 60.0 * (1.0 + size) / 2.0, atol=1e-9)
    assert (more == 2).sum() > 40


def test_funders_of_one_kind_share_what_organisations_sell_to_it() -> None:
    early, late, later = (new_table("funders", 4) for _ in range(3))
    early["envelope"] = [1.0, 1.0, 1.0, 0.0]
    late["envelope"] = [30.0, 10.0, 5.0, 0.0]
    later["envelope"] = [30.0, 10.0, 15.0, 5.0]  # the fourth comes by a dated change
    kinds = {"a": "mifi", "b": "mifi", "c": "mtess", "d": "mtess"}
    none = new_table("eligibility", (4, 1))
    funders = Funders(list(kinds), early, [late, later], none, [none, none], kinds, ())
    np.testing.assert_allclose(funders.shares_of_kind, [0.75, 0.25, 1.0, 0.25])
    text = {
        "extends": "mifi_status_quo",
        "ministries": {"other": {"envelope": 25.0e6, "sells_as": "mifi"}},
    }
    model = PartnershipModel(load(text, years=1, scale=1000.0), seed=1)
    names = model.world.funder_names
    a = model.world.relations["appetite"][0]
    assert a[names.index("mifi")] == a[names.index("other")] == pytest.approx(0.65 / 2)


def test_an_agreement_of_several_years_may_ask_for_the_growth_of_each(
    model: PartnershipModel,
) -> None:
    """Growth is a share a year: one signed for three years is told to have risen by 40 % (X9)."""
    parameters = model.world.parameters
    relation = model.world.relations[0, model.world.main_funder].copy()
    relation["performance"] = 1.0
    growth = 1.0 + parameters["contest"]["growth"][0]
    for years in (1, 3):
        most = most_clients(
            relation, 200.0, 1e6, 0.0, 1e6, 80.0, float(years), parameters["calls"][0],
            parameters["contest"][0],
        )  # fmt: skip
        assert most == pytest.approx(200.0 * growth**years)
    asked = {}
    model.run_for(12)
    for years in (1, 3):
        model.world.funders["term_years"] = years
        contracts = model.world.contracts
        contracts["heard"], contracts["months_left"] = True, 0
        contracts["amount"][:, :, model.world.programmes["per_client"]] = 60_000.0
        contracts["door"] = 1e6
        model.world.organizations["door_eligible"] = 1e6
        applications.act(model.world)
        asked[years] = contracts["asked"].sum()
    assert asked[3] > 1.2 * asked[1]
