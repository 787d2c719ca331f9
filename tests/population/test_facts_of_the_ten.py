"""What the documents tell of the ten and of the list, as the population has it (decision 42)."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim import jurisdictions
from partnersim.evidence.told_profiles import LETTERS
from partnersim.model import PartnershipModel
from partnersim.population import archetypes
from partnersim.state.worth_of_asking import sold_by

G = LETTERS.index("G")


@pytest.fixture(scope="module")
def model() -> PartnershipModel:
    return PartnershipModel("mifi_status_quo", settings={"scale": 1000}, seed=1)


def test_where_a_funder_has_francization_g_asks_it_for_nothing_else(
    model: PartnershipModel,
) -> None:
    world = model.world
    names = list(world.programme_names)
    french, reception = names.index("francization"), names.index("reception")
    mifi, health = (world.funder_names.index(name) for name in ("mifi", "other_ministries"))

    def sold(organization: int, funder: int, programme: int) -> float:
        o, funds = world.organizations[organization], world.funds[funder]
        return float(sold_by(o, world.programmes, funds, programme))

    assert sold(G, mifi, french) == 1.0
    assert sold(G, mifi, reception) == 0.0
    assert sold(G, health, reception) == 1.0  # health has no francization
    other = LETTERS.index("A")
    assert 0.0 < sold(other, mifi, french) < sold(other, mifi, reception) == 1.0


def test_drawn_organisations_like_g_ask_for_the_same(model: PartnershipModel) -> None:
    o = model.world.organizations
    only = o["only_programme"] >= 0
    assert only.sum() > 5
    np.testing.assert_array_equal(only, o["archetype"] == G)


def test_integration_is_the_main_activity_of_the_ten_and_of_as_many_others_as_told() -> None:
    share = np.zeros(40)
    for run in range(40):
        drawn = PartnershipModel("mifi_status_quo", settings={"scale": 5000}, seed=1, run=run)
        core = drawn.world.organizations["core_activity"]
        assert core[: len(LETTERS)].all()
        share[run] = core[len(LETTERS) : 126].mean()
    error = share.std(ddof=1) / np.sqrt(len(share))
    assert abs(share.mean() - 24 / 39) < 3.0 * error + 0.005


def test_organisations_are_in_montreal_as_the_thesis_counts_them() -> None:
    places = [
        PartnershipModel(
            "mifi_status_quo", settings={"scale": 5000}, seed=1, run=run
        ).world.organizations["place"][:126]
        for run in range(40)
    ]
    inside = np.array([(place == 0).mean() for place in places])
    error = inside.std(ddof=1) / np.sqrt(len(inside))
    assert abs(inside.mean() - 39 / 126) < 3.0 * error


def test_ontario_has_no_programme_that_is_asked_for_alone() -> None:
    assert jurisdictions.asked_for_alone("ontario") == {}
    assert jurisdictions.asked_for_alone("quebec") == {"francization": "only_francization"}
    table = PartnershipModel(
        "ontario_settlement", settings={"scale": 5000, "years": 1}, seed=1
    ).world.organizations
    assert (table["only_programme"] == -1).all()
    archetypes.set_programmes_asked_for(table, "quebec", ("mission", "reception"))
    assert (table["only_programme"] == -1).all()  # a scenario without francization
