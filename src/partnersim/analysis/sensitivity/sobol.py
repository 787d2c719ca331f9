"""Sobol' indices over Saltelli's blocks, replicated with the same seeds on every row (SALib).

values (blocks, factors + 2, replicates): A, A with each factor of B in turn, B. Indices are those of
the mean over replicates and, with enough of these, of the logarithm of their variance. The dummy of
first order is the estimator of Homma and Saltelli (1996) for a factor without effect, which is the
sampling error of the design. That of total effect is luck: what a factor would show whose steps move
each replicate another way, as much as this factor's do, and none of them on average. What luck adds to
both ends of a step alike cancels. Factors of a group are exchanged together, and share one index.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from partnersim.analysis.sensitivity.indices import (
    RESAMPLES,
    ROUNDING,
    Array,
    Convergence,
    Index,
    OutcomeSensitivity,
    checked,
    components_of,
    indices_of,
    interval,
)
from partnersim.analysis.sweeps.designs import problem_of

WIDE = 0.05  # half-width of an interval above which a sample is too small
REPLICATES_FOR_VARIANCE = 4
_LEAST_BLOCKS = 16
_LEAST_SPREAD = 1e-6  # of logarithms of variances: below it rows differ by rounding
_PARTS = (8, 4, 2, 1)


def analyse(outcome: str, names: Sequence[str], values: Array, seed: int = 1) -> OutcomeSensitivity:
    """The indices of every factor (or group). Raises NotFiniteError, NothingVariesError."""
    values = checked(np.asarray(values, dtype=float), outcome)
    blocks, rows, replicates = values.shape
    if rows != len(names) + 2:
        raise ValueError(f"blocks of {rows} rows for {len(names)} factors")
    means = values.mean(axis=2)
    unknown = np.full(len(names), np.nan)
    luck = _luck(means, _without_each(values), seed) if replicates > 1 else unknown
    indices = list(_indices(names, means, "mean", luck, seed))
    if replicates >= REPLICATES_FOR_VARIANCE:
        spread = _log_variance(values.var(axis=2, ddof=1))
        if np.ptp(spread) > _LEAST_SPREAD:
            luck = _luck(spread, _log_variance(_variance_without_each(values)), seed)
            indices += _indices(names, spread, "variance", luck, seed)
    steps = []
    for part in _PARTS:
        number = blocks // part
        if number >= _LEAST_BLOCKS or part == 1:
            some = [index for index in indices if index.of == "mean"]
            if part > 1:
                some = list(_indices(names, means[:number], "mean", unknown, seed))
            totals = [index for index in some if index.kind == "total"]
            widest = max(0.5 * (total.high - total.low) for total in totals)
            steps.append(
                Convergence(number, widest, {total.factor: total.value for total in totals})
            )
    return OutcomeSensitivity(
        outcome,
        "sobol",
        tuple(indices),
        blocks,
        replicates,
        components_of(values),
        tuple(steps),
        needed_samples(blocks, steps[-1].widest),
    )


def needed_samples(samples: int, widest: float) -> int:
    """About how many samples bring the widest interval to the tolerance: the next power of two."""
    if widest <= WIDE:
        return samples
    return int(2 ** math.ceil(math.log2(samples * (widest / WIDE) ** 2)))


def _indices(
    names: Sequence[str], blocks: Array, of: str, luck: Array, seed: int
) -> tuple[Index, ...]:
    """First-order and total indices of one number a row, with intervals over resampled blocks."""
    from SALib.analyze import sobol

    result = sobol.analyze(
        problem_of(len(names)),
        blocks.reshape(-1),
        calc_second_order=False,
        num_resamples=RESAMPLES,
        keep_resamples=True,
        seed=seed,
    )
    indices: list[Index] = []
    for kind, name, dummies in (
        ("first_order", "S1", _sampling_error(blocks, seed)),
        ("total", "ST", luck),
    ):
        ends = interval(np.asarray(result[f"{name}_conf_all"], dtype=float))
        indices += indices_of(names, kind, result[name], ends, dummies, of)
    return tuple(indices)


def _sampling_error(blocks: Array, seed: int) -> float:
    """What first order shows of nothing: the 95th percentile of |mean of A x B| / variance."""
    centred = (blocks - blocks.mean()) / blocks.std()
    random = np.random.default_rng(seed)
    picked = random.integers(len(blocks), size=(RESAMPLES, len(blocks)))
    products = centred[:, 0] * centred[:, -1]
    return float(np.quantile(np.abs(products[picked].mean(axis=1)), 0.95))


def _luck(blocks: Array, without: Array, seed: int) -> Array:
    """What luck alone makes of each factor's total index: the 95th percentile over resampled blocks.

    blocks (blocks, factors + 2) holds one number a row, `without` (…, replicates) the same without each
    replicate in turn. Their jackknife variance is that of a step between two rows by luck; what luck
    does to both rows alike is in no step.
    """
    replicates = without.shape[2]
    steps: Array = without[:, 1:-1] - without[:, :1]
    by_luck = (replicates - 1) ** 2 / replicates * steps.var(axis=2, ddof=1)
    random = np.random.default_rng(seed)
    picked = random.integers(len(blocks), size=(RESAMPLES, len(blocks)))
    upper = np.quantile(by_luck[picked].mean(axis=1), 0.95, axis=0)
    shares: Array = 0.5 * upper / float(blocks[:, [0, -1]].var())
    return np.maximum(shares, ROUNDING)


def _without_each(values: Array) -> Array:
    """Means over the replicates without each in turn (…, replicates)."""
    total: Array = values.sum(axis=-1, keepdims=True)
    means: Array = (total - values) / (values.shape[-1] - 1)
    return means


def _variance_without_each(values: Array) -> Array:
    """Variances over the replicates without each in turn (…, replicates)."""
    which = np.arange(values.shape[-1])
    return np.stack([values[..., which != n].var(axis=-1, ddof=1) for n in which], axis=-1)


def _log_variance(variances: Array) -> Array:
    return np.log(variances + 1e-300)
