"""Data of the page: of the rules as they are, the same numbers in Python and in the browser, honest errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import jobs_of, results_of
from partnersim.page import levers
from partnersim.page.measuring import bands_of, finals_of, kept_of
from partnersim.page.packing import packed, unpacked
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from studies.page_data import design, emulation, fixed_runs
from studies.page_data.__main__ import PAIRS
from studies.page_data.design import DATA
from studies.page_data.emulation import Emulator

REMEDY = "the core has moved on: run `python -m studies.page_data`"


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return kept


def emulator_of(stored: dict[str, Any]) -> Emulator:
    """An emulator, read back from what is stored."""
    components = stored["components"]
    count = len(levers.LEVERS)
    each = stored["scenarios"]
    return Emulator(
        unpacked(stored["rotation"]).reshape(components, -1),
        [unpacked(one["points"]).reshape(-1, count) for one in each],
        [unpacked(one["surface"]).reshape(-1, stored["outputs"]) for one in each],
        [unpacked(one["lengths"]).reshape(components, count) for one in each],
        [unpacked(one["weights"]).reshape(components, -1) for one in each],
    )


def test_the_data_are_of_the_rules_as_they_are(data: dict[str, Any]) -> None:
    if data["fixed_runs"]["machine"] != fixed_runs.machine():
        pytest.skip("the last bits belong to another kind of machine")
    assert data["fixed_runs"]["digest"] == fixed_runs.digest(), REMEDY


def test_the_scenarios_are_shipped_and_stand_where_they_stand(data: dict[str, Any]) -> None:
    for scenario in data["scenarios"]:
        assert scenario["name"] in shipped()
        settings = load(scenario["name"])
        assert scenario["levers"] == list(levers.own_levers(settings)), REMEDY
        assert scenario["question"]["en"] == settings.question.en, REMEDY
        assert scenario["question"]["fr"] == settings.question.fr, REMEDY
        assert scenario["others"] == levers.others_of(settings), REMEDY


def test_stored_runs_are_those_of_the_command(data: dict[str, Any]) -> None:
    if data["fixed_runs"]["machine"] != fixed_runs.machine():
        pytest.skip("the last bits belong to another kind of machine")
    stored = data["scenarios"][1]
    row = next(results_of(jobs_of(load(stored["name"]), 1, data["seed"], kept_of)))
    final = dict(zip(data["measures"], finals_of(row[None])[0], strict=False))
    runs = unpacked(stored["runs"]).reshape(data["runs"], -1)
    for n, name in enumerate(data["measures"]):
        assert data["finals"][n] == name
        assert runs[0, n] == pytest.approx(final[name], rel=1e-6, abs=1e-9), REMEDY


def test_the_emulator_read_back_gives_the_stored_pairs(data: dict[str, Any]) -> None:
    emulators = {name: emulator_of(data["emulator"][name]) for name in ("bands", "runs")}
    for pair in json.loads(PAIRS.read_text(encoding="utf-8")):
        outputs = emulators[pair["emulator"]].evaluate(pair["scenario"], pair["at"])[::7]
        np.testing.assert_allclose(outputs, pair["outputs"], rtol=1e-9, atol=1e-9)


def test_the_headlines_are_estimated_closer_than_runs_differ(data: dict[str, Any]) -> None:
    """Held-out errors of the last year, beside half of the band of 8 runs in 10."""
    measures, years = len(data["measures"]), len(data["years"])
    for n, scenario in enumerate(data["scenarios"]):
        errors = unpacked(data["emulator"]["errors"][n]).reshape(3, years, measures)
        bands = unpacked(scenario["bands"]).reshape(3, years, measures)
        for name in ("identity_mean", "service_provider_share", "need_after_24_months"):
            at = data["measures"].index(name)
            assert errors[0, -1, at] < 0.5 * (bands[2, -1, at] - bands[1, -1, at]), (
                scenario["name"],
                name,
            )


def test_an_emulator_learns_a_smooth_surface_and_says_how_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(emulation, "FOLDS", 2)
    random = np.random.default_rng(2)
    points = [np.vstack([[0.5] * 3, random.random((14, 3))]) for _ in range(2)]
    weights = random.random((3, 6))
    outputs = [np.sin(1.5 * at @ weights) + n for n, at in enumerate(points)]
    emulator = emulation.learn(points, outputs)
    for n, (at, true) in enumerate(zip(points, outputs, strict=True)):
        apart = np.array([emulator.evaluate(n, place) for place in at]) - true
        assert np.abs(apart).max() < 0.05
    guesses = emulation.held_out(points, outputs)
    assert all(
        np.isnan(guess[0]).all() for guess in guesses
    )  # a scenario's own place is always seen
    errors = np.concatenate([g[1:] - o[1:] for g, o in zip(guesses, outputs, strict=True)])
    assert 0.0 < np.sqrt((errors**2).mean()) < 0.2


def test_bands_and_finals_are_read_from_the_same_rows() -> None:
    measures = len(levers.MEASURES)
    rows = np.arange(4.0 * ((levers.YEARS + 1) * measures + 3)).reshape(4, -1)
    bands, finals = bands_of(rows), finals_of(rows)
    assert bands.shape == (3, levers.YEARS + 1, measures)
    np.testing.assert_allclose(bands[0, -1], finals[:, :measures].mean(axis=0))
    assert finals.shape == (4, measures + 3)


def test_levers_are_set_as_the_command_takes_them() -> None:
    base = load("mifi_status_quo")
    agreements = levers.agreements_of_rest(base)
    for at in design.points():
        settings = load("mifi_status_quo", levers.sets_of(at, agreements))
        assert levers.own_levers(settings) == pytest.approx(at, abs=1e-9)
        assert sum(levers.split_of(settings).values()) == pytest.approx(1.0)
    assert len({*design.points()}) == design.POINTS


def test_numbers_are_packed_and_unpacked() -> None:
    values = np.array([0.25, -1.5, 3.0])
    np.testing.assert_array_equal(unpacked(packed(values)), values)
    assert Path(DATA).stat().st_size < 1_700_000  # of the two million that the page may have
