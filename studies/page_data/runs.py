"""The runs of the design, in order: each scenario at its own levers, then at the points around it."""

from __future__ import annotations

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.scenario.loading import load
from studies.page_data import design
from studies.page_data.measuring import kept_of


def rows_of(
    points: int = design.POINTS, runs: int = design.RUNS, workers: int = 0
) -> dict[str, np.ndarray]:
    """By scenario, what is kept of its runs (1 + points, runs, kept); the first is the scenario itself."""
    lists = []
    for name in design.SCENARIOS:
        base = load(name)
        agreements = design.agreements_of_rest(base)
        each = [base]
        each += [load(name, design.sets_of(p, agreements)) for p in design.points(points)]
        lists += [jobs_of(settings, runs, design.SEED, kept_of) for settings in each]
    done = np.array(tables_of(lists, workers))
    by_scenario = done.reshape(len(design.SCENARIOS), 1 + points, runs, -1)
    return dict(zip(design.SCENARIOS, by_scenario, strict=True))
