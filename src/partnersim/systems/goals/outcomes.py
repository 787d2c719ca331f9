"""What is measured of goals: how far organisations' lie from those of the main ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Outcome, Text

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

OUTCOMES = (
    Outcome(
        name="goals_apart_mean",
        unit="distance of horizons, 0 same to 1",
        meaning=Text("Distance of goals: output or outcome"),
        formula="mean_i(goals_apart[main])",
    ),
)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    alive = world.organizations["alive"]
    apart = 0.0
    for each in world.relations["goals_apart"][alive, world.main_funder].tolist():
        apart += each
    row["goals_apart_mean"] = apart / max(int(alive.sum()), 1)
