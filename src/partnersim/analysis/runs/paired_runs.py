"""Paired runs: the same seeds under different settings, and what their difference is worth.

A run is keyed by its seed and number alone, so that run n of one scenario meets the newcomers, shocks
and drawn parameters of run n of another, on any number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.runs.executors import check_can_start, cores, opened
from partnersim.model import PartnershipModel
from partnersim.outcomes.change import years_of
from partnersim.scenario.arguments import LARGEST_SEED, MOST_RUNS, whole

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

Measure = Callable[["PartnershipModel"], "np.ndarray"]
Prepare = Callable[["PartnershipModel"], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One run to be made, and what is kept of it; `options` go to PartnershipModel, `prepare` is done
    to it before it runs."""

    settings: Settings
    seed: int
    run: int
    measure: Measure
    options: Mapping[str, Any] = field(default_factory=dict)
    prepare: Prepare | None = None


def last_year(model: PartnershipModel) -> np.ndarray:
    """Mean of every sector column over the last twelve months, of those months that have one."""
    last: np.ndarray = years_of_run(model)[1]
    return last


def years_of_run(model: PartnershipModel) -> np.ndarray:
    """Means of every sector column in the year before the scenario and in its last (2, columns)."""
    return years_of(model.recorder.values, model.world.calendar.spin_up_months)


def do(job: Job) -> np.ndarray:
    """Make one run and keep its measure."""
    options = {"uncertainty": "prior", **job.options}
    model = PartnershipModel(job.settings, seed=job.seed, run=job.run, **options)
    if job.prepare is not None:
        job.prepare(model)
    model.run()
    return job.measure(model)


def jobs_of(
    settings: Settings,
    runs: int,
    seed: int,
    measure: Measure = last_year,
    prepare: Prepare | None = None,
    **options: Any,
) -> list[Job]:
    """The same runs, numbered from 0, of one setting."""
    runs, seed = whole("runs", runs, 1, MOST_RUNS), whole("seed", seed, 0, LARGEST_SEED)
    return [Job(settings, seed, run, measure, options, prepare) for run in range(runs)]


def results_of(
    jobs: Sequence[Job], workers: int = 1, make: Callable[[Job], np.ndarray] = do
) -> Iterator[np.ndarray]:
    """What `make` makes of each job, in the order of the jobs, on that many processes (0: all cores)."""
    workers = cores(workers)
    if workers == 1:
        yield from map(make, jobs)
        return
    check_can_start(workers)
    with opened(workers) as pool:
        yield from pool.executor.map(
            make, jobs, chunksize=max(1, min(10, len(jobs) // (4 * workers)))
        )


def finals(
    settings: Settings, runs: int, seed: int, workers: int = 1, **options: Any
) -> np.ndarray:
    """Last-year means of every sector column (runs, columns)."""
    return np.array(list(results_of(jobs_of(settings, runs, seed, **options), workers)))


def tables_of(jobs: Iterable[Sequence[Job]], workers: int = 1) -> list[np.ndarray]:
    """The measures of several lists of jobs, one array (runs, ...) a list, in one pool."""
    lists = [list(job) for job in jobs]
    done = results_of([job for group in lists for job in group], workers)
    return [np.array([next(done) for _ in group]) for group in lists]


def rounds_of(
    lists: Sequence[Sequence[Job]], workers: int = 1, make: Callable[[Job], np.ndarray] = do
) -> Iterator[list[np.ndarray]]:
    """Run after run, what is made of that run in each of several lists as long as each other.

    Whoever stops has every list up to the same run.
    """
    done = results_of([job for row in zip(*lists, strict=True) for job in row], workers, make)
    for _ in lists[0]:
        yield [next(done) for _ in lists]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its 95 % interval over paired runs."""

    mean: float
    low: float
    high: float

    @property
    def detectable(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low > 0.0 or self.high < 0.0

    def __str__(self) -> str:
        return f"{self.mean:+.3f} [{self.low:+.3f}, {self.high:+.3f}]"


def interval(values: np.ndarray) -> Interval:
    """Student's interval of the mean of one value a run, those missing left out.

    Raises ValueError when fewer than two runs have a value.
    """
    from scipy.stats import t

    known = values[np.isfinite(values)]
    if len(known) < 2:
        raise ValueError("an interval needs at least two runs with a value")
    mean = float(known.mean())
    half = float(t.ppf(0.975, len(known) - 1) * known.std(ddof=1) / np.sqrt(len(known)))
    return Interval(mean, mean - half, mean + half)
