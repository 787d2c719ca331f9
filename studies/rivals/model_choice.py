"""Choosing among models by whether their runs fall where the data lie (approximate Bayesian computation).

The evidence of a model is the chance that a run with parameters drawn from their priors has every part
of the patterns where the documents put it; it is estimated by the share of draws in which all hold
(rejection ABC, Tavaré et al. 1997; model choice, Grelaud et al. 2009). Every model meets the same draws,
and uncertainty is over draws: a Bayesian bootstrap (Rubin 1981) of the draws, the same weights for all
models so that pairs stay pairs, with half a draw more that holds and half a draw more that does not, each
model's own. Each share alone then has Jeffreys's interval of a proportion, and none is ever quite zero.
Models are equally likely before the data.

A factor is undecided where its interval holds 1, and where it lies itself within 1/BAND to BAND: then it is
too small to matter, however few or many the draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from partnersim.analysis.runs.paired_runs import Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers

BAND = 3.0  # Kass and Raftery 1995: under 3 a factor is not worth more than a bare mention
_BOOTSTRAPS = 4000
_SEED = 20_731
_GHOST = 0.5
Verdict = Literal["favoured", "disfavoured", "undecided"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """By model: evidence, probability, and factor against a reference, each with a 95 % interval."""

    evidence: tuple[Interval, ...]
    probability: tuple[Interval, ...]
    factor: tuple[Interval, ...]


def weigh(held: NDArray[np.bool_], reference: int = -1) -> Weighed:
    """Weigh models by draws in which all parts hold (models, draws), against one of them."""
    shares, sampled = held.mean(axis=1), _sampled(held)
    total = sampled.sum(axis=0)
    # half a draw more each way, so that no ratio divides by zero
    centre = (held.sum(axis=1) + _GHOST) / (held.shape[1] + 2 * _GHOST)
    return Weighed(
        evidence=_intervals(shares, sampled),
        probability=_intervals(centre / centre.sum(), sampled / total),
        factor=_intervals(centre / centre[reference], sampled / sampled[reference]),
    )


def factor_of(held: NDArray[np.bool_], with_it: NDArray[np.bool_]) -> Interval:
    """Evidence of the models with something over that of those without, each group's mean.

    held: (models, draws); with_it: (models,).
    """
    sampled = _sampled(held)
    centre = (held.sum(axis=1) + _GHOST) / (held.shape[1] + 2 * _GHOST)
    ratios = sampled[with_it].mean(axis=0) / sampled[~with_it].mean(axis=0)
    low, high = np.quantile(ratios, [0.025, 0.975])
    mean = centre[with_it].mean() / centre[~with_it].mean()
    return Interval(float(mean), float(low), float(high))


def verdict(factor: Interval, band: float = BAND) -> Verdict:
    """Whether a factor decides: its interval excludes 1, and it lies beyond 1/band or band itself."""
    if factor.low <= 1.0 <= factor.high or 1.0 / band <= factor.mean <= band:
        return "undecided"
    return "favoured" if factor.low > 1.0 else "disfavoured"


def _sampled(held: NDArray[np.bool_]) -> Numbers:
    """Plausible evidences (models, bootstraps), the same weights of draws for every model."""
    random = np.random.default_rng(_SEED)
    models, draws = held.shape
    weights = random.standard_gamma(1.0, size=(draws, _BOOTSTRAPS))
    ghosts = random.standard_gamma(_GHOST, size=(2, models, _BOOTSTRAPS))
    sampled: Numbers = held.astype(float) @ weights + ghosts[0]
    sampled /= weights.sum(axis=0) + ghosts.sum(axis=0)
    return sampled


def _intervals(means: Numbers, sampled: Numbers) -> tuple[Interval, ...]:
    low, high = np.quantile(sampled, [0.025, 0.975], axis=1)
    return tuple(
        Interval(float(m), float(a), float(b)) for m, a, b in zip(means, low, high, strict=True)
    )
