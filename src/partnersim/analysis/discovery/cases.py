"""What is looked for: rows of a sweep in which an outcome lies beyond a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.discovery.dependence import Families, effective_rows

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Condition:
    """An outcome above or below a value; the mean over the replicates of a row is judged."""

    outcome: str
    value: float
    above: bool = True

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

    `by_chance` is the share of rows whose replicates do not agree, so that chance decides there;
    `families` tells which rows were drawn together.
    """

    condition: Condition
    factors: pd.DataFrame
    outcome: NDArray[np.float64]
    is_case: NDArray[np.bool_]
    by_chance: float
    families: Families = ()

    @property
    def effective_rows(self) -> float:
        """How many independent rows they are worth."""
        return effective_rows(self.is_case, self.families)

    @property
    def share(self) -> float:
        """Share of rows that are cases."""
        return float(self.is_case.mean())


def cases_of(
    runs: pd.DataFrame, factors: list[str], condition: Condition, families: Families = ()
) -> Cases:
    """Cases among the rows of a sweep's outcomes (a row a run: row, replicate, factors, outcomes).

    Raises ValueError where the outcome is missing or not finite in some run.
    """
    values = runs[condition.outcome].to_numpy(dtype=float)
    if not np.isfinite(values).all():
        missing = int((~np.isfinite(values)).sum())
        raise ValueError(f"{condition.outcome} is not finite in {missing} runs")
    grouped = runs.groupby("row", sort=True)
    outcome = grouped[condition.outcome].mean().to_numpy(dtype=float)
    beyond = runs.assign(_beyond=condition.holds(values)).groupby("row", sort=True)["_beyond"]
    share = beyond.mean().to_numpy(dtype=float)
    rows = grouped[factors].first().reset_index(drop=True)
    return Cases(
        condition, rows, outcome, condition.holds(outcome),
        float(((share > 0.0) & (share < 1.0)).mean()), families,
    )  # fmt: skip
