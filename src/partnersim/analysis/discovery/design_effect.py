"""The design effect: rows that were drawn together, and how many independent rows they are worth.

Saltelli's blocks, Morris's trajectories and crossed designs repeat values from row to row. A share of
cases among such rows is less sure than among as many independent ones. With the design effect d (Kish
1965), the variance of the share by what was drawn together over that of independent rows, n rows count
as n / d; with two ways of being drawn together (settings and worlds) their variances add, less that of
single rows (Cameron, Gelbach and Miller 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Families = tuple["NDArray[np.int64]", ...]
"""Labels (rows) of what each row was drawn with, for each way of being drawn together; empty where
rows are independent."""


def families_of(method: str, rows: int, each: int) -> Families:
    """Of a design by its method; `each` rows follow one another in a block, a trajectory or a setting."""
    number = np.arange(rows)
    if method in ("saltelli", "morris"):
        return (number // each,)
    if method == "crossed":
        return (number // each, number % each)
    return ()


def of_several(designs: Sequence[tuple[int, Families]]) -> Families:
    """Of the rows of several designs after one another; those of different designs were not together."""
    ways = max(len(families) for _, families in designs)
    labels: list[list[NDArray[np.int64]]] = [[] for _ in range(ways)]
    before = 0
    for rows, families in designs:
        for way in range(ways):
            own = families[min(way, len(families) - 1)] if families else np.arange(rows)
            labels[way].append(own + before)
        before += rows
    return tuple(np.concatenate(label) for label in labels)


def effective_rows(is_case: NDArray[np.bool_], families: Families) -> float:
    """How many independent rows these are worth, from 1 to their number.

    Where all or none are cases their variance says nothing: then as many as were drawn separately.
    """
    rows = len(is_case)
    if not families or rows <= 1:
        return float(rows)
    share = is_case.mean()
    separate = min(len(np.unique(family)) for family in families)
    alone = share * (1.0 - share) / rows
    if alone == 0.0 or separate == 1:
        return float(separate)
    from statsmodels.regression.linear_model import OLS

    groups = families[0] if len(families) == 1 else np.column_stack(families)
    mean = OLS(is_case.astype(float), np.ones(rows)).fit(
        cov_type="cluster", cov_kwds={"groups": groups}
    )
    return float(rows / max(1.0, float(mean.bse[0]) ** 2 / alone))


def separate_draws(values: Sequence[object], families: Families) -> int:
    """How often a factor was drawn anew among these rows: a world's value, say, stands in many rows."""
    return min(len(set(zip(family.tolist(), values, strict=True))) for family in families)


def interval(share: float, rows: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share among so many independent rows, whole or not."""
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(share * rows, rows, alpha=0.05, method="wilson")
    return max(0.0, float(low)), min(1.0, float(high))


def quasi_p(hits: float, rows: float, elsewhere: float) -> float:
    """The chance of so many cases or more among so many rows, where the share of cases is `elsewhere`."""
    from scipy.special import betainc

    if hits <= 0.0:
        return 1.0
    return float(betainc(hits, rows - hits + 1.0, elsewhere))
