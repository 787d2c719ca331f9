"""The rows of the screen: which measures, under which headings, and how each is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnersim.language import say
from partnersim.report import words
from partnersim.report.spread import Spread, spread

if TYPE_CHECKING:
    import pandas as pd

OTHER_CUTS = ("provider_share_lower_cut", "provider_share_higher_cut")
_WHOLE = frozenset({"organisations", "full-time equivalents"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a measure, and whether it is a part of the one above."""

    name: str
    inset: bool = False


def sections() -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Headings with their rows."""
    return (
        (
            say("Relationship: 0 New Public Management, 1 autonomy"),
            (
                Row("autonomy_index"),
                Row("soft_index"),
                Row("recognition", inset=True),
                Row("representation", inset=True),
                Row("participation", inset=True),
                Row("consultation", inset=True),
                Row("hard_index"),
                Row("funding", inset=True),
                Row("accountability", inset=True),
            ),
        ),
        (
            say("Size: read the scores above beside it"),
            (Row("organizations_alive"), Row("staff_total"), Row("mission_hours")),
        ),
        (
            say("What organisations say they are; access"),
            (
                Row("service_provider_share"),
                Row("other_cuts", inset=True),
                Row("in_between_share"),
                Row("autonomous_partner_share"),
                Row("identity_mean"),
                Row("direct_access_share"),
                Row("access_excess"),
                Row("heard_of_small"),
                Row("heard_of_others", inset=True),
            ),
        ),
        (
            say("Money"),
            (
                Row("mission_share"),
                Row("service_agreement_share"),
                Row("dependence_mean"),
                Row("gap_share"),
                Row("slack_share"),
            ),
        ),
        (
            say("Staff"),
            (
                Row("delivery_share"),
                Row("reporting_share"),
                Row("community_life_share"),
                Row("advocacy_share"),
                Row("other_hours_share"),
                Row("staff_turnover"),
            ),
        ),
        (
            say("Newcomers"),
            (
                Row("need_after_24_months"),
                Row("served_share"),
                Row("ineligible_served_share"),
                Row("dropped_out_share"),
                Row("newcomers_present"),
            ),
        ),
    )


def label(row: Row) -> str:
    """What stands at the left of a row."""
    own = {
        "other_cuts": say("the same, cut-off 0.1 lower / higher"),
    }
    name = own.get(row.name) or words.label(row.name)
    if row.name == "staff_total":
        name += say(", full-time equivalents")
    elif row.name == "mission_hours":
        name += say(", thousands of hours a month")
    elif row.name not in own and words.unit(row.name) == "people":
        name += say(", thousands")
    return "  " * row.inset + name


def cells(
    row: Row, first: pd.DataFrame, last: pd.DataFrame, own: float | None = None
) -> tuple[str, str, str, str]:
    """Start, end with its interval, change with its interval, and the scenario's own effect."""
    if row.name == "other_cuts":
        return (*_other_cuts(first, last), "")
    start, end = first[row.name], last[row.name]
    before, after, change = spread(start), spread(end), spread(end - start)
    unit = words.unit(row.name)
    share = unit.startswith("share")
    if share:
        scale, decimals = 100.0, 1 if max(before.average, after.average) < 0.05 else 0
    elif unit in ("people", "hours a month"):
        scale, decimals = 1e-3, 0
    else:
        scale, decimals = 1.0, 0 if unit in _WHOLE else 2

    def text(value: float, signed: bool = False) -> str:
        return words.number(scale * value, decimals, signed)

    def interval(of: Spread) -> str:
        return f" [{text(of.low)}; {text(of.high)}]" if len(first) > 1 else ""

    percent = words.NO_BREAK + "%" if share else ""
    points = words.NO_BREAK + say("pts") if share else ""
    return (
        text(before.average) + percent,
        text(after.average) + percent + interval(after),
        text(change.average, signed=True) + points + interval(change),
        "" if own is None else text(own, signed=True) + points,
    )


def _other_cuts(first: pd.DataFrame, last: pd.DataFrame) -> tuple[str, str, str]:
    """How many would call themselves providers by a lower and by a higher cut-off."""
    names = list(OTHER_CUTS)
    starts, ends, changes = (
        [100.0 * spread(values[name]).average for name in names]
        for values in (first, last, last[names] - first[names])
    )
    percent, points = words.NO_BREAK + "%", words.NO_BREAK + say("pts")

    def between(values: list[float], signed: bool = False) -> str:
        low, high = (words.number(value, 0, signed) for value in values)
        return say("{low} to {high}", low=low, high=high)

    return between(starts) + percent, between(ends) + percent, between(changes, True) + points
