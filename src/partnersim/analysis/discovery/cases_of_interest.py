"""Cases of interest: rows of a sweep in which an outcome lies beyond a value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.discovery.design_effect import Families, effective_rows
from partnersim.declarations import Better

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from partnersim.analysis.runs.overlays import Value

FEW_VALUES = 5


@dataclass(frozen=True, slots=True)
class Condition:
    """An outcome above or below a value; the mean over the replicates of a row is judged.

    `of_share` says that the value is only where a share of the rows ends, so that rows are compared
    with one another.
    """

    outcome: str
    value: float
    above: bool = True
    of_share: bool = False

    @property
    def name(self) -> str:
        """As in the name of a file."""
        return f"{self.outcome}_{'above' if self.above else 'below'}_{self.value:.6g}"

    def holds(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each value is beyond."""
        return values > self.value if self.above else values < self.value


@dataclass(frozen=True, slots=True)
class Cases:
    """Rows of a design: factors (rows, factors), the outcome's mean and whether it is a case.

    `by_chance` is the share of rows whose replicates do not agree, so that chance decides there (nan
    with one replicate); where rows are compared with one another, what luck adds to all alike is no
    disagreement;
    `families` tells which rows were drawn together; `better` is the better side of the outcome, where
    it declares one; `levels` holds the values of each factor that has single ones, in order.
    """

    condition: Condition
    factors: pd.DataFrame
    outcome: NDArray[np.float64]
    is_case: NDArray[np.bool_]
    by_chance: float
    families: Families = ()
    better: Better | None = None
    levels: dict[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def high_is_worse(self) -> bool:
        """As the outcome declares; without that, what is looked for is what is to be avoided."""
        return self.condition.above if self.better is None else self.better is Better.LOWER

    @property
    def to_be_avoided(self) -> bool:
        """Whether the cases lie on the worse side."""
        return self.condition.above == self.high_is_worse

    @property
    def effective_rows(self) -> float:
        """How many independent rows they are worth."""
        return effective_rows(self.is_case, self.families)

    @property
    def share(self) -> float:
        """Share of rows that are cases."""
        return float(self.is_case.mean())


def levels_of(column: pd.Series[Any], choices: bool) -> tuple[Value, ...]:
    """The values of a factor with single ones, in order: choices, yes or no, whole numbers, and numbers
    of which the design tries few; none of a range."""
    from pandas.api.types import is_float_dtype, is_numeric_dtype

    values: list[Value] = column.unique().tolist()
    if not is_numeric_dtype(column):
        return tuple(sorted(values, key=str))
    tries_few = len(values) <= min(FEW_VALUES, len(column) // 2)
    if is_float_dtype(column) and not choices and not tries_few:
        return ()
    return tuple(sorted(values))


def cases_of(
    runs: pd.DataFrame,
    factors: list[str],
    condition: Condition,
    families: Families = (),
    *,
    choices: Collection[str] = (),
    better: Better | None = None,
) -> Cases:
    """Cases among the rows of a sweep's outcomes (a row a run: row, replicate, factors, outcomes);
    `choices` names the factors that are given choices.

    Raises ValueError where the outcome is missing or not finite in some run.
    """
    values = runs[condition.outcome].to_numpy(dtype=float)
    if not np.isfinite(values).all():
        missing = int((~np.isfinite(values)).sum())
        raise ValueError(f"{condition.outcome} is not finite in {missing} runs")
    grouped = runs.groupby("row", sort=True)
    outcome = grouped[condition.outcome].mean().to_numpy(dtype=float)
    rows = grouped[factors].first().reset_index(drop=True)
    rows.attrs = {}  # which every selection of rows would copy
    return Cases(
        condition,
        rows,
        outcome,
        condition.holds(outcome),
        _by_chance(runs, condition),
        families,
        better,
        {name: levels_of(rows[name], name in choices) for name in factors},
    )


def _by_chance(runs: pd.DataFrame, condition: Condition) -> float:
    """Share of rows in which some replicates lie beyond and others do not."""
    of_replicates = runs.groupby("replicate")[condition.outcome]
    if of_replicates.ngroups < 2:
        return float("nan")
    values = runs[condition.outcome]
    if condition.of_share:
        values = values - of_replicates.transform("mean") + values.mean()
    beyond = condition.holds(values.to_numpy(dtype=float))
    share = runs.assign(_beyond=beyond).groupby("row")["_beyond"].mean()
    return float(((share > 0.0) & (share < 1.0)).mean())
