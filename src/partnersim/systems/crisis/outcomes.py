"""What is measured of a crisis: the work that public services send, the hours that are lent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Outcome, Text
from partnersim.state.activities import all_hours

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

OUTCOMES = (
    Outcome(
        name="outsourced_share",
        unit="share of requests",
        meaning=Text("Sent by public services"),
        formula="outsourced",
    ),
    Outcome(
        name="lent_share",
        unit="share of the hours of organisations",
        meaning=Text("Hours lent to organisations, by peers and public services"),
        formula="sum_i(max(0, borrowed_hours)) / sum_i(hours)",
    ),
)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    row["outsourced_share"] = world.conditions["outsourced"]
    borrowed = world.organizations["borrowed_hours"]
    hours = all_hours(world.organizations)[world.organizations["alive"]].sum()
    row["lent_share"] = borrowed[borrowed > 0.0].sum() / max(float(hours), 1e-9)
