"""What a sensitivity analysis says of one outcome, whatever the method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CONFIDENCE = 0.95
RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class Index:
    """An index of one factor with its bootstrap interval, beside what a dummy without effect shows.

    `kind` is first_order, total, mu_star, sigma, rank_regression, pawn or delta; `of` says of what of
    the replicates: their mean or their variance.
    """

    factor: str
    kind: str
    of: str
    value: float
    low: float
    high: float
    dummy: float

    @property
    def detectable(self) -> bool:
        """Whether even the lower end of the interval lies above the dummy."""
        return self.low > self.dummy


@dataclass(frozen=True, slots=True)
class Convergence:
    """The same indices from the first part of the sample: how wide their widest interval is."""

    samples: int
    widest: float
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Study:
    """Indices of one outcome, and how far to trust them.

    `aleatory_share` is luck's share of the variance over all runs (nan with one replicate);
    `needed` is about how many samples would be enough, `samples` itself where these are; `q2` is the
    share of variance that an emulator predicts out of sample, nan where none was used.
    """

    outcome: str
    method: str
    indices: tuple[Index, ...]
    samples: int
    replicates: int
    aleatory_share: float
    convergence: tuple[Convergence, ...] = ()
    needed: int = 0
    q2: float = float("nan")

    @property
    def converged(self) -> bool:
        """Whether the sample was large enough."""
        return self.needed <= self.samples

    def of(self, kind: str, of: str = "mean") -> list[Index]:
        """Indices of a kind, largest first."""
        found = [one for one in self.indices if one.kind == kind and one.of == of]
        return sorted(found, key=lambda one: -one.value)


class NotFiniteError(ValueError):
    """An outcome is missing or infinite in some runs: one such value spoils every index."""


class TooFewRowsError(ValueError):
    """The design has too few rows for the method; `least` are needed."""

    def __init__(self, outcome: str, rows: int, least: int) -> None:
        super().__init__(f"{outcome}: {rows} rows; {least} are needed")
        self.least = least


class NothingVariesError(ValueError):
    """The outcome is the same everywhere."""


def checked(values: Array, outcome: str) -> Array:
    """The values, if all are finite and they vary. Raises NotFiniteError, NothingVariesError."""
    bad = ~np.isfinite(values)
    if bad.any():
        first = tuple(int(n) for n in np.argwhere(bad)[0])
        raise NotFiniteError(
            f"{outcome} is not finite in {int(bad.sum())} of {values.size} runs, first at {first}"
        )
    if np.ptp(values) <= 1e-12 * max(1.0, float(np.abs(values).max())):
        raise NothingVariesError(f"{outcome} is the same in every run")
    return values


def aleatory_share(values: Array) -> float:
    """Luck's share of the variance, values (..., replicates), by the law of total variance."""
    replicates = values.shape[-1]
    if replicates < 2:
        return float("nan")
    within = float(values.var(axis=-1, ddof=1).mean())
    between = float(values.mean(axis=-1).var(ddof=1)) - within / replicates
    return float(within / max(within + max(0.0, between), 1e-300))


def interval(resampled: Array) -> tuple[Array, Array]:
    """The middle 95 % of resampled indices (resamples, ...)."""
    tail = (1.0 - CONFIDENCE) / 2.0
    return np.quantile(resampled, tail, axis=0), np.quantile(resampled, 1.0 - tail, axis=0)
