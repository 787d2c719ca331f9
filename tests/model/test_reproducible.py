"""Same seed, same bytes, whatever else is run; inert things change nothing; scale is resolution."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from partnersim.analysis.runs.ensembles import runs_of
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import named
from partnersim.results import Folder, collect
from partnersim.results.columns import TABLES
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.state.decisions import REGISTER, Decision
from tests.conftest import SMALL


def sector(settings: Settings, **options: object) -> np.ndarray:
    model = PartnershipModel(settings, **options)
    model.run()
    return model.recorder.values


def test_same_seed_same_bytes_of_every_table(small: Settings, tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = Folder(tmp_path / name)
        folder.write_tables(list(runs_of(small, runs=2, seed=5, uncertainty="prior")))
        folder.finish()
    for name in TABLES:
        first = (tmp_path / "one" / f"{name}.parquet").read_bytes()
        assert first == (tmp_path / "two" / f"{name}.parquet").read_bytes(), name


def test_a_run_is_the_same_alone_among_others_and_in_any_order(small: Settings) -> None:
    together = {run.run: run for run in runs_of(small, runs=3, seed=5, uncertainty="prior")}
    for number in (2, 0, 1):
        model = PartnershipModel(small, seed=5, run=number, uncertainty="prior")
        model.run()
        for name, table in collect(model, number).tables.items():
            first, other = table.to_pandas(), together[number].tables[name].to_pandas()
            assert first.equals(other), (number, name)


def test_another_seed_and_another_run_differ(small: Settings) -> None:
    base = sector(small, seed=5)
    assert not np.array_equal(base, sector(small, seed=6), equal_nan=True)
    assert not np.array_equal(base, sector(small, seed=5, run=1), equal_nan=True)


def test_measuring_some_months_changes_none_of_them(small: Settings) -> None:
    whole, some = sector(small, seed=5), sector(small, seed=5, measured_months={3, 20})
    np.testing.assert_array_equal(some[[3, 20]], whole[[3, 20]])
    assert np.isnan(np.delete(some, [3, 20], axis=0)).all()


def test_payments_are_forgotten_when_asked_and_nothing_else_changes(small: Settings) -> None:
    kept, forgotten = (
        PartnershipModel(small, seed=5, keep_flows=keep, check_ledgers=True)
        for keep in (True, False)
    )
    for model in (kept, forgotten):
        model.run()
    np.testing.assert_array_equal(forgotten.recorder.values, kept.recorder.values)
    first, other = kept.world.flows, forgotten.world.flows
    assert len(first.written()) > 10 * len(other.written())
    np.testing.assert_array_equal(first.of_this_month(), other.written())


def test_two_years_of_four_are_the_two_year_run() -> None:
    short = sector(load("npm_tightening", years=2, scale=500.0), seed=4)
    long = sector(load("npm_tightening", years=4, scale=500.0), seed=4)
    assert np.array_equal(short, long[: len(short)], equal_nan=True)


def test_a_scenario_that_changes_nothing_changes_nothing(tmp_path: Path, small: Settings) -> None:
    path = tmp_path / "same.yaml"
    path.write_text("extends: mifi_status_quo\ntitle: {en: Same, fr: Pareil}\n", encoding="utf-8")
    assert np.array_equal(
        sector(small, seed=2), sector(load(path, **SMALL), seed=2), equal_nan=True
    )


def test_an_inert_mechanism_leaves_results_identical(
    small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import ModuleType

    from partnersim import schedule as schedule_module
    from partnersim.declarations import Step
    from partnersim.state.calendar import Phase

    base = sector(small, seed=2)
    drawn: list[float] = []

    def act(world: object) -> None:
        drawn.append(float(world.draws.generator("inert").random()))  # type: ignore[attr-defined]

    steps = {Phase.SHOCKS: Step(act), Phase.RELATIONS: Step(act)}
    inert = ModuleType("x.inert")
    inert.STEPS = steps  # type: ignore[attr-defined]
    monkeypatch.setattr(REGISTER, "decisions", {**REGISTER.decisions, "inert": Decision("inert")})
    result = schedule_module.behaviour()
    monkeypatch.setattr(schedule_module, "behaviour", lambda: (inert, *result))
    assert np.array_equal(base, sector(small, seed=2), equal_nan=True)
    assert drawn


def test_common_newcomers_and_shocks_between_scenarios() -> None:
    models = [PartnershipModel(load(name, **SMALL), seed=8) for name in ("open_door", "aca_ideal")]
    for model in models:
        for _ in range(30):
            model.step()
    first, two = (m.world for m in models)
    newest = [w.newcomers.identity[: w.newcomers.rows][w.newcomers.arrived[: w.newcomers.rows] == 29]
              for w in (first, two)]  # fmt: skip
    assert set(newest[0]) & set(newest[1])
    assert len(set(newest[0]) ^ set(newest[1])) <= 0.1 * len(newest[0])
    assert (first.officers["months"] == two.officers["months"]).all()


def test_fewer_arrivals_are_the_same_first_people() -> None:
    full = PartnershipModel(load("mifi_status_quo", **SMALL), seed=8)
    fewer = PartnershipModel(load("mifi_status_quo", ["arrivals.level=0.5"], **SMALL), seed=8)
    for model in (full, fewer):
        for _ in range(25):
            model.step()
    people = [
        set(m.world.newcomers.identity[: m.world.newcomers.rows][
            m.world.newcomers.arrived[: m.world.newcomers.rows] == 24])
        for m in (full, fewer)
    ]  # fmt: skip
    assert people[1] <= people[0]
    assert len(people[1]) < len(people[0])


def test_results_do_not_depend_on_scale_within_noise() -> None:
    columns = [
        "autonomy_index",
        "need_after_24_months",
        "served_share",
        "unmet_need",
        "identity_mean",
    ]
    finals: dict[float, np.ndarray] = {}
    for scale in (100.0, 400.0):
        settings = load("mifi_status_quo", years=3, scale=scale)
        rows = [sector(settings, seed=3, run=run)[-12:] for run in range(16)]
        finals[scale] = np.array(
            [[named(row)[column].mean() for column in columns] for row in rows]
        )
    apart = finals[100.0] - finals[400.0]
    for column, values in zip(columns, apart.T, strict=True):
        noise = values.std(ddof=1) / np.sqrt(len(values))
        assert abs(values.mean()) < max(3.5 * noise, 0.01 * abs(finals[100.0].mean())), column
