"""How many runs are enough: whether the spread of a result has settled, and what would decide it.

After Lorscheid, Heine and Meyer (2012): runs are enough once the variance of the result no longer
moves as runs are added. Here the standard deviation over the first n runs is followed through the
last half of the runs, since a coefficient of variation of differences around 0 never settles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.runs.paired_runs import interval

if TYPE_CHECKING:
    from partnersim.evidence.patterns import Expected

FEWEST = 3  # runs from which a half-width means something
FEWEST_TO_SETTLE = 10  # runs under which a spread cannot be said to have settled
TOLERANCE = 0.05  # how much the spread may still move; normal values pass 5 times in 6 at 60 runs
_HOPELESS = 100  # times the runs made: a difference that needs more is not distinguished


@dataclass(frozen=True, slots=True)
class RunConvergence:
    """runs: with a value; spread_moves: coefficient of variation of the standard deviation over the
    last half of the runs; settled_since: runs from which the verdict is what it is at the end;
    more_runs: about how many more would decide, NaN where it is decided or hopeless."""

    runs: int
    spread_moves: float
    settled_since: int
    more_runs: float

    @property
    def stable(self) -> bool:
        """Whether the width of the interval has settled."""
        return self.runs >= FEWEST_TO_SETTLE and self.spread_moves <= TOLERANCE

    def as_data(self) -> dict[str, Any]:
        """For a JSON file."""
        more = None if math.isnan(self.more_runs) else int(self.more_runs)
        return {
            "runs": self.runs,
            "spread_moves": self.spread_moves,
            "stable": self.stable,
            "verdict_since_run": self.settled_since,
            "more_runs": more,
        }


def more_runs(differences: np.ndarray) -> float:
    """About how many more runs would decide, if mean and spread stay; NaN where that is hopeless.

    Least N at which Student's half-width t(N - 1) s / sqrt(N) is smaller than the difference.
    """
    from scipy.stats import t

    known = len(differences)
    mean, spread = abs(float(differences.mean())), float(differences.std(ddof=1))
    if mean == 0.0 or spread == 0.0 or (1.96 * spread / mean) ** 2 > _HOPELESS * known:
        return math.nan
    needed = max(known + 1, math.ceil((1.96 * spread / mean) ** 2))
    while t.ppf(0.975, needed - 1) * spread / math.sqrt(needed) >= mean:
        needed += 1
    return float(needed - known)


def spread_moves(values: np.ndarray) -> float:
    """Coefficient of variation of the standard deviation over the first n runs, n in the last half."""
    first = max(2, len(values) // 2)
    spreads = np.array([values[:n].std(ddof=1) for n in range(first, len(values) + 1)])
    mean = float(spreads.mean())
    return float(spreads.std() / mean) if mean > 0.0 else 0.0


def convergence_of(values: np.ndarray, expected: Expected) -> RunConvergence:
    """Whether the values of a part, one a run and none missing, are enough for its verdict."""
    runs = len(values)
    verdicts = []
    for n in range(2, runs + 1):
        bounds = interval(values[:n])
        verdicts.append(expected.judge(bounds.low, bounds.high))
    same = next(
        (n for n, verdict in enumerate(reversed(verdicts)) if verdict != verdicts[-1]), runs - 1
    )
    more = math.nan
    if verdicts[-1] == "not decided":
        mean = float(values.mean())
        nearest = min(expected.edges, key=lambda bound: abs(mean - bound))
        more = more_runs(values - nearest)
    return RunConvergence(runs, spread_moves(values), runs - same + 1, more)
