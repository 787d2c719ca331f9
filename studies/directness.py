"""Directness: how much of a change a scenario sets, and how much is response.

A scenario is compared with the regime of its spin-up over paired runs, twice: in full, and with choices
frozen as they stood when the scenario begins (`Ablation`: what of it was asked for, the use of free
posts, what invitations go by), while money, hiring, turnover and elections go on. Directness of a
measure = mean change with frozen choices / mean change in full, with a bootstrap interval over runs.
Above one half the measure is *set by the scenario*, below it is *response*; where the interval of the
full change holds zero there is nothing to tell apart. A measure that freezing holds still in every run
is made of what is frozen, and gets no directness.

    python -m studies.directness [runs]     writes evidence/directness.csv
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.evidence.directness import FIELDS, RUNS, SEED, SET_ABOVE, TABLE
from partnersim.schedule import Ablation

if TYPE_CHECKING:
    import numpy as np

_BOOTSTRAPS = 2000


@dataclass(frozen=True, slots=True)
class Directness:
    """One measure in one scenario: its change in full and the share of it that is direct."""

    measure: str
    change: float
    change_low: float
    change_high: float
    share: float
    low: float
    high: float

    @property
    def label(self) -> str:
        """`set by the scenario`, `response`, or neither."""
        if self.change_low <= 0.0 <= self.change_high:
            return "too small to attribute"
        return "set by the scenario" if self.share > SET_ABOVE else "response"


def measure(full: np.ndarray, frozen: np.ndarray, names: tuple[str, ...]) -> list[Directness]:
    """Directness of each column from paired changes (runs, columns) in full and frozen."""
    import numpy as np

    random = np.random.default_rng(SEED)
    runs = len(full)
    drawn = random.integers(runs, size=(_BOOTSTRAPS, runs))
    measured = []
    for c, name in enumerate(names):
        moving, still = full[:, c], frozen[:, c]
        if not (np.isfinite(moving).all() and np.isfinite(still).all()):
            continue
        if moving.any() and not still.any():
            continue
        means, frozen_means = moving[drawn].mean(axis=1), still[drawn].mean(axis=1)
        low, high = np.percentile(means, [2.5, 97.5])
        mean = float(moving.mean())
        ratios = frozen_means / np.where(np.abs(means) > 0.0, means, np.nan)
        share = float(still.mean() / mean) if mean != 0.0 else float("nan")
        ends = (
            np.nanpercentile(ratios, [2.5, 97.5]) if np.isfinite(ratios).any() else (share, share)
        )
        measured.append(
            Directness(name, mean, float(low), float(high), share, float(ends[0]), float(ends[1]))
        )
    return measured


def of_scenarios(
    names: Sequence[str], runs: int = RUNS, seed: int = SEED, workers: int = 0, **overrides: Any
) -> dict[str, list[Directness]]:
    """Directness of every sector measure in shipped scenarios, each against its spin-up's regime."""
    from partnersim.outcomes.recorder import SECTOR_NAMES
    from partnersim.scenario.loading import load

    regimes = {name: load(name).spin_up_regime for name in names}
    every = dict.fromkeys([*regimes.values(), *names])
    cases = [(name, frozen) for name in every for frozen in (False, True)]
    finals = tables_of(
        [
            jobs_of(load(name, **overrides), runs, seed, ablation=Ablation(frozen=frozen))
            for name, frozen in cases
        ],
        workers,
    )
    by_case = dict(zip(cases, finals, strict=True))
    return {
        name: measure(
            by_case[name, False] - by_case[regimes[name], False],
            by_case[name, True] - by_case[regimes[name], True],
            SECTOR_NAMES,
        )
        for name in names
    }


def main() -> None:
    """Measure every shipped scenario and write the table."""
    from partnersim.outcomes.recorder import unmeasured
    from partnersim.scenario.library import shipped
    from partnersim.scenario.loading import load

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    rows = []
    names = [name for name in shipped() if load(name).spin_up_regime != name]
    for name, measures in of_scenarios(names, runs).items():
        off = unmeasured(load(name).systems)
        for row in measures:
            if row.measure in off:
                continue
            numbers = (row.change, row.change_low, row.change_high, row.share, row.low, row.high)
            rows.append((name, row.measure, *(f"{value:.4f}" for value in numbers), row.label))
    with Path(str(TABLE)).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
