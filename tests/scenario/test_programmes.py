"""Programmes that a scenario declares: checked, resolved, paid by, kept and explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from partnersim.evidence.registry.provenance import values_in_use
from partnersim.glossary.scenarios import rows_of
from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.scenario.schema import json_schema
from partnersim.scenario.settings import Settings
from partnersim.state.programmes_of_the_year import hand_over

STREAM: dict[str, Any] = {
    "title": {"en": "For claimants", "fr": "Pour qui demande l'asile"},
    "source": "assumption: an example",
    "needs": ["housing"],
    "statuses": ["asylum_seeker"],
    "records": 1.5,
    "first_year": 2011,
}
SHARES = {"reception": 0.7, "francization": 0.1, "stream": 0.2}


def scenario(programmes: dict[str, Any], shares: dict[str, Any] | None = None) -> dict[str, Any]:
    """A scenario of a year and a half with these programmes."""
    content: dict[str, Any] = {"extends": "mifi_status_quo", "years": 3, "programmes": programmes}
    return content | ({"ministries": {"mifi": {"programmes": shares}}} if shares else {})


def stream() -> Settings:
    """One with the stream."""
    return load(scenario({"stream": STREAM}, SHARES))


def test_a_programme_of_ones_own_gets_its_share_in_its_years_and_pays_for_whom_it_names() -> None:
    model = PartnershipModel(stream(), seed=1)
    world = model.world
    m = world.programme("stream")
    for _ in range(24 + 1):  # the spin-up, then April 2010
        model.step()
    assert world.funds["pool"][world.main_funder, m] == 0.0
    for _ in range(12):
        model.step()
    pool = world.funds["pool"][world.main_funder]
    assert pool[m] == pytest.approx(0.2 * 0.8 * 25e6)
    assert world.contracts["amount"][:, world.main_funder, m].sum() > 0.0
    payer = world.demand.payers.tolist().index([world.main_funder, m])
    paid = world.demand.pays[world.demand.class_of, payer]  # statuses, months
    names = [name for name, row in zip(world.statuses.names, paid, strict=True) if row.any()]
    assert names == ["asylum_seeker"]
    assert np.flatnonzero(world.funds["needs"][world.main_funder, m]).tolist() == [2]


def test_holders_of_a_programme_that_ends_ask_for_its_successors_as_theirs() -> None:
    programmes = {"a": {"follows": "reception"}, "b": {"follows": "reception"}, "c": {}}
    world = PartnershipModel(load(scenario(programmes)), seed=1).world
    f = world.main_funder
    old, *new = (world.programme(name) for name in ("reception", "a", "b", "c"))
    before = world.contracts["amount"][:, f, old].copy()
    hand_over(world)
    assert (world.contracts["amount"][:, f, old] == before).all()  # it has money still
    world.funds["pool"][f, [old, *new]] = [0.0, 30.0, 10.0, 60.0]
    hand_over(world)
    given = world.contracts["amount"][:, f][:, new]
    assert np.allclose(given, before[:, None] * [0.75, 0.25, 0.0])
    assert world.contracts["amount"][:, f, old].sum() == 0.0
    assert world.contracts["years_held"][before > 0.0, f, new[0]].min() > 0.0


def test_a_programme_without_money_changes_nothing() -> None:
    idle = load(scenario({"stream": STREAM}))
    staff = []
    for settings in (idle, load("mifi_status_quo", years=3)):
        model = PartnershipModel(settings, seed=1)
        for _ in range(40):
            model.step()
        staff.append(model.world.organizations["staff"])
    # sums over one programme more are rounded otherwise, which moves where the search of a board ends
    assert np.allclose(staff[0], staff[1], rtol=1e-4)


def test_a_scenario_changes_a_programme_of_its_jurisdiction() -> None:
    settings = load("mifi_status_quo", ["programmes.francization.smallest_group=10"])
    by_name = {row.name: row for row in settings.programmes}
    assert by_name["francization"].numbers["smallest_group"] == 10.0
    assert by_name["francization"].numbers["records"] == 2.5
    assert not by_name["francization"].own
    world = PartnershipModel(settings, seed=1).world
    assert world.programmes["smallest_group"][world.programme("francization")] == 10.0


@pytest.mark.parametrize(
    ("programmes", "shares", "words"),
    [
        ({"x": {"needs": ["langage"]}}, None, r"programmes\.x\.needs.*Did you mean 'language'"),
        ({"x": {"statuses": ["refugees"]}}, None, r"programmes\.x\.statuses.*'refugee'"),
        ({"x": {"prise": 2}}, None, r"programmes\.x\.prise.*'price'"),
        ({"x": {"price": 0}}, None, r"programmes\.x\.price.*0\.01 to 100"),
        ({"x": {"instrument": "grant"}}, None, r"programmes\.x\.instrument.*mission_grant"),
        ({"x": {"first_year": 2012, "last_year": 2011}}, None, r"last_year.*before the first year"),
        ({"x": {}}, {"reception": 0.5, "y": 0.5}, r"mifi\.programmes\.y: 'y' is not known"),
        ({"x": {}}, {"reception": 0.5, "x": 0.4}, "sum to 0.9"),
        ({"x": {"instrument": "project"}}, {"reception": 0.5, "x": 0.5}, "sum to 0.5"),
        ({"x": {"follows": "recepton"}}, None, r"programmes\.x\.follows.*'reception'"),
        ({"x": {"last_year": 2011}}, {"x": 1.0}, "in 2012 none of these programmes is in force: x"),
        ({"reception": {"last_year": 2011}}, None, "in 2012 none .* in force: reception"),
    ],
)
def test_what_is_wrong_is_told(programmes: Any, shares: Any, words: str) -> None:
    with pytest.raises(UserError, match=words):
        load(scenario(programmes, shares))


def test_a_programme_of_the_jurisdiction_lasts_as_long_as_any_run() -> None:
    assert load("mifi_status_quo", years=100).years == 100


def test_no_dated_change_sets_a_programme_which_has_years_of_its_own() -> None:
    with pytest.raises(UserError, match=r"changes\.2011-04\.programmes\.x\.price: no lever"):
        load(scenario({"x": {}}) | {"changes": [{"from": "2011-04", "programmes.x.price": 2}]})


def test_set_names_a_programme_that_is_there() -> None:
    with pytest.raises(UserError, match="Did you mean 'francization'"):
        load("mifi_status_quo", ["programmes.francisation.price=1"])


def test_projects_divide_over_programmes_of_which_others_have_none() -> None:
    call = {"call": {"instrument": "project"}}
    shares = {"reception": 1.0, "call": 0.25, "projects": 0.75}
    world = PartnershipModel(load(scenario(call, shares)), seed=1).world
    late = world.regimes[0].funders["programmes"]
    m, usual = world.programme("call"), world.programme("projects")
    assert late[:, m].tolist() == [0.25, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert late[:, usual].tolist() == [0.75, 1.0, 1.0, 1.0, 1.0, 1.0]


def test_it_is_kept_counted_and_shown() -> None:
    settings = stream()
    assert settings.resolved()["programmes"]["stream"]["statuses"] == ["asylum_seeker"]
    shown = {row.path: row.value for row in rows_of(settings)}
    assert shown["programmes.stream.records"] == 1.5
    assert shown["programmes.stream.needs"] == "housing"
    stated = {value.path: value.stated for value in values_in_use(settings)}
    assert stated["programmes.stream.records"] == "assumption: an example"
    assert settings.spin_up_settings != load("mifi_status_quo", years=3).spin_up_settings


def test_an_editor_knows_its_form() -> None:
    schema = json_schema()
    of = schema["$defs"]["Programme"]["properties"]
    assert "asylum_seeker" in str(of["statuses"])
    assert "smallest_group" in of
    assert schema["$defs"]["Shares_programmes"]["additionalProperties"]["maximum"] == 1.0


def test_a_file_written_from_its_settings_makes_them_again(tmp_path: Path) -> None:
    from partnersim.scenario.writing import as_file, as_yaml

    file = tmp_path / "again.yaml"
    file.write_text(as_yaml(as_file(stream())), encoding="utf-8")
    assert load(file).programmes == stream().programmes
