"""Columns of the state against what their declarations allow."""

from __future__ import annotations

import numpy as np

from partnersim.population.tables import CORE, columns_of, titles
from partnersim.state.world import World


def out_of_bounds(world: World) -> list[str]:
    """Columns with a number that is none, or that lies outside the column's bounds."""
    found = []
    there = [table for table in titles() if table in CORE or table in world.tables]
    for table in there:
        rows = getattr(world, table) if table in CORE else world.tables[table]
        for name, column in columns_of(table).items():
            if column.bounds is None:
                continue
            low, high = column.bounds
            values = np.asarray(rows[name], dtype=float)
            fits = np.isfinite(values) & (values >= low - 1e-9) & (values <= high + 1e-9)
            if not fits.all():
                found.append(f"{table}.{name}: {values[~fits][:3]} outside {low} to {high}")
    return found
