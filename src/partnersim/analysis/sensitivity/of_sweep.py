"""Sensitivity of the outcomes of a sweep: the design it needs, its runs as blocks, and the indices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.sensitivity.study import (
    NotFiniteError,
    NothingVariesError,
    Study,
    TooFewRowsError,
)
from partnersim.language import UserError, say

if TYPE_CHECKING:
    from partnersim.analysis.sensitivity.study import Array
    from partnersim.analysis.sweeps.experiment import Experiment
    from partnersim.analysis.sweeps.sweeping import Progress
    from partnersim.results.studied import Sensitivity
    from partnersim.results.swept import Sweep

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


def made_for(experiment: Experiment, method: str) -> Experiment:
    """The experiment with a design that the method can read: its own, or as many samples of another."""
    from partnersim.analysis.sweeps import designs

    if experiment.method in DESIGNS[method]:
        return experiment
    needed = DESIGNS[method][0]
    samples = experiment.samples
    if needed in designs.POWERS_OF_TWO:
        samples = 1 << (samples - 1).bit_length()
    return replace(experiment, method=needed, samples=samples, settings_crossed=0)


def studies_of(
    sweep: Sweep, method: str, outcomes: str | Sequence[str] = (), seed: int = 1
) -> list[Study]:
    """A study of each outcome (all of the sweep's without names).

    Raises UserError where runs failed, an outcome is not of the sweep, not finite or never varies, the
    design does not suit the method, or an emulator predicts too little.
    """
    told = sweep.manifest["experiment"]
    design = told["design"]
    if design["method"] not in DESIGNS[method]:
        raise UserError(
            say("{path}: {method} reads a design of {needed}; this sweep has {found}.",
                path=sweep.folder, method=method, needed=say(" or ").join(DESIGNS[method]),
                found=design["method"])
        )  # fmt: skip
    outcomes = [outcomes] if isinstance(outcomes, str) else list(dict.fromkeys(outcomes))
    frame = sweep.outcomes
    roles = frame.attrs["roles"]
    known = [name for name in frame.columns if roles.get(name) == "outcome"]
    for name in outcomes:
        if name not in known:
            raise UserError(
                say("{path}: there is no outcome {name!r}; it has {known}.", path=sweep.folder,
                    name=name, known=", ".join(known))
            )  # fmt: skip
    positions = _positions(told)
    return [
        _study(method, name, told, positions, _table(frame, name), seed, sweep.folder)
        for name in outcomes or known
    ]


def sensitivity(
    experiment: str | Path | Experiment | Sweep,
    method: str = "sobol",
    outcomes: str | Sequence[str] = (),
    *,
    workers: int = 0,
    cluster: str | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Indices of the outcomes of an experiment: a file, a shipped name, the folder of a finished sweep
    or the sweep itself. What is not run yet is run first; the other arguments are those of `sweep`,
    and have no place where the sweep is finished.

    Returns the studies, `.indices` as a DataFrame, saved in the sweep's folder.
    """
    from partnersim.analysis.sweeps.experiment import Experiment
    from partnersim.analysis.sweeps.reading import load_experiment
    from partnersim.analysis.sweeps.sweeping import sweep
    from partnersim.results.studied import Sensitivity
    from partnersim.results.swept import Sweep

    if method not in DESIGNS:
        raise UserError(say("There is no method {name!r}; there are {names}.", name=method,
                            names=", ".join(METHODS)))  # fmt: skip
    options = {"workers": workers, "cluster": cluster, "out": out, "progress": progress}
    if isinstance(experiment, Sweep) or (
        isinstance(experiment, str | Path) and Path(experiment).is_dir()
    ):
        done = experiment if isinstance(experiment, Sweep) else Sweep.read(experiment)
        if given := [name for name, value in options.items() if value]:
            raise UserError(
                say("{path} is a finished sweep: nothing is run, and {names} has no place.",
                    path=done.folder, names=", ".join(given))
            )  # fmt: skip
    else:
        one = experiment if isinstance(experiment, Experiment) else load_experiment(experiment)
        done = sweep(
            made_for(one, method), workers=workers, cluster=cluster, out=out, progress=progress,
            resume=None,
        )  # fmt: skip
    found = Sensitivity(done, method, tuple(studies_of(done, method, outcomes)))
    found.save()
    return found


def _positions(told: dict[str, Any]) -> Array:
    """The design of a sweep once more, from what its manifest tells."""
    from partnersim.analysis.sweeps import designs

    factors, design = told["factors"], told["design"]
    home = {path: n for n, paths in enumerate(told.get("groups", {}).values()) for path in paths}
    shape = designs.Shape(
        tuple(len(one.get("choices", ())) for one in factors),
        tuple(one["kind"] == "lever" for one in factors),
        tuple(home[one["path"]] for one in factors) if home else (),
        int(design.get("settings", 0)),
    )
    return designs.positions(design["method"], design["samples"], shape, design["seed"])


def _table(frame: Any, name: str) -> Array:
    """Values (rows, replicates)."""
    table = frame.pivot_table(index="row", columns="replicate", values=name, dropna=False)
    values: Array = table.sort_index().to_numpy(dtype=float)
    return values


def _study(
    method: str, name: str, told: dict[str, Any], positions: Array, values: Array, seed: int,
    folder: Path,
) -> Study:  # fmt: skip
    from partnersim.analysis.sensitivity import elementary, emulator, given_data, ranks, sobol

    factors = [one["path"] for one in told["factors"]]
    samples, replicates = int(told["design"]["samples"]), values.shape[1]
    try:
        if method == "sobol":
            names = list(told.get("groups", {})) or factors
            blocks = values.reshape(samples, len(names) + 2, replicates)
            return sobol.analyse(name, names, blocks, seed)
        if method == "morris":
            steps = len(factors) + 1
            paths = positions.reshape(samples, steps, len(factors))
            return elementary.analyse(
                name, factors, paths, values.reshape(samples, steps, replicates), seed
            )
        if method == "lhs":
            return ranks.analyse(name, factors, positions, values, seed)
        if method == "emulator":
            return emulator.analyse(name, factors, positions, values, seed)
        return given_data.analyse(method, name, factors, positions, values, seed)
    except NotFiniteError:
        missing = int((~np.isfinite(values)).sum())
        raise UserError(
            say("{path}: {name} is missing or not finite in {missing} of {runs} runs; one such value "
                "spoils every index. Nothing was analysed.", path=folder, name=name,
                missing=missing, runs=values.size)
        ) from None  # fmt: skip
    except NothingVariesError:
        raise UserError(
            say(
                "{path}: {name} is the same in every run: nothing to explain.",
                path=folder,
                name=name,
            )
        ) from None
    except TooFewRowsError as error:
        raise UserError(
            say("{path}: {method} needs {least} rows of the design at least; this sweep has {rows}. "
                "Nothing was analysed.", path=folder, method=method, least=error.least,
                rows=len(values))
        ) from None  # fmt: skip
    except emulator.BadEmulatorError as error:
        raise UserError(
            say("{path}: {name}: an emulator predicts {q2} of the variance of rows it has not seen; "
                "{least} is needed. Take more samples, or a method without emulator.", path=folder,
                name=name, q2=f"{error.q2:.2f}", least=f"{emulator.LEAST_Q2:g}")
        ) from None  # fmt: skip
