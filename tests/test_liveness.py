"""A planted dead parameter is caught, a living one is found."""

from __future__ import annotations

import numpy as np

from partnersim.analysis.liveness import compare

NAMES = tuple(f"column_{n}" for n in range(60))


def test_a_dead_parameter_moves_nothing_and_a_living_one_its_column() -> None:
    random = np.random.default_rng(3)
    base = random.normal(0.0, 1.0, (30, 60))
    dead = base + random.normal(0.0, 0.1, (30, 60))
    assert compare(base, dead, NAMES)[0] == 0
    alive = dead.copy()
    alive[:, 7] += 0.2
    moved, strongest, change, t = compare(base, alive, NAMES)
    assert (moved, strongest) == (1, "column_7")
    assert 0.15 < change < 0.25
    assert t > 5.0


def test_the_same_change_in_every_run_counts_and_missing_columns_do_not() -> None:
    base = np.zeros((10, 60))
    high = base.copy()
    high[:, 2] = 0.5
    high[3, 4] = np.nan
    assert compare(base, high, NAMES)[:3] == (1, "column_2", 0.5)
    assert compare(base, base, NAMES)[0] == 0
