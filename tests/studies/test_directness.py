"""What a scenario sets is distinguished from response, on planted cases and on the model."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.evidence.directness import directness_rows, of_measure, set_by
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.schedule import Ablation, _seeing_what_stood
from partnersim.state.world import World
from studies.directness import measure


def test_planted_measures_are_labelled() -> None:
    random = np.random.default_rng(5)
    noise = random.normal(0.0, 0.01, (40, 4))
    noise -= noise.mean(axis=0)
    full = np.array([0.30, 0.20, 0.20, 0.0]) + noise
    frozen = np.array([0.30, 0.02, 0.11, 0.0]) + noise
    names = ("tautology", "response", "mixed", "nothing")
    result = {row.measure: row for row in measure(full, frozen, names)}
    assert result["tautology"].label == "set by the scenario"
    assert result["response"].label == "response"
    assert result["nothing"].label == "too small to attribute"
    assert 0.5 < result["mixed"].share < 0.6
    assert result["mixed"].low < result["mixed"].share < result["mixed"].high


def test_a_measure_that_is_missing_is_left_out() -> None:
    full = np.ones((10, 2))
    full[3, 0] = np.nan
    assert [row.measure for row in measure(full, np.ones((10, 2)), ("holes", "whole"))] == ["whole"]


def test_a_measure_that_freezing_holds_still_gets_no_directness() -> None:
    full, frozen = np.ones((10, 2)), np.zeros((10, 2))
    frozen[3, 1] = 0.1
    assert [row.measure for row in measure(full, frozen, ("chosen", "moved"))] == ["moved"]


SHARES = ["raising_share", "mission_use", "advocacy_use", "uncounted_use"]


Then = tuple[np.ndarray, np.ndarray]


def lived(frozen: bool) -> tuple[PartnershipModel, Then, np.ndarray]:
    """A run of the policy, its organisations and contracts as it began, and who stood throughout."""
    settings = load("prsca_compliant", years=3, scale=500.0)
    model = PartnershipModel(settings, seed=2, ablation=Ablation(frozen=frozen))
    while model.world.now < model.world.calendar.spin_up_months:
        model.step()
    organizations = model.world.organizations.copy()
    contracts = model.world.contracts[:, model.world.main_funder].copy()
    model.run()
    there = organizations["alive"] & model.world.organizations["alive"]
    return model, (organizations, contracts), there


def test_frozen_choices_stand_while_money_people_and_boards_move() -> None:
    model, (before, _), there = lived(frozen=True)
    after = model.world.organizations
    np.testing.assert_array_equal(before[SHARES][there], after[SHARES][there])
    for column in ("staff", "posts_mission", "posts_raising", "members", "seats_members"):
        assert (before[column][there] != after[column][there]).any(), column
    free, (before, _), there = lived(frozen=False)
    assert (free.world.organizations[SHARES][there] != before[SHARES][there]).any()


def test_frozen_requests_keep_their_share_of_what_may_be_asked_for() -> None:
    for frozen in (True, False):
        model, (_, before), there = lived(frozen)
        k = model.world.programme("reception")
        after = model.world.contracts[there, model.world.main_funder, k]
        alike = before["asked_share"][there, k] == after["asked_share"]
        assert alike.all() == frozen
        assert (before["asked"][there, k] != after["asked"]).any()  # in clients it moves


def test_frozen_invitations_go_by_what_was_known_then_and_others_are_chosen_freely() -> None:
    model, _, there = lived(frozen=True)
    world = model.world
    assert world.stood is not None
    seen: list[np.ndarray] = []

    def look(world: World) -> None:
        seen.append(world.relations["tie"][:, world.main_funder].copy())

    then = world.stood["tie"][:, world.main_funder]
    since = ~there & world.organizations["alive"]
    world.relations["tie"][:, world.main_funder] = 0.123
    _seeing_what_stood(look, ("tie",))(world)
    np.testing.assert_array_equal(seen[0][there], then[there])
    assert (seen[0][since & (world.organizations["founded_month"] >= 0)] == 0.123).all()
    assert (world.relations["tie"][:, world.main_funder] == 0.123).all()


def test_until_the_scenario_acts_freezing_changes_nothing() -> None:
    settings = load("prsca_compliant", years=1, scale=500.0)
    models = [
        PartnershipModel(settings, seed=2, ablation=Ablation(frozen=frozen))
        for frozen in (False, True)
    ]
    for model in models:
        model.run()
    spin_up = settings.spin_up_months
    first, other = (model.recorder.values for model in models)
    assert np.array_equal(first[:spin_up], other[:spin_up], equal_nan=True)
    first, other = (model.recorder.sector["identity_mean"][spin_up:] for model in models)
    assert not np.array_equal(first, other)


def test_the_saved_table_covers_every_scenario_and_known_measures() -> None:
    own = {name for name in shipped() if load(name).spin_up_regime == name}
    models = {f"quebec_model_{n}" for n in (1, 2, 3)}
    partnerships = {name for name in shipped() if name.startswith("lip_")}
    partnerships -= {"lip_leads", "lip_network"}
    regimes = {"mifi_status_quo", "federal_annual_contracts", "ontario_settlement"}
    assert own == {*regimes, *models, *partnerships}
    assert {row.scenario for row in directness_rows()} == set(shipped()) - own
    assert {row.measure for row in directness_rows()} <= set(SECTOR_NAMES)
    assert len(of_measure("identity_mean")) == len(shipped()) - len(own)


def test_a_dimension_that_does_not_respond_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from partnersim.evidence import directness
    from partnersim.glossary import outcomes

    measure = "members_behind_seats"
    rows = directness.of_measure(measure)
    for label, said in ((directness.SET, "no indicator"), ("response", measure)):
        labelled = [replace(row, label=label) for row in rows]
        monkeypatch.setattr(outcomes, "of_measure", lambda _, rows=labelled: rows)
        assert said in outcomes.responses([measure])


def test_the_split_of_money_is_set_and_power_of_members_is_response() -> None:
    assert "mission_share" in set_by("prsca_compliant")
    labels = {row.scenario: row.label for row in of_measure("power_of_members")}
    assert labels["prsca_compliant"] == "response"
