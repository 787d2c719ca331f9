"""Who is eligible in scenarios that stand side by side, and how to read their rows where that is not the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnersim.language import say
from partnersim.report.pages.changes import partners

_ELIGIBILITY = "eligibility"


def other_people(reference: Mapping[str, Any], scenario: Mapping[str, Any]) -> bool:
    """Whether a funder serves other people than the one in whose place it stands."""
    ours, its = reference["funders"], scenario["funders"]
    return any(
        its[name].get(_ELIGIBILITY) != ours[other].get(_ELIGIBILITY)
        for name, other in partners(reference, scenario).items()
    )


def other_people_note(titles: str) -> str:
    """How to read the rows on who is eligible, where that is not the same people."""
    return say(
        "Who is eligible is not the same under {titles}: rows on people who are eligible or not compare other people. "
        "What each status gains or loses stands in the table of newcomers.",
        titles=titles,
    )
