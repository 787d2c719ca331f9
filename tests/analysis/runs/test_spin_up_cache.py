"""A run that begins from a spin-up lived before is, to the byte, the run that lives its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim.analysis.runs.overlays import overlaid, places, value_at
from partnersim.analysis.sweeps import worker
from partnersim.analysis.sweeps.execution import SweepExecution
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.declarations import Parameter, Role
from partnersim.model import PartnershipModel
from partnersim.population import archetypes, present_newcomers
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.schedule import Ablation
from partnersim.spin_up_cache import SpinUpCache

QUICK = {"years": 1, "scale": 4000.0}


def finished(settings: Settings, **options: Any) -> PartnershipModel:
    model = PartnershipModel(settings, seed=3, uncertainty="prior", **options)
    model.run()
    return model


def assert_the_same(partnership_model: PartnershipModel, other: PartnershipModel) -> None:
    np.testing.assert_array_equal(partnership_model.recorder.values, other.recorder.values)
    for name in ("organizations", "relations", "contracts", "due", "funders", "officers"):
        assert (
            getattr(partnership_model.world, name).tobytes() == getattr(other.world, name).tobytes()
        ), name
    assert (
        partnership_model.world.flows.written().tobytes() == other.world.flows.written().tobytes()
    )
    a, b = partnership_model.world.newcomers, other.world.newcomers
    assert a.identity[: a.rows].tobytes() == b.identity[: b.rows].tobytes()


def another(parameter: Any, value: Any) -> Any:
    """A value that a lever may take beside the one it has."""
    if not isinstance(parameter, Parameter):
        return 0.5 * value + 0.1
    if isinstance(parameter.default, bool):
        return not value
    if parameter.choices:
        return next(choice for choice in parameter.choices if choice != value)
    low, high = parameter.bounds or (0.0, 1.0)
    nearer = low + 0.4 * (min(high, max(4.0 * abs(value), 1.0)) - low)
    return round(nearer) if isinstance(parameter.default, int) else nearer


@pytest.mark.parametrize("payers", ["mifi", pytest.param("all", marks=pytest.mark.long)])
def test_whatever_lever_is_moved_the_run_is_that_of_its_own_spin_up(payers: str) -> None:
    """Most levers leave the beginning as it is; those that do not (officers' posts) are lived anew."""
    settings = load("mifi_status_quo", ["spin_up.months=6"], **QUICK)
    shared, levers = SpinUpCache(room=1), 0
    finished(settings, spin_up_cache=shared)
    ((key, _),) = shared._known
    from_it = []
    for path, (place, parameter) in places(settings).items():
        if parameter.role is not Role.LEVER:
            continue
        if (
            payers == "mifi"
            and path.startswith(("ministries.", "donors."))
            and ".mifi." not in path
        ):
            continue  # those of each payer are the same
        levers += 1
        moved = overlaid(settings, [place], [another(parameter, value_at(settings, place))])
        begun = finished(moved, spin_up_cache=shared)
        assert_the_same(begun, finished(moved))
        from_it += [path] if begun._key == key else []
    assert len(from_it) > 0.8 * levers > 40
    assert "ministries.mifi.split.mission" in from_it
    assert "ministries.mifi.officers.number" not in from_it


@pytest.mark.parametrize("name", ["prsca_first_draft", "covid_crisis", "lip_toronto_west"])
def test_scenarios_of_one_regime_begin_alike_or_for_themselves(name: str) -> None:
    shared = SpinUpCache()
    for scenario in ("mifi_status_quo", name, "mifi_status_quo", name):
        settings = load(scenario, **QUICK)
        assert_the_same(finished(settings, spin_up_cache=shared), finished(settings))
    assert len(shared._known) <= 2


def test_another_seed_or_another_unknown_does_not_begin_alike() -> None:
    settings, shared = load("mifi_status_quo", **QUICK), SpinUpCache()
    first = finished(settings, spin_up_cache=shared)
    drawn = overlaid(settings, [places(settings)["members.leaving"][0]], [0.05])
    for other, options in (
        (settings, {"run": 1}),
        (drawn, {}),
        (settings, {"ablation": Ablation(without=frozenset({"knowledge"}))}),
    ):
        model = finished(other, spin_up_cache=shared, **options)
        assert model._key != first._key
        assert_the_same(model, finished(other, **options))
    assert len(shared._known) == 4


def test_a_beginning_is_not_touched_by_the_runs_that_begin_from_it() -> None:
    settings, shared = load("mifi_status_quo", **QUICK), SpinUpCache()
    runs = [finished(settings, spin_up_cache=shared) for _ in range(3)]
    assert_the_same(runs[0], runs[2])
    assert len(shared._known) == 1
    assert runs[2].steps == 12  # the scenario's months alone
    assert runs[0].steps == settings.months


def test_a_sweep_over_levers_lives_each_replicate_s_spin_up_once(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "levers.yaml"
    path.write_text(
        "scenario: mifi_status_quo\n"
        "levers: {ministries.mifi.split.mission: {min: 0.1, max: 0.6}}\n"
        "outcomes: [identity_mean]\n"
        "design: {method: lhs, samples: 4, seed: 1}\n"
        "replicates: 2\nyears: 1\nscale: 4000\n",
        encoding="utf-8",
    )
    made: list[PartnershipModel] = []
    run_of = worker.run_of

    def spy(*arguments: Any) -> PartnershipModel:
        made.append(run_of(*arguments))
        return made[-1]

    monkeypatch.setattr(worker, "run_of", spy)
    sweeping = SweepExecution(load_experiment(path))
    sweeping.make(sweeping.folder(tmp_path / "out", False), workers=1)
    whole = made[0].settings.months
    assert [model.steps for model in made].count(whole) == 2
    assert [model.steps for model in made].count(12) == len(made) - 2 >= 6
    for model in made:
        alone = PartnershipModel(model.settings, seed=1, run=model.world.draws.run)
        alone.run()
        np.testing.assert_array_equal(model.recorder.values[-12:], alone.recorder.values[-12:])


def test_what_is_remembered_between_runs_is_what_would_be_drawn() -> None:
    """Another run in between, and what one run does to its people and organisations, change nothing."""
    settings = load("mifi_status_quo", **QUICK)
    alone = []
    for run in (0, 1):
        archetypes._DRAWN._known.clear()
        present_newcomers._PRESENT._known.clear()
        alone.append(finished(settings, run=run))
    for run in (0, 1, 0):
        assert_the_same(finished(settings, run=run), alone[run])
    assert len(present_newcomers._PRESENT._known) == 2
