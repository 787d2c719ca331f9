"""Discrimination between rivals by measures of the field, were they collected.

For a rival and a measure: the chance that a run with the rival lies above a run without it, parameters,
luck and the other rivals being as they may (the area under the ROC curve); 0.5 is no discrimination, 0 and 1
everything. And all measures at once: the share of runs a linear rule places rightly, learnt on other draws.
Intervals are over draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.paired_runs import Interval, interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers

_BOOTSTRAPS = 200
_SEED = 20_733
_FOLDS = 5


def area(with_it: Numbers, without: Numbers) -> float:
    """Chance that a value of one lies above one of the other, ties by half; NaN where one is empty."""
    from scipy.stats import rankdata

    first, second = with_it[np.isfinite(with_it)], without[np.isfinite(without)]
    if len(first) == 0 or len(second) == 0:
        return float("nan")
    ranks = rankdata(np.concatenate([first, second]))[: len(first)].sum()
    return float((ranks - len(first) * (len(first) + 1) / 2.0) / (len(first) * len(second)))


def areas(values: Numbers, with_it: NDArray[np.bool_]) -> Interval:
    """Area with its interval over draws. values: (models, draws); with_it: (models,)."""
    random = np.random.default_rng(_SEED)
    draws = values.shape[1]
    again = [
        area(values[with_it][:, d].ravel(), values[~with_it][:, d].ravel())
        for d in random.integers(draws, size=(_BOOTSTRAPS, draws))
    ]
    mean = area(values[with_it].ravel(), values[~with_it].ravel())
    if not np.isfinite(again).any():
        return Interval(mean, float("nan"), float("nan"))
    low, high = np.nanquantile(again, [0.025, 0.975])
    return Interval(mean, float(low), float(high))


def between(values: Numbers) -> float:
    """Share of the variance over all runs that lies between models. values: (models, draws)."""
    known = np.isfinite(values)
    if not known.any():
        return float("nan")
    centre = values[known].mean()
    means = np.array(
        [own[k].mean() if k.any() else centre for own, k in zip(values, known, strict=True)]
    )
    counts = known.sum(axis=1)
    total = ((values[known] - centre) ** 2).sum()
    return float((counts * (means - centre) ** 2).sum() / total) if total > 0.0 else float("nan")


def classification_rate(values: Numbers, with_it: NDArray[np.bool_]) -> Interval:
    """Share of runs that a linear rule on all measures classifies correctly, with its interval over draws.

    values: (models, draws, measures). Least squares on labels of -1 and 1, learnt on four fifths of
    the draws and tried on the rest; a missing value counts as the mean, and its absence as a measure.
    """
    models, draws, _ = values.shape
    missing = np.isnan(values)
    centre = np.nanmean(values, axis=(0, 1))
    spread = np.nanstd(values, axis=(0, 1))
    known = np.where(missing, 0.0, (values - centre) / np.where(spread > 0.0, spread, 1.0))
    seen = np.concatenate([known, missing.astype(float), np.ones((models, draws, 1))], axis=2)
    labels = np.where(with_it, 1.0, -1.0)[:, None] * np.ones((models, draws))
    right = np.zeros((models, draws))
    for fold in range(_FOLDS):
        tried = np.arange(draws) % _FOLDS == fold
        width = seen.shape[2]
        rule, *_ = np.linalg.lstsq(
            seen[:, ~tried].reshape(-1, width), labels[:, ~tried].ravel(), rcond=None
        )
        right[:, tried] = np.sign(seen[:, tried] @ rule) == labels[:, tried]
    return interval(right.mean(axis=0))
