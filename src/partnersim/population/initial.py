"""Values a run starts from, with their sources, from `data/initial_values.csv`.

The code reads the same rows as the registry shows, so that the two cannot part.
"""

from __future__ import annotations

import csv
import functools
from importlib.resources import files


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a data file of this package."""
    text = (files("partnersim.population") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@functools.cache
def values_of(group: str) -> dict[str, float]:
    """The values of one group: state, relation, drawing, founding or newcomers."""
    return {
        row["name"]: float(row["value"])
        for row in rows_of("initial_values.csv")
        if row["group"] == group
    }
