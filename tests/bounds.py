"""Columns of the state against what their declarations allow."""

from __future__ import annotations

import numpy as np

from partnersim.population.tables import TABLES, columns_of
from partnersim.state.world import World


def out_of_bounds(world: World) -> list[str]:
    """Columns with a number that is none, or that lies outside the column's bounds."""
    found = []
    for table in TABLES:
        for name, column in columns_of(table).items():
            if column.bounds is None:
                continue
            low, high = column.bounds
            values = np.asarray(getattr(world, table)[name], dtype=float)
            fits = np.isfinite(values) & (values >= low - 1e-9) & (values <= high + 1e-9)
            if not fits.all():
                found.append(f"{table}.{name}: {values[~fits][:3]} outside {low} to {high}")
    return found
