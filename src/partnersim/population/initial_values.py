"""Values a run starts from, with their sources, from `data/initial_values.csv` and the folders of systems.

The code reads the same rows as the registry shows, so that the two cannot part.
"""

from __future__ import annotations

import functools

from partnersim import systems
from partnersim.declarations.data_files import rows_in

FILE = "initial_values.csv"


@functools.cache
def rows_by_file() -> dict[str, list[dict[str, str]]]:
    """The rows of the file, then those of systems' files, by where they stand."""
    homes = [("partnersim.population", f"data/{FILE}")]
    homes += [(home, FILE) for home in systems.homes_of(FILE)]
    return {f"src/{home.replace('.', '/')}/{name}": rows_in(home, name) for home, name in homes}


def initial_rows() -> list[dict[str, str]]:
    """The rows of all files."""
    return [row for rows in rows_by_file().values() for row in rows]


@functools.cache
def values_of(group: str) -> dict[str, float]:
    """The values of one group: state, relation, drawing, founding or newcomers."""
    return {row["name"]: float(row["value"]) for row in initial_rows() if row["group"] == group}
