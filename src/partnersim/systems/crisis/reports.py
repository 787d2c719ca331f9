"""A crisis in a report: that it adds needs, where those who are measured lived through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.state.calendar import MONTHS_A_YEAR, Month

if TYPE_CHECKING:
    from partnersim.results.reading import Results

_MEASURED = 3 * MONTHS_A_YEAR  # of the last year those who had come two years before it ended


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
