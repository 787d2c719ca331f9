"""Values a run starts from, with their sources, from `data/initial_values.csv`.

The code reads the same rows as the registry shows, so that the two cannot part.
"""

from __future__ import annotations

import functools

from partnersim.declarations.data_files import rows_in


def initial_rows() -> list[dict[str, str]]:
    """The rows of the file."""
    return rows_in("partnersim.population", "data/initial_values.csv")


@functools.cache
def values_of(group: str) -> dict[str, float]:
    """The values of one group: state, relation, drawing, founding or newcomers."""
    return {row["name"]: float(row["value"]) for row in initial_rows() if row["group"] == group}
