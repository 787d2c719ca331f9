"""A Gaussian process in place of the model, where runs are few; refused where it predicts badly.

Q2 is the share of variance it predicts of rows it has not seen (five folds). Sobol' indices are then
those of the emulator over a large Saltelli design; their intervals are of that design alone. The dummy
is the share of the variance that the emulator gets wrong of rows it has not seen, the luck of their means
left out: whatever it makes of a factor without effect is part of that. With one replicate luck is not
left out, since it is not known, and the dummy is the higher for it.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from partnersim.analysis.sensitivity import sobol
from partnersim.analysis.sensitivity.indices import (
    Array,
    OutcomeSensitivity,
    checked,
    components_of,
)
from partnersim.analysis.sweeps.designs import problem_of

LEAST_Q2 = 0.7
_FOLDS = 5
_ROWS_AT_A_TIME = 2048
_BLOCKS = 1024
_RESTARTS = 2


class BadEmulatorError(ValueError):
    """The emulator predicts too little of what it has not seen; `q2` says how much."""

    def __init__(self, outcome: str, q2: float, least: float) -> None:
        super().__init__(f"{outcome}: Q2 of the emulator is {q2:.2f}; {least:g} is needed")
        self.q2 = q2


def fit_held_out(
    positions: Array, means: Array, seed: int = 1, lengths_from: int = 300, most: int = 1024
) -> tuple[Any, Array]:
    """An emulator for many rows and what it leaves of each row when it has not seen it (five folds).

    Lengths are found on the first `lengths_from` rows, since each step of that search costs the cube of
    their number, and stand for all; what predicts knows the first `most` of the rows it may see.
    """
    from sklearn.gaussian_process import GaussianProcessRegressor

    first = _process(positions[:lengths_from], means[:lengths_from], seed, restarts=0)

    def known(rows: Array, of: Array) -> Any:
        process = GaussianProcessRegressor(first.kernel_, optimizer=None, normalize_y=True)
        return process.fit(rows[:most], of[:most])

    return known(positions, means), _left(known, positions, means, seed)


def _left(
    fitted: Callable[[Array, Array], Any], positions: Array, means: Array, seed: int
) -> Array:
    """What an emulator leaves of each row when it was fitted without it (five folds)."""
    from sklearn.model_selection import KFold

    left = np.zeros(len(means))
    for seen, unseen in KFold(_FOLDS, shuffle=True, random_state=seed).split(positions):
        process = fitted(positions[seen], means[seen])
        left[unseen] = means[unseen] - process.predict(positions[unseen])
    return left


def mean_of(process: Any, positions: Array) -> Array:
    """What the process predicts of many rows: its own `predict`, several times faster."""
    constant, lengths = process.kernel_.k1.k1.constant_value, process.kernel_.k1.k2.length_scale
    known = process.X_train_ / lengths
    sums = np.empty(len(positions))
    for n in range(0, len(positions), _ROWS_AT_A_TIME):
        rows = positions[n : n + _ROWS_AT_A_TIME] / lengths
        apart = rows @ known.T
        apart -= 0.5 * (rows**2).sum(axis=1)[:, None]
        apart -= 0.5 * (known**2).sum(axis=1)
        sums[n : n + len(rows)] = np.exp(apart, out=apart) @ process.alpha_
    predicted: Array = process._y_train_mean + process._y_train_std * constant * sums
    return predicted


def fit(positions: Array, means: Array, seed: int = 1) -> tuple[Any, float]:
    """A fitted emulator and its Q2; positions (rows, factors) from 0 to 1, means (rows,)."""
    left = _left(functools.partial(_process, seed=seed), positions, means, seed)
    q2 = 1.0 - float((left**2).sum()) / max(float(((means - means.mean()) ** 2).sum()), 1e-300)
    return _process(positions, means, seed), q2


def analyse(
    outcome: str,
    names: Sequence[str],
    positions: Array,
    values: Array,
    seed: int = 1,
    least_q2: float = LEAST_Q2,
) -> OutcomeSensitivity:
    """Sobol' indices of the emulator. Raises BadEmulatorError where Q2 is below `least_q2`."""
    from SALib.sample import sobol as saltelli

    values = checked(np.asarray(values, dtype=float), outcome)
    means = values.mean(axis=1)
    process, q2 = fit(positions, means, seed)
    if q2 < least_q2:
        raise BadEmulatorError(outcome, q2, least_q2)
    number = len(names)
    rows = saltelli.sample(problem_of(number), _BLOCKS, calc_second_order=False, seed=seed)
    guessed = process.predict(rows).reshape(_BLOCKS, number + 2, 1)
    by_emulator = sobol.analyse(outcome, names, guessed, seed)
    luck = components_of(values)
    by_luck = 0.0 if np.isnan(luck.interaction) else luck.interaction / values.shape[1]
    wrong = max(0.0, (1.0 - q2) * float(means.var()) - by_luck) / float(guessed.var())
    indices = tuple(
        replace(index, dummy=float(np.fmax(index.dummy, wrong))) for index in by_emulator.indices
    )
    return OutcomeSensitivity(
        outcome,
        "emulator",
        indices,
        len(values),
        values.shape[1],
        luck,
        by_emulator.convergence,
        len(values),
        q2,
    )


def _process(positions: Array, means: Array, seed: int, restarts: int = _RESTARTS) -> Any:
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    number = positions.shape[1]
    kernel = ConstantKernel(1.0) * RBF(np.full(number, 0.5), (0.05, 50.0)) + WhiteKernel(0.01)
    process = GaussianProcessRegressor(
        kernel, normalize_y=True, n_restarts_optimizer=restarts, random_state=seed
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a length at its bound is a factor without effect
        return process.fit(positions, means)
