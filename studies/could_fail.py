"""Which parts of patterns could hardly fail: as expected without choices too, and over all that is not known.

Made by `python -m studies.verdicts`, from the runs that it judges and from the shares that
`studies.fixed_numbers_drawn` saved (docs/decisions/0051-verdicts-that-could-hardly-fail.md).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.validation.controls import level
from partnersim.evidence.could_fail import FIELDS, TABLE, CouldFailRow, could_fail_rows
from partnersim.evidence.patterns import Pattern, patterns
from partnersim.evidence.written_in import written_in_rows
from studies.saved import FIXED_NUMBERS, rows_of

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict

GUIDING_BY_LOT = "guiding parts by lot"


def guiding_by_lot(which: Sequence[Pattern]) -> list[Pattern]:
    """Parts that may guide values, by lot: the part of the others that remains without choices is measured already."""
    parts = tuple(
        level(pattern.id, part) for pattern in which for part in pattern.parts if part.use == "cal"
    )
    return [replace(which[0], id=GUIDING_BY_LOT, parts=parts)] if parts else []


def too_of(by_lot: Sequence[PartVerdict]) -> dict[str, bool]:
    """Whether each part is as expected without choices too: as measured before, and now."""
    before = {name: row.too for name, row in could_fail_rows().items()}
    measured = {name: row.too for name, row in written_in_rows().items()}
    now = {verdict.part.id: verdict.verdict == "emerges" for verdict in by_lot}
    return before | measured | now


def made_of(
    judged: Sequence[PartVerdict], too: Mapping[str, bool], fixed: Mapping[str, float]
) -> Iterator[CouldFailRow]:
    """A row for each part of which it is known whether it is as expected without choices too."""
    for verdict in judged:
        if verdict.name in too:
            yield CouldFailRow(
                verdict.name, too[verdict.name], verdict.holds, fixed.get(verdict.name, math.nan)
            )


def with_fixed_numbers_drawn() -> dict[str, float]:
    """The share of runs in which each part holds where weak fixed numbers are drawn too, as saved."""
    if not FIXED_NUMBERS.is_file():
        return {}
    return {row["part"]: float(row["holds"]) for row in rows_of("fixed_numbers")}


def save(judged: Sequence[PartVerdict], by_lot: Sequence[PartVerdict] = ()) -> None:
    """Write the rows of judged parts in the order of the patterns."""
    rows = made_of(judged, too_of(by_lot), with_fixed_numbers_drawn())
    with Path(str(TABLE)).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in rows:
            shares = (f"{share:.5g}" for share in (row.holds, row.holds_fixed))
            writer.writerow((row.part, "yes" if row.too else "no", *shares))
    could_fail_rows.cache_clear()
    patterns.cache_clear()
