"""Supplementary levels and changes that docs/limits.md states in words beside its tables.

What more money for fewer newcomers does, and the second model against the first, to service and need;
what moves beside two patterns that fail, looked at after the verdicts. Paired runs over the last year,
parameters drawn: the level in the second of each pair and the change.

    python -m studies.supplementary [runs]     writes docs/data/supplementary.csv
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partnersim.analysis.runs.paired_runs import Interval, interval, jobs_of, tables_of
from studies.saved import runs_asked

RUNS = 60
SEED = 20_613
DATA = Path("docs/data/supplementary.csv")
FIELDS = ("case", "measure", "without", "mean", "low", "high")


@dataclass(frozen=True, slots=True)
class Look:
    """A scenario with settings, the one it is compared with, and the measures looked at."""

    name: str
    scenario: str
    against: str
    measures: tuple[str, ...]
    sets: tuple[str, ...] = ()


_NEWCOMERS = ("served_share", "dropped_out_share", "need_after_24_months")
LOOKS = (
    Look(
        "more money and fewer newcomers, less the status quo", "more_money_fewer_newcomers",
        "mifi_status_quo", _NEWCOMERS,
    ),
    Look(
        "the second model, less the first", "quebec_model_2", "quebec_model_1", _NEWCOMERS,
    ),
    Look(
        "P23: agreements of five years, less one", "federal_annual_contracts",
        "federal_annual_contracts",
        ("with_agreement", "organizations_alive", "dependence_mean", "served_share", "staff_turnover",
         "alternative_share", "need_after_24_months"),
        ("ministries.ircc.service_agreement.term_years=5",),
    ),
    Look(
        "P26: status quo, less the third model", "mifi_status_quo", "quebec_model_3",
        ("advocacy_share", "felt_burden", "mobilized_share"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The mean level in what is compared with, and the change."""

    without: float
    change: Interval


def looked(
    runs: int = RUNS, seed: int = SEED, workers: int = 0, **overrides: Any
) -> dict[str, dict[str, Reading]]:
    """Level and change of each measure, by case."""
    from partnersim.outcomes.recorder import named
    from partnersim.scenario.loading import load

    pairs = [
        (load(look.scenario, look.sets, **overrides), load(look.against, **overrides))
        for look in LOOKS
    ]
    tables = tables_of([jobs_of(each, runs, seed) for pair in pairs for each in pair], workers)
    result: dict[str, dict[str, Reading]] = {}
    years = [named(table) for table in tables]
    for look, there, base in zip(LOOKS, years[::2], years[1::2], strict=True):
        result[look.name] = {}
        for name in look.measures:
            change = interval(there[name] - base[name])
            result[look.name][name] = Reading(float(base[name].mean()), change)
    return result


def save(readings: Mapping[str, Mapping[str, Reading]], path: Path = DATA) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for case, measures in readings.items():
            for name, measure in measures.items():
                numbers = (
                    measure.without,
                    measure.change.mean,
                    measure.change.low,
                    measure.change.high,
                )
                writer.writerow((case, name, *(f"{x:.6g}" for x in numbers)))


def main() -> None:
    """Look and write the table."""
    readings = looked(runs_asked(RUNS))
    save(readings)
    for case, measures in readings.items():
        for name, measure in measures.items():
            print(f"{case:45s} {name:25s} {measure.without:10.4g} {measure.change}")


if __name__ == "__main__":
    main()
