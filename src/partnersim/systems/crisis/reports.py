"""A crisis in a report: who holds the net where it strikes unevenly; that it adds needs to those who are measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import words
from partnersim.state.calendar import MONTHS_A_YEAR, Month

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.results.reading import Results

_ALL = ""  # places together
_MEASURED = 3 * MONTHS_A_YEAR  # of the last year those who had come two years before it ended


def clauses(results: Results) -> Iterator[str]:
    """Where a crisis strikes places unevenly, what part of requests organisations answer in it, by place."""
    scenario = results.manifest["scenario"]
    crisis, start = scenario["parameters"].get("crisis", {}), Month.parse(scenario["start"])
    if not scenario.get("crisis_places") or not crisis.get("intensity"):
        return
    first, over = int(crisis["starts_after_months"]), int(crisis["ends_after_months"])
    if first < MONTHS_A_YEAR or min(over, int(scenario["years"]) * MONTHS_A_YEAR) <= first:
        return
    begins, ends = (str(start.plus(month)) for month in (first, over))
    before = _answered(results.newcomers, str(start.plus(first - MONTHS_A_YEAR)), begins)
    during = _answered(results.newcomers, begins, ends)
    sector = results.sector
    inside = sector[(sector["month"] >= begins) & (sector["month"] < ends)]
    places = say("; ").join(
        say(
            "{place} {share}, against {before}",
            place=words.choice(place),
            share=numbers.percent(during[place]),
            before=numbers.percent(before[place]),
        )
        for place in during
        if place != _ALL
    )
    yield say(
        "in the crisis, organisations answer {share} of requests, against {before} the year before ({places}), and "
        "public services send them {sent} of these requests",
        share=numbers.percent(during[_ALL]),
        before=numbers.percent(before[_ALL]),
        places=places,
        sent=numbers.percent(float(inside["outsourced_share"].mean())),
    )


def _answered(newcomers: pd.DataFrame, first: str, after: str) -> dict[str, float]:
    """The part of requests that is answered from one month to the month before another: of all, and by place."""
    inside = newcomers[(newcomers["month"] >= first) & (newcomers["month"] < after)]
    sums = inside.groupby("place", observed=True, sort=False)[["served", "seeking"]].sum()
    total = sums.sum()
    shares = {_ALL: float(total["served"] / max(float(total["seeking"]), 1.0))}
    for place, row in sums.iterrows():
        shares[str(place)] = float(row["served"] / max(float(row["seeking"]), 1.0))
    return shares


def more_need(results: Results, reference: Mapping[str, Any]) -> Iterator[str]:
    """Why need two years after arrival is higher than in a reference without a crisis."""
    scenario = results.manifest["scenario"]
    own, other = (each["parameters"].get("crisis", {}) for each in (scenario, reference))
    if not own.get("intensity") or not own["needs_added"] or other.get("intensity"):
        return
    first, last = int(own["starts_after_months"]), int(own["ends_after_months"]) - 1
    end = int(scenario["years"]) * MONTHS_A_YEAR
    if first < end and last >= end - _MEASURED and last >= first:
        start = Month.parse(scenario["start"])
        ends = {name: numbers.month(str(start.plus(month)))
                for name, month in (("first", first), ("last", min(last, end - 1)))}  # fmt: skip
        yield say("a crisis adds needs ({first} to {last}; none in the reference)", **ends)
