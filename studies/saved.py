"""Tables of docs/data: how the studies save them, and how the pages read them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from partnersim.analysis.runs.paired_runs import Interval

FOLDER = Path("docs/data")
PRIOR_VERDICTS = FOLDER / "patterns.csv"
FIXED_NUMBERS = FOLDER / "fixed_numbers.csv"
FIXED_NUMBERS_COUNTS = FOLDER / "fixed_numbers.json"
CONTROLS = FOLDER / "controls.json"
POSTERIOR_VERDICTS = FOLDER / "calibration_verdicts.csv"


def runs_asked(default: int) -> int:
    """Runs, as the first word of the command line, or the default of the study."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else default


def save(path: Path, by: str, intervals: Mapping[str, Mapping[str, Interval]]) -> None:
    """Write a study's intervals as CSV, and say them: what it is by, measure, mean, low, high."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((by, "measure", "mean", "low", "high"))
        for name, measures in intervals.items():
            for measure, bounds in measures.items():
                writer.writerow(
                    (name, measure, *(f"{x:.6g}" for x in (bounds.mean, bounds.low, bounds.high)))
                )
                print(f"{name:50s} {measure:50s} {bounds}", flush=True)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a saved table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values_of(name: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The rows of a saved table, numbers and truths as such."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: _value(text) for key, text in row.items()} for row in csv.DictReader(file)]


def _value(text: str) -> Any:
    if text in ("True", "False"):
        return text == "True"
    try:
        return float(text)
    except ValueError:
        return text
