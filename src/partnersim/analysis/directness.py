"""Directness: how much of a change a scenario sets, and how much is response.

A scenario is compared with the status quo over paired runs, twice: in full, and with behaviour
(orientation, boards, offer, opposition, ties, members' part) frozen as it stood when the scenario
begins. Directness of a measure = mean change with frozen behaviour / mean change in full, with a
bootstrap interval over runs. Above one half the measure is *set by the scenario*, below it is
*response*; where the interval of the full change holds zero there is nothing to tell apart.

    python -m partnersim.analysis.directness [runs]     writes evidence/directness.csv
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.evidence.directness import FIELDS, SET_ABOVE, TABLE

if TYPE_CHECKING:
    import numpy as np

    from partnersim.scenario.settings import Settings

STATUS_QUO = "mifi_status_quo"
RUNS = 40
SEED = 20_110
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
            return "no change to tell apart"
        return "set by the scenario" if self.share > SET_ABOVE else "response"


def finals(settings: Settings, runs: int, seed: int, frozen: bool) -> np.ndarray:
    """Means of every sector column over the last year (runs, columns)."""
    import numpy as np

    from partnersim.model import PartnershipModel

    rows = []
    for run in range(runs):
        model = PartnershipModel(settings, seed=seed, run=run, uncertainty="prior", frozen=frozen)
        model.run()
        last = model.recorder.sector[-12:]
        known = np.isfinite(last)
        total = np.where(known, last, 0.0).sum(axis=0)
        rows.append(np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), np.nan))
    return np.array(rows)


def measure(full: np.ndarray, frozen: np.ndarray, names: tuple[str, ...]) -> list[Directness]:
    """Directness of each column from paired changes (runs, columns) in full and frozen."""
    import numpy as np

    random = np.random.default_rng(SEED)
    runs = len(full)
    drawn = random.integers(runs, size=(_BOOTSTRAPS, runs))
    found = []
    for c, name in enumerate(names):
        one, other = full[:, c], frozen[:, c]
        if not (np.isfinite(one).all() and np.isfinite(other).all()):
            continue
        means, frozen_means = one[drawn].mean(axis=1), other[drawn].mean(axis=1)
        low, high = np.percentile(means, [2.5, 97.5])
        mean = float(one.mean())
        ratios = frozen_means / np.where(np.abs(means) > 0.0, means, np.nan)
        share = float(other.mean() / mean) if mean != 0.0 else float("nan")
        ends = (
            np.nanpercentile(ratios, [2.5, 97.5]) if np.isfinite(ratios).any() else (share, share)
        )
        found.append(
            Directness(name, mean, float(low), float(high), share, float(ends[0]), float(ends[1]))
        )
    return found


def of_scenario(
    name: str, runs: int = RUNS, seed: int = SEED, **overrides: Any
) -> list[Directness]:
    """Directness of every sector measure in one shipped scenario, against the status quo."""
    from partnersim.outcomes.recorder import SECTOR_NAMES
    from partnersim.scenario.settings import load

    base, changed = load(STATUS_QUO, **overrides), load(name, **overrides)
    changes = [
        finals(changed, runs, seed, frozen) - finals(base, runs, seed, frozen)
        for frozen in (False, True)
    ]
    return measure(changes[0], changes[1], SECTOR_NAMES)


def main() -> None:
    """Measure every shipped scenario and write the table."""
    from partnersim.scenario.library import shipped

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    path = Path(str(TABLE))
    rows = []
    for name in shipped():
        if name == STATUS_QUO:
            continue
        for one in of_scenario(name, runs):
            numbers = (one.change, one.change_low, one.change_high, one.share, one.low, one.high)
            rows.append((name, one.measure, *(f"{value:.4f}" for value in numbers), one.label))
        print(f"{name}: done", flush=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
