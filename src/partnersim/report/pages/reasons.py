"""Why hours of reporting differ, and why some are served more and others less: where runs and terms bear it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import say
from partnersim.report.formatting.certainty import counts
from partnersim.report.pages.changes import partners
from partnersim.report.pages.dated import at_the_end
from partnersim.report.screens.answer import Effects
from partnersim.results.by_status import SERVED

if TYPE_CHECKING:
    import pandas as pd

_REPORTING, _AGREEMENTS = "reporting_share", "service_agreement_share"


def of_reporting(
    effects: Effects, reference: Mapping[str, Any], scenario: Mapping[str, Any]
) -> Iterator[str]:
    """Why hours of reporting differ where terms do not: a record is made of each client of an agreement."""
    reporting, agreements = effects[_REPORTING], effects.get(_AGREEMENTS)
    if agreements is None or not (counts(reporting) and counts(agreements)):
        return
    if reporting["difference"] * agreements["difference"] <= 0.0:
        return
    if same_terms(reference, scenario, "accountability"):
        yield say(
            "Reporting takes a smaller part of hours, as agreements, which ask for a record of each client, are a "
            "smaller part of the money."
            if reporting["difference"] < 0.0
            else "Reporting takes a larger part of hours, as agreements, which ask for a record of each client, are a "
            "larger part of the money."
        )


def same_terms(reference: Mapping[str, Any], scenario: Mapping[str, Any], group: str) -> bool:
    """Whether funders in the same place ask for the same."""
    ended = at_the_end(scenario)
    return all(
        ended["funders"][name].get(group) == reference["funders"][other].get(group)
        for name, other in partners(reference, scenario).items()
    )


def of_who_is_served(
    newcomers: pd.DataFrame | None,
    effects: Effects,
    reference: Mapping[str, Any],
    scenario: Mapping[str, Any],
) -> Iterator[str]:
    """That agreements pay for some statuses alone, where theirs gain or lose as the agreements' part of money does."""
    agreements = effects.get(_AGREEMENTS)
    if newcomers is None or agreements is None or not counts(agreements):
        return
    if not same_terms(reference, scenario, "eligibility"):
        return
    change = agreements["difference"]
    eligible = reference["funders"][reference["main_ministry"]]["eligibility"]
    moved = {
        str(row["status"]): row["difference"] * change > 0.0
        for _, row in newcomers[newcomers["measure"] == SERVED].iterrows()
        if counts(row)
    }
    with_agreements = {bool(eligible[status]) for status, along in moved.items() if along}
    against = {bool(eligible[status]) for status, along in moved.items() if not along}
    if with_agreements != {True} or against != {False}:
        return
    yield say("Agreements pay for eligible people alone; mission money serves whoever comes.")
