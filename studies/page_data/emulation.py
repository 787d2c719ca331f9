"""The emulator: principal components of what runs gave, and a Gaussian process for each component.

After Higdon et al. (2008): outputs are standardised, rotated to a few components shared by all
scenarios, and each component of each scenario is learnt over the levers: a straight line by least
squares, and a Gaussian process of what is left. What is stored are numbers of
single precision that the page reads too, so that both compute the same; `evaluate` is that
computation. Errors are held out: two points at a time are left out of everything that is
learnt, components included.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FOLDS = 12  # two points at a time, never two corners
_MOST_COMPONENTS = 22
_EXPLAINED = 0.9999  # of the variance of standardised outputs, where fewer components do
_SHORTEST, _LONGEST = 0.2, 20.0  # length scales on levers between 0 and 1


@dataclass(frozen=True, slots=True)
class Emulator:
    """What is evaluated: z = line(x) + sum_i weight_i exp(-d_i^2 / 2) a component, y = mean + z components.

    points (points, levers) between 0 and 1 for each scenario; lengths (components, levers), offsets
    (components, 1 + levers: the line) and weights (components, points) for each scenario.
    """

    mean: np.ndarray
    components: np.ndarray
    points: list[np.ndarray]
    lengths: list[np.ndarray]
    offsets: list[np.ndarray]
    weights: list[np.ndarray]

    def evaluate(self, scenario: int, at: Sequence[float]) -> np.ndarray:
        """The outputs of a scenario with its levers there (each between 0 and 1)."""
        line = self.offsets[scenario]
        away = (np.asarray(at) - self.points[scenario])[None] / self.lengths[scenario][:, None]
        near = np.exp(-0.5 * (away**2).sum(axis=2))
        scores = line[:, 0] + line[:, 1:] @ np.asarray(at)
        scores = scores + (self.weights[scenario] * near).sum(axis=1)
        outputs: np.ndarray = self.mean + scores @ self.components
        return outputs


def learn(points: Sequence[np.ndarray], outputs: Sequence[np.ndarray]) -> Emulator:
    """Learn from points (points, levers) and outputs (points, outputs) of each scenario."""
    stacked = np.concatenate(outputs)
    mean, spread = stacked.mean(axis=0), stacked.std(axis=0)
    spread = np.where(spread > 0.0, spread, 1.0)
    left, values, right = np.linalg.svd((stacked - mean) / spread, full_matrices=False)
    explained = np.cumsum(values**2) / max(float((values**2).sum()), 1e-30)
    number = min(_MOST_COMPONENTS, int(np.searchsorted(explained, _EXPLAINED)) + 1)
    components = right[:number] * spread
    scores = left[:, :number] * values[:number]
    ends = np.cumsum([len(each) for each in points])[:-1]
    lengths, offsets, weights = [], [], []
    for each, mine in zip(points, np.split(scores, ends), strict=True):
        fitted = [_process(each, score) for score in mine.T]
        lengths.append(_single(np.array([one[0] for one in fitted])))
        offsets.append(_single(np.array([one[1] for one in fitted])))
        weights.append(_single(np.array([one[2] for one in fitted])))
    return Emulator(
        _single(mean), _single(components), [_single(p) for p in points], lengths, offsets, weights
    )


def _process(points: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Length scales, line and weights of one component."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    levers = points.shape[1]
    with_one = np.column_stack([np.ones(len(points)), points])
    line = np.linalg.lstsq(with_one, values, rcond=None)[0]
    values = values - with_one @ line
    kernel = ConstantKernel(1.0, (1e-3, 1e3)) * RBF(
        np.ones(levers), (_SHORTEST, _LONGEST)
    ) + WhiteKernel(1e-3, (1e-6, 1.0))
    process = GaussianProcessRegressor(kernel, normalize_y=True, random_state=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a length at its bound: no effect
        process.fit(points, values)
    spread, mean = float(process._y_train_std), float(process._y_train_mean)
    amplitude = process.kernel_.k1.k1.constant_value
    lengths = np.broadcast_to(process.kernel_.k1.k2.length_scale, (levers,))
    line[0] += mean
    return lengths, line, spread * amplitude * process.alpha_


def _single(values: np.ndarray) -> np.ndarray:
    """The same numbers as single precision holds them."""
    return np.asarray(values, np.float32).astype(np.float64)


def held_out(points: Sequence[np.ndarray], outputs: Sequence[np.ndarray]) -> list[np.ndarray]:
    """What an emulator that has not seen a point gives there, for each scenario (points, outputs).

    The first point, the scenario's own, is always seen: it is stored beside the emulator.
    """
    guesses = [np.full(each.shape, np.nan) for each in outputs]
    for fold in range(FOLDS):
        seen = [_seen(len(each), fold) for each in points]
        emulator = learn(
            [each[mask] for each, mask in zip(points, seen, strict=True)],
            [each[mask] for each, mask in zip(outputs, seen, strict=True)],
        )
        for n, mask in enumerate(seen):
            for row in np.flatnonzero(~mask):
                guesses[n][row] = emulator.evaluate(n, points[n][row])
    return guesses


def _seen(number: int, fold: int) -> np.ndarray:
    order = np.arange(number)
    seen: np.ndarray = (order == 0) | (order % FOLDS != fold)
    return seen
