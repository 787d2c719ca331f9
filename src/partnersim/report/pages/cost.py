"""What more or less money a year comes to, and what there is for it: a sentence of a report's lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting.certainty import counts
from partnersim.report.pages.changes import millions
from partnersim.report.pages.dated import at_the_end
from partnersim.report.pages.envelopes import arrivals, envelopes
from partnersim.report.pages.paid import NOTHING, Paid
from partnersim.report.screens.answer import Effects
from partnersim.results.by_status import SERVED

if TYPE_CHECKING:
    import pandas as pd

_THOUSANDS = 10_000.0  # hours from which they are told in thousands


def sentence(
    effects: Effects,
    newcomers: pd.DataFrame | None,
    reference: Mapping[str, Any],
    scenario: Mapping[str, Any],
    paid: Paid = NOTHING,
) -> str:
    """Dollars a year, then posts, hours of mission work and people served, where runs show that these differ.

    Nothing where the money is the same, or where dates or fewer arrivals change as much as money does.
    """
    _, before, after = envelopes(reference, scenario)
    dated = at_the_end(scenario)["funders"] != scenario["funders"]
    if before == after or before <= 0.0 or dated or arrivals(reference, scenario):
        return ""
    if known := paid.known and (paid.after - paid.before) * (after - before) > 0.0:
        before, after = paid.before, paid.after
    told = {
        "dollars": millions(abs(after - before)),
        "part": numbers.percent(after / before - 1.0, signed=True),
        "with_it": ", ".join(_with_it(effects, newcomers))
        or say("runs show no change of posts, hours of mission work or people served"),
    }
    if known:
        return say(
            "For {dollars} more paid in the last year ({part}): {with_it}."
            if after > before
            else "With {dollars} less paid in the last year ({part}): {with_it}.",
            **told,
        )
    return say(
        "For {dollars} more a year ({part}): {with_it}."
        if after > before
        else "With {dollars} less a year ({part}): {with_it}.",
        **told,
    )


def _with_it(effects: Effects, newcomers: pd.DataFrame | None) -> Iterator[str]:
    """Posts, hours of mission work and people served, as differences."""
    if counts(effects["staff_total"]):
        staff = numbers.number(effects["staff_total"]["difference"], 0, signed=True)
        yield say("{number} full-time posts", number=staff)
    if counts(effects["mission_hours"]):
        hours = float(effects["mission_hours"]["difference"])
        written = round(hours, -3 if abs(hours) >= _THOUSANDS else -2)
        hours_said = numbers.number(written, 0, signed=True)
        yield say("{number} hours of mission work a month", number=hours_said)
    people = 0.0 if newcomers is None else _people(newcomers)
    if people:
        people_said = numbers.number(people, 0, signed=True)
        yield say("{number} people served a month", number=people_said)


def _people(newcomers: pd.DataFrame) -> float:
    """People served a month, all statuses together, as a difference of what is written; 0 where runs show none."""
    served = newcomers[newcomers["measure"] == SERVED]
    if not any(counts(row) for _, row in served.iterrows()):
        return 0.0
    after, before = (round(float(served[end].sum()), -2) for end in ("other", "reference"))
    return after - before
