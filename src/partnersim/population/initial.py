"""Values a run starts from, with their sources, from `data/initial_values.csv`.

The code reads the same rows as the registry shows, so that the two cannot part.
"""

from __future__ import annotations

import functools

from partnersim.declarations.data_files import rows_in


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a data file of this package."""
    return rows_in("partnersim.population", f"data/{name}")


@functools.cache
def values_of(group: str) -> dict[str, float]:
    """The values of one group: state, relation, drawing, founding or newcomers."""
    return {
        row["name"]: float(row["value"])
        for row in rows_of("initial_values.csv")
        if row["group"] == group
    }
