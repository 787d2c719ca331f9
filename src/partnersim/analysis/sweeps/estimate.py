"""An estimate of the time and disk that a sweep takes, from a few of its runs."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from partnersim.analysis.runs.executors import cores
from partnersim.analysis.runs.overlays import overlaid
from partnersim.analysis.sweeps import worker
from partnersim.analysis.sweeps.part_files import KEPT
from partnersim.results.collecting import table_of

if TYPE_CHECKING:
    import numpy as np

    from partnersim.analysis.sweeps.experiment import Experiment
    from partnersim.analysis.sweeps.worker import Plan
    from partnersim.model import PartnershipModel

_TIMED = 3
_PART_SECONDS = 1.5
_LARGEST_PART = 100_000  # runs
_START_SECONDS = 4.0  # a worker process loads the program
_BYTES_A_VALUE, _BYTES_A_RUN = 9.0, 8.0  # as measured: floats hardly shrink


@dataclass(frozen=True, slots=True)
class Expected:
    """Runs, seconds of one, seconds in all on that many workers, bytes on the disk."""

    runs: int
    seconds_a_run: float
    workers: int
    seconds: float
    bytes: float


def expected(
    experiment: Experiment, plan: Plan, positions: np.ndarray, workers: int, runs: int
) -> Expected:
    """Time a few runs of the design, after one that loads the rules; `runs` are left to do."""
    rows = sorted({round(n * (len(positions) - 1) / (_TIMED - 1)) for n in range(_TIMED)})
    values = list(experiment.values(positions[rows]))
    taken, kept = [], 0.0
    for n, row in enumerate([values[0], *values]):
        start = time.perf_counter()
        try:
            model = worker.run_of(plan, overlaid(plan.settings, plan.places, row), 0)
            if plan.keep and n == 0:
                kept = _bytes_kept(model)
        except Exception:  # it is made and recorded in its turn
            continue
        if n:
            taken.append(time.perf_counter() - start)
    each = sorted(taken)[len(taken) // 2] if taken else 0.1
    columns = len(experiment.factors) + 2 * len(experiment.outcomes)
    workers = min(cores(workers), max(runs, 1))
    start_up = _START_SECONDS if workers > 1 else 0.0
    return Expected(
        runs,
        each,
        workers,
        start_up + each * runs / workers,
        runs * (columns * _BYTES_A_VALUE + _BYTES_A_RUN + 2.0 * kept),
    )


def _bytes_kept(model: PartnershipModel) -> float:
    total = 0
    for name in KEPT:
        file = io.BytesIO()
        pq.write_table(table_of(model, 0, name), file, compression="zstd")
        total += len(file.getvalue())
    return float(total)


def runs_a_part_of(took: Expected, cluster: bool) -> int:
    """Enough for a second or more, but a part for each worker; a cluster's size is not known here."""
    enough = int(_PART_SECONDS / max(took.seconds_a_run, 1e-4)) + 1
    share = enough if cluster else -(-took.runs // took.workers)
    return max(1, min(enough, share, _LARGEST_PART))
