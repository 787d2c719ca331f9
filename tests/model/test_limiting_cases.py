"""Limiting cases whose answers are known: nobody, nothing, everything."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load

QUICK = {"years": 2, "scale": 500.0}
MIFI = "ministries.mifi."
FUNDERS = ("mtess", "other_ministries", "municipalities")


def run(*sets: str) -> PartnershipModel:
    model = PartnershipModel(
        load("mifi_status_quo", ["spin_up.months=0", *sets], **QUICK), seed=3, check_ledgers=True
    )
    model.run()
    return model


def last(model: PartnershipModel, column: str) -> float:
    return float(model.recorder.sector[column][-1])


def test_no_reporting_takes_no_hours_and_is_not_felt() -> None:
    sets = [f"ministries.{f}.accountability.burden=0" for f in ("mifi", *FUNDERS)]
    sets += [f"ministries.{f}.accountability.visits_a_year=0" for f in ("mifi", *FUNDERS)]
    sets += [f"donors.{f}.accountability.burden=0" for f in ("centraide", "foundations")]
    sets += [f"donors.{f}.accountability.visits_a_year=0" for f in ("centraide", "foundations")]
    model = run(*sets)
    assert last(model, "reporting_share") == 0.0
    assert last(model, "felt_burden") == pytest.approx(0.0, abs=1e-9)
    assert last(model, "light_reporting") == pytest.approx(1.0)


def test_no_consultation_seats_nobody_and_moves_nothing_of_theirs() -> None:
    model = run(MIFI + "consultation.access=0", MIFI + "consultation.responsiveness=0")
    world, f = model.world, model.world.main_funder
    assert not world.relations["seat"][:, f].any()
    np.testing.assert_allclose(world.funders["priorities"][f], world.funders["agenda"][f])
    assert last(model, "policy_uptake") == 0.0
    assert last(model, "members_behind_seats") == 0.0


def test_all_mission_money_leaves_no_target_and_claws_nothing_back() -> None:
    model = run(
        MIFI + "split={mission: 1.0, service_agreement: 0.0, project: 0.0}",
        MIFI + "mission_grant.coverage=1.0",
    )
    world, f = model.world, model.world.main_funder
    assert last(model, "mission_share") == pytest.approx(1.0)
    assert (world.contracts["target"][:, f] == 0.0).all()
    assert (world.contracts["clawback"][:, f] == 0.0).all()


def test_one_funder_is_all_the_public_money_there_is() -> None:
    sets = [f"ministries.{f}.envelope=0" for f in FUNDERS]
    model = run(*sets, "donors.centraide.envelope=0", "donors.foundations.envelope=0")
    assert last(model, "dependence_mean") == pytest.approx(last(model, "ministry_dependence_mean"))


def test_no_umbrella_has_no_members_no_board_and_no_mobilisation() -> None:
    model = run("population.umbrella_members=0", "mobilization.threshold=0")
    organizations = model.world.organizations
    assert not organizations["umbrella_member"].any()
    assert not organizations["on_board"].any()
    assert last(model, "mobilized_share") == 0.0
    assert not model.world.relations["delegate"].any()


def test_one_organisation_has_no_inequality_of_access() -> None:
    model = run(
        "population.organizations=1", "survival.founding_rate=0", "survival.selection=false"
    )
    assert last(model, "organizations_alive") == 1.0
    assert last(model, "access_gini") == pytest.approx(0.0, abs=1e-9)
    assert last(model, "identity_spread") == pytest.approx(0.0, abs=1e-6)
    kinds = model.recorder.positions[-1].organizations
    assert all(position.shape[1] == 1 for position in kinds.values())


def test_without_newcomers_agreements_miss_their_targets_and_money_goes_back() -> None:
    """Nobody arrives, and none of those present asks."""
    empty = run("arrivals.level=0", "seeking.asking=0")
    full = run()
    assert empty.world.newcomers.counts["arrived"].sum() == 0.0
    assert full.world.newcomers.counts["arrived"].sum() > 0.0
    assert last(empty, "newcomers_present") < 0.7 * last(full, "newcomers_present")
    back = [model.world.contracts["clawback"].sum() for model in (empty, full)]
    assert back[0] > 2.0 * back[1]
    served, target = (empty.world.contracts[name].sum() for name in ("served", "target"))
    assert served < 0.1 * target
