"""Where a run stands in its crisis."""

from __future__ import annotations

from partnersim.state.world import World


def months_since(world: World) -> int:
    """Months since the crisis began; below 0 before it."""
    starts = int(world.parameters["crisis"]["starts_after_months"][0])
    return world.now - world.calendar.spin_up_months - starts
