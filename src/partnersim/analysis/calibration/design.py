"""The runs a calibration is fitted on: a scrambled Sobol' design of every free parameter, as a sweep.

Each row meets its own luck, so that what is left of it between rows is noise the emulators can see and
a held-out row is as new to them as the world is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.calibration.targets import Target
from partnersim.analysis.runs.overlays import Place, places
from partnersim.analysis.sensitivity.indices import Array
from partnersim.analysis.sweeps.experiment import PATTERN, Experiment, Measured
from partnersim.analysis.sweeps.factors import UNCERTAINTY, Factor
from partnersim.declarations import Parameter, Text
from partnersim.language import UserError, named
from partnersim.scenario.arguments import FEWEST_ROWS
from partnersim.scenario.posterior import POINT, declarations

if TYPE_CHECKING:
    from partnersim.results.sweep_result import Sweep
    from partnersim.scenario.settings import Settings

ROWS, REPLICATES, SEED = 1024, 2, 1


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
        question=Text("Which parameters agree with what the documents tell?"),
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
    for path, (low, high) in declarations().items():
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
    import numpy as np

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
