"""Columns of the state against what their declarations allow."""

from __future__ import annotations

from typing import Any

import numpy as np

from partnersim.population.tables import CORE, PARTS, columns_of
from partnersim.state.world import World


def out_of_bounds(world: World) -> list[str]:
    """Columns with a number that is none, or that lies outside the column's bounds."""
    result = []
    for table in (*CORE, *world.tables, *PARTS):
        for name, column in columns_of(table).items():
            if column.bounds is None:
                continue
            low, high = column.bounds
            values = np.asarray(_values(world, table, name), dtype=float)
            rounding = 1e-6 if column.stored == "f4" or "dollars" in column.unit else 1e-9
            fits = np.isfinite(values) & (values >= low - rounding) & (values <= high + rounding)
            if not fits.all():
                result.append(f"{table}.{name}: {values[~fits][:3]} outside {low} to {high}")
    return result


def _values(world: World, table: str, name: str) -> Any:
    """What a column holds in the rows that are in use."""
    if table in world.tables:
        return world.tables[table][name]
    whole = getattr(world, table)
    if table == "flows":
        return whole.written()[name]
    if table == "newcomers":
        return getattr(whole, name)[..., : whole.rows]
    return whole[name] if table in CORE else getattr(whole, name)
