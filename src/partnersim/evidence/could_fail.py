"""Which parts of patterns could hardly fail, as measured by `studies/verdicts.py` and saved here.

A part could hardly fail (docs/decisions/0051) where it is as expected without choices too, and holds in nearly all
runs, with unknowns drawn from their priors and with weak fixed numbers drawn besides.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Final

from partnersim.declarations.data_files import rows_in

TABLE = files("partnersim.evidence") / "could_fail.csv"
NEARLY_ALL: Final = 0.95  # of runs: all but one in twenty


@dataclass(frozen=True, slots=True)
class CouldFailRow:
    """What might have made a part fail: choices gone, unknowns, fixed numbers."""

    part: str
    too: bool  # as expected without choices too
    holds: float  # share of runs, unknowns drawn
    holds_fixed: float  # and weak fixed numbers drawn too; unknown where no study has looked at it

    @property
    def hardly(self) -> bool:
        """Whether none of the three could have made it fail; not where one is unknown."""
        return self.too and self.holds >= NEARLY_ALL and self.holds_fixed >= NEARLY_ALL

    @property
    def hardly_holds(self) -> bool:
        """The mirror: whether none of the three could have made a part hold that fails; not where one is unknown."""
        rare = 1.0 - NEARLY_ALL
        return not self.too and self.holds <= rare and self.holds_fixed <= rare


FIELDS = tuple(field.name for field in fields(CouldFailRow))


@functools.cache
def could_fail_rows() -> dict[str, CouldFailRow]:
    """Every row, by the name of its part, such as `P9.drift`."""
    return {
        row["part"]: CouldFailRow(
            row["part"], row["too"] == "yes", float(row["holds"]), float(row["holds_fixed"])
        )
        for row in rows_in("partnersim.evidence", TABLE.name)
    }
