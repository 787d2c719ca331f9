"""The runs a calibration is fitted on: a scrambled Sobol' design of every free parameter, as a sweep.

Each row meets its own luck, so that what is left of it between rows is noise the emulators can see and
a held-out row is as new to them as the world is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.calibration.targets import Target, targets
from partnersim.analysis.runs.optional_packages import check_installed
from partnersim.analysis.runs.overlays import Place, places
from partnersim.analysis.sensitivity.indices import Array
from partnersim.analysis.sweeps.execution import SweepExecution
from partnersim.analysis.sweeps.experiment import PATTERN, Experiment, Measured
from partnersim.analysis.sweeps.factors import UNCERTAINTY, Factor
from partnersim.declarations import Parameter, Text
from partnersim.language import UserError, named, say
from partnersim.scenario.arguments import (
    FEWEST_REPLICATES,
    FEWEST_ROWS,
    LARGEST_DESIGN_SEED,
    MOST_REPLICATES,
    MOST_ROWS,
    seed_of,
    whole,
)
from partnersim.scenario.parameter_groups import priors
from partnersim.scenario.posterior import POINT

if TYPE_CHECKING:
    from partnersim.results.sweep_result import Sweep
    from partnersim.scenario.settings import Settings

ROWS, REPLICATES, SEED = 1024, 2, 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fitted to what, and on which design."""

    settings: Settings
    aims: tuple[Target, ...]
    experiment: Experiment
    seed: int

    @property
    def names(self) -> list[str]:
        """Of the measures."""
        return [outcome.column for outcome in self.experiment.outcomes]

    def column(self, aim: Target) -> int:
        """Of a part's measure."""
        return self.names.index(aim.part.measure)

    @property
    def command(self) -> str:
        """What makes the same again, wherever it is written."""
        experiment = self.experiment
        return (
            f"partnersim calibrate {self.settings.name} --design {experiment.samples} "
            f"--replicates {experiment.replicates} --seed {self.seed}"
        )

    @property
    def default_path(self) -> Path:
        """One folder a design, so that `--resume` finds it."""
        return SweepExecution(self.experiment).default_path


def plan_of(
    settings: Settings, rows: int = ROWS, replicates: int = REPLICATES, seed: int | None = SEED
) -> Plan:
    """What a calibration of this scenario will be. Raises UserError where there is nothing to fit, or
    nothing to fit it with."""
    check_installed(say("A calibration"), "sklearn")
    rows = whole("rows", rows, FEWEST_ROWS, MOST_ROWS)
    replicates = whole("replicates", replicates, FEWEST_REPLICATES, MOST_REPLICATES)
    seed = seed_of(seed, LARGEST_DESIGN_SEED)
    aims = targets(settings)
    return Plan(settings, aims, experiment_of(settings, aims, rows, replicates, seed), seed)


def experiment_of(
    settings: Settings, aims: Sequence[Target], rows: int, replicates: int, seed: int
) -> Experiment:
    """The design as an experiment: every free parameter over its prior, every measure of the targets.

    Raises UserError where nothing is free, or the number of rows is no power of two.
    """
    factors = factors_of(settings)
    if not factors:
        raise UserError(
            "{scenario} states every uncertain parameter; none is left to fit.",
            scenario=settings.name,
        )
    if rows < FEWEST_ROWS or rows & (rows - 1):
        raise UserError(
            "{option}: {rows} is not allowed; allowed: a power of two, at least {least}.",
            option=named("--design", "rows"),
            rows=rows,
            least=FEWEST_ROWS,
        )
    names = dict.fromkeys(aim.part.measure for aim in aims)
    return Experiment(
        name=f"calibrate-{settings.name}",
        title=Text("Calibration"),
        question=Text("Which parameters agree with what the documents report?"),
        settings=settings,
        factors=factors,
        outcomes=tuple(Measured(name, PATTERN) for name in names),
        method="sobol_sequence",
        samples=rows,
        seed=seed,
        replicates=replicates,
        uncertainty=POINT,
        own_luck=True,
    )


def factors_of(settings: Settings) -> tuple[Factor, ...]:
    """Every uncertain parameter that the scenario does not state, over its prior."""
    known = places(settings)
    factors = []
    for path, (low, high) in priors().items():
        if path in settings.fixed:
            continue
        place, parameter = known[path]
        assert isinstance(place, Place)
        assert isinstance(parameter, Parameter)
        assert parameter.bounds is not None
        own = parameter.unit, parameter.meaning, low, high, parameter.bounds
        factors.append(Factor(path, UNCERTAINTY, place, *own))
    return tuple(factors)


def runs_of(done: Sweep, experiment: Experiment) -> tuple[Array, Array]:
    """Positions (rows, factors) and values (rows, replicates, measures) of a finished sweep.

    Raises UserError where a run failed or a measure has no value: nothing is filled in.
    """
    frame = done.outcomes.sort_values(["row", "replicate"])
    names = [outcome.column for outcome in experiment.outcomes]
    shape = (experiment.rows, experiment.replicates, len(names))
    values: Array = frame[names].to_numpy(dtype=float).reshape(shape)
    missing = [name for n, name in enumerate(names) if not np.isfinite(values[:, :, n]).all()]
    if missing:
        raise UserError(
            "{path}: {name} has no value in some runs; it cannot be fitted to.",
            path=Path(done.folder),
            name=missing[0],
        )
    return experiment.positions(), values
