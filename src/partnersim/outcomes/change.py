"""The one definition of change: the last twelve months of the scenario less the last twelve of spin-up.

Means of the months that are known, run by run; where spin-up is shorter, of those there are, and
without a spin-up there is no change. Whole years are compared because many measures have seasons.
"""

from __future__ import annotations

import numpy as np

from partnersim.state.calendar import MONTHS_A_YEAR


def mean_of_known(rows: np.ndarray) -> np.ndarray:
    """Mean of each column over the rows that have a value there; not a number where none has.

    Rows lie one after the other, whatever they came from: sums follow how numbers lie in memory.
    """
    rows = np.ascontiguousarray(rows)
    known = np.isfinite(rows)
    total = np.where(known, rows, 0.0).sum(axis=0)
    return np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), np.nan)


def months_before(spin_up_months: int) -> range:
    """Numbers of the months a change is counted from."""
    return range(max(0, spin_up_months - MONTHS_A_YEAR), spin_up_months)


def years_of(rows: np.ndarray, spin_up_rows: int) -> np.ndarray:
    """Means of the year before the scenario and of its last (2, columns) from rows (months, columns).

    The first `spin_up_rows` rows are of the spin-up. The second less the first is the change.
    """
    before, after = rows[:spin_up_rows], rows[spin_up_rows:]
    return np.array([mean_of_known(series[-MONTHS_A_YEAR:]) for series in (before, after)])
