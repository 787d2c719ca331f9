"""Morris's elementary effects over trajectories, with the same seeds on every row (SALib).

values (trajectories, factors + 1, replicates). mu_star is the mean absolute effect of a step, sigma its
spread: interactions and curvature. The dummy of a factor is what would be left of its steps if they
moved each replicate another way, as much as they do, and none of them on average; what luck adds to both
ends of a step alike cancels.

The effect of a factor with a range is scaled to the whole of it; a factor with a list of choices has no
lengths, and its effect is the change from one choice to another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.sensitivity.indices import (
    RESAMPLES,
    ROUNDING,
    Array,
    Index,
    OutcomeSensitivity,
    checked,
    components_of,
    indices_of,
    interval,
)


def analyse(
    outcome: str,
    names: Sequence[str],
    positions: Array,
    values: Array,
    seed: int = 1,
    choices: Collection[str] = (),
) -> OutcomeSensitivity:
    """mu_star and sigma of every factor; positions (trajectories, factors + 1, factors).

    `choices` names the factors that have a list of choices.
    """
    values = checked(np.asarray(values, dtype=float), outcome)
    listed = np.array([name in choices for name in names])
    effects = effects_of(positions, values.mean(axis=2), listed)
    random = np.random.default_rng(seed)
    number = len(effects)
    picked = random.integers(number, size=(RESAMPLES, number))
    stars = np.abs(effects)[picked].mean(axis=1)
    sigmas = effects[picked].std(axis=1, ddof=1) if number > 1 else np.zeros_like(stars)
    luck = _luck(positions, values, listed)[picked]
    rounding = ROUNDING * float(values.std())
    indices: list[Index] = []
    for kind, at, resampled, by_luck in (
        ("mu_star", np.abs(effects).mean(axis=0), stars, luck.mean(axis=1)),
        ("sigma", effects.std(axis=0, ddof=1), sigmas, np.sqrt((luck**2).mean(axis=1))),
    ):
        dummies = np.maximum(interval(by_luck)[1], rounding)
        indices += indices_of(names, kind, at, interval(resampled), dummies)
    return OutcomeSensitivity(
        outcome,
        "morris",
        tuple(indices),
        number,
        values.shape[2],
        components_of(values),
        needed=number,
        choices=frozenset(choices),
    )


def effects_of(positions: Array, values: Array, listed: NDArray[np.bool_]) -> Array:
    """Elementary effects (trajectories, factors): change of the outcome over the step's length.

    Of a factor with a list of choices (`listed`, one a factor), the change itself.
    """
    steps = np.diff(positions, axis=1)
    changes = np.diff(values, axis=1)
    which = np.abs(steps).argmax(axis=2)
    length = np.take_along_axis(steps, which[:, :, None], axis=2)[:, :, 0]
    length = np.where(listed[which], np.sign(length), length)
    effects = np.zeros((positions.shape[0], positions.shape[2]))
    np.put_along_axis(effects, which, changes / length, axis=1)
    return effects


def _luck(positions: Array, values: Array, listed: NDArray[np.bool_]) -> Array:
    """Size of each effect by luck alone (trajectories, factors): half the difference of the effect
    between two halves of the replicates, of which both are small with many of them."""
    replicates = values.shape[2]
    half = replicates // 2
    if half == 0:
        return np.full((positions.shape[0], positions.shape[2]), np.nan)
    first, second = (
        effects_of(positions, some.mean(axis=2), listed)
        for some in (values[:, :, :half], values[:, :, half : 2 * half])
    )
    size: Array = np.abs(first - second) * (half / (2.0 * replicates)) ** 0.5
    return size
