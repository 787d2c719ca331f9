"""Which parts of patterns are written in, as measured by `studies/verdicts.py` and saved here.

A part is written in where more than half of its effect stands without the choices that should make it
(docs/decisions/0037): `frozen` of a difference whose cases share their past, else `by lot`. It is undecided where
the interval of that share holds one half, or where the effect is too small to divide by.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Final, Literal, cast

from partnersim.declarations.data_files import rows_in

TABLE = files("partnersim.evidence") / "written_in.csv"
FROZEN: Final = "frozen"
WrittenIn = Literal["yes", "undecided", "no"]


@dataclass(frozen=True, slots=True)
class WrittenInRow:
    """The effect of a part in full and without choices, and the share that stands with its 95 % interval.

    too: whether the part emerges without choices too, by however little.
    """

    part: str
    without: str  # frozen, or by lot
    effect: float
    stands: float
    share: float
    low: float
    high: float
    written_in: WrittenIn
    too: bool


FIELDS = tuple(field.name for field in fields(WrittenInRow))


@functools.cache
def written_in_rows() -> dict[str, WrittenInRow]:
    """Every row, by the name of its part, such as `P9.drift`."""
    return {
        row["part"]: WrittenInRow(
            row["part"], row["without"], float(row["effect"]), float(row["stands"]),
            float(row["share"]), float(row["low"]), float(row["high"]),
            cast("WrittenIn", row["written_in"]), row["too"] == "yes",
        )
        for row in rows_in("partnersim.evidence", TABLE.name)
    }  # fmt: skip
