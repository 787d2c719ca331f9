"""Why tables are structured arrays (docs/decisions/0001): `python benchmarks/state_layout.py`.

Prints microseconds a call of one compiled rule over 190 rows that reads two of a hundred columns, the
columns handed over as a structured array and as a named tuple of arrays.
"""

from __future__ import annotations

import time
from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

ROWS, COLUMNS, CALLS = 190, 100, 5000
NAMES = [f"column_{n}" for n in range(COLUMNS)]
Columns = namedtuple("Columns", NAMES)  # type: ignore[misc]


@numba.njit
def by_table(table: Any, step: float) -> float:
    """Sum one column into another, columns of a structured array."""
    total = 0.0
    for i in range(len(table)):
        total += table[i]["column_3"] * step
        table[i]["column_4"] = total
    return total


@numba.njit
def by_tuple(columns: Any, step: float) -> float:
    """The same, columns of a named tuple."""
    total = 0.0
    for i in range(len(columns.column_3)):
        total += columns.column_3[i] * step
        columns.column_4[i] = total
    return total


def microseconds(rule: Callable[..., float], state: Any) -> float:
    """Mean time of a call once compiled."""
    rule(state, 1.0)
    start = time.perf_counter()
    for _ in range(CALLS):
        rule(state, 1.0)
    return (time.perf_counter() - start) / CALLS * 1e6


def main() -> None:
    """Print both."""
    table = np.zeros(ROWS, np.dtype([(name, "f8") for name in NAMES]))
    columns = Columns(*(np.zeros(ROWS) for _ in NAMES))
    print(f"structured array      {microseconds(by_table, table):6.2f} microseconds a call")
    print(f"named tuple of arrays {microseconds(by_tuple, columns):6.2f} microseconds a call")


if __name__ == "__main__":
    main()
