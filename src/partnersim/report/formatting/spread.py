"""Spread over runs: a mean, and the interval that holds the middle 80 % of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LOW, HIGH = 0.10, 0.90


@dataclass(frozen=True, slots=True)
class Spread:
    """An average and the middle 80 % over runs."""

    average: float
    low: float
    high: float


def spread(values: pd.Series[float]) -> Spread:
    """Over runs. Averages, unlike medians, add up: parts to a whole, start and change to end."""
    known = values.to_numpy(dtype=float)
    known = known[~np.isnan(known)]
    if len(known) == 0:
        return Spread(np.nan, np.nan, np.nan)
    low, high = np.quantile(known, (LOW, HIGH))
    return Spread(float(known.mean()), float(low), float(high))


def run_years(months: pd.Series[str], start: str) -> pd.Series[int]:
    """Years of the run, 0 the first, so that every year has twelve months wherever it starts.

    The last twelve months of spin-up are year -1.
    """
    numbers = months.str[:4].astype(int) * 12 + months.str[5:7].astype(int)
    begin = int(start[:4]) * 12 + int(start[5:7])
    return (numbers - begin) // 12
