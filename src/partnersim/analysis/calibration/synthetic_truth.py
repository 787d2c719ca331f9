"""Proof on simulated truth: rows of the design that no emulator has seen are taken for the world.

Each gives one run's measures as data, once as they are (`exact`: the most these measures could tell) and
once as the side of each band it falls on (`bands`: what documents report). The posterior is weighed on one
pool of the prior. If the method is right, the place of the true value within its posterior is uniform
(simulation-based calibration: Talts et al. 2018), and an interval of 80 % holds it in 80 % of truths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.calibration import emulation, history_matching
from partnersim.analysis.runs.paired_runs import interval
from partnersim.analysis.sensitivity.indices import Array

EXACT, BANDS = "exact", "bands"
LEVELS = (0.5, 0.8, 0.95)
TRUTHS = 400
HELD_OUT = 5  # one row in so many
POOLS = 16  # of the prior, the same for every truth
_BINS = 20
_NEGLIGIBLE = 1e-7  # of the largest weight


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of the truths with one kind of data.

    `places` (truths, columns): share of the posterior below the true value; `contraction` (columns,)
    mean over truths; `effective` (truths,) sizes of the posteriors; factors first, then dummies.
    """

    data: str
    places: Array
    contraction: Array
    effective: Array

    def inside(self, level: float) -> NDArray[np.bool_]:
        """Whether each central interval of that level holds the truth."""
        return np.abs(self.places - 0.5) < level / 2.0

    def uniform(self) -> Array:
        """By column, how likely places so uneven are by chance (chi-square over twenty bins)."""
        from scipy.stats import chi2

        expected = len(self.places) / _BINS
        bins = np.minimum((self.places * _BINS).astype(int), _BINS - 1)
        counts = np.array([np.bincount(column, minlength=_BINS) for column in bins.T])
        p_values: Array = chi2.sf(((counts - expected) ** 2 / expected).sum(axis=1), _BINS - 1)
        return p_values


@dataclass(frozen=True, slots=True)
class Coverage:
    """Over the truths, the share of intervals of one level that held the truth, with its 95 % interval;
    `of` names the parameters they are intervals of."""

    data: str
    of: str
    level: float
    trials: int
    share: float
    low: float
    high: float


def coverage(of: Recovered, name: str, columns: Sequence[int], level: float) -> Coverage:
    """Of one parameter: binomial (Clopper and Pearson 1934). Of several, which are not independent
    within one truth: Student's interval of the mean over truths."""
    from scipy.stats import binomtest

    held = of.inside(level)[:, list(columns)]
    truths = len(held)
    if len(columns) == 0:
        return Coverage(of.data, name, level, truths, *(float("nan"),) * 3)
    if len(columns) == 1:
        ends = binomtest(int(held.sum()), truths).proportion_ci(0.95)
        share = float(held.mean())
        return Coverage(of.data, name, level, truths, share, float(ends.low), float(ends.high))
    band = interval(held.mean(axis=1))
    low = max(0.0, float(band.low))
    return Coverage(of.data, name, level, truths, band.mean, low, min(1.0, float(band.high)))


def split(rows: int, seed: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows the emulators see, and those held out."""
    order = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(3,))).permutation(rows)
    unseen = rows // HELD_OUT
    return np.sort(order[unseen:]), order[:unseen]


def recover(
    measures: Sequence[str],
    positions: Array,
    values: Array,
    dummies: int,
    data: Sequence[int],
    bands: Sequence[tuple[float, float]],
    seed: int,
    truths: int = TRUTHS,
) -> tuple[Recovered, Recovered]:
    """Fit without the rows held out, and find each of them again by exact data and by bands.

    `data` says which measures are known of a truth; `bands` is one a measure.
    """
    seen, unseen = split(len(positions), seed)
    unseen = unseen[:truths]
    emulators = emulation.fit(measures, positions[seen], values[seen], dummies, seed)
    data = list(data)
    pool = np.concatenate(list(history_matching.pools(positions.shape[1], seed + 1, POOLS)))
    means = np.column_stack([emulators.each[n].predict(pool) for n in data])
    runs, truth = values[unseen, 0], positions[unseen]
    bounded = [
        n for n in data if np.isfinite(bands[n]).any()
    ]  # of the others, every side is all of it
    edges = np.array([bands[n] for n in bounded], dtype=float).reshape(-1, 2)
    own = [data.index(n) for n in bounded]
    return (
        _recovered(
            EXACT,
            pool,
            means,
            emulators.covariance(data),
            [(run, run) for run in runs[:, data]],
            truth,
        ),
        _recovered(
            BANDS,
            pool,
            means[:, own],
            emulators.covariance(bounded),
            [cell(run, edges) for run in runs[:, bounded]],
            truth,
        ),
    )


def cell(run: Array, edges: Array) -> tuple[Array, Array]:
    """The side of each band (measures, 2) on which a run falls, as lower and upper ends."""
    below, above = run <= edges[:, 0], run >= edges[:, 1]
    low = np.where(below, -np.inf, np.where(above, edges[:, 1], edges[:, 0]))
    high = np.where(below, edges[:, 0], np.where(above, np.inf, edges[:, 1]))
    return low, high


def _recovered(
    kind: str,
    pool: Array,
    means: Array,
    covariance: Array,
    boxes: Sequence[tuple[Array, Array]],
    truth: Array,
) -> Recovered:
    places = np.empty_like(truth)
    spread = np.empty_like(truth)
    effective = np.empty(len(truth))
    alike: dict[bytes, list[int]] = {}  # many truths fall on the same sides
    for n, (low, high) in enumerate(boxes):
        alike.setdefault(low.tobytes() + high.tobytes(), []).append(n)
    for members in alike.values():
        squared = history_matching.squared_distances(means, *boxes[members[0]], covariance)
        weights = np.exp(-(squared - squared.min()) / 2.0)
        some = weights > _NEGLIGIBLE
        rows, weights = pool[some], weights[some] / weights[some].sum()
        effective[members] = 1.0 / (weights**2).sum()
        middle = weights @ rows
        spread[members] = weights @ rows**2 - middle**2
        for n in members:
            places[n] = np.where(rows < truth[n], weights[:, None], 0.0).sum(axis=0)
    return Recovered(kind, places, 1.0 - 12.0 * spread.mean(axis=0), effective)
