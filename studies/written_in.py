"""Which parts of patterns are written in: how much of each effect stands without choices.

A difference whose cases share their past is run with choices frozen when the scenario begins; a level, and a
difference between cases of another past, with uses, applications and seats by lot (docs/decisions/0037).
Made by `python -m studies.verdicts`, from the runs that it judges.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.validation.controls import BY_LOT, level
from partnersim.evidence.directness import SET_ABOVE
from partnersim.evidence.patterns import Case, Part, Pattern, patterns
from partnersim.evidence.written_in import FIELDS, FROZEN, TABLE, WrittenInRow, written_in_rows
from partnersim.scenario.loading import load

if TYPE_CHECKING:
    from partnersim.analysis.validation.verdicts import PartVerdict


def without_choices(which: Sequence[Pattern]) -> list[Pattern]:
    """The differences of patterns again without choices; levels by lot are controls already."""
    made: dict[str, list[Part]] = {FROZEN: [], "past by lot": []}
    for pattern in which:
        for part in pattern.parts:
            if part.use != "val" or part.against is None:
                continue
            if share_their_past(part.case, part.against):
                case, against = (replace(each, null=FROZEN) for each in (part.case, part.against))
                name = f"{pattern.id}.{part.id}"
                made[FROZEN].append(replace(part, id=name, case=case, against=against))
            else:
                made["past by lot"].append(level(pattern.id, part))
    return [replace(which[0], id=name, parts=tuple(parts)) for name, parts in made.items() if parts]


def share_their_past(one: Case, other: Case) -> bool:
    """Whether two cases live the same spin-up, so that choices can be frozen as they stood after it."""
    first, second = load(one.scenario, one.sets), load(other.scenario, other.sets)
    return all(
        getattr(first, name) == getattr(second, name)
        for name in ("spin_up_regime", "spin_up_months", "start", "place_names")
    )


def rows_of(
    judged: Sequence[PartVerdict], without: Sequence[PartVerdict]
) -> Iterator[WrittenInRow]:
    """A row for each part that was judged without choices."""
    by_name = {verdict.name: verdict for verdict in judged}
    for still in without:
        full = by_name[still.part.id]
        expected, how = full.part.expected, FROZEN if still.pattern.id == FROZEN else BY_LOT
        if not expected.one_sided:
            both = expected.holds(full.mean) and expected.holds(still.mean)
            yield WrittenInRow(full.name, how, full.mean, still.mean, math.nan, both)
            continue
        bound = expected.low if math.isfinite(expected.low) else expected.high
        effect, stands = full.mean - bound, still.mean - bound
        share = stands / effect if abs(effect) > expected.least else math.nan
        yield WrittenInRow(full.name, how, effect, stands, share, share > SET_ABOVE)


def save(rows: Sequence[WrittenInRow]) -> None:
    """Write rows in the place of those saved of the same parts, in the order of the patterns."""
    by_name = {**written_in_rows(), **{row.part: row for row in rows}}
    names = [f"{pattern.id}.{part.id}" for pattern in patterns() for part in pattern.parts]
    with Path(str(TABLE)).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in (by_name[name] for name in names if name in by_name):
            part, how, effect, stands, share, written_in = astuple(row)
            numbers = (f"{number:.5g}" for number in (effect, stands, share))
            writer.writerow((part, how, *numbers, "yes" if written_in else "no"))
    written_in_rows.cache_clear()
    patterns.cache_clear()
