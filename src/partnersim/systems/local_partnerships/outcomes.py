"""What is kept of local partnerships: a table with a row a month and partnership, and means over them."""

from __future__ import annotations

import numpy as np

from partnersim.declarations.data_files import columns_in
from partnersim.state.world import Numbers, Table, World

TABLES = columns_in("partnersim.systems.local_partnerships")
OUTCOMES = TABLES.pop("sector")
SHOWN_AFTER = {"need_after_24_months": "partnership_stage_mean"}


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,); one that has not begun counts as it stands, at nothing."""
    table, number = world.tables["partnerships"], max(len(world.tables["partnerships"]), 1)
    row["partnership_stage_mean"] = table["stage"].sum() / number
    row["partnership_trust_mean"] = table["trust"].sum() / number
    row["partnership_apart_mean"] = table["apart"].sum() / number


def derived(kept: Table) -> dict[str, Numbers]:
    """Columns that are worked out from those of the state."""
    return {"plan_gap": np.maximum(0.0, kept["planned"] - kept["done"])}
