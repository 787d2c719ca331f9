"""The emulator: a curved surface by least squares, and Gaussian processes of what it leaves.

Each output of each scenario is a polynomial of the second degree in the levers. What is left of all
outputs is standardised and rotated to a few principal components shared by all scenarios, after Higdon
et al. (2008), and each component of each scenario is learnt by a Gaussian process. What is stored are
numbers of single precision that the page reads too, so that both compute the same; `evaluate` is that
computation. Errors are held out: two points at a time are left out of everything that is learnt, surface
and components included.
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
    """What is evaluated: y = surface(x) + sum_k component_k sum_i weight_ki exp(-d_ki^2 / 2).

    components (components, outputs); for each scenario points (points, levers) between 0 and 1,
    surfaces (terms, outputs), lengths (components, levers) and weights (components, points).
    """

    components: np.ndarray
    points: list[np.ndarray]
    surfaces: list[np.ndarray]
    lengths: list[np.ndarray]
    weights: list[np.ndarray]

    def evaluate(self, scenario: int, at: Sequence[float]) -> np.ndarray:
        """The outputs of a scenario with its levers there (each between 0 and 1)."""
        place = np.asarray(at)
        away = (place - self.points[scenario])[None] / self.lengths[scenario][:, None]
        near = np.exp(-0.5 * (away**2).sum(axis=2))
        scores = (self.weights[scenario] * near).sum(axis=1)
        surface = terms(place[None])[0] @ self.surfaces[scenario]
        outputs: np.ndarray = surface + scores @ self.components
        return outputs


def terms(points: np.ndarray) -> np.ndarray:
    """Of the surface: 1, each lever, then each product of two (points, terms)."""
    levers = points.shape[1]
    pairs = [(i, j) for i in range(levers) for j in range(i, levers)]
    return np.column_stack(
        [np.ones(len(points)), points, *(points[:, i] * points[:, j] for i, j in pairs)]
    )


def learn(points: Sequence[np.ndarray], outputs: Sequence[np.ndarray]) -> Emulator:
    """Learn from points (points, levers) and outputs (points, outputs) of each scenario."""
    surfaces = [
        np.linalg.lstsq(terms(at), values, rcond=None)[0]
        for at, values in zip(points, outputs, strict=True)
    ]
    left = np.concatenate(
        [
            values - terms(at) @ surface
            for at, values, surface in zip(points, outputs, surfaces, strict=True)
        ]
    )
    spread = left.std(axis=0)
    spread = np.where(spread > 0.0, spread, 1.0)
    rows, values, columns = np.linalg.svd(left / spread, full_matrices=False)
    explained = np.cumsum(values**2) / max(float((values**2).sum()), 1e-30)
    number = min(_MOST_COMPONENTS, int(np.searchsorted(explained, _EXPLAINED)) + 1)
    scores = rows[:, :number] * values[:number]
    ends = np.cumsum([len(each) for each in points])[:-1]
    fitted = [
        [_process(at, score) for score in mine.T]
        for at, mine in zip(points, np.split(scores, ends), strict=True)
    ]
    return Emulator(
        _single(columns[:number] * spread),
        [_single(at) for at in points],
        [_single(surface) for surface in surfaces],
        [_single(np.array([lengths for lengths, _ in each])) for each in fitted],
        [_single(np.array([weights for _, weights in each])) for each in fitted],
    )


def _process(points: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Length scales and weights of one component, whose mean is 0 where nothing is known."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    levers = points.shape[1]
    kernel = ConstantKernel(1.0, (1e-3, 1e3)) * RBF(
        np.ones(levers), (_SHORTEST, _LONGEST)
    ) + WhiteKernel(1e-3, (1e-6, 1.0))
    process = GaussianProcessRegressor(kernel, random_state=1)
    size = float(values.std()) or 1.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a length at its bound: no effect
        process.fit(points, values / size)
    lengths = np.broadcast_to(process.kernel_.k1.k2.length_scale, (levers,))
    weights: np.ndarray = size * process.kernel_.k1.k1.constant_value * process.alpha_
    return lengths, weights


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
