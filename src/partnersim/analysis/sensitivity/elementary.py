"""Morris's elementary effects over trajectories, with the same luck along each (SALib).

values (trajectories, factors + 1, replicates). mu_star is the mean absolute effect of a step, sigma its
spread: interactions and curvature. The dummy is the effect of dealing another hand at the same point.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.sensitivity.study import (
    RESAMPLES,
    Array,
    Index,
    Study,
    aleatory_share,
    checked,
    interval,
)


def analyse(
    outcome: str, names: Sequence[str], positions: Array, values: Array, seed: int = 1
) -> Study:
    """mu_star and sigma of every factor; positions (trajectories, factors + 1, factors)."""
    values = checked(np.asarray(values, dtype=float), outcome)
    effects = effects_of(positions, values.mean(axis=2))
    random = np.random.default_rng(seed)
    number = len(effects)
    picked = random.integers(number, size=(RESAMPLES, number))
    stars = np.abs(effects)[picked].mean(axis=1)
    sigmas = effects[picked].std(axis=1, ddof=1) if number > 1 else np.zeros_like(stars)
    dummy = _luck(positions, values, picked)
    found = []
    for kind, at, resampled, floor in (
        ("mu_star", np.abs(effects).mean(axis=0), stars, dummy),
        ("sigma", effects.std(axis=0, ddof=1), sigmas, dummy),
    ):
        low, high = interval(resampled)
        found += [
            Index(name, kind, "mean", float(at[n]), float(low[n]), float(high[n]), floor)
            for n, name in enumerate(names)
        ]
    return Study(
        outcome, "morris", tuple(found), number, values.shape[2], aleatory_share(values),
        needed=number,
    )  # fmt: skip


def effects_of(positions: Array, values: Array) -> Array:
    """Elementary effects (trajectories, factors): change of the outcome over the step's length."""
    steps = np.diff(positions, axis=1)
    changes = np.diff(values, axis=1)
    which = np.abs(steps).argmax(axis=2)
    length = np.take_along_axis(steps, which[:, :, None], axis=2)[:, :, 0]
    effects = np.zeros((positions.shape[0], positions.shape[2]))
    np.put_along_axis(effects, which, changes / length, axis=1)
    return effects


def _luck(positions: Array, values: Array, picked: NDArray[np.intp]) -> float:
    """Mean absolute difference of two means over replicates at one point, over a step's length: the
    upper end of its interval over the same resampled trajectories."""
    replicates = values.shape[2]
    if replicates < 2:
        return 0.0
    half = replicates // 2
    apart = values[:, :, :half].mean(axis=2) - values[:, :, half : 2 * half].mean(axis=2)
    step = float(np.abs(np.diff(positions, axis=1)).max())
    by_trajectory = np.abs(apart).mean(axis=1) * (half / replicates) ** 0.5 / step
    return float(interval(by_trajectory[picked].mean(axis=1))[1])
