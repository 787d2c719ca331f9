"""Dated changes: levers move on their date, and only they; what is wrong with one is said with its date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from partnersim import UserError, load
from partnersim.declarations import Text
from partnersim.model import PartnershipModel
from partnersim.scenario import saved
from partnersim.scenario.levers import with_levers
from partnersim.scenario.settings import Settings
from partnersim.state.calendar import Month

BASE: dict[str, Any] = {"extends": "mifi_status_quo", "years": 4, "scale": 400}
BURDEN = "ministries.mifi.accountability.burden"
HEAVY = {"from": "2012-04", BURDEN: {"value": 0.9, "source": "a decree"}}
RICHER = {"from": "2011-07", "ministries": {"mifi": {"envelope": 60.0e6}}, "source": "a budget"}


def changed(*changes: dict[str, Any], **others: Any) -> Settings:
    return load(BASE | {"changes": list(changes)} | others)


def levers_by_month(settings: Settings, column: str) -> list[Any]:
    """What the ministry's column is in each month of a run."""
    model = PartnershipModel(settings, seed=3, uncertainty="point")
    values = []
    while model.world.now < model.world.calendar.months:
        model.step()
        values.append(model.world.funders[column][model.world.main_funder].copy())
    return values


def test_levers_move_on_their_date_and_nothing_before_it() -> None:
    settings = changed(HEAVY, RICHER)
    assert [change.month for change in settings.changes] == [Month(2011, 7), Month(2012, 4)]
    burdens, envelopes = (levers_by_month(settings, name) for name in ("burden", "envelope"))
    assert burdens == [0.5] * 48 + [0.9] * 24  # 24 months of spin-up
    assert envelopes == [25.0e6] * 39 + [60.0e6] * 33


def test_a_run_is_that_without_changes_until_the_first_of_them() -> None:
    plain, late = (
        PartnershipModel(scenario, seed=5, check_ledgers=True)
        for scenario in (load(BASE), changed(HEAVY))
    )
    for model in (plain, late):
        model.run_for(48)
    assert late.world.organizations.tobytes() == plain.world.organizations.tobytes()
    for model in (plain, late):
        model.run()
    hours = [model.world.organizations["hours_reporting"].sum() for model in (plain, late)]
    assert hours[1] > 1.2 * hours[0]


def test_a_minister_who_comes_on_a_date_stays_until_the_next() -> None:
    minister = "ministries.mifi.minister"
    settings = changed(
        {"from": "2011-10", minister: {"attitude": 0.1, "spread": 0.0, "term_months": 240}},
        {"from": "2012-10", minister: {"attitude": 1.5, "spread": 0.0}},
    )
    attitudes = levers_by_month(settings, "attitude")
    assert 0.1 not in attitudes[:42]
    assert attitudes[42:] == [0.1] * 12 + [1.5] * 18


def test_a_minister_named_on_a_date_comes_that_month_and_in_no_later_one() -> None:
    named = {"ministries.mifi.minister.comes": "on_this_date"}
    settings = changed(
        {"from": "2011-10"} | named, {"from": "2011-11"} | named, {"from": "2012-04"} | named,
        HEAVY | {"from": "2012-05"}, ministries={"mifi": {"minister": {"term_months": 240}}},
    )  # fmt: skip
    assert [
        (str(change.month), change.settings.funders["mifi"].values["minister"]["comes"])
        for change in settings.changes
    ] == [
        ("2011-10", "on_this_date"), ("2011-11", "on_this_date"), ("2011-12", "by_chance"),
        ("2012-04", "on_this_date"), ("2012-05", "by_chance"),
    ]  # fmt: skip
    months = np.array(levers_by_month(settings, "minister_months"))
    assert np.flatnonzero(months == 0).tolist() == [24 + 18, 24 + 19, 24 + 24]


def test_a_minister_who_comes_on_a_date_stands_under_changes() -> None:
    with pytest.raises(UserError, match=r"minister.comes.*stands under `changes:`"):
        load(BASE | {"ministries": {"mifi": {"minister": {"comes": "on_this_date"}}}})


