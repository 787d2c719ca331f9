"""Knock-outs: what each mechanism and instrument of the core gives to the headlines.

Each module that acts in a month is left out in turn, whichever they are, in paired runs with drawn
parameters; what it gives is the headline with all in less that without it. One whose intervals lie within
the smallest sizes (`smallest_sizes.csv`, written before the first run) in all of these scenarios belongs to
a system or goes. What the month is made of (arrivals, posts, delivery) gives much
by definition: it shows no more than that the model needs it.

    python -m studies.knock_outs [runs]     writes docs/data/knock_outs.csv
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from partnersim.analysis.runs.paired_runs import Interval, interval, jobs_of, tables_of
from partnersim.schedule import Ablation
from studies.saved import runs_asked

RUNS = 12
SCALE = 200.0
SEED = 20_718
SCENARIOS = ("mifi_status_quo", "prsca_compliant", "npm_tightening", "aca_ideal")
DATA = Path("docs/data/knock_outs.csv")
FIELDS = ("scenario", "mechanism", "measure", "mean", "low", "high", "level")
SIZES = Path("studies/smallest_sizes.csv")
Gains = Mapping[str, Mapping[str, Interval]]


@functools.cache
def sizes() -> dict[str, float]:
    """The smallest size that counts as a result, by headline."""
    with SIZES.open(encoding="utf-8", newline="") as file:
        return {row["measure"]: float(row["size"]) for row in csv.DictReader(file)}


def core() -> tuple[str, ...]:
    """Modules of mechanisms and instruments that act, those of systems apart."""
    from partnersim.scenario.parameter_groups import behaviour
    from partnersim.systems import system_of

    return tuple(
        module.__name__.rpartition(".")[2] for module in behaviour() if not system_of(module)
    )


def gains(
    scenario: str,
    names: Sequence[str] | None = None,
    runs: int = RUNS,
    seed: int = SEED,
    workers: int = 0,
    **overrides: Any,
) -> tuple[dict[str, float], Gains]:
    """The level of each headline, and by module what it gives; missing where nothing is left to measure."""
    from partnersim.outcomes.recorder import named
    from partnersim.scenario.loading import load

    settings = load(scenario, **overrides)
    names = core() if names is None else names
    cuts = [Ablation(without=frozenset(cut)) for cut in ((), *((name,) for name in names))]
    tables = tables_of([jobs_of(settings, runs, seed, ablation=cut) for cut in cuts], workers)
    whole, *others = map(named, tables)
    levels = {measure: float(whole[measure].mean()) for measure in sizes()}
    return levels, {
        name: {measure: _gain(whole[measure] - other[measure]) for measure in sizes()}
        for name, other in zip(names, others, strict=True)
    }


def _gain(values: Any) -> Interval:
    import numpy as np

    if np.isfinite(values).sum() < 2:
        return Interval(float("nan"), float("nan"), float("nan"))
    return interval(values)


def counts(measure: str, low: float, high: float) -> bool:
    """Whether an interval lies wholly beyond the smallest size, on either side."""
    return max(low, -high) > sizes()[measure]


def is_nothing(measure: str, low: float, high: float) -> bool:
    """Whether an interval lies wholly within the smallest size, on both sides."""
    return -sizes()[measure] <= low and high <= sizes()[measure]


def main() -> None:
    """Leave each out in each scenario and write the table."""
    runs = runs_asked(RUNS)
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for scenario in SCENARIOS:
            levels, given = gains(scenario, runs=runs, scale=SCALE)
            for name, measures in given.items():
                for measure, each in measures.items():
                    numbers = (each.mean, each.low, each.high, levels[measure])
                    writer.writerow((scenario, name, measure, *(f"{x:.6g}" for x in numbers)))
                shown = [m for m, each in measures.items() if counts(m, each.low, each.high)]
                print(f"{scenario:20s} {name:20s} {' '.join(shown) or '-'}", flush=True)


if __name__ == "__main__":
    main()
