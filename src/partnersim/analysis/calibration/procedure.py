"""Calibration from end to end: the design's runs, emulators, proof on simulated truth, fit, check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.calibration import emulation, history_matching, synthetic_truth
from partnersim.analysis.calibration.design import REPLICATES, ROWS, SEED, Plan, plan_of, runs_of
from partnersim.analysis.calibration.result import Aim, Calibration, Learned
from partnersim.analysis.calibration.targets import USED, Target, status_of
from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.analysis.runs.pattern_measures import measure
from partnersim.analysis.runs.progress import Progress
from partnersim.analysis.sensitivity.indices import Array
from partnersim.analysis.sweeps.execution import sweep
from partnersim.language.paths import path_of
from partnersim.scenario.arguments import MOST_WORKERS, whole
from partnersim.scenario.loading import ScenarioLike, settings_of

if TYPE_CHECKING:
    from partnersim.analysis.sweeps.factors import Factor
    from partnersim.results.sweep_result import Sweep
    from partnersim.scenario.posterior import Posterior
    from partnersim.scenario.settings import Settings

DUMMIES = 20
CHECKS = 60  # runs of the model with rows of the posterior
LEAST_CONTRACTION = 0.1
SWEEP_FOLDER = "design"


def calibrate(
    scenario: ScenarioLike | Settings = "mifi_status_quo",
    *,
    rows: int = ROWS,
    replicates: int = REPLICATES,
    seed: int | None = SEED,
    workers: int = 0,
    resume: bool = False,
    out: str | Path | None = None,
    progress: Progress | None = None,
    **overrides: Any,
) -> Calibration:
    """Fit the uncertain parameters to the `cal` patterns and return what was learned, saved in a folder.

    Parameters
    ----------
    scenario
        As in `run`; it builds on one that the patterns speak of.
    rows
        Rows of the design, a power of two, 64 to 65,536.
    replicates
        Runs of each row, 2 to 100.
    seed
        A whole number, or None for one drawn from entropy.
    workers
        Processes: 0 for all cores, 1 for none but this one.
    resume
        Go on with the runs that are there.
    out
        Folder; by default one in `results` for each design.
    progress
        Called with the number of finished runs; by default a bar is shown.
    **overrides
        As in `load`; refused where the scenario is loaded already.

    Returns
    -------
    calibration : Calibration
        Its `.posterior` can be given to `run`, `compare` and `PartnershipModel` as `uncertainty`.

    Raises
    ------
    UserError
        Where the scenario or an argument is wrong, there is nothing to fit, or scikit-learn is not
        installed.

    Notes
    -----
    A script that starts processes needs `if __name__ == "__main__":`.
    """
    workers = whole("workers", workers, 0, MOST_WORKERS)
    settings = settings_of(scenario, **overrides)
    plan = plan_of(settings, rows, replicates, seed)
    folder = path_of(out) if out is not None else plan.default_path
    done = sweep(
        plan.experiment,
        workers=workers,
        resume=resume,
        out=folder / SWEEP_FOLDER,
        progress=progress,
    )
    return finish(plan, done, folder, workers)


def finish(plan: Plan, done: Sweep, folder: Path, workers: int = 0) -> Calibration:
    """Everything that follows the design's runs; the folder holds what was learned."""
    positions, values = runs_of(done, plan.experiment)
    calibration, kept = fitted(plan, values, *emulated(plan, positions, values))
    rows = in_units(plan, history_matching.thinned(kept, history_matching.DRAWS, plan.seed))
    calibration = calibration.with_posterior(folder, rows)
    assert calibration.posterior is not None
    calibration = calibration.checked(plan.names, after(plan, calibration.posterior, workers))
    calibration.save(folder)
    return calibration


def emulated(
    plan: Plan, positions: Array, values: Array
) -> tuple[Array, emulation.Emulators, dict[str, str]]:
    """Positions with dummy columns, emulators of all measures, and how each part is treated."""
    chance = np.random.default_rng(np.random.SeedSequence(plan.seed, spawn_key=(4,)))
    wide = np.column_stack([positions, chance.random((len(positions), DUMMIES))])
    emulators = emulation.fit(plan.names, wide, values, DUMMIES, plan.seed)
    return wide, emulators, statuses(plan, values, emulators)


def fit_to(
    plan: Plan,
    aims: Sequence[Target],
    emulators: emulation.Emulators,
    fewest: int = history_matching.FEWEST_DRAWS,
) -> history_matching.Fit:
    """The fit to these parts. Raises UserError where fewer rows than `fewest` are kept."""
    data = [plan.column(aim) for aim in aims]
    columns = len(plan.experiment.factors) + DUMMIES
    bands = [aim.band for aim in aims]
    return history_matching.fit(emulators, data, bands, columns, plan.seed, fewest=fewest)


