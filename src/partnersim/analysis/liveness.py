"""Which uncertain parameters move anything: low against high end of the prior, one at a time.

Paired runs (all other parameters drawn, the same in both), every sector column; a column moves when
the paired t statistic passes a threshold that all columns together, being noise, would pass once in
a hundred. A screening, not a sensitivity analysis: interactions and bends are not seen.

    python -m partnersim.analysis.liveness [runs]     writes docs/data/liveness.csv
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.paired import finals

if TYPE_CHECKING:
    import numpy as np

RUNS = 30
SCENARIO = "mifi_status_quo"
FIELDS = ("parameter", "low", "high", "columns_moved", "strongest", "change", "t")
_CHANCE = 0.01  # that a parameter without effect is said to move any column


@dataclass(frozen=True, slots=True)
class Liveness:
    """What moving one parameter over its prior does."""

    parameter: str
    low: float
    high: float
    moved: int
    strongest: str
    change: float
    t: float


def compare(
    low: np.ndarray, high: np.ndarray, names: tuple[str, ...]
) -> tuple[int, str, float, float]:
    """Columns moved, the most surely moved one, its mean change and t (runs, columns)."""
    import numpy as np
    from scipy.stats import t as student

    change = high - low
    runs = len(change)
    known = np.isfinite(change).all(axis=0)
    spread = np.where(known, change.std(axis=0, ddof=1), np.inf)
    mean = np.where(known, change.mean(axis=0), 0.0)
    steady = (spread == 0.0) & (mean != 0.0)  # the same change in every run
    t = np.where(spread > 0.0, mean / np.maximum(spread / np.sqrt(runs), 1e-300), 0.0)
    t = np.where(steady, np.sign(mean) * 1e6, t)
    needed = student.ppf(1.0 - _CHANCE / (2.0 * len(names)), runs - 1)
    best = int(np.argmax(np.abs(t)))
    return int((np.abs(t) > needed).sum()), names[best], float(mean[best]), float(t[best])


def screen(runs: int = RUNS, scenario: str = SCENARIO) -> list[Liveness]:
    """Every uncertain parameter of the model over its prior."""
    from partnersim.declarations import Parameter, Role
    from partnersim.outcomes.recorder import SECTOR_NAMES
    from partnersim.scenario.registry import model_groups
    from partnersim.scenario.settings import load

    found = []
    for group in model_groups().values():
        for one in group:
            if not isinstance(one, Parameter) or one.role is not Role.UNCERTAINTY or not one.prior:
                continue
            path = f"{group.name}.{one.name}"
            ends = [
                finals(load(scenario, [f"{path}={end}"], years=5, scale=400.0), runs, 31)
                for end in one.prior
            ]
            moved, strongest, change, t = compare(ends[0], ends[1], SECTOR_NAMES)
            found.append(Liveness(path, *one.prior, moved, strongest, change, t))
            print(
                f"{path:42s} {found[-1].moved:3d} columns, most {found[-1].strongest}", flush=True
            )
    return found


def main() -> None:
    """Screen and write the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    path = Path("docs/data/liveness.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = screen(runs)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for one in rows:
            numbers = (one.moved, one.strongest, f"{one.change:.5f}", f"{one.t:.1f}")
            writer.writerow((one.parameter, one.low, one.high, *numbers))


if __name__ == "__main__":
    main()
