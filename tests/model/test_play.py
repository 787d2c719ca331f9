"""A run that is played: decisions hold, a branch shares its luck, and what was played can be run again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim import PartnershipModel, UserError, load
from partnersim.mechanisms.sector.mobilization import mobilize
from partnersim.scenario.writing import as_yaml

COARSE = {"scale": 400, "years": 4}


def _model(**of: Any) -> PartnershipModel:
    model = PartnershipModel("mifi_status_quo", seed=5, run=2, settings=COARSE, **of)
    model.run_for(model.world.calendar.spin_up_months)
    return model


@pytest.fixture(scope="module")
def played() -> PartnershipModel:
    """A run of four years in which all kinds of players decided."""
    model = _model(uncertainty="prior", burden=0.6)
    model.decide_all({"organizations.A.mission": 0.9, "ministries.mifi.consultation.access": 0.8})
    model.run_year()
    model.decide("organizations.A.mission", 0.1)
    model.decide(
        "ministries.mifi.split", {"mission": 0.5, "service_agreement": 0.4, "project": 0.1}
    )
    model.decide_all({"mobilization.call": "street", "umbrella.presses_for": "reports"})
    model.run_year()
    model.decide("organizations.A.mission", -1)
    model.run()
    return model


@pytest.mark.parametrize("form", ["map", "file"])
def test_a_played_run_is_a_scenario_that_lives_it_again(played, form, tmp_path):
    scenario: Any = played.played()
    if form == "file":
        (tmp_path / "played.yaml").write_text(as_yaml(scenario), encoding="utf-8")
        scenario = tmp_path / "played.yaml"
    again = PartnershipModel(scenario, seed=5, run=2, uncertainty="prior")
    again.run()
    assert np.array_equal(played.recorder.values, again.recorder.values, equal_nan=True)
    assert (played.world.organizations == again.world.organizations).all()
    never = PartnershipModel(
        "mifi_status_quo", seed=5, run=2, uncertainty="prior", burden=0.6, settings=COARSE
    )
    never.run()
    assert not np.array_equal(played.recorder.values, never.recorder.values, equal_nan=True)


@pytest.mark.parametrize(
    ("choice", "column", "share"),
    [
        ("mission", "mission_use", 0.8), ("fundraising", "raising_share", 0.3),
        ("advocacy", "advocacy_use", 0.7), ("care", "uncounted_use", 0.65),
    ],
)  # fmt: skip
def test_what_is_handed_in_is_what_the_board_does_that_april(choice, column, share):
    model = _model()
    model.decide(f"organizations.D.{choice}", share)
    year = model.run_year()
    assert year.organizations.loc["D", column] == share
    own = _model().run_year().organizations
    assert own.loc["D", column] != share


def test_it_asks_for_what_is_handed_in():
    model = _model()
    own = model.branch().run_year().organizations
    receives = next(name for name in own.index if own.loc[name, "awards_reception"] > 0.0)
    model.decide(f"organizations.{receives}.applications.reception", 0.0)
    reports = [model.run_year() for _ in range(4)]
    assert reports[-1].organizations.loc[receives, "awards_reception"] == 0.0


@pytest.mark.parametrize(("says", "comes"), [("accept", True), ("refuse", False)])
def test_it_sits_or_not_as_handed_in(says, comes):
    model = _model()
    names = list("ABCDEFGHIJ")
    model.decide_all({f"organizations.{name}.sits": says for name in names})
    assert (model.run_year().organizations.loc[names, "willing"] == comes).all()
    if not comes:
        year = model.run_year().organizations.loc[names]
        assert not (year["seat"] & ~year["delegate"]).any()


def test_the_umbrella_presses_for_what_is_handed_in_and_calls_nobody():
    model = _model()
    model.decide_all({"umbrella.presses_for": "reports", "umbrella.puts_first": "housing",
                      "mobilization.call": "none"})  # fmt: skip
    model.run_year()
    umbrella = model.world.umbrella
    assert umbrella.asked.tolist() == [0.0, 1.0, 0.0]
    assert umbrella.demand.tolist() == [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]
    assert umbrella.mobilised[0] == 0.0


def test_a_call_to_the_street_leaves_the_channels():
    """12 hours, half of them taken up: 6 are left, fewer than the 10 of a mobilisation; to the street go 12."""
    going = {}
    for call in ("members", "street", "none"):
        model = _model()
        model.decide("mobilization.call", call)
        model.step()
        world = model.world
        world.organizations["hours_advocacy"], world.organizations["dissents"] = 12.0, False
        ministry = world.funders[world.main_funder :][:1]
        ministry["uptake"] = 0.5
        taking_part = np.zeros(1)
        mobilize(
            world.organizations,
            ministry,
            world.parameters["mobilization"],
            np.ones(1),
            0.0,
            taking_part,
        )
        going[call] = taking_part[0]
    assert going == {"members": 0.0, "street": pytest.approx(1.0), "none": 0.0}


def test_a_branch_has_the_same_luck_and_leaves_the_run_alone():
    model = _model()
    twin, other = model.branch(), model.branch()
    other.decide("ministries.mifi.accountability.burden", 1.0)
    of_other = other.run_year().organizations
    year = model.run_year().organizations
    assert year.equals(twin.run_year().organizations)
    assert not year.equals(of_other)
    assert model.settings.funders["mifi"].values["accountability"]["burden"] == 0.5


def test_a_year_ends_before_april_and_its_hours_are_those_of_its_staff():
    model = _model()
    year = model.run_year()
    assert (str(year.begins), str(year.ends)) == ("2010-04", "2011-04")
    hours = year.organizations.filter(like="hours_").sum(axis=1)
    month = model.parameter_values["staff"]["hours_a_month"]
    alive = year.organizations["alive"]
    assert np.allclose(hours[alive] / month, year.organizations["staff"][alive], rtol=0.15)
    assert year.sector["identity_mean"] == pytest.approx(
        year.organizations["identity"][alive].mean()
    )


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("organizations.Z9.mission", 0.5, "no organisation of that name"),
        ("organizations.A.mision", 0.5, "Did you mean 'mission'"),
        ("organizations.A.mission", 2, "out of bounds"),
        ("organizations.A.sits", "maybe", "allowed: director, accept, refuse"),
        ("knowledge.ageing", 0.5, "no lever"),
        ("ministries.mifi.officers.number", 50, "cannot change while a run goes on"),
    ],
)  # fmt: skip
def test_a_wrong_decision_is_refused_and_changes_nothing(path, value, says):
    model = _model()
    model.run_year()
    with pytest.raises(UserError, match=says):
        model.decide(path, value)
    twin = _model()
    twin.run_year()
    assert model.run_year().organizations.equals(twin.run_year().organizations)


def test_a_run_that_is_over_takes_no_decision():
    model = _model()
    model.run()
    with pytest.raises(UserError, match="over"):
        model.run_year()
    with pytest.raises(UserError, match="over"):
        model.decide("ministries.mifi.accountability.burden", 0.2)


def test_a_scenario_names_an_organisation_that_the_run_has():
    scenario = {"extends": "mifi_status_quo", "organizations": {"K": {"mission": 0.5}}}
    with pytest.raises(UserError, match="no organisation of that name"):
        PartnershipModel(load(scenario), seed=1)


def test_a_branch_has_agents_of_its_own():
    model = _model()
    before = len(model.agents)
    twin = model.branch()
    twin.run_year()
    assert len(model.agents) == before
    of_twin = [agent for agent in twin.agents if agent.model is twin]
    assert len(of_twin) == len(twin.agents)
