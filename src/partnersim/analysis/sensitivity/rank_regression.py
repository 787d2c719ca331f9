"""Standardised rank regression over a Latin hypercube: a screen for effects that go one way.

The share of the ranks' variance that the regression explains (R2) says how far such a screen can be
trusted. The dummy is a factor of the design whose ranks are shuffled.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from partnersim.analysis.sensitivity.indices import (
    RESAMPLES,
    Array,
    OutcomeSensitivity,
    checked,
    components_of,
    indices_of,
    interval,
)


def analyse(
    outcome: str, names: Sequence[str], positions: Array, values: Array, seed: int = 1
) -> OutcomeSensitivity:
    """Absolute coefficients of every factor; positions (rows, factors), values (rows, replicates).

    `q2` of the study is R2 of the ranks.
    """
    values = checked(np.asarray(values, dtype=float), outcome)
    ranks = np.column_stack([_standard_ranks(column) for column in positions.T])
    target = _standard_ranks(values.mean(axis=1))
    random = np.random.default_rng(seed)
    at, r2 = _coefficients(ranks, target)
    picked = random.integers(len(target), size=(RESAMPLES, len(target)))
    resampled = np.array([_coefficients(ranks[rows], target[rows])[0] for rows in picked])
    shuffled = [
        _coefficients(np.column_stack([ranks, random.permutation(target)]), target)[0][-1]
        for _ in range(RESAMPLES)
    ]
    dummy = float(np.quantile(np.abs(shuffled), 0.95))
    resamples = interval(np.abs(resampled))
    indices = indices_of(names, "rank_regression", np.abs(at), resamples, dummy)
    return OutcomeSensitivity(
        outcome,
        "lhs",
        indices,
        len(target),
        values.shape[1],
        components_of(values),
        needed=len(target),
        q2=r2,
    )


def _standard_ranks(values: Array) -> Array:
    from scipy.stats import rankdata

    ranks = np.asarray(rankdata(values), dtype=float)
    spread = float(ranks.std())
    return (ranks - ranks.mean()) / (spread if spread > 0.0 else 1.0)


def _coefficients(ranks: Array, target: Array) -> tuple[Array, float]:
    coefficients, *_ = np.linalg.lstsq(ranks, target, rcond=None)
    left = target - ranks @ coefficients
    return coefficients, 1.0 - float(left @ left) / max(float(target @ target), 1e-300)