def test_a_government_that_changes_is_each_of_its_ministers_on_one_date() -> None:
    title = {"en": "another government", "fr": "un autre gouvernement"}
    names = ("mifi", "mtess", "other_ministries")
    came = {f"ministries.{name}.minister.comes": "on_this_date" for name in names}
    model = PartnershipModel(changed({"from": "2011-10", "title": title} | came), seed=3)
    model.run_for(24 + 19)
    world = model.world
    assert (world.funders["minister_months"] == 0).sum() >= len(names)
    assert model.settings.changes[0].title == Text(title["en"], title["fr"])


def test_a_change_has_a_title_of_its_own_and_a_run_is_the_same_with_it() -> None:
    title = {"en": "a decree", "fr": "un décret"}
    settings, plain = changed(HEAVY | {"title": title}, RICHER), changed(HEAVY, RICHER)
    assert [change.title for change in settings.changes] == [None, Text("a decree", "un décret")]
    assert {change.settings.title for change in settings.changes} == {settings.title}
    kept = saved.settings_of({"scenario": settings.resolved(), "shown": saved.shown(settings)})
    assert [(str(change.month), change.title) for change in kept.changes] == [
        ("2012-04", Text("a decree", "un décret"))
    ]
    runs = [PartnershipModel(each, seed=5) for each in (settings, plain)]
    for model in runs:
        model.run()
    assert runs[0].recorder.values.tobytes() == runs[1].recorder.values.tobytes()


@pytest.mark.parametrize("title", ["a decree", {"de": "ein Erlass"}, {"en": 3}, {}])
def test_a_title_is_text_in_a_language(title: object) -> None:
    with pytest.raises(UserError, match=r"changes\[0\].title.*is text in a language or both"):
        changed(HEAVY | {"title": title})


def test_what_a_change_leaves_alone_stays_as_it_has_become() -> None:
    """A lever that a system or the sector has moved is written again only where the change states it."""
    model = PartnershipModel(changed(HEAVY), seed=5)
    model.run_for(47)
    funders, main = model.world.funders, model.world.main_funder
    funders["split"][main] = [0.3, 0.6, 0.1]
    model.run_for(2)
    assert funders["burden"][main] == 0.9
    assert funders["split"][main].tolist() == [0.3, 0.6, 0.1]
    assert model.world.scenario_funders["split"][main].tolist() == [0.09, 0.8, 0.11]


def test_a_change_moves_a_lever_by_what_it_states_and_keeps_what_a_policy_has_moved() -> None:
    """The ministry's mission share was raised from 9 to 30 %; a change states 7 points less."""
    split = {"mission": 0.02, "service_agreement": 0.90, "project": 0.08}
    model = PartnershipModel(changed({"from": "2012-04", "ministries.mifi.split": split}), seed=5)
    model.run_for(47)
    funders, main = model.world.funders, model.world.main_funder
    others = funders["split"][np.arange(len(funders)) != main].copy()
    funders["split"][main] = [0.3, 0.6, 0.1]
    model.run_for(2)
    np.testing.assert_allclose(funders["split"][main], [0.23, 0.7, 0.07])
    np.testing.assert_array_equal(funders["split"][np.arange(len(funders)) != main], others)


def test_a_child_adds_to_its_parents_changes_month_by_month(tmp_path: Path) -> None:
    (tmp_path / "parent.yaml").write_text(
        "extends: mifi_status_quo\nchanges:\n- from: 2012-04\n"
        f"  {BURDEN}: 0.9\n  ministries.mifi.envelope: 50.0e+6\n"
    )
    (tmp_path / "child.yaml").write_text(
        "extends: parent.yaml\nchanges:\n- from: 2012-04\n"
        f"  {BURDEN}: 0.7\n- from: 2013-04\n  consultation: {{}}\n"
        "  ministries.mifi.consultation.access: 0.9\n"
    )
    settings = load(
        tmp_path / "child.yaml", ["changes.2013-04.ministries.mifi.consultation.access=0.8"]
    )
    first, second = (change.settings.funders["mifi"].values for change in settings.changes)
    assert (first["accountability"]["burden"], first["funding"]["envelope"]) == (0.7, 50.0e6)
    assert (second["consultation"]["access"], second["accountability"]["burden"]) == (0.8, 0.7)
    assert settings.origin(f"changes.2012-04.{BURDEN}").place == "child.yaml"