def fitted(
    plan: Plan, values: Array, wide: Array, emulators: emulation.Emulators, status: dict[str, str]
) -> tuple[Calibration, Array]:
    """What the runs tell, before the model itself checks the posterior; and the rows that were kept."""
    factors = len(plan.experiment.factors)
    used = [aim for aim in plan.aims if status[aim.name] == USED]
    fit = fit_to(plan, used, emulators)
    bands = [(-np.inf, np.inf)] * len(plan.names)
    for aim in used:
        bands[plan.column(aim)] = aim.band
    known = sorted(
        {
            plan.column(aim)
            for aim in plan.aims
            if aim.part.written_in != "yes" and emulators.each[plan.column(aim)].good
        }
    )
    proofs = synthetic_truth.recover(plan.names, wide, values, DUMMIES, known, bands, plan.seed)
    contraction = history_matching.contraction(fit.kept)
    floor = floor_of(contraction)
    learned = tuple(
        _learned(factor, n, fit.kept[:, n], float(contraction[n]), floor, proofs)
        for n, factor in enumerate(plan.experiment.factors)
    )
    exact, banded = proofs
    calibration = Calibration(
        scenario=plan.settings.name,
        design=plan.experiment.described(),
        aims=tuple(_aim(plan, aim, status[aim.name], values, emulators) for aim in plan.aims),
        learned=learned,
        covered=_covered(proofs, learned),
        floor=floor,
        dummies=float(contraction[factors:].max()),
        exact_floor=floor_of(exact.contraction),
        looked_at=fit.seen,
        kept=len(fit.kept),
        not_ruled_out=fit.not_ruled_out,
        truths=len(exact.places),
        effective=(float(np.median(exact.effective)), float(np.median(banded.effective))),
        stated=_stated(plan.settings),
        command=plan.command,
    )
    return calibration, fit.kept[:, :factors]


def floor_of(contraction: Array) -> float:
    """What a parameter's contraction must exceed to count: a tenth, and all that dummies show."""
    return max(LEAST_CONTRACTION, float(contraction[-DUMMIES:].max()))


def statuses(plan: Plan, values: Array, emulators: emulation.Emulators) -> dict[str, str]:
    """How each part is treated."""
    status = {}
    for aim in plan.aims:
        column = plan.column(aim)
        means = values[:, :, column].mean(axis=1)
        share = float(np.mean([aim.part.expected.holds(float(x)) for x in means]))
        status[aim.name] = status_of(aim.part, share, emulators.each[column].good)
    return status


def in_units(plan: Plan, positions: Array) -> Array:
    """Positions from 0 to 1 as values of the parameters; uniform priors make this a stretch."""
    low, high = np.array([factor.ends({}) for factor in plan.experiment.factors]).T
    stretched: Array = low + positions * (high - low)
    return stretched


def after(plan: Plan, posterior: Posterior, workers: int) -> Array:
    """The measures (runs, measures) of runs of the model itself with rows of the posterior."""
    import functools

    looking = functools.partial(measure, names=tuple(plan.names))
    jobs = jobs_of(plan.settings, CHECKS, plan.seed + 1, looking, uncertainty=posterior)
    return tables_of([jobs], workers)[0]


def _aim(
    plan: Plan, target: Target, status: str, values: Array, emulators: emulation.Emulators
) -> Aim:
    column = plan.column(target)
    runs = values[:, :, column].ravel()
    holds = float(np.mean([target.part.expected.holds(float(x)) for x in runs]))
    emulator = emulators.each[column]
    before = (float(runs.mean()), holds)
    return Aim(target.pattern, target.part, status, emulator.q2, emulator.luck, before)


def _learned(
    factor: Factor,
    n: int,
    kept: Array,
    contraction: float,
    floor: float,
    proofs: tuple[synthetic_truth.Recovered, synthetic_truth.Recovered],
) -> Learned:
    first, last = factor.ends({})
    low, high = np.quantile(kept, [0.05, 0.95])
    exact, banded = proofs
    return Learned(
        path=factor.path,
        unit=factor.unit,
        prior=(first, last),
        mean=first + (last - first) * float(kept.mean()),
        low=first + (last - first) * float(low),
        high=first + (last - first) * float(high),
        contraction=contraction,
        identified=contraction > floor,
        exact_contraction=float(exact.contraction[n]),
        exact_identified=bool(exact.contraction[n] > floor_of(exact.contraction)),
        covered=tuple(
            synthetic_truth.coverage(proof, factor.path, [n], level)
            for proof in proofs
            for level in synthetic_truth.LEVELS
        ),
        uniform=(float(exact.uniform()[n]), float(banded.uniform()[n])),
    )


def _covered(
    proofs: tuple[synthetic_truth.Recovered, synthetic_truth.Recovered], learned: Sequence[Learned]
) -> tuple[synthetic_truth.Coverage, ...]:
    """Over all parameters, and over those that exact data tell: of the others a prior knows as much."""
    identified = [n for n, parameter in enumerate(learned) if parameter.exact_identified]
    return tuple(
        synthetic_truth.coverage(proof, name, columns, level)
        for proof in proofs
        for name, columns in (("all", range(len(learned))), ("identified", identified))
        for level in synthetic_truth.LEVELS
    )


def _stated(settings: Settings) -> dict[str, Any]:
    """Uncertain parameters that the scenario states: the fit holds for these values alone."""
    stated = {}
    for path in sorted(settings.fixed):
        group, _, name = path.partition(".")
        stated[path] = settings.parameters[group][name]
    return stated
