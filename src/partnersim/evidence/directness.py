"""How direct each measure is in each shipped scenario, as saved by `studies/directness.py`."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from importlib.resources import files

from partnersim.declarations.data_files import rows_in

RUNS = 40  # paired runs of the study
SEED = 20_110
TABLE = files("partnersim.evidence") / "directness.csv"
SET_ABOVE = 0.5
SET = "set by the scenario"
RESPONSE = "response"
NEITHER = "too small to attribute"


@dataclass(frozen=True, slots=True)
class DirectnessRow:
    """One row of the table."""

    scenario: str
    measure: str
    change: float
    change_low: float
    change_high: float
    directness: float
    low: float
    high: float
    label: str


FIELDS = tuple(field.name for field in fields(DirectnessRow))


@functools.cache
def directness_rows() -> tuple[DirectnessRow, ...]:
    """Every row."""
    rows = rows_in("partnersim.evidence", TABLE.name)
    numbers = FIELDS[2:8]
    return tuple(
        DirectnessRow(
            scenario=row["scenario"],
            measure=row["measure"],
            label=row["label"],
            **{name: float(row[name]) for name in numbers},
        )
        for row in rows
    )


def of_measure(measure: str) -> list[DirectnessRow]:
    """The rows of one measure, by scenario."""
    return [row for row in directness_rows() if row.measure == measure]


def set_by(scenario: str) -> frozenset[str]:
    """Measures that a shipped scenario sets."""
    return frozenset(
        row.measure for row in directness_rows() if row.scenario == scenario and row.label == SET
    )
