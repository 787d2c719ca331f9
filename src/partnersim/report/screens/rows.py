"""The rows of the screen: which measures, under which headings, and how each is written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from partnersim.analysis.comparison import differences
from partnersim.language import numbers, say, say_all
from partnersim.report.formatting import words
from partnersim.report.formatting.spread import spread
from partnersim.results.years import rows_by_measure, years_by_run
from partnersim.systems import room

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from partnersim.results import Results

OTHER_CUTS = ("provider_share_lower_cut", "provider_share_higher_cut")
_MEASURES = (  # under each heading; a point stands before a part of the one above
    "autonomy_index soft_index .recognition .representation .participation .consultation hard_index "
    ".funding .accountability",
    "organizations_alive staff_total mission_hours",
    "service_provider_share .other_cuts in_between_share autonomous_partner_share identity_mean "
    "direct_access_share access_excess",
    "mission_share service_agreement_share dependence_mean gap_share",
    "delivery_share reporting_share community_life_share advocacy_share other_hours_share staff_turnover",
    "need_after_24_months served_share ineligible_served_share dropped_out_share newcomers_present",
)
_WHOLE = frozenset({"organisations", "full-time equivalents"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a measure, and whether it is a part of the one above."""

    name: str
    inset: bool = False


def _rows(names: str, measured: set[str] | None) -> tuple[Row, ...]:
    """Rows by the names of their measures; a part of the one above is indented by a point.

    What a system shows after one of the core's is in its `outcomes.SHOWN_AFTER`.
    """
    after = [getattr(module, "SHOWN_AFTER", {}) for module in room("outcomes").values()]
    every = [
        word
        for name in names.split()
        for shown in (name, *(of.get(name, "") for of in after))
        for word in shown.split()
    ]
    rows = [Row(word.lstrip("."), inset=word.startswith(".")) for word in every]
    return tuple(row for row in rows if measured is None or _columns(row) <= measured)


def _columns(row: Row) -> set[str]:
    """The columns of the sector that a row shows."""
    return {*OTHER_CUTS} if row.name == "other_cuts" else {row.name}


def sections(measured: set[str] | None = None) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Headings with their rows; where it is given what is measured, without what is not."""
    titles = say_all(
        "Relationship: 0 New Public Management, 1 autonomy",
        "Size: read the scores above beside it",
        "What organisations say they are; access",
        "Money",
        "Staff",
        "Newcomers",
    )
    return tuple(
        (title, _rows(names, measured)) for title, names in zip(titles, _MEASURES, strict=True)
    )


def under_headings(table: Table, sections: Sequence[tuple[str, Sequence[Row]]]) -> Iterator[Row]:
    """The rows of all sections, for a table whose first heading is the first title; others are its rows."""
    for n, (title, measures) in enumerate(sections):
        if n:
            table.add_row(Text(title, "bold"))
        yield from measures


def label(row: Row) -> str:
    """What stands at the left of a row."""
    if row.name == "other_cuts":
        return "  " * row.inset + say("the same, cut-off 0.1 lower / higher")
    name = words.label(row.name)
    if row.name == "staff_total":
        name += say(", full-time equivalents")
    elif row.name == "mission_hours":
        name += say(", thousands of hours a month")
    elif words.unit(row.name) == "people":
        name += say(", thousands")
    return "  " * row.inset + name


@dataclass(frozen=True, slots=True)
class Years:
    """What a screen shows, a row a run: the year before the scenario, its last, the drift with time.

    `effects` holds, by measure, the difference from the reference, as of `differing.own_effects`.
    """

    before: pd.DataFrame
    last: pd.DataFrame
    drift: pd.DataFrame
    effects: dict[str, dict[str, Any]] | None

    @classmethod
    def of(cls, results: Results) -> Years:
        """Those of a run."""
        effects = differences.own_effects(results)
        by_measure = None if effects is None else rows_by_measure(effects)
        return cls(*years_by_run(results.sector), differences.drift(results), by_measure)

    @property
    def measured(self) -> set[str]:
        """What is measured, in the reference too where there is one."""
        return {*self.before.columns} & {
            *(self.before.columns if self.effects is None else self.effects)
        }


def cells(row: Row, years: Years) -> list[Text]:
    """Before, last year, drift, and the own effect with its interval where there is one.

    Where drift stands alone, it and the last year have theirs.
    """
    if row.name == "other_cuts":
        return [Text(cut) for cut in _other_cuts(years)]
    before, after, drift = (
        spread(frame[row.name]) for frame in (years.before, years.last, years.drift)
    )
    unit = words.unit(row.name)
    share = unit.startswith("share")
    if share:
        scale, decimals = 100.0, 1 if max(before.average, after.average) < 0.05 else 0
    elif unit in ("people", "hours a month"):
        scale, decimals = 1e-3, 0
    else:
        scale, decimals = 1.0, 0 if unit in _WHOLE else 2

    def text(value: float, signed: bool = False) -> str:
        return numbers.number(scale * value, decimals, signed)

    def interval(low: float, high: float) -> str:
        return "" if math.isnan(low) or len(years.last) < 2 else f" [{text(low)}; {text(high)}]"

    percent = numbers.NO_BREAK + "%" if share else ""
    points = numbers.NO_BREAK + say("pts") if share else ""
    columns = [
        Text(text(before.average) + percent),
        Text(text(after.average) + percent),
        Text(text(drift.average, signed=True) + points),
    ]
    if years.effects is None:
        columns[1].append(interval(after.low, after.high))
        columns[2].append(interval(drift.low, drift.high))
        return columns
    own = years.effects[row.name]
    own_effect = text(own["difference"], signed=True) + points + interval(own["low"], own["high"])
    return [*columns, Text(own_effect, "" if own["decided"] else "dim")]


def _other_cuts(years: Years) -> list[str]:
    """How many would call themselves providers by a lower and by a higher cut-off."""
    names = list(OTHER_CUTS)
    starts, ends, drifts = (
        [100.0 * spread(frame[name]).average for name in names]
        for frame in (years.before, years.last, years.drift)
    )
    percent, points = numbers.NO_BREAK + "%", numbers.NO_BREAK + say("pts")

    def between(values: list[float], signed: bool = False) -> str:
        low, high = (numbers.number(value, 0, signed) for value in values)
        return f"{low} / {high}"  # as the row's label says: lower / higher

    columns = [between(starts) + percent, between(ends) + percent, between(drifts, True) + points]
    if years.effects is not None:
        own = [100.0 * float(years.effects[name]["difference"]) for name in names]
        columns.append(between(own, True) + points)
    return columns
