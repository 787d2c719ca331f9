"""On which unknowns the answer of each shipped scenario hangs most, as saved by `studies/influential_unknowns.py`."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from importlib.resources import files

from partnersim.declarations.data_files import rows_in

TABLE = files("partnersim.evidence") / "influential_unknowns.csv"


@dataclass(frozen=True, slots=True)
class InfluentialUnknown:
    """An unknown and the difference that a scenario makes to a measure, over paired draws.

    `rank_correlation` is that of the unknown with the difference, `by_chance` the strongest that 19 of 20
    shuffles of the difference have with any unknown, and the last two the mean differences where the unknown
    lies in the lowest and in the highest third of its draws.
    """

    scenario: str
    measure: str
    runs: int
    unknown: str
    rank_correlation: float
    by_chance: float
    difference_where_low: float
    difference_where_high: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the difference hangs on it more than on the strongest of shuffles."""
        return abs(self.rank_correlation) > self.by_chance


FIELDS = tuple(field.name for field in fields(InfluentialUnknown))


@functools.cache
def influential_unknowns() -> tuple[InfluentialUnknown, ...]:
    """Every row: by scenario and measure, the strongest, and the next two where they weigh beyond chance."""
    return tuple(
        InfluentialUnknown(
            scenario=row["scenario"],
            measure=row["measure"],
            runs=int(row["runs"]),
            unknown=row["unknown"],
            **{name: float(row[name]) for name in FIELDS[4:]},
        )
        for row in rows_in("partnersim.evidence", TABLE.name)
    )


def of_scenario(name: str) -> list[InfluentialUnknown]:
    """The rows of a shipped scenario."""
    return [row for row in influential_unknowns() if row.scenario == name]
