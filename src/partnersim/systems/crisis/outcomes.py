"""What is measured of a crisis: the work that public services send, the hours that are lent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Outcome, Text
from partnersim.state.columns import ACTIVITIES

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
        formula="sum_i(max(0, borrowed_hours)) / sum_i(hours); hours = "
        + " + ".join(f"hours_{activity}" for activity in ACTIVITIES),
    ),
)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    row["outsourced_share"] = world.conditions["outsourced"]
    living = world.organizations[world.organizations["alive"]]
    borrowed = np.maximum(living["borrowed_hours"], 0.0)
    hours = sum(float(living[f"hours_{activity}"].sum()) for activity in ACTIVITIES)
    row["lent_share"] = borrowed.sum() / max(hours, 1e-9)
