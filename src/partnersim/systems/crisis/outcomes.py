"""What is measured of a crisis: the work that public services send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Outcome, Text

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

OUTCOMES = (
    Outcome(
        name="outsourced_share",
        unit="share of requests",
        meaning=Text("Sent by public services"),
        formula="outsourced",
    ),
)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    row["outsourced_share"] = world.conditions["outsourced"]
