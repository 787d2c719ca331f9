"""Sobol' indices over Saltelli's blocks, replicated with the same luck within each block (SALib).

values (blocks, factors + 2, replicates): A, A with each factor of B in turn, B. Indices are those of
the mean over replicates and, with enough of these, of the logarithm of their variance. The dummy of
first order is the estimator of Homma and Saltelli (1996) for a factor without effect, which is the
sampling error of the design; that of total effect is luck: what a factor that does nothing but deal
another hand would show. Factors of a group are exchanged together, and share one index.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from partnersim.analysis.sensitivity.study import (
    RESAMPLES,
    Array,
    Convergence,
    Index,
    Study,
    aleatory_share,
    checked,
    interval,
)

WIDE = 0.05  # half-width of an interval above which a sample is too small
REPLICATES_FOR_VARIANCE = 4
_LEAST_BLOCKS = 16
_PARTS = (8, 4, 2, 1)


def analyse(outcome: str, names: Sequence[str], values: Array, seed: int = 1) -> Study:
    """The indices of every factor (or group). Raises NotFiniteError, NothingVariesError."""
    values = checked(np.asarray(values, dtype=float), outcome)
    blocks, rows, replicates = values.shape
    if rows != len(names) + 2:
        raise ValueError(f"blocks of {rows} rows for {len(names)} factors")
    means = values.mean(axis=2)
    found = list(_indices(names, means, "mean", _luck(values), seed))
    if replicates >= REPLICATES_FOR_VARIANCE:
        spread = np.log(values.var(axis=2, ddof=1) + 1e-300)
        if np.isfinite(spread).all() and np.ptp(spread) > 0.0:
            found += _indices(names, spread, "variance", _luck_of_spread(values), seed)
    steps = []
    for part in _PARTS:
        number = blocks // part
        if number >= _LEAST_BLOCKS or part == 1:
            some = [one for one in found if one.of == "mean"]
            if part > 1:
                some = list(_indices(names, means[:number], "mean", 0.0, seed))
            totals = [one for one in some if one.kind == "total"]
            widest = max(0.5 * (one.high - one.low) for one in totals)
            steps.append(Convergence(number, widest, {one.factor: one.value for one in totals}))
    return Study(
        outcome, "sobol", tuple(found), blocks, replicates, aleatory_share(values), tuple(steps),
        needed_samples(blocks, steps[-1].widest),
    )  # fmt: skip


def needed_samples(samples: int, widest: float) -> int:
    """About how many samples bring the widest interval to the tolerance: the next power of two."""
    if widest <= WIDE:
        return samples
    return int(2 ** math.ceil(math.log2(samples * (widest / WIDE) ** 2)))


def _indices(
    names: Sequence[str], blocks: Array, of: str, luck: float, seed: int
) -> tuple[Index, ...]:
    """First-order and total indices of one number a row, with intervals over resampled blocks."""
    from SALib.analyze import sobol

    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    result = sobol.analyze(
        problem, blocks.reshape(-1), calc_second_order=False, num_resamples=RESAMPLES,
        keep_resamples=True, seed=seed,
    )  # fmt: skip
    floor = _sampling_error(blocks, seed)
    found = []
    for kind, name, dummy in (("first_order", "S1", floor), ("total", "ST", luck)):
        low, high = interval(np.asarray(result[f"{name}_conf_all"], dtype=float))
        found += [
            Index(factor, kind, of, float(result[name][n]), float(low[n]), float(high[n]), dummy)
            for n, factor in enumerate(names)
        ]
    return tuple(found)


def _sampling_error(blocks: Array, seed: int) -> float:
    """What first order shows of nothing: the 95th percentile of |mean of A x B| / variance."""
    centred = (blocks - blocks.mean()) / blocks.std()
    random = np.random.default_rng(seed)
    picked = random.integers(len(blocks), size=(RESAMPLES, len(blocks)))
    products = centred[:, 0] * centred[:, -1]
    return float(np.quantile(np.abs(products[picked].mean(axis=1)), 0.95))


def _luck(values: Array) -> float:
    """Variance of the mean over replicates by luck alone, as a share of the variance over rows."""
    replicates = values.shape[2]
    if replicates < 2:
        return 0.0
    by_luck = float(values.var(axis=2, ddof=1).mean()) / replicates
    return float(by_luck / values.mean(axis=2).var())


def _luck_of_spread(values: Array) -> float:
    """The same of the logarithm of the variance, about 2 / (replicates - 1) for normal luck."""
    spread = np.log(values.var(axis=2, ddof=1) + 1e-300)
    return float(min(1.0, 2.0 / (values.shape[2] - 1) / spread.var()))
