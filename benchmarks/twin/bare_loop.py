"""The barest compiled loop over what a month of a newcomer reads and writes: the floor of any model.

It decides nothing: six stages are read, compared with a draw of one multiplication and a shift, and
written; status, place and month of arrival are read once a person.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numba import njit

MONTHS = 60


def _live(stage: Any, status: Any, place: Any, arrived: Any, chance: Any, month: int) -> int:
    moved = 0
    for n in range(stage.shape[1]):
        key = np.uint64(n * 2654435761 + month * 40503)
        age = min(month - arrived[n], 71)
        for k in range(stage.shape[0]):
            key = key * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
            draw = (key >> np.uint64(40)) * 5.9604644775390625e-08
            if draw < chance[status[n], place[n], k, age]:
                stage[k, n] = (stage[k, n] + 1) % 6
                moved += 1
    return moved


def pace_and_size(people: int = 200_000) -> tuple[float, float]:
    """Person-months a second of the loop, by processor time, and bytes of a person in its arrays.

    Parameters
    ----------
    people
        Rows.
    """
    random = np.random.default_rng(1)
    loop = njit(_live)
    stage = random.integers(0, 6, (6, people)).astype(np.int8)
    status = random.integers(0, 8, people).astype(np.int8)
    place = random.integers(0, 4, people).astype(np.int8)
    arrived = random.integers(-72, 0, people).astype(np.int16)
    chance = np.full((8, 4, 6, 72), 0.05)
    loop(stage, status, place, arrived, chance, 0)
    start = time.process_time()
    for month in range(MONTHS):
        loop(stage, status, place, arrived, chance, month)
    seconds = time.process_time() - start
    size = sum(column.nbytes for column in (stage, status, place, arrived)) / people
    return people * MONTHS / seconds, size
