"""What a sensitivity analysis says of one outcome, whatever the method."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
CONFIDENCE = 0.95
RESAMPLES = 400
ROUNDING = 1e-12  # differences so small, as shares of what they are compared with, say nothing


@dataclass(frozen=True, slots=True)
class Index:
    """An index of one factor with its bootstrap interval, beside what a dummy without effect shows.

    `kind` is first_order, total, mu_star, sigma, rank_regression, pawn or delta; `of` says of what of
    the replicates: their mean or their variance. `dummy` is nan where one replicate does not tell it.
    """

    factor: str
    kind: str
    of: str
    value: float
    low: float
    high: float
    dummy: float

    @property
    def detectable(self) -> bool | None:
        """Whether even the lower end of the interval lies above the dummy; None where that is not known."""
        return None if math.isnan(self.dummy) else self.low > self.dummy


@dataclass(frozen=True, slots=True)
class Convergence:
    """The same indices from the first part of the sample: how wide their widest interval is."""

    samples: int
    widest: float
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Components:
    """Variance components of single runs: between rows; of luck, what it adds to all rows alike
    (`common`) and what it adds to each row anew (`interaction`). Unbiased; nan where not known."""

    rows: float
    common: float
    interaction: float

    @property
    def luck_share(self) -> float:
        """Luck's share of the variance of single runs."""
        return self._share(self.common + self.interaction)

    @property
    def common_share(self) -> float:
        """The share of what luck adds to all rows alike: no difference between rows shows it."""
        return self._share(self.common)

    def _share(self, part: float) -> float:
        return part / max(self.rows + self.common + self.interaction, 1e-300)


@dataclass(frozen=True, slots=True)
class OutcomeSensitivity:
    """Indices of one outcome, and how far to trust them.

    `luck` is what luck does to single runs, which is not what it does to an index; `needed` is about
    how many samples would be enough, `samples` itself where these are; `q2` is the share of variance
    that an emulator predicts out of sample, nan where none was used; `choices` are the factors that
    have a list of them, where an index is told by steps.
    """

    outcome: str
    method: str
    indices: tuple[Index, ...]
    samples: int
    replicates: int
    luck: Components
    convergence: tuple[Convergence, ...] = ()
    needed: int = 0
    q2: float = float("nan")
    choices: frozenset[str] = frozenset()

    @property
    def converged(self) -> bool:
        """Whether the sample was large enough."""
        return self.needed <= self.samples

    def of(self, kind: str, of: str = "mean") -> list[Index]:
        """Indices of a kind, largest first."""
        chosen = [index for index in self.indices if index.kind == kind and index.of == of]
        return sorted(chosen, key=lambda index: -index.value)


class NotFiniteError(ValueError):
    """An outcome is missing or infinite in some runs: one such value spoils every index."""


class TooFewRowsError(ValueError):
    """The design has too few rows for the method; `least` are needed."""

    def __init__(self, outcome: str, rows: int, least: int) -> None:
        super().__init__(f"{outcome}: {rows} rows; {least} are needed")
        self.least = least


class NothingVariesError(ValueError):
    """The outcome is the same on every row."""


def checked(values: Array, outcome: str) -> Array:
    """The values (..., replicates), if all are finite and rows differ by more than rounding.

    Raises NotFiniteError, NothingVariesError.
    """
    bad = ~np.isfinite(values)
    if bad.any():
        first = tuple(int(n) for n in np.argwhere(bad)[0])
        raise NotFiniteError(
            f"{outcome} is not finite in {int(bad.sum())} of {values.size} runs, first at {first}"
        )
    if np.ptp(values.mean(axis=-1)) <= ROUNDING * max(1.0, float(np.abs(values).max())):
        raise NothingVariesError(f"{outcome} is the same on every row")
    return values


def components_of(values: Array) -> Components:
    """Rows, replicates and their interaction: a two-way analysis of variance of values (..., replicates).

    Replicate n has the same seed on every row, so its offset is common to all; where every run has a
    seed of its own that offset comes out as nothing.
    """
    table = values.reshape(-1, values.shape[-1])
    rows, replicates = table.shape
    if rows < 2 or replicates < 2:
        return Components(math.nan, math.nan, math.nan)
    of_rows, of_replicates = table.mean(axis=1), table.mean(axis=0)
    left = table - of_rows[:, None] - of_replicates + table.mean()
    interaction = float((left**2).sum()) / ((rows - 1) * (replicates - 1))
    return Components(
        max(0.0, float(of_rows.var(ddof=1)) - interaction / replicates),
        max(0.0, float(of_replicates.var(ddof=1)) - interaction / rows),
        interaction,
    )


def indices_of(
    factors: Sequence[str],
    kind: str,
    values: ArrayLike,
    resampled: tuple[ArrayLike, ArrayLike],
    dummies: ArrayLike,
    of: str = "mean",
) -> tuple[Index, ...]:
    """Indices of a kind, one a factor; `resampled` are the ends of their intervals."""
    numbers = np.broadcast_arrays(values, *resampled, dummies)
    rows = zip(factors, *(column.tolist() for column in numbers), strict=True)
    return tuple(Index(factor, kind, of, *row) for factor, *row in rows)


def interval(resampled: Array) -> tuple[Array, Array]:
    """The middle 95 % of resampled indices (resamples, ...)."""
    tail = (1.0 - CONFIDENCE) / 2.0
    return np.quantile(resampled, tail, axis=0), np.quantile(resampled, 1.0 - tail, axis=0)
