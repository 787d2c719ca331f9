"""A scenario of the user's own on the page: among the six where it can stand beside them, else with its reference."""

from __future__ import annotations

import json
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest

from partnersim.app import contents as of
from partnersim.app import workers
from partnersim.app.asking import Ask, asked, settings_of
from partnersim.app.workers import Made, Workers
from partnersim.language import UserError
from partnersim.page import levers
from partnersim.page.levers import RUNS
from partnersim.page.measuring import statuses_of
from partnersim.page.packing import unpacked
from partnersim.population.newcomers import status_profiles
from partnersim.scenario.loading import load
from tests.app.serving import BURDEN

OWN = """\
title: {en: "Mine </script><b>", fr: Le mien}
question: {en: What if?, fr: Et si?}
extends: mifi_status_quo
ministries: {mifi: {accountability: {burden: 0.9}}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Here:
    """Makes runs in this process, two of them anew and the others like the second."""

    def __init__(self, shown: of.Contents) -> None:
        workers._bases.update(shown.bases)
        self.known: dict[tuple[Ask, bool], Made] = {}

    def make(self, ask: Ask, run: int, organizations: bool) -> Future[Made]:
        key = (ask, organizations)
        if key not in self.known:
            self.known[key] = workers.make(ask, run, organizations)
        future: Future[Made] = Future()
        future.set_result(Made(run, self.known[key].row, self.known[key].organizations))
        return future


def shown_with(scenario: str) -> of.Contents:
    shown, own = of.opened(scenario)
    here: Workers = Here(shown)  # type: ignore[assignment]
    made = [(each, of.runs_of(each, here, shown.order)) for each in own]
    return of.with_runs(shown, made)


def test_without_a_scenario_the_page_is_as_it_ships() -> None:
    shown, own = of.opened(None)
    assert not own
    assert shown.start == ""
    assert list(shown.bases) == [each["name"] for each in shown.data["scenarios"]]
    assert sorted(shown.order) == list(range(RUNS))
    assert shown.order[0] == shown.data["shown"]


def test_one_of_the_six_is_what_the_page_opens_with() -> None:
    shown, own = of.opened("open_door")
    assert (shown.start, own) == ("open_door", [])


@pytest.mark.slow
def test_an_own_scenario_stands_among_the_six() -> None:
    Path("mine.yaml").write_text(OWN, encoding="utf-8")
    shown = shown_with("mine.yaml")
    assert shown.start == "mine"
    assert [each["name"] for each in shown.data["scenarios"]][-1] == "mine"
    mine = shown.data["scenarios"][-1]
    assert mine["levers"][1] == 0.9
    assert mine["own"] is True
    runs = unpacked(mine["runs"]).reshape(RUNS, -1)
    assert runs.shape[1] == len(shown.data["finals"])
    assert np.isfinite(runs).all()
    assert len(shown.data["emulator"]["bands"]["scenarios"]) == 6
    json.dumps(shown.data, allow_nan=False)


@pytest.mark.slow
def test_a_scenario_of_another_province_stands_alone_with_levers_of_its_own() -> None:
    shown = shown_with("lip_peel")
    assert shown.start == "lip_peel"
    ministry = load("lip_peel").main_ministry
    assert all(each["path"].startswith(f"ministries.{ministry}.") for each in shown.data["levers"])
    assert shown.data["emulator"]["bands"] is None
    assert shown.data["scenarios"][-1]["name"] == "lip_peel"
    assert shown.data["years"][0] == load("lip_peel").start.year
    assert set(shown.kept) <= set(range(100))
    json.dumps(shown.data, allow_nan=False)


def test_what_cannot_be_shown_is_said() -> None:
    Path("short.yaml").write_text(
        "extends: mifi_status_quo\nspin_up: {months: 6}\n", encoding="utf-8"
    )
    with pytest.raises(UserError, match="Twelve or more"):
        of.opened("short.yaml")
    with pytest.raises(UserError, match="no scenario named 'mifi_statu'"):
        of.opened("mifi_statu")


def test_an_own_scale_and_length_are_bounded() -> None:
    Path("fine.yaml").write_text(
        "extends: mifi_status_quo\nscale: 1\nyears: 30\n", encoding="utf-8"
    )
    _, [own] = of.opened("fine.yaml")
    assert (own.scale, own.years) == (of.FINEST_SCALE, 10)


@pytest.mark.parametrize("scenario", ["mifi_status_quo", "lip_peel"])
def test_statuses_are_in_the_order_of_the_state(scenario: str) -> None:
    settings = load(scenario)
    assert statuses_of(settings) == list(status_profiles(settings.jurisdiction).names)


def test_one_slider_turned_is_asked_as_the_page_asks() -> None:
    """The page sends what differs from the scenario, each number with at most four digits (reproduce.js)."""
    shown = of.shipped()
    ahead = list(shown.one_lever_turned())
    assert ahead[0].levers[0][0] == "ministries.mifi.split"
    split = "{mission: 0.25, service_agreement: 0.6593, project: 0.0907}"
    sets = [f"ministries.mifi.split={split}", f"{BURDEN}=0.07", f"{BURDEN}=1"]
    assert all(asked(shown.bases, "mifi_status_quo", [each]) in ahead for each in sets)
    assert len(set(ahead)) == 91 + 101 + 101


@pytest.mark.parametrize("scenario", ["mifi_status_quo", "federal_annual_contracts"])
def test_levers_besides_the_sliders_may_be_asked_for_from_end_to_end(scenario: str) -> None:
    shown, _ = of.opened(scenario)
    turnable = shown.data["turnable"]
    base = shown.bases[scenario]
    assert [each["name"] for each in turnable] == [*levers.others_of(base)]
    for each in turnable:
        for value in each["choices"] or (f"{each['low']:g}", f"{each['high']:g}"):
            ask = asked(shown.bases, scenario, [f"{each['path']}={value}"])
            assert settings_of(base, ask).stated(each["path"]) in (value, float_of(value))


def float_of(value: str) -> float | None:
    """A value as a number, where it is one."""
    return float(value) if value[0].isdigit() else None
