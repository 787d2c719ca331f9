"""The rows of the screen: which measures, under which headings, and how each is written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import words
from partnersim.report.formatting.spread import spread

if TYPE_CHECKING:
    import pandas as pd
    from rich.text import Text

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


@dataclass(frozen=True, slots=True)
class Years:
    """What a screen shows, a row a run: the year before the scenario, its last, the drift with time.

    `effects` holds, by measure, the difference from the reference, as of `differing.own_effects`.
    """

    before: pd.DataFrame
    last: pd.DataFrame
    drift: pd.DataFrame
    effects: dict[str, dict[str, Any]] | None


def cells(row: Row, years: Years) -> list[Text]:
    """Before, last year, drift, and the own effect with its interval where there is one.

    Where drift stands alone, it and the last year have theirs.
    """
    from rich.text import Text

    if row.name == "other_cuts":
        return [Text(one) for one in _other_cuts(years)]
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
    found = [
        Text(text(before.average) + percent),
        Text(text(after.average) + percent),
        Text(text(drift.average, signed=True) + points),
    ]
    if years.effects is None:
        found[1].append(interval(after.low, after.high))
        found[2].append(interval(drift.low, drift.high))
        return found
    own = years.effects[row.name]
    own_effect = text(own["difference"], signed=True) + points + interval(own["low"], own["high"])
    return [*found, Text(own_effect, "" if own["decided"] else "dim")]


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

    found = [between(starts) + percent, between(ends) + percent, between(drifts, True) + points]
    if years.effects is not None:
        own = [100.0 * float(years.effects[name]["difference"]) for name in names]
        found.append(between(own, True) + points)
    return found
