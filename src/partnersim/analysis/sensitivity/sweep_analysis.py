"""Sensitivity of the outcomes of a sweep: the design it needs, its runs as blocks, and the indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.runs.optional_packages import check_installed
from partnersim.analysis.runs.progress import Progress
from partnersim.analysis.sensitivity import (
    emulator,
    moment_independent,
    morris,
    rank_regression,
    sobol,
)
from partnersim.analysis.sensitivity.indices import (
    NotFiniteError,
    NothingVariesError,
    OutcomeSensitivity,
    TooFewRowsError,
)
from partnersim.analysis.sweeps import designs
from partnersim.analysis.sweeps.execution import sweep
from partnersim.analysis.sweeps.experiment import Experiment
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.language import UserError, say
from partnersim.language.paths import path_of
from partnersim.results.sensitivity_result import Sensitivity
from partnersim.results.sweep_result import Sweep

if TYPE_CHECKING:
    from partnersim.analysis.sensitivity.indices import Array

# the designs a method can read; the first is the one that is made for it
DESIGNS = {
    "morris": ("morris",),
    "lhs": ("lhs", "sobol_sequence"),
    "sobol": ("saltelli",),
    "pawn": ("sobol_sequence", "lhs"),
    "delta": ("sobol_sequence", "lhs"),
    "emulator": ("sobol_sequence", "lhs"),
}
METHODS = tuple(DESIGNS)


def _check_installed(method: str) -> None:
    if method == "emulator":
        check_installed(method, "sklearn")


def made_for(experiment: Experiment, method: str) -> Experiment:
    """The experiment with a design that the method can read: its own, or as many samples of another."""
    _check_installed(method)

    if experiment.method in DESIGNS[method]:
        return experiment
    needed = DESIGNS[method][0]
    samples = experiment.samples
    if needed in designs.POWERS_OF_TWO:
        samples = 1 << (samples - 1).bit_length()
    return replace(experiment, method=needed, samples=samples, settings_crossed=0)


class _LeftOutError(ValueError):
    """An outcome has no indices; the message says why, in words."""


def studied(
    sweep: Sweep, method: str, outcomes: str | Sequence[str] = (), seed: int = 1
) -> Sensitivity:
    """A study of each outcome (all of the sweep's without names); nothing is saved.

    An outcome that is not finite, is the same on every row, or of which an emulator predicts too little
    is left out, with the reason in `.left_out`. Raises UserError where none is left, runs failed, an
    outcome is not of the sweep, or the design does not suit the method or has too few rows for it.
    """
    _check_installed(method)
    experiment = sweep.manifest["experiment"]
    design = experiment["design"]
    if design["method"] not in DESIGNS[method]:
        raise UserError(
            "{path}: {method} reads a design of {needed}; this sweep has {found}.",
            path=sweep.folder,
            method=method,
            needed=say(" or ").join(DESIGNS[method]),
            found=design["method"],
        )
    outcomes = [outcomes] if isinstance(outcomes, str) else list(dict.fromkeys(outcomes))
    frame = sweep.outcomes
    roles = frame.attrs["roles"]
    known = [name for name in frame.columns if roles.get(name) == "outcome"]
    for name in outcomes:
        if name not in known:
            raise UserError(
                "{path}: there is no outcome {name!r}; it has {known}.",
                path=sweep.folder,
                name=name,
                known=", ".join(known),
            )
    positions = _positions(experiment)
    studies: list[OutcomeSensitivity] = []
    left_out: dict[str, str] = {}
    for name in outcomes or known:
        values = _table(frame, name)
        try:
            studies.append(_study(method, name, experiment, positions, values, seed))
        except _LeftOutError as error:
            left_out[name] = str(error)
        except TooFewRowsError as error:
            raise UserError(
                "{path}: {method} needs {least} rows of the design at least; this sweep has {rows}. "
                "Nothing was analysed.",
                path=sweep.folder,
                method=method,
                least=error.least,
                rows=len(values),
            ) from None
    if not studies:
        raise UserError(
            "{path}: {problems} Nothing was analysed.",
            path=sweep.folder,
            problems=" ".join(left_out.values()),
        )
    return Sensitivity(sweep, method, tuple(studies), left_out)


def sensitivity(
    experiment: str | Path | Mapping[str, Any] | Experiment | Sweep,
    method: str = "sobol",
    outcomes: str | Sequence[str] = (),
    *,
    workers: int = 0,
    cluster: str | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Sensitivity indices of the outcomes of an experiment; what is not run yet is run first.

    Parameters
    ----------
    experiment
        As in `sweep`, or the folder of a finished sweep, or the sweep itself.
    method
        `sobol`, `morris`, `lhs`, `pawn`, `delta` or `emulator`; before it is run, a design that
        the method cannot read is replaced by one made for it.
    outcomes
        Names of outcomes; all of the sweep without any.
    workers, cluster, out, progress
        As in `sweep`; refused where the sweep is finished.

    Returns
    -------
    sensitivity : Sensitivity
        Saved in the sweep's folder: `.indices` as a DataFrame; `.left_out` says which outcomes
        have none, and why.

    Raises
    ------
    UserError
        Where the method is unknown, runs failed, no outcome has indices, or a finished sweep has a
        design that the method does not read.
    """
    if method not in DESIGNS:
        raise UserError(
            "There is no method {name!r}; there are {names}.", name=method, names=", ".join(METHODS)
        )
    options = {"workers": workers, "cluster": cluster, "out": out, "progress": progress}
    if isinstance(experiment, Sweep) or (
        isinstance(experiment, str | Path) and path_of(experiment).is_dir()
    ):
        done = experiment if isinstance(experiment, Sweep) else Sweep.read(experiment)
        if given := [name for name, value in options.items() if value]:
            raise UserError(
                "{path} is a finished sweep: nothing is run, and {names} has no place.",
                path=done.folder,
                names=", ".join(given),
            )
    else:
        loaded = experiment if isinstance(experiment, Experiment) else load_experiment(experiment)
        done = sweep(
            made_for(loaded, method),
            workers=workers,
            cluster=cluster,
            out=out,
            progress=progress,
            resume=None,
        )
    result = studied(done, method, outcomes)
    result.save()
    return result


def _positions(experiment: dict[str, Any]) -> Array:
    """The design of a sweep once more, from what its manifest tells."""
    factors, design = experiment["factors"], experiment["design"]
    home = {
        path: n for n, paths in enumerate(experiment.get("groups", {}).values()) for path in paths
    }
    shape = designs.Shape(
        tuple(len(factor.get("choices", ())) for factor in factors),
        tuple(factor["kind"] == "lever" for factor in factors),
        tuple(home[factor["path"]] for factor in factors) if home else (),
        int(design.get("settings", 0)),
    )
    return designs.positions(design["method"], design["samples"], shape, design["seed"])


def _table(frame: Any, name: str) -> Array:
    """Values (rows, replicates)."""
    table = frame.pivot_table(index="row", columns="replicate", values=name, dropna=False)
    values: Array = table.sort_index().to_numpy(dtype=float)
    return values


def _study(
    method: str, name: str, experiment: dict[str, Any], positions: Array, values: Array, seed: int
) -> OutcomeSensitivity:
    """Raises TooFewRowsError, _LeftOutError."""
    factors = [factor["path"] for factor in experiment["factors"]]
    samples, replicates = int(experiment["design"]["samples"]), values.shape[1]
    try:
        if method == "sobol":
            names = list(experiment.get("groups", {})) or factors
            blocks = values.reshape(samples, len(names) + 2, replicates)
            return sobol.analyse(name, names, blocks, seed)
        if method == "morris":
            steps = len(factors) + 1
            paths = positions.reshape(samples, steps, len(factors))
            choices = [factor["path"] for factor in experiment["factors"] if "choices" in factor]
            return morris.analyse(
                name, factors, paths, values.reshape(samples, steps, replicates), seed, choices
            )
        if method == "lhs":
            return rank_regression.analyse(name, factors, positions, values, seed)
        if method == "emulator":
            return emulator.analyse(name, factors, positions, values, seed)
        return moment_independent.analyse(method, name, factors, positions, values, seed)
    except NotFiniteError:
        missing = int((~np.isfinite(values)).sum())
        raise _LeftOutError(
            say(
                "{name} is missing or not finite in {missing} of {runs} {runs|run|runs}; one such "
                "value spoils every index.",
                name=name,
                missing=missing,
                runs=values.size,
            )
        ) from None
    except NothingVariesError:
        raise _LeftOutError(
            say("{name} is the same on every row: nothing to explain.", name=name)
        ) from None
    except emulator.BadEmulatorError as error:
        raise _LeftOutError(
            say(
                "{name}: an emulator predicts {q2} of the variance of rows it has not seen; {least} is "
                "needed. Take more samples, or a method without emulator.",
                name=name,
                q2=f"{error.q2:.2f}",
                least=f"{emulator.LEAST_Q2:g}",
            )
        ) from None
