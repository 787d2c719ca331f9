"""An emulator of each measure, with its own error and the noise of a run as one covariance.

Inputs are chosen first: those whose share of the variance (of means over tenths of their range) lies
above that of every dummy column. The dummies are parameters of no model, carried through the whole
calibration, so that what they show is what chance shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.sensitivity.emulator import LEAST_Q2, fit_held_out, mean_of
from partnersim.analysis.sensitivity.indices import Array

MOST_INPUTS = 12
_SLICES = 10


@dataclass(frozen=True, slots=True)
class Emulator:
    """A measure as a function of the inputs it depends on.

    `q2` is the share of variance between rows, luck left out, that is predicted of rows not seen;
    `luck` the share of luck in the variance of single runs. With one replicate luck is not known: NaN,
    and `q2` counts it as error.
    """

    measure: str
    inputs: tuple[int, ...]
    process: Any
    q2: float
    luck: float

    @property
    def good(self) -> bool:
        """Whether it predicts enough to be used."""
        return self.q2 >= LEAST_Q2

    def predict(self, positions: Array) -> Array:
        """The measure at these rows."""
        if isinstance(self.process, float):  # it was the same in every run
            return np.full(len(positions), self.process)
        return mean_of(self.process, positions[:, self.inputs])


@dataclass(frozen=True, slots=True)
class Emulators:
    """One a measure; `left` (runs, measures) is what they leave of runs they have not seen."""

    each: tuple[Emulator, ...]
    left: Array

    def covariance(self, which: Sequence[int]) -> Array:
        """Of what is left of some measures: emulator variance and run-to-run variance together."""
        some = self.left[:, list(which)]
        return some.T @ some / len(some)


def fit(
    measures: Sequence[str], positions: Array, values: Array, dummies: int, seed: int
) -> Emulators:
    """Emulators of `values` (rows, replicates, measures) over positions (rows, factors and dummies)."""
    from threadpoolctl import threadpool_limits  # comes with scikit-learn

    each, left = [], np.zeros((values.shape[0], values.shape[1], len(measures)))
    with threadpool_limits(1):  # sums in one order: the same bytes whatever the machine is at
        for n, name in enumerate(measures):
            emulator, missed = _fit(name, positions, values[:, :, n], dummies, seed)
            each.append(emulator)
            left[:, :, n] = missed
    return Emulators(tuple(each), left.reshape(-1, len(measures)))


def _fit(
    name: str, positions: Array, values: Array, dummies: int, seed: int
) -> tuple[Emulator, Array]:
    means = values.mean(axis=1)
    replicates = values.shape[1]
    # each run has its own luck: all that differs within a row is noise between rows too
    within = float(values.var(axis=1, ddof=1).mean()) if replicates > 1 else 0.0
    all_of_it = float(means.var(ddof=1))
    if all_of_it <= 0.0:  # the same in every run: nothing depends on anything
        return Emulator(name, (0,), float(means[0]), 0.0, 0.0), np.zeros_like(values)
    inputs = chosen(positions, means, dummies)
    process, missed = fit_held_out(positions[:, inputs], means, seed)
    between = max(all_of_it - within / replicates, 1e-300)
    wrong = max(float((missed**2).mean()) - within / replicates, 0.0)
    luck = within / (between + within) if replicates > 1 else float("nan")
    emulator = Emulator(name, tuple(map(int, inputs)), process, 1.0 - wrong / between, luck)
    return emulator, values - (means - missed)[:, None]


def chosen(positions: Array, means: Array, dummies: int) -> NDArray[np.intp]:
    """Columns, the most telling first, down to the best of the last `dummies` columns."""
    shares = first_order(positions, means)
    floor = shares[len(shares) - dummies :].max() if dummies else 0.0
    order = np.argsort(-shares, kind="stable")
    return np.array([n for n in order if shares[n] >= floor][:MOST_INPUTS], dtype=np.intp)


def first_order(positions: Array, means: Array) -> Array:
    """Variance of the means over tenths of each column, as a share of all variance."""
    shares = np.empty(positions.shape[1])
    size = np.full(_SLICES, len(means) // _SLICES) + (np.arange(_SLICES) < len(means) % _SLICES)
    starts = np.concatenate([[0], np.cumsum(size)[:-1]])
    for n in range(positions.shape[1]):
        ordered = means[np.argsort(positions[:, n], kind="stable")]
        within = np.add.reduceat(ordered, starts) / size
        shares[n] = (size * (within - means.mean()) ** 2).sum() / len(means) / means.var()
    return shares
