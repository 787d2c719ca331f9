"""The runs of the design, in order: each scenario at its own levers, then at the points around it."""

from __future__ import annotations

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.page import levers
from partnersim.page.measuring import kept_of
from partnersim.scenario.loading import load
from studies.page_data import design


def rows_of(
    points: int = design.POINTS, runs: int = levers.RUNS, workers: int = 0
) -> dict[str, np.ndarray]:
    """By scenario, what is kept of its runs (1 + points, runs, kept); the first is the scenario itself."""
    lists = []
    for name in levers.SCENARIOS:
        base = load(name)
        agreements = levers.agreements_of_rest(base)
        each = [base]
        each += [load(name, levers.sets_of(p, agreements)) for p in design.points(points)]
        lists += [jobs_of(settings, runs, levers.SEED, kept_of) for settings in each]
    done = np.array(tables_of(lists, workers))
    by_scenario = done.reshape(len(levers.SCENARIOS), 1 + points, runs, -1)
    return dict(zip(levers.SCENARIOS, by_scenario, strict=True))
