"""Rows of measures: fields named by declarations, and the totals that their sums are divided by."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Outcome
from partnersim.state.arrays import Numbers, Table
from partnersim.state.kernel import kernel

_UNDIVIDED = -1


def record_of(names: Sequence[str]) -> np.dtype[np.void]:
    """A record with a number of each name."""
    return np.dtype([(str(name), np.float64) for name in names])


def plain(table: Table) -> Numbers:
    """The same numbers, in the same memory, with fields as the last dimension."""
    return table.view(_numbers(table.dtype.itemsize))


@functools.cache
def _numbers(size: int) -> np.dtype[Any]:
    return np.dtype((np.float64, size // np.dtype(np.float64).itemsize))


class Division:
    """What the sums of a row are divided by and held under, as outcomes declare it."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        names = sorted({outcome.per for outcome in outcomes} - {""})
        self.totals = record_of(names)
        self._total_of = np.array(
            [names.index(outcome.per) if outcome.per else _UNDIVIDED for outcome in outcomes]
        )
        self._most = np.array(
            [np.inf if outcome.at_most is None else outcome.at_most for outcome in outcomes]
        )

    def divide(self, sums: Numbers, totals: Numbers) -> None:
        """Divide each sum by its total; none by none is unknown (not a number)."""
        divide(sums, totals, self._total_of, self._most)


@kernel
def divide(sums: Numbers, totals: Numbers, total_of: NDArray[np.int64], most: Numbers) -> None:
    """Divide sums by their totals, in place, and hold them under the most they can be.

    Parameters
    ----------
    sums : array (columns,)
        Written.
    totals : array (totals,)
    total_of : array (columns,)
        Index of each column's total; below 0 it is not divided.
    most : array (columns,)
        The most a column can be.
    """
    for n in range(len(sums)):
        if total_of[n] >= 0:
            sums[n] /= totals[total_of[n]]
        if sums[n] > most[n]:
            sums[n] = most[n]
