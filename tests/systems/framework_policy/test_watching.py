"""Watching a framework policy: hours, figures, what is made good; a committee of ministries."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from partnersim.analysis.comparison.reference_runs import Reference
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.results import Results
from partnersim.scenario.loading import load
from partnersim.systems.framework_policy import (
    figures,
    framework_committee,
    framework_secretariat,
    promise_kept,
    reports,
)
from partnersim.systems.framework_policy import screens as policy_line
from partnersim.systems.framework_policy.names import (
    MAJORITY,
    NOT_AT_ALL,
    RESPONSIBLE_MINISTRY,
    RULES,
    UNANIMITY,
)
from tests.conftest import paired_difference

QUICK = {"years": 5, "scale": 500.0}
SOON = ["framework_policy.months_a_draft=3", "framework_application.months=6"]
NOT_APPLIED = [*SOON, "ministries.mifi.framework.application=not_at_all"]
UNWATCHED = "framework_secretariat.watches=false"
NO_COMMITTEE = "framework_committee.decides_by=no_committee"


@pytest.fixture
def model() -> PartnershipModel:
    """A policy of 60 % for the mission that has had its time, not applied by the main ministry."""
    later = [*NOT_APPLIED, "spin_up.months=0", "framework_policy.months_a_draft=60"]
    model = PartnershipModel(load("prsca_watched", later, **QUICK), seed=3)
    while not model.world.calendar.is_year_start:
        model.step()
    policy = model.world.tables["framework"][0]
    policy["in_force"] = True
    policy["money_reached"] = policy["terms_reached"] = 1.0
    policy["mission_share"] = policy["consultation"] = 0.6
    policy["recognition"], policy["advocacy"] = 0.9, 0.8
    model.world.umbrella.threat[0] = 0.25  # half of what brings members out
    model.world.funders["uptake"][model.world.main_funder] = 0.75
    return model


def mission(model: PartnershipModel, name: str) -> float:
    world = model.world
    split = world.funders["split"][world.funder_names.index(name)]
    assert split.sum() == pytest.approx(1.0)
    return float(split[world.instrument("mission_grant")])


# --- the secretariat -----------------------------------------------------------------------------


def test_hours_go_to_figures_first_and_an_evaluation_waits_for_the_rest(
    model: PartnershipModel,
) -> None:
    """27 officers with a tenth of 1,000 hours for 27 ministries: 100 a year, 60 of them for figures."""
    framework = model.world.tables["framework"]
    parameters = model.world.parameters["framework_secretariat"]
    parameters["officers"], parameters["hours_of_evaluation"] = 27, 100.0
    seen = [framework_secretariat.spend_hours(framework, parameters, 1000.0) for _ in range(6)]
    assert seen == [(True, year in (2, 4)) for year in range(6)]
    desk = framework[0]
    used = 60.0 * desk["figures_published"] + 100.0 * desk["evaluations"]
    assert desk["hours_given"] == pytest.approx(used + desk["hours_kept"])
    assert desk["hours_kept"] == pytest.approx(40.0)
    parameters["officers"] = 9  # figures every other year, and nothing left
    desk["hours_kept"] = 0.0
    seen = [framework_secretariat.spend_hours(framework, parameters, 1000.0) for _ in range(4)]
    assert seen == [(False, False), (True, False), (False, False), (True, False)]


def test_hours_balance_over_a_run() -> None:
    model = PartnershipModel(load("prsca_watched", SOON, **QUICK), seed=3, check_ledgers=True)
    model.run()
    desk, p = model.world.tables["framework"][0], model.world.parameters["framework_secretariat"][0]
    used = p["hours_of_figures"] * desk["figures_published"]
    used += p["hours_of_evaluation"] * desk["evaluations"]
    assert desk["hours_given"] == pytest.approx(used + desk["hours_kept"])
    assert desk["figures_published"] == 4
    assert desk["evaluations"] == 0  # the first comes seven years after the policy


@pytest.mark.parametrize(
    ("pressure", "obliges", "share"), [(0.0, 0.0, 0.0), (0.8, 0.0, 0.2), (0.8, 0.5, 0.6)]
)
def test_what_is_missing_and_what_is_made_good(
    model: PartnershipModel, pressure: float, obliges: float, share: float
) -> None:
    """9 % given of 60 % promised: 85 % missing; a quarter of the pressure, and what is obliged, makes it good."""
    world = model.world
    world.funders["pressure"][world.main_funder] = pressure
    world.parameters["framework_secretariat"]["obliges"] = obliges
    framework_secretariat.act(world)
    missing = dict(zip(world.funder_names, world.funders["missing_money"], strict=True))
    assert missing["mifi"] == pytest.approx(0.51 / 0.6)
    assert missing["mtess"] == pytest.approx(0.55 / 0.6)
    assert missing["other_ministries"] == missing["municipalities"] == missing["centraide"] == 0.0
    published = (25.0 * 0.51 + 14.0 * 0.55) / 0.6 / 48.0
    assert world.tables["framework"]["missing_published"][0] == pytest.approx(published)
    assert world.umbrella.threat[0] == pytest.approx(0.3 * 0.51 / 0.6)
    assert mission(model, "mifi") == pytest.approx(0.09 + share * 0.51)
    assert mission(model, "mtess") == pytest.approx(0.05 + obliges * 0.55)  # nobody presses there
    assert mission(model, "other_ministries") == pytest.approx(0.65)
    assert mission(model, "municipalities") == 0.0
    made_good = (25.0 * share * 0.51 + 14.0 * obliges * 0.55) / 0.6 / 48.0
    assert world.tables["framework"]["money_made_good"][0] == pytest.approx(made_good)
    assert world.tables["framework"]["terms_made_good"][0] == 0.0  # no evaluation yet
    promise_kept.act(world)
    kept = 25.0 * (0.09 + share * 0.51) + 14.0 * (0.05 + obliges * 0.55) + 9.0 * 0.6
    assert world.tables["framework"]["money_kept"][0] == pytest.approx(kept / 0.6 / 48.0)


def test_only_pressure_that_it_brought_out_makes_anything_good(model: PartnershipModel) -> None:
    """The first figures come before anybody has pressed with them; what members ask for besides wins other things."""
    world = model.world
    world.umbrella.threat[0] = 0.0
    world.funders["pressure"][world.main_funder] = 1.0
    framework_secretariat.act(world)
    assert mission(model, "mifi") == 0.09
    assert world.umbrella.threat[0] == pytest.approx(0.3 * 0.85)
    world.funders["uptake"][world.main_funder] = 0.255
    framework_secretariat.act(world)
    assert mission(model, "mifi") == pytest.approx(0.09 + 0.5 * 0.255 * 0.51)


def test_terms_are_seen_by_an_evaluation_alone(model: PartnershipModel) -> None:
    world = model.world
    world.funders["pressure"][world.main_funder] = 0.8
    framework_secretariat.act(world)
    assert not world.funders["missing_terms"].any()
    assert world.funders["burden"][world.main_funder] == 0.5
    world.parameters["framework_secretariat"]["officers"] = 2000
    world.umbrella.threat[0] = 0.25
    framework_secretariat.act(world)
    found = dict(zip(world.funder_names, world.funders["missing_terms"], strict=True))
    assert found["mifi"] == pytest.approx(0.8)  # of the whole way, a fifth made good at once
    assert found["mtess"] == 1.0
    assert found["other_ministries"] == 0.0
    assert world.funders["burden"][world.main_funder] == pytest.approx(0.5 * (1.0 - 0.2 * 0.45))


def test_who_applies_the_letter_is_behind_in_nothing_that_figures_show(
    model: PartnershipModel,
) -> None:
    world = model.world
    applies = world.funders["application"] != NOT_AT_ALL
    assert not applies[world.main_funder]
    world.funders["split"][world.main_funder] = [0.6, 0.3, 0.1]
    framework_secretariat.act(world)
    assert world.funders["missing_money"][world.main_funder] == 0.0


def test_where_nobody_presses_watching_changes_nothing() -> None:
    """It obliges nobody: what it publishes works through those who press with it, or not at all."""
    sets = [*NOT_APPLIED, "mobilization.call=none", "spin_up.months=0", NO_COMMITTEE]
    models = [
        PartnershipModel(load("prsca_watched", [*sets, *more], **QUICK), seed=3)
        for more in ([], [UNWATCHED])
    ]
    for each in models:
        each.run()
    published = SECTOR_NAMES.index("policy_missing_published")
    first, other = (each.recorder.values for each in models)
    assert first[-1, published] > 0.5
    kept, kept_unwatched = (np.delete(values, published, axis=1) for values in (first, other))
    assert np.array_equal(kept, kept_unwatched, equal_nan=True)


def test_off_it_changes_nothing() -> None:
    base = load("prsca_second_draft", SOON, **QUICK)
    other = load("prsca_watched", [*SOON, UNWATCHED, NO_COMMITTEE], **QUICK)
    models = [PartnershipModel(settings, seed=3) for settings in (base, other)]
    for each in models:
        each.run()
    assert np.array_equal(models[0].recorder.values, models[1].recorder.values, equal_nan=True)


# --- the committee -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("positions", "rule", "gives_way", "expected"),
    [
        ([0.5, 0.6, 0.4], UNANIMITY, 0.1, (True, 0.5)),
        ([0.5, 0.6, 0.2], UNANIMITY, 0.15, (False, 0.4)),
        ([0.5, 0.6, 0.2], UNANIMITY, 0.2, (True, 0.4)),
        ([0.5, 0.6, 0.2], MAJORITY, 0.1, (True, 0.5)),
        ([0.5, 0.7, 0.2], MAJORITY, 0.1, (False, 0.5)),
        ([0.5, 0.6, 0.2], RESPONSIBLE_MINISTRY, 0.0, (True, 0.6)),
    ],
)
def test_a_common_position_or_none(
    positions: list[float], rule: int, gives_way: float, expected: tuple[bool, float]
) -> None:
    result = framework_committee.common_position(np.array(positions), rule, 0.6, gives_way + 1e-12)
    assert result == pytest.approx(expected)
    if rule == RESPONSIBLE_MINISTRY:
        assert not framework_committee.common_position(np.array(positions), rule, -1.0, 1.0)[0]


@pytest.mark.parametrize(
    ("rule", "gives_way", "shares", "weights"),
    [
        ("unanimity", 0.1, (0.09, 0.05, 0.65), (0.5, 0.6, 0.2)),
        ("unanimity", 0.25, (0.09, 0.05, 0.65), (0.4, 0.4, 0.4)),
        ("unanimity", 0.31, (0.35, 0.35, 0.65), (0.4, 0.4, 0.4)),
        ("majority", 0.1, (0.09, 0.09, 0.65), (0.5, 0.5, 0.5)),
        ("responsible_ministry", 0.1, (0.09, 0.05, 0.65), (0.6, 0.6, 0.6)),
    ],
)
def test_what_a_common_position_changes(
    model: PartnershipModel, rule: str, gives_way: float, shares: tuple[float, ...],
    weights: tuple[float, ...],
) -> None:  # fmt: skip
    """Nobody lowers its mission share; all take the common weight of reports, heavier or lighter."""
    world = model.world
    parameters = world.parameters["framework_committee"]
    parameters["decides_by"], parameters["gives_way"] = RULES.index(rule), gives_way
    others = world.funder_names.index("municipalities")
    before = world.funders["split"][others].copy(), float(world.funders["burden"][others])
    framework_committee.act(world)
    names = ("mifi", "mtess", "other_ministries")
    assert [mission(model, name) for name in names] == pytest.approx(list(shares))
    burdens = [world.funders["burden"][world.funder_names.index(name)] for name in names]
    assert burdens == pytest.approx(list(weights))
    assert np.array_equal(before[0], world.funders["split"][others])
    assert before[1] == world.funders["burden"][others]


# --- what comes of it ----------------------------------------------------------------------------


def test_what_it_publishes_matters_where_the_sector_presses() -> None:
    """Where the main ministry applies nothing, a watched promise is kept better; as shipped, no better."""
    watched, unwatched = (
        load("prsca_watched", [*NOT_APPLIED, *more], **QUICK) for more in ([], [UNWATCHED])
    )
    mean, low, high = paired_difference(unwatched, watched, "policy_money_kept", runs=12)
    assert low > 0.0, f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]"
    parent, shipped = (
        load(name, SOON, **QUICK) for name in ("prsca_second_draft", "prsca_watched")
    )
    mean, low, high = paired_difference(parent, shipped, "policy_money_kept", runs=6)
    assert max(abs(low), abs(high)) < 0.01, f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]"


def test_a_power_to_oblige_closes_what_publishing_leaves_open() -> None:
    watched = load("prsca_watched", NOT_APPLIED, **QUICK)
    obliged = load("prsca_watched", [*NOT_APPLIED, "framework_secretariat.obliges=0.5"], **QUICK)
    mean, low, high = paired_difference(watched, obliged, "policy_money_kept", runs=6)
    assert low > 0.2, f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]"


def test_the_screen_says_what_ministries_keep() -> None:
    from partnersim.analysis.runs.ensembles import runs_of

    settings = load("prsca_watched", SOON, years=3, scale=1000.0)
    runs = list(runs_of(settings, runs=2, seed=1, uncertainty="point"))
    said = " ".join(policy_line.lines(Results.of(runs, {}).sector, settings))
    assert "give 73 % of the mission money promised" in said
    assert "show 27 % of the money as missing" in said
    assert "0.0 of 2" in said


# --- in a report ----------------------------------------------------------------------------------


def kept(**columns: list[float]) -> pd.DataFrame:
    """Two months of two runs."""
    return pd.DataFrame({"run": [0, 0, 1, 1]} | columns)


def watched(frame: pd.DataFrame, watches: bool = True, decides_by: str = "unanimity") -> str:
    parameters = {"framework_secretariat": {"watches": watches},
                  "framework_committee": {"decides_by": decides_by}}  # fmt: skip
    results: Any = SimpleNamespace(
        manifest={"scenario": {"parameters": parameters}}, frame=lambda _: frame
    )
    return " ".join(reports.watching(results)).replace("\xa0", " ")


def test_a_report_says_what_was_published_missing_and_made_good() -> None:
    frame = kept(
        figures_published=[0, 8, 1, 9], evaluations=[0, 1, 0, 1],
        missing_published=[0.0, 0.3, 0.4, 0.2], money_made_good=[0.0, 0.02, 0.0, 0.04],
        terms_made_good=[0.0, 0.0, 0.0, 0.1], agreed_mission=[False, False, False, True],
        agreed_burden=[False] * 4, common_mission=[0.5, 0.5, 0.5, 0.4], common_burden=[0.1] * 4,
    )  # fmt: skip
    said = watched(frame)
    assert "yearly figures 8.5, evaluations of terms 1." in said
    assert "first figures show 35 % as missing, the last 25 %" in said
    assert "3.0 % of the money promised, 5.0 % of the way in terms" in said
    assert said.endswith("agree on a least share for the mission (40 %; 1 of 2 runs).")
    assert watched(frame, decides_by="no_committee").endswith("in terms.")
    assert watched(frame, watches=False).startswith("Ministries agree")
    assert watched(frame, watches=False, decides_by="no_committee") == ""
    none = kept(**{name: [0.0] * 4 for name in ("figures_published", "evaluations")})
    assert watched(none, decides_by="no_committee") == (
        "The secretariat has published no figures yet."
    )


def test_what_was_published_is_kept_month_by_month_and_told() -> None:
    from partnersim.analysis.runs.ensembles import manifest_of, runs_of

    settings = load("prsca_watched", SOON, years=3, scale=1000.0)
    runs = list(runs_of(settings, runs=2, seed=1, uncertainty="point"))
    manifest = manifest_of(settings, runs, seconds=1.0, runs=2, seed=1, uncertainty="point")
    results = Results.of(runs, manifest)
    frame = results.frame("framework")
    assert set(frame["policy"]) == {"framework_policy"}
    assert frame.groupby("run")["figures_published"].max().tolist() == [2, 2]
    said = " ".join(reports.answer(results)).replace("\xa0", " ")
    assert "yearly figures 2, evaluations of terms 0." in said
    assert "no common position in any run" in said
    reference = load("prsca_second_draft", SOON, years=3, scale=1000.0).resolved()
    assert list(reports.changes(results, reference)) == []  # the policy is the same in both
    figure = figures.draw_watched(results, settings)
    assert figure is not None
    assert "27\xa0% of the mission money promised as missing" in str(figure.get_label())
    unwatched = load("prsca_second_draft", SOON, years=3, scale=1000.0)
    assert figures.draw_watched(results, unwatched) is None
    assert not figures._is_unwatched(results.manifest.get("reference"))
    for other, grey, said in ((unwatched, 2, True), (settings, 3, False)):
        beside = Reference(other, settings, 1, "point")
        assert len(list(beside.made(2))) == 2 or not beside.missing(2)
        assert beside.beside(runs)
        both = Results.of(runs, manifest | {"reference": beside.described()})
        drawn = figures.draw_watched(both, settings)
        assert drawn is not None
        lines = [line for axes in drawn.axes for line in axes.lines if line.get_linewidth() == 7]
        assert len(lines) == grey  # of what nobody publishes there, none
        texts = " ".join(text.get_text() for text in drawn.findobj(Text))
        assert ("Nobody watches in the reference" in " ".join(texts.split())) == said
    quo = load("mifi_status_quo", years=3, scale=1000.0).resolved()
    assert list(reports.changes(results, quo))
