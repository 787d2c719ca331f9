"""PAWN and delta: indices from any sample of rows, of the whole distribution (SALib).

Both compare the outcome's distribution with what it is when a factor is held: PAWN by the median
distance of cumulative distributions (Pianosi and Wagener 2018), delta by densities (Borgonovo 2007).
Neither is zero for a factor without effect, so a dummy column of chance is added to the design and
what it shows, resampled, is the floor.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from partnersim.analysis.sensitivity.indices import (
    Array,
    OutcomeSensitivity,
    TooFewRowsError,
    checked,
    components_of,
    indices_of,
    interval,
)
from partnersim.analysis.sweeps.designs import problem_of

_PAWN_RESAMPLES = 60
_DELTA_RESAMPLES = 20
_SLICES = 10
FEWEST_ROWS = 32  # a few in each slice


def analyse(
    method: str, outcome: str, names: Sequence[str], positions: Array, values: Array, seed: int = 1
) -> OutcomeSensitivity:
    """`pawn` or `delta` of every factor; positions (rows, factors), values (rows, replicates)."""
    values = checked(np.asarray(values, dtype=float), outcome)
    rows = len(values)
    if rows < FEWEST_ROWS:
        raise TooFewRowsError(outcome, rows, FEWEST_ROWS)
    chance = np.random.default_rng(seed).random(rows)
    index = _pawn if method == "pawn" else _delta
    at, low, high = index(np.column_stack([positions, chance]), values.mean(axis=1), seed)
    own = slice(len(names))
    indices = indices_of(names, method, at[own], (low[own], high[own]), high[-1])
    return OutcomeSensitivity(
        outcome, method, indices, rows, values.shape[1], components_of(values), needed=rows
    )


def _pawn(design: Array, values: Array, seed: int) -> tuple[Array, Array, Array]:
    """Medians with an interval over resampled rows, less the bias that tied rows add."""
    from SALib.analyze import pawn

    def medians(rows: Array, of: Array) -> Array:
        result = pawn.analyze(problem_of(rows.shape[1]), rows, of, S=_SLICES, seed=seed)
        return np.asarray(result["median"], dtype=float)

    at = medians(design, values)
    random = np.random.default_rng(seed)
    picked = random.integers(len(values), size=(_PAWN_RESAMPLES, len(values)))
    resampled = np.array([medians(design[rows], values[rows]) for rows in picked])
    return (at, *interval(at + resampled - resampled.mean(axis=0)))


def _delta(design: Array, values: Array, seed: int) -> tuple[Array, Array, Array]:
    """Bias-reduced deltas with SALib's own interval; what it does to numpy's and Python's global state
    (a seed, the form of warnings) is undone."""
    from SALib.analyze import delta

    state, form = np.random.get_state(), warnings.formatwarning  # noqa: NPY002
    try:
        # SALib sets filters of its own inside: what it warns of is caught, not ignored.
        with warnings.catch_warnings(record=True):
            result = delta.analyze(
                problem_of(design.shape[1]),
                design,
                values,
                num_resamples=_DELTA_RESAMPLES,
                seed=seed,
                method="delta",
            )
    finally:
        np.random.set_state(state)  # noqa: NPY002
        warnings.formatwarning = form
    at, half = (np.asarray(result[name], dtype=float) for name in ("delta_raw", "delta_raw_conf"))
    return at, at - half, at + half
