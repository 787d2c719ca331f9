"""What is measured of the felt burden: its mean over organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Better, Outcome, Text

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

OUTCOMES = (
    Outcome(
        name="felt_burden",
        unit="0 to 1",
        meaning=Text("Felt burden of accountability"),
        formula="mean_i(felt_burden)",
        better=Better.LOWER,
    ),
)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    alive = world.organizations["alive"]
    felt = 0.0
    for each in world.organizations["felt_burden"][alive].tolist():
        felt += each
    row["felt_burden"] = felt / max(int(alive.sum()), 1)
