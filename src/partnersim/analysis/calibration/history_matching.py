"""From emulators and bands to a posterior: rejection from the prior by implausibility.

The implausibility of a parameter row is the distance of its emulated measures from the nearest point of
the box of bands, in the metric of what emulator and luck leave: zero inside, growing outside
(history matching: Craig et al. 1997, Vernon et al. 2010). A row of the prior is kept with probability
exp(-distance squared / 2), which is exact ABC where data have an error of that size (Wilkinson 2013).
A band of no width is a measured point, and the posterior then that of a normal likelihood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.calibration.emulation import Emulators
from partnersim.analysis.sensitivity.indices import Array
from partnersim.language import UserError

POOL = 1 << 15  # rows of the prior looked at together
_MOST_POOLS = 32
DRAWS = 1000
FEWEST_DRAWS = 100
_SWEEPS = 25  # of coordinate descent towards the nearest point of the box
_STRETCH = 1e-9
RULED_OUT = 3.0  # implausibility above which history matching drops a row


@dataclass(frozen=True, slots=True)
class Fit:
    """Rows of the prior that were kept (rows, factors), of `seen` that were looked at; the share whose
    implausibility does not rule them out."""

    kept: Array
    seen: int
    not_ruled_out: float

    @property
    def share(self) -> float:
        """Share of the prior that was kept."""
        return len(self.kept) / self.seen


def squared_distances(means: Array, low: Array, high: Array, covariance: Array) -> Array:
    """Squared distance (rows,) of each row of means (rows, measures) from the box [low, high].

    min over z in the box of (m - z)' C^-1 (m - z), by coordinate descent: the function is convex and
    the box a product, so that it ends in the minimum.
    """
    scale = np.sqrt(np.diag(covariance))
    scale = np.where(scale > 0.0, scale, _STRETCH)
    means, low, high = means / scale, low / scale, high / scale
    size = len(scale)
    precision = np.linalg.inv(covariance / np.outer(scale, scale) + _STRETCH * np.eye(size))
    away = means - np.clip(means, low, high)
    outside = (away != 0.0).any(axis=1)
    squared = np.zeros(len(means))
    squared[outside] = _descended(means[outside], away[outside], low, high, precision)
    return squared


def _descended(means: Array, away: Array, low: Array, high: Array, precision: Array) -> Array:
    """The squared distances of rows outside the box, from a first guess of how far away each lies."""
    size = len(low)
    for _ in range(_SWEEPS if (low < high).any() else 0):
        before = away.copy()
        for j in range(size):
            others = away @ precision[:, j] - away[:, j] * precision[j, j]
            wanted = means[:, j] + others / precision[j, j]
            away[:, j] = means[:, j] - np.clip(wanted, low[j], high[j])
        if np.abs(away - before).max() < 1e-6:
            break
    return np.maximum(((away @ precision) * away).sum(axis=1), 0.0)


def pools(factors: int, seed: int, most: int = _MOST_POOLS) -> Iterator[Array]:
    """Scrambled Sobol' rows of the prior (POOL, factors), pool after pool of one sequence."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(factors, scramble=True, rng=seed)
    for _ in range(most):
        yield sequence.random(POOL)


def fit(
    emulators: Emulators,
    which: Sequence[int],
    bands: Sequence[tuple[float, float]],
    factors: int,
    seed: int,
    draws: int = DRAWS,
    fewest: int = FEWEST_DRAWS,
) -> Fit:
    """Keep rows of the prior until there are `draws` and one whole pool at least has been looked at.

    Raises UserError where fewer rows of the prior than `fewest` are kept: the bands exclude one another.
    """
    low, high = (np.array([band[end] for band in bands], dtype=float) for end in (0, 1))
    covariance = emulators.covariance(which)
    luck = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1,)))
    kept: list[Array] = []
    seen, possible = 0, 0
    for rows in pools(factors, seed):
        if which:
            means = np.column_stack([emulators.each[n].predict(rows) for n in which])
            squared = squared_distances(means, low, high, covariance)
        else:
            squared = np.zeros(len(rows))
        kept.append(rows[luck.random(len(rows)) < np.exp(-squared / 2.0)])
        seen += len(rows)
        possible += int((squared <= RULED_OUT**2).sum())
        if sum(map(len, kept)) >= draws:
            break
    fitted = Fit(np.concatenate(kept), seen, possible / seen)
    if len(fitted.kept) < fewest:
        raise UserError(
            "Of {seen} rows of the prior {kept} agree with all patterns at once; that is too few to "
            "call it a posterior. The patterns exclude one another in this scenario.",
            seen=fitted.seen,
            kept=len(fitted.kept),
        )
    return fitted


def thinned(kept: Array, draws: int, seed: int) -> Array:
    """At most that many of the rows, by lot, in the order they were found."""
    lot = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(2,)))
    picked: NDArray[np.intp] = np.sort(lot.permutation(len(kept))[:draws])
    return kept[picked]


def contraction(kept: Array) -> Array:
    """1 - variance after / variance before, by column; before it is uniform from 0 to 1."""
    return 1.0 - 12.0 * kept.var(axis=0, ddof=1)
