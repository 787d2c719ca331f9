"""Does the circle of proximity close? `python benchmarks/circle.py` (docs/limits.md).

Status quo, twelve years from equal ties, 16 paired runs, parameters at their values: rank correlation of
ties between years six and twelve; projects of the ministry won a year by the quarter closest at year six,
and by the others, with the links from tie to knowledge of calls and to scores, and without them.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import spearmanr, t

from partnersim.model import PartnershipModel
from partnersim.scenario.settings import load
from partnersim.state.columns import PROJECT

RUNS = 16
CUT = ["calls.weight_of_tie=0", "calls.knowledge_by_tie=0"]


def one(sets: list[str], run: int) -> tuple[float, float, float]:
    """Persistence of ties, projects a year of the close quarter, and of the others."""
    model = PartnershipModel(load("mifi_status_quo", sets, scale=400.0), seed=5, run=run)
    world, f = model.world, model.world.main_funder
    drawn = world.founded_rows
    early = np.zeros(drawn)
    won = np.zeros(drawn)
    while world.now < world.calendar.months:
        model.step()
        if world.now == 72:
            early = world.relations["tie"][:drawn, f].copy()
        if world.now > 72 and world.now % 12 == 2:
            won += world.contracts["amount"][:drawn, f, PROJECT] > 0
    alive = world.organizations["alive"][:drawn]
    close = early >= np.quantile(early[alive], 0.75)
    persistence = spearmanr(early[alive], world.relations["tie"][:drawn, f][alive]).statistic
    return (
        float(persistence),
        float(won[alive & close].mean() / 6),
        float(won[alive & ~close].mean() / 6),
    )


def main() -> None:
    """Print means with 95 % intervals."""
    width = t.ppf(0.975, RUNS - 1) / np.sqrt(RUNS)
    results = {
        name: np.array([one(sets, run) for run in range(RUNS)])
        for name, sets in (("with the links", []), ("links cut", CUT))
    }
    for name, values in results.items():
        cells = [
            f"{m:.3f} ± {s * width:.3f}"
            for m, s in zip(values.mean(0), values.std(0, ddof=1), strict=True)
        ]
        print(f"{name:16s} persistence {cells[0]}, close {cells[1]}, others {cells[2]}")
    gain = np.subtract(*(values[:, 1] - values[:, 2] for values in results.values()))
    print(
        f"gain of the close by the links: {gain.mean():+.3f} ± {gain.std(ddof=1) * width:.3f} projects a year"
    )


if __name__ == "__main__":
    main()
