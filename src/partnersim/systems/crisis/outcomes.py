"""What is measured of a crisis: the work that public services send, the hours that are lent."""

from __future__ import annotations

import numpy as np

from partnersim.declarations.data_files import columns_in
from partnersim.state.columns import ACTIVITIES
from partnersim.state.world import Table, World

OUTCOMES = columns_in("partnersim.systems.crisis")["sector"]


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    row["outsourced_share"] = world.conditions["outsourced"]
    living = world.organizations[world.organizations["alive"]]
    borrowed = np.maximum(living["borrowed_hours"], 0.0)
    hours = sum(float(living[f"hours_{activity}"].sum()) for activity in ACTIVITIES)
    row["lent_share"] = borrowed.sum() / max(hours, 1e-9)