def test_a_share_is_replaced_whole_and_what_is_laid_over_holds_until_a_change() -> None:
    split = {"mission": 0.6, "service_agreement": 0.3, "project": 0.1}
    settings = changed({"from": "2012-04", "ministries.mifi.split": split})
    heavier = with_levers(settings, None, burden=0.8)
    (change,) = heavier.changes
    assert change.settings.funders["mifi"].values["funding"]["split"] == split
    assert change.settings.funders["mifi"].values["accountability"]["burden"] == 0.8


def test_a_lever_of_the_model_changes_and_the_record_holds_it() -> None:
    settings = changed({"from": "2012-04", "arrivals.level": 0.0, "source": "a closed border"})
    model = PartnershipModel(settings, seed=5)
    model.run_for(48)
    before = model.world.newcomers.totals["arrived"].sum()
    model.run_for(12)
    assert before > 0.0
    assert model.world.newcomers.totals["arrived"].sum() == before
    assert settings.resolved()["changes"] == {"2012-04": {"arrivals": {"level": 0.0}}}
    assert settings.origin("changes.2012-04.arrivals.level").source == "a closed border"


def test_a_funder_may_come_later() -> None:
    """It stands in the scenario without money; posts and appetites are ready for it."""
    settings = changed(
        {"from": "2012-04", "ministries.city.envelope": 20.0e6},
        ministries={"city": {"envelope": 0, "officers": {"number": 2}}},
    )
    model = PartnershipModel(settings, seed=5, check_ledgers=True)
    model.run_for(48)
    city = model.world.funder_names.index("city")
    paid = [float(model.world.relations["yearly_income"][:, city].sum())]
    model.run()
    paid.append(float(model.world.relations["yearly_income"][:, city].sum()))
    assert paid[0] == 0.0
    assert paid[1] > 1.0e6
    assert (np.bincount(model.world.officers["funder"])[city]) == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"en": "nothing"}, "changes: holds dated settings; what a scenario changes is said in words"),
        ("2012-04", r"changes\[0\]: is a map that says from which month"),
        ([{BURDEN: 0.9}], r"changes\[0\]: is a map that says from which month"),
        ([{"from": "2012-13"}], r"changes\[0\].from: '2012-13' is not a month written YYYY-MM"),
        ([HEAVY, HEAVY], r"changes\[1\]: 2012-04 stands twice"),
        ([HEAVY | {"from": "2010-04"}], "changes.2010-04: a change is later than the start, 2010-04"),
        (
            [{"from": "2012-04", "ministries.mifi.accountability.burdn": 0.9}],
            r"changes from 2012-04: ministries.mifi.accountability.burdn: .*Did you mean 'burden'",
        ),
        (
            [{"from": "2012-04", BURDEN: 9}],
            r"changes from 2012-04: ministries.mifi.accountability.burden: .*0 .*1",
        ),
        (
            [{"from": "2012-04", "ministries.mifi.split.mission": 0.9}],
            "changes from 2012-04: ministries.mifi.split: the shares sum to 0.9;",
        ),
        ([{"from": "2012-04", "knowledge.ageing": 0.1}], "changes.2012-04.knowledge.ageing: no lever"),
        ([{"from": "2012-04", "years": 3}], "changes.2012-04.years: no lever"),
        ([{"from": "2012-04", "ministries.mifi.sells_as": "mtess"}], "sells_as: no lever"),
        ([{"from": "2012-04", "ministries.mify.envelope": 1}], "2012-04 ministries.mify: the scenario has no"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_change_is_said_with_its_date(changes: Any, message: str) -> None:
    with pytest.raises(UserError, match=message):
        load(BASE | {"changes": changes})
