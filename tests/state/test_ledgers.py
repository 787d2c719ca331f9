"""Money, hours and people always balance, and every column stays within its bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnersim.model import PartnershipModel
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.state.columns import GIVEN_UP, MET
from partnersim.state.ledgers import LedgerError, Ledgers
from tests.bounds import out_of_bounds
from tests.conftest import SMALL

share = st.floats(0.0, 1.0, allow_nan=False)


@st.composite
def random_sets(draw: st.DrawFn) -> list[str]:
    """Levers and uncertainties anywhere within their bounds."""
    mission = draw(st.floats(0.0, 1.0))
    agreement = draw(st.floats(0.0, 1.0)) * (1.0 - mission)
    sets = {
        "ministries.mifi.split": f"{{mission: {mission!r}, service_agreement: {agreement!r}, "
        f"project: {1.0 - mission - agreement!r}}}",
        "ministries.mifi.envelope": draw(st.floats(0.0, 2.0e8)),
        "ministries.mifi.accountability.burden": draw(share),
        "ministries.mifi.consultation.access": draw(share),
        "ministries.mifi.consultation.responsiveness": draw(share),
        "ministries.mifi.mission_grant.coverage": draw(share),
        "ministries.mifi.service_agreement.payment_lag_months": draw(st.integers(0, 24)),
        "ministries.mifi.service_agreement.term_years": draw(st.integers(1, 5)),
        "ministries.mifi.service_agreement.overhead_cap": draw(share),
        "ministries.mifi.service_agreement.clawback_tolerance": draw(share),
        "ministries.mifi.minister.attitude": draw(st.floats(0.0, 2.0)),
        "ministries.mifi.officers.term_months": draw(st.floats(1.0, 60.0)),
        "arrivals.level": draw(st.floats(0.0, 3.0)),
        "population.organizations": draw(st.sampled_from([1, 7, 40])),
        "delivery.thinnest": draw(st.floats(0.1, 1.0)),
        "survival.founding_rate": draw(st.floats(0.0, 0.3)),
        "staff.cushion_months": draw(st.floats(0.0, 6.0)),
        "spin_up.months": draw(st.sampled_from([0, 3, 9, 12])),
        "start": draw(st.sampled_from(["2010-04", "2015-07", "2019-10", "2031-01"])),
    }
    return [f"{path}={value}" for path, value in sets.items()]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
@given(sets=random_sets(), seed=st.integers(0, 10_000))
def test_ledgers_balance_and_columns_stay_in_bounds(sets: list[str], seed: int) -> None:
    model = PartnershipModel(
        load("prsca_compliant", sets, **SMALL), seed=seed, uncertainty="prior", check_ledgers=True
    )
    while model.world.now < model.world.calendar.months:
        model.step()
        assert out_of_bounds(model.world) == []
    newcomers, demand = model.world.newcomers, model.world.demand
    stage = newcomers.stage[:, : newcomers.rows]
    assert ((stage >= MET) & (stage <= GIVEN_UP)).all()
    for people in (demand.waiting, demand.in_service, demand.started, demand.requests):
        assert np.isfinite(people).all()
        assert (people >= 0.0).all()


@pytest.mark.parametrize("what", ["reserve", "hours", "people", "envelope", "receivable"])
def test_a_ledger_that_does_not_balance_is_noticed(model: PartnershipModel, what: str) -> None:
    world = model.world
    ledgers = Ledgers(world)
    for _ in range(3):
        model.step()
        ledgers.check(world)
    model.step()
    if what == "reserve":
        world.organizations["reserve"][0] += 5.0
    elif what == "hours":
        world.organizations["hours_advocacy"][0] += 1.0
    elif what == "people":
        world.newcomers.totals["settled"][0] += 500.0
    elif what == "envelope":
        world.funders["awarded"][0] += 10.0
    else:
        world.contracts["receivable"][0, 0, 1] += 10.0
    with pytest.raises(LedgerError):
        ledgers.check(world)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_scenario_keeps_the_three_ledgers(name: str) -> None:
    model = PartnershipModel(load(name, years=2, scale=2000.0), seed=5, check_ledgers=True)
    model.run()
    assert np.isfinite(model.recorder.sector["autonomy_index"]).all()
