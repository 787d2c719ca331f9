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

import numpy as np

from partnersim.analysis.validation.controls import BY_LOT, level
from partnersim.analysis.validation.verdicts import SEED
from partnersim.evidence.directness import SET_ABOVE
from partnersim.evidence.patterns import Case, Part, Pattern, patterns
from partnersim.evidence.written_in import (
    FIELDS,
    FROZEN,
    TABLE,
    WrittenIn,
    WrittenInRow,
    written_in_rows,
)
from partnersim.scenario.loading import load
from partnersim.state.decisions import stable_hash

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict

RESAMPLES = 4_000
_ENDS = (0.025, 0.975)
_UNKNOWN = (math.nan, math.nan, math.nan)


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
    """A row for each part that was judged without choices, from the runs in which both have a value."""
    by_name = {verdict.name: verdict for verdict in judged}
    for still in without:
        full = by_name[still.part.id]
        how = FROZEN if still.pattern.id == FROZEN else BY_LOT
        expected, too = full.part.expected, still.verdict == "emerges"
        runs = min(len(full.values), len(still.values))
        both = np.array([full.values[:runs], still.values[:runs]])
        both = both[:, np.isfinite(both).all(axis=0)]
        if not expected.one_sided:
            effect, stands = both.mean(axis=1)
            share, found = _UNKNOWN, _in_range(full, still)
        else:
            both -= expected.low if math.isfinite(expected.low) else expected.high
            effect, stands = both.mean(axis=1)
            share = share_that_stands(both[0], both[1], expected.least, full.name)
            found = above_half(share)
        yield WrittenInRow(full.name, how, float(effect), float(stands), *share, found, too)


def _in_range(full: PartVerdict, still: PartVerdict) -> WrittenIn:
    """Of a range: whether the mean lies in it without choices, as in full."""
    found = {full.verdict, still.verdict}
    return "yes" if found == {"emerges"} else "no" if "fails" in found else "undecided"


def share_that_stands(
    full: np.ndarray, still: np.ndarray, least: float, name: str
) -> tuple[float, float, float]:
    """The share of a mean that stands without choices, and its 95 % interval over paired runs drawn with replacement.

    name: of the part, which keys what is drawn. Nothing is known where the effect is no larger than the
    least that matters, nor an interval where that of the effect holds zero.
    """
    effect = float(full.mean()) if len(full) else 0.0
    if abs(effect) <= least:
        return _UNKNOWN
    share, generator = (
        float(still.mean()) / effect,
        np.random.default_rng([SEED, stable_hash(name)]),
    )
    drawn = generator.integers(0, len(full), (RESAMPLES, len(full)))
    effects, stands = full[drawn].mean(axis=1), still[drawn].mean(axis=1)
    if np.quantile(effects * np.sign(effect), _ENDS[0]) <= 0.0:
        return share, math.nan, math.nan
    low, high = np.quantile(stands / effects, _ENDS)
    return share, float(low), float(high)


def above_half(share: tuple[float, float, float]) -> WrittenIn:
    """Whether a share lies above one half, by its interval."""
    _, low, high = share
    return "yes" if low > SET_ABOVE else "no" if high < SET_ABOVE else "undecided"


def save(rows: Sequence[WrittenInRow]) -> None:
    """Write rows in the place of those saved of the same parts, in the order of the patterns."""
    by_name = {**written_in_rows(), **{row.part: row for row in rows}}
    names = [f"{pattern.id}.{part.id}" for pattern in patterns() for part in pattern.parts]
    with Path(str(TABLE)).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in (by_name[name] for name in names if name in by_name):
            part, how, *numbers, written_in, too = astuple(row)
            told = (f"{number:.5g}" for number in numbers)
            writer.writerow((part, how, *told, written_in, "yes" if too else "no"))
    written_in_rows.cache_clear()
    patterns.cache_clear()
